#include "io/export/review_csv.h"

#include "io/explain/link_words.h"
#include "io/export/links_csv.h"
#include "io/output_file.h"

namespace io {
namespace {

std::string digits_of(std::uint64_t nik) {
  if (nik == 0) return "";
  char digits[16];
  engine::write_digits16(digits, nik);
  return {digits, sizeof digits};
}

}  // namespace

void append_review_line(std::string& text, std::string_view source, std::uint64_t baris, std::uint64_t nik,
                        const engine::ReviewRow& row, const engine::PersonTable& registry) {
  text += source;
  text += ',' + std::to_string(baris) + ',' + digits_of(nik) + ',' + digits_of(registry.nik[row.person]) + ',' +
          match_probability_text(row.probability) + ',' + match_weight_text(row.weight) + ',';
  for (const LinkWords& words : {nik_words(engine::nik_of(row.joint)), birth_words(engine::birth_of(row.joint)),
                                 sex_words(engine::sex_of(row.joint)), name_words(row.name)}) {
    append_csv_cell(text, words.bahasa);
    text += ',';
  }
  text += '\n';
}

}  // namespace io
