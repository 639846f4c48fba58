#include "io/export/truth_json.h"

#include <fmt/format.h>

namespace io {
namespace {

void write_share(JsonText& json, const char* key, std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) {
    json.raw(key, "null");
    return;
  }
  const std::uint64_t millionths = (part * 2'000'000 + whole) / (whole * 2);
  json.raw(key, fmt::format("{}.{:06}", millionths / 1'000'000, millionths % 1'000'000));
}

// A probability in 1/10,000.
std::string probability_text(std::uint64_t value) { return fmt::format("{}.{:04}", value / 10'000, value % 10'000); }

void write_rows_found(JsonText& json, const engine::LinkTruth::Rows& rows) {
  json.number("rows", rows.rows);
  json.number("with_registry_person", rows.with_person);
  json.number("padan", rows.padan);
  json.number("right", rows.right);
  json.number("ragu_right", rows.right_ragu);
  write_share(json, "precision", rows.right, rows.padan);
  write_share(json, "recall", rows.right, rows.with_person);
}

void write_band(JsonText& json, const engine::LinkTruth::Band& band) {
  json.number("links", band.links);
  json.number("right", band.right);
  write_share(json, "mean_probability", band.probability, band.links * 10'000);
  write_share(json, "share_right", band.right, band.links);
}

void write_source_truth(JsonText& json, const std::string& name, const engine::LinkTruth& truth) {
  json.open(nullptr, '{');
  json.text("name", name);
  write_rows_found(json, truth.all);
  json.open("by_fault", '{');
  for (const auto& [fault, rows] : truth.by_fault) {
    json.open(fault.empty() ? "tanpa_cacat" : fault.c_str(), '{');
    write_rows_found(json, rows);
    json.close();
  }
  json.close();
  json.open("by_fault_count", '[');
  for (std::size_t faults = 0; faults < truth.by_fault_count.size(); ++faults) {
    json.open(nullptr, '{');
    json.number("faults", faults);
    write_rows_found(json, truth.by_fault_count[faults]);
    json.close();
  }
  json.close();
  json.open("by_threshold", '[');
  for (const auto& threshold : truth.thresholds) {
    json.open(nullptr, '{');
    json.raw("from_probability", probability_text(threshold.from));
    json.number("links", threshold.links);
    json.number("right", threshold.right);
    write_share(json, "precision", threshold.right, threshold.links);
    write_share(json, "recall", threshold.right, truth.all.with_person);
    json.close();
  }
  json.close();
  json.open("calibration", '[');
  for (const auto& band : truth.bands) {
    json.open(nullptr, '{');
    json.raw("from_probability", probability_text(band.from));
    json.raw("below", band.to > 10'000 ? "null" : probability_text(band.to));
    write_band(json, band);
    json.close();
  }
  json.close();
  json.open("exact_rows", '{');
  write_band(json, truth.exact);
  json.close();
  json.close();
}

void write_found_pairs(JsonText& json, const char* key, std::uint64_t found, std::uint64_t right, std::uint64_t truth) {
  json.open(key, '{');
  json.number("pairs", found);
  json.number("right", right);
  write_share(json, "precision", right, found);
  write_share(json, "recall", right, truth);
  write_share(json, "f1", 2 * right, found + truth);
  json.close();
}

void write_pairs(JsonText& json, const engine::DuplicateTruth::Pairs& pairs) {
  json.number("true_pairs", pairs.truth);
  write_found_pairs(json, "listed", pairs.listed, pairs.listed_right, pairs.truth);
  write_found_pairs(json, "counted_once", pairs.counted, pairs.counted_right, pairs.truth);
}

void write_duplicates(JsonText& json, const engine::DuplicateTruth& duplicates) {
  json.open("registry_duplicates", '{');
  write_pairs(json, duplicates.all);
  json.open("two_or_more_agree", '{');
  write_pairs(json, duplicates.further);
  json.close();
  json.open("by_agreement", '[');
  for (std::size_t a = duplicates.by_agreement.size(); a-- > 0;) {
    if (duplicates.by_agreement[a].truth + duplicates.by_agreement[a].listed == 0) continue;
    json.open(nullptr, '{');
    json.raw("name", (a & 1) != 0 ? "true" : "false");
    json.raw("birth_date", (a & 2) != 0 ? "true" : "false");
    json.raw("district", (a & 4) != 0 ? "true" : "false");
    write_pairs(json, duplicates.by_agreement[a]);
    json.close();
  }
  json.close();
  json.close();
}

}  // namespace

void write_truth(JsonText& json, const engine::RunSummary& summary) {
  json.open("truth", '{');
  json.text("persons", summary.truth->persons);
  if (!summary.truth->faults.empty()) json.text("faults", summary.truth->faults);
  json.open("sources", '[');
  for (const auto& source : summary.sources) {
    if (source.truth) write_source_truth(json, source.name, *source.truth);
  }
  json.close();
  write_duplicates(json, summary.truth->duplicates);
  json.close();
}

}  // namespace io
