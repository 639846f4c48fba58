#include "io/registry_snapshot/text_columns.h"

#include <algorithm>
#include <numeric>

#include "engine/error.h"

namespace io {
namespace {

constexpr std::size_t kRowGroup = std::size_t{1} << 16;

}  // namespace

void write_texts(SnapshotWriter& writer, const std::string& name, std::size_t rows, const TextAt& text_at) {
  const SnapshotWriter::SectionId length_section = writer.add_column<std::uint16_t>(name + "/length");
  const SnapshotWriter::SectionId letter_section = writer.add_section(name + "/letters", ElementType::kBytes, 1);
  std::vector<std::uint16_t> lengths;
  std::string letters;
  for (std::size_t begin = 0; begin < rows; begin += kRowGroup) {
    lengths.clear();
    letters.clear();
    for (std::size_t row = begin; row < std::min(rows, begin + kRowGroup); ++row) {
      const std::string_view text = text_at(row);
      if (text.size() > 0xFFFF) {
        throw engine::Error(engine::ExitCode::kInvariant, "a text of '" + name + "' is longer than 65,535 bytes");
      }
      lengths.push_back(static_cast<std::uint16_t>(text.size()));
      letters += text;
    }
    writer.append<std::uint16_t>(length_section, lengths);
    writer.append(letter_section, std::as_bytes(std::span(letters)));
  }
}

void read_texts(const ColumnSource& source, const std::string& name, std::size_t rows, const TakeText& take) {
  const std::string length_section = name + "/length", letter_section = name + "/letters";
  source.check_rows(length_section, rows);
  const std::uint64_t letters_there = source.rows(letter_section);
  std::vector<std::uint16_t> lengths;
  std::string letters;
  std::uint64_t at = 0;
  for (std::size_t begin = 0; begin < rows; begin += kRowGroup) {
    lengths.resize(std::min(kRowGroup, rows - begin));
    source.reader().read_column<std::uint16_t>(length_section, begin, lengths);
    const std::uint64_t bytes = std::accumulate(lengths.begin(), lengths.end(), std::uint64_t{0});
    if (bytes > letters_there - at) source.refuse(letter_section, "fewer letters than the lengths tell");
    letters.resize(bytes);
    source.reader().read_records(letter_section, 1, at, std::as_writable_bytes(std::span(letters)));
    at += bytes;
    std::size_t offset = 0;
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      take(begin + i, std::string_view(letters).substr(offset, lengths[i]));
      offset += lengths[i];
    }
  }
  if (at != letters_there) source.refuse(letter_section, "more letters than the lengths tell");
}

}  // namespace io
