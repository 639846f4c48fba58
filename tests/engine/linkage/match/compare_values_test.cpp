#include "engine/linkage/match/compare_values.h"

#include <catch2/catch.hpp>
#include <random>

#include "engine/linkage/match/compare_rows.h"
#include "tests/reference/match_levels.h"

namespace {

using engine::FieldType;

std::string_view level_of(FieldType type, const std::string& a, const std::string& b) {
  const std::vector<engine::FieldValues> fields = engine::number_values({{"f", type, {a, b, a, b}}});
  const auto comparison = engine::make_comparison(fields[0]);
  const auto level = comparison->level(fields[0].rows[0], fields[0].rows[1]);
  REQUIRE(level == comparison->level(fields[0].rows[1], fields[0].rows[0]));
  return engine::level_names(type)[level];
}

struct Case {
  FieldType type;
  const char *a, *b, *level;
};

}  // namespace

TEST_CASE("match values: each pair of values has the level of its type", "[linkage][match]") {
  constexpr Case kCases[] = {
      {FieldType::kName, "BARTO", "BARTO", "equal"},
      {FieldType::kName, "MELATI KUSAN", "KUSAN MELATI", "same_words"},
      {FieldType::kName, "BOEDIRO", "BUDIRO", "same_words"},
      {FieldType::kName, "LAM PORTI", "LAMPORTI", "same_words"},
      {FieldType::kName, "PORTI LAM", "LAMPORTI", "same_words"},
      {FieldType::kName, "BARTOLOMI", "BARTOLOMY", "jaro_winkler_94"},
      {FieldType::kName, "SANDER", "SANDRO", "jaro_winkler_88"},
      {FieldType::kName, "ROB", "ROBERTINO", "some_words"},
      {FieldType::kName, "MELATI KUSAN PEGO", "MELATI", "some_words"},
      {FieldType::kName, "BARTO", "WINKA", "different"},
      {FieldType::kName, "BARTO", "", "missing"},
      {FieldType::kName, "", "", "missing"},
      {FieldType::kDate, "19800512", "19800512", "equal"},
      {FieldType::kDate, "19800512", "19801205", "digits_or_parts_swapped"},
      {FieldType::kDate, "19800512", "19810512", "one_part_off"},
      {FieldType::kDate, "19801231", "19801231", "default_equal"},
      {FieldType::kDate, "19800512", "19830514", "two_digits_off"},
      {FieldType::kDate, "19800509", "19800528", "two_digits_off"},
      {FieldType::kDate, "19800512", "19801127", "same_year"},
      {FieldType::kDate, "19800512", "19651127", "different"},
      {FieldType::kDigits, "7364009", "7364009", "equal"},
      {FieldType::kDigits, "7364009", "7346009", "one_edit"},
      {FieldType::kDigits, "7364009", "736409", "one_edit"},
      {FieldType::kDigits, "7364009", "7364018", "two_edits"},
      {FieldType::kDigits, "7364009", "7364811", "same_beginning_or_end"},
      {FieldType::kDigits, "7364009", "1115262", "different"},
      {FieldType::kDigits, "12", "13", "different"},
      {FieldType::kCategory, "QLD", "QLD", "equal"},
      {FieldType::kCategory, "NSW", "NWS", "one_letter"},
      {FieldType::kCategory, "L", "P", "different"},
      {FieldType::kText, "12 MELATI ROAD", "12 MELATI ROAD", "equal"},
      {FieldType::kText, "12 MELATI ROAD", "12 MELATIROAD", "same_words"},
      {FieldType::kText, "12 MELATI ROAD", "MELATI ROAD 12", "same_words"},
      {FieldType::kText, "12 MELATI ROAD", "12 MELATY ROAD", "similar_90"},
      {FieldType::kText, "12 MELATI ROAD", "12 MELEDI ROAD", "similar_80"},
      {FieldType::kText, "12 MELATI ROAD", "12 MELATI CRESCENT", "some_words"},
      {FieldType::kText, "12 MELATI ROAD", "7 WUNGU PLACE", "different"},
      {FieldType::kNumber, "3.5", "3.5", "equal"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.a, c.b);
    CHECK(level_of(c.type, c.a, c.b) == c.level);
  }
}

TEST_CASE("match values: numbers are near where few rows lie between", "[linkage][match]") {
  engine::MatchField field{"n", FieldType::kNumber, {}};
  for (int i = 0; i < 1000; ++i) field.values.push_back(std::to_string(i * i));
  const auto fields = engine::number_values({field});
  const auto comparison = engine::make_comparison(fields[0]);
  const auto level = [&](std::size_t a, std::size_t b) {
    return engine::level_names(FieldType::kNumber)[comparison->level(fields[0].rows[a], fields[0].rows[b])];
  };
  REQUIRE(level(10, 14) == "within_half_percent");
  REQUIRE(level(900, 904) == "within_half_percent");
  REQUIRE(level(500, 520) == "within_2_percent");
  REQUIRE(level(500, 590) == "within_10_percent");
  REQUIRE(level(100, 900) == "different");
}

TEST_CASE("match values: no filter misses a level that comparing every edit and pairing finds", "[linkage][match]") {
  std::mt19937_64 random(21);
  const std::vector<std::string> words = {
      "MUH",    "MUHAMMAD", "BUDI",  "BOEDI", "SITI", "ST",  "A",    "AMINAH", "SITIAMINAH",
      "AB",     "D",        "ABD",   "ABDUL", "M",    "UH",  "SAN",  "TO",     "SANTO",
      "TJOK",   "RO",       "COKRO", "DJOKO", "JOKO", "NI",  "YAH",  "NIYAH",  "LESTARI",
      "LESTAR", "I",        "T",     "JOKRO", "C",    "HAR", "CHAR", "KHAR",   "BUDISANTO"};
  std::vector<std::string> names, numbers;
  for (int i = 0; i < 220; ++i) {
    std::string name;
    for (std::uint64_t n = 1 + random() % 3; n > 0; --n) {
      std::string word = words[random() % words.size()];
      if (random() % 4 == 0) word[random() % word.size()] = static_cast<char>('A' + random() % 26);
      name += (name.empty() ? "" : " ") + word;
    }
    names.push_back(name);
    std::string number(4 + random() % 13, '0');
    for (char& c : number) c = static_cast<char>('0' + random() % (i % 2 == 0 ? 2 : 10));
    numbers.push_back(i % 4 == 3 ? numbers.back() : number);
    if (i % 4 == 3) std::swap(numbers.back()[random() % numbers.back().size()], numbers.back()[0]);
  }
  const auto fields = engine::number_values({{"n", FieldType::kName, names}, {"d", FieldType::kDigits, numbers}});
  const auto of_names = engine::make_comparison(fields[0]), of_digits = engine::make_comparison(fields[1]);
  std::size_t open = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = 0; j < names.size(); ++j) {
      CAPTURE(names[i], names[j], numbers[i], numbers[j]);
      const std::string slow = reference::match_name_level(names[i], names[j]);
      open += slow.empty();
      if (!slow.empty())
        REQUIRE(engine::level_names(FieldType::kName)[of_names->level(fields[0].rows[i], fields[0].rows[j])] == slow);
      REQUIRE(engine::level_names(FieldType::kDigits)[of_digits->level(fields[1].rows[i], fields[1].rows[j])] ==
              reference::match_digits_level(numbers[i], numbers[j]));
    }
  }
  REQUIRE(open * 20 < names.size() * names.size());
}

TEST_CASE("match rows: exchanged names weigh as an exchange, and as the names they are", "[linkage][match]") {
  const auto fields = engine::number_values({{"given", FieldType::kName, {"BARTO", "KUSAN", "BARTO"}},
                                             {"family", FieldType::kName, {"KUSAN", "BARTO", "PELORGO"}}});
  const engine::RowComparison comparison(fields);
  const auto levels = [&](std::uint32_t left, std::uint32_t right) {
    const engine::Pattern pattern = comparison.pattern(left, right);
    return std::pair(engine::level_names(FieldType::kName)[comparison.layout().level(pattern, 0)],
                     engine::level_names(FieldType::kName)[comparison.layout().level(pattern, 1)]);
  };
  REQUIRE(levels(0, 1) == std::pair<std::string_view, std::string_view>("swapped", "equal"));
  REQUIRE(levels(1, 0) == levels(0, 1));
  REQUIRE(levels(0, 2) == std::pair<std::string_view, std::string_view>("equal", "different"));
}
