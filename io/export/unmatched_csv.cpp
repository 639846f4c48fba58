#include "io/export/unmatched_csv.h"

namespace io {

void append_unmatched_line(std::string& text, std::string_view source, const engine::FamilyRecord& row,
                           std::string_view reason) {
  char digits[16];
  engine::write_digits16(digits, row.kk.value);
  text += source;
  text += ',';
  text += std::to_string(row.row);
  text += ',';
  text.append(digits, sizeof digits);
  text += ',';
  if (row.village_code != 0) {
    const std::string code = std::to_string(row.village_code);
    text.append(10 - std::min<std::size_t>(10, code.size()), '0');
    text += code;
  }
  text += ',';
  text += reason;
  text += '\n';
}

}  // namespace io
