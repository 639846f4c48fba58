#include "io/match/latin_letters.h"

#include <catch2/catch.hpp>

#include "io/match/match_values.h"

TEST_CASE("latin letters: Cyrillic and Greek in any case, all else as it is", "[io][match]") {
  struct Case {
    const char *text, *latin;
  };
  constexpr Case kCases[] = {
      {"Щукина Алёна", "SHCHUKINA ALENA"},
      {"щукина АЛЕНА", "SHCHUKINA ALENA"},
      {"Іванна Ґалаґан", "IVANNA GALAGAN"},
      {"Ђорђе", "DJORDJE"},
      {"Андрей Подъяль", "ANDREI PODYAL"},
      {"Μελάς Ώρνιθος", "MELAS ORNITHOS"},
      {"ΜΕΛΑΣ ΩΡΝΙΘΟΣ", "MELAS ORNITHOS"},
      {"Bárto 12", "Bárto 12"},
      {"林美", "林美"},
      {"\xD0", "\xD0"},
      {"\xD0\x20", "\xD0\x20"},
      {"", ""},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    REQUIRE(io::latin_letters(c.text) == c.latin);
    REQUIRE(io::has_cyrillic_or_greek(c.text) == (std::string(c.text) != c.latin));
  }
}

TEST_CASE("match values: names of one sound in two scripts have one form", "[io][match]") {
  for (const auto type : {engine::FieldType::kName, engine::FieldType::kText, engine::FieldType::kCategory}) {
    io::MatchFieldConfig field;
    field.columns = {"c"};
    field.type = type;
    std::vector<std::string> cells = {"Барто Кусан", "БАРТО КУСАН", "Barto Kusan", "Μπάρτο"};
    const auto values = io::parse_field_values(field, {}, {cells}).values;
    REQUIRE(values[0] == "BARTO KUSAN");
    REQUIRE(values[1] == values[0]);
    REQUIRE(values[2] == values[0]);
    REQUIRE(values[3] == "MPARTO");
  }
}
