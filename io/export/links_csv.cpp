#include "io/export/links_csv.h"

#include <charconv>
#include <cstdlib>

namespace io {
namespace {

void append_number(std::string& text, std::uint64_t number) {
  char digits[20];
  text.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void append_nik(std::string& text, std::uint64_t nik) {
  char digits[16];
  engine::write_digits16(digits, nik);
  text.append(digits, sizeof digits);
}

// With `places` digits behind the point.
void append_decimal(std::string& text, std::uint64_t scaled, std::uint64_t scale) {
  append_number(text, scaled / scale);
  text += '.';
  for (std::uint64_t digit = scale / 10; digit != 0; digit /= 10) {
    text += static_cast<char>('0' + scaled / digit % 10);
  }
}

void append_weight(std::string& text, engine::WeightUnits weight) {
  const auto size = static_cast<std::uint64_t>(std::abs(std::int64_t{weight}));
  if (weight < 0) text += '-';
  append_decimal(text, (size * 1000 + engine::kUnitsOfBit / 2) / engine::kUnitsOfBit, 1000);
}

}  // namespace

std::string match_weight_text(engine::WeightUnits weight) {
  std::string text;
  append_weight(text, weight);
  return text;
}

std::string match_probability_text(std::uint16_t probability) {
  std::string text;
  append_decimal(text, probability, 10'000);
  return text;
}

void append_links_line(std::string& text, std::string_view source, std::uint64_t baris, std::uint64_t nik,
                       const engine::PersonLink& link, const engine::PersonTable& registry) {
  text += source;
  text += ',';
  append_number(text, baris);
  text += ',';
  if (nik != 0) append_nik(text, nik);
  text += ',';
  text += engine::match_state_name(link.state);
  text += ',';
  if (link.person != engine::kNoRow) {
    append_weight(text, link.weight);
    text += ',';
    append_decimal(text, link.probability, 10'000);
    text += ',';
    append_nik(text, registry.nik[link.person]);
  } else {
    text += ",,";
  }
  text += '\n';
}

}  // namespace io
