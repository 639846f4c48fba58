#include "io/export/links_csv.h"

namespace io {

std::string links_csv_lines(std::string_view source, const engine::PersonBatch& batch,
                            std::span<const engine::PersonLink> links, const engine::PersonTable& registry) {
  std::string text;
  text.reserve(links.size() * (source.size() + 64));
  char digits[16];
  const auto append_nik = [&](std::uint64_t nik) {
    engine::write_digits16(digits, nik);
    text.append(digits, sizeof digits);
  };
  for (std::size_t i = 0; i < links.size(); ++i) {
    const engine::PersonLink& link = links[i];
    text += source;
    text += ',';
    text += std::to_string(batch.baris(i));
    text += ',';
    if (batch.nik[i] != 0) append_nik(batch.nik[i]);
    text += ',';
    text += engine::match_state_name(link.state);
    text += ',';
    if (link.person != engine::kNoRow) {
      text += std::to_string(link.similarity);
      text += ",,";
      append_nik(registry.nik[link.person]);
    } else {
      text += ",,";
    }
    text += '\n';
  }
  return text;
}

}  // namespace io
