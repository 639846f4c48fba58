#include "io/match/match_csv.h"

#include <cmath>
#include <string>

#include "engine/linkage/model/match_weight.h"

namespace io {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;

void flush(OutputFile& file, std::string& text, std::size_t from = kPiece) {
  if (text.size() < from) return;
  file.write(text);
  text.clear();
}

// `value` as a decimal number with so many digits behind the point.
void append_decimal(std::string& text, std::int64_t value, int digits) {
  if (value < 0) text += '-';
  std::string all = std::to_string(value < 0 ? -value : value);
  const auto places = static_cast<std::size_t>(digits);
  if (all.size() <= places) all.insert(0, places + 1 - all.size(), '0');
  text += all.substr(0, all.size() - places) + '.' + all.substr(all.size() - places);
}

// Thousandths of a bit, rounded half away from zero.
std::int64_t thousandths(engine::MatchWeight weight) {
  const std::int64_t scaled = std::int64_t{weight} * 1000;
  return (scaled + (scaled < 0 ? -512 : 512)) / 1024;
}

}  // namespace

void write_pairs_csv(OutputFile& file, std::span<const engine::WeightedEdge> pairs, const RowLabels& labels) {
  std::string text = "left,right,match_weight,match_probability\n";
  for (const engine::WeightedEdge& pair : pairs) {
    append_csv_cell(text, labels(pair.a));
    text += ',';
    append_csv_cell(text, labels(pair.b));
    text += ',';
    append_decimal(text, thousandths(pair.weight), 3);
    text += ',';
    append_decimal(text, std::llround(engine::probability_of(pair.weight) * 1e6), 6);
    text += '\n';
    flush(file, text);
  }
  flush(file, text, 1);
}

void write_clusters_csv(OutputFile& file, std::span<const std::uint32_t> clusters, const RowLabels& labels) {
  const bool two = labels.sides().two_files();
  std::string text = two ? "file,row,cluster\n" : "row,cluster\n";
  const auto side = [&](std::uint32_t row) { return labels.is_right(row) ? "b" : "a"; };
  for (std::uint32_t row = 0; row < clusters.size(); ++row) {
    if (two) text += std::string(side(row)) + ',';
    append_csv_cell(text, labels(row));
    text += ',';
    const std::uint32_t first = clusters[row];
    append_csv_cell(text, (two ? std::string(side(first)) + ':' : std::string()) + labels(first));
    text += '\n';
    flush(file, text);
  }
  flush(file, text, 1);
}

}  // namespace io
