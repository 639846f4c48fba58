#include "io/config/link_model_file.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/error.h"
#include "tests/engine/linkage/linked_nation.h"
#include "tests/io/run/small_nation.h"

using Catch::Contains;

namespace {

// Two sources whose numbers are those of an invented registry.
std::vector<io::SourceLinkModel> models() {
  static const std::vector<io::SourceLinkModel> made = [] {
    const tests::LinkedNation nation(tests::invented_people(300, 1));
    engine::LinkParameters parameters = nation.model->parameters();
    parameters.second_row_rate = 0.1 / 3;
    return std::vector<io::SourceLinkModel>{{"regsosek", parameters, {"2026Q3", 1'000, 200, 7, false}},
                                            {"p3ke", parameters, {"", 10, 0, 0, true}}};
  }();
  return made;
}

struct Refusal {
  std::string column, message;
};

std::vector<io::SourceLinkModel> read_back(const std::string& text) {
  const tests::TemporaryFolder folder;
  tests::write_file(folder / "m.json", text);
  return io::read_link_model(folder / "m.json");
}

Refusal refusal_of(const std::string& text) {
  const tests::TemporaryFolder folder;
  tests::write_file(folder / "m.json", text);
  try {
    io::read_link_model(folder / "m.json");
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == engine::ExitCode::kDamaged);
    REQUIRE(error.place().file == folder / "m.json");
    REQUIRE_THAT(error.what(),
                 Contains(folder / "m.json") && Contains("seen ") && Contains("wanted ") && Contains("Cure: "));
    return {error.place().column, error.what()};
  }
  FAIL("the file was not refused");
  return {};
}

std::string with(const std::string& from, const std::string& to) {
  std::string text = io::link_model_json(models());
  const std::size_t at = text.find(from);
  CAPTURE(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// The text of the first line with `part` in it.
std::string line_with(const std::string& part) {
  const std::string text = io::link_model_json(models());
  const std::size_t at = text.find(part), begin = text.rfind('\n', at) + 1;
  return text.substr(begin, text.find('\n', at) - begin);
}

std::string m_of(const std::string& line) {
  const std::size_t begin = line.find("\"m\": ") + 5;
  return line.substr(begin, line.find(',', begin) - begin);
}

}  // namespace

TEST_CASE("link model file: what is written reads back as the same numbers, and as the same bytes", "[config]") {
  const std::string text = io::link_model_json(models());
  const auto read = read_back(text);
  REQUIRE(read.size() == 2);
  REQUIRE(read[0].source == "regsosek");
  REQUIRE(read[0].origin.weighed_rows == 200);
  REQUIRE(read[0].origin.decisions == 7);
  REQUIRE(read[1].origin.continued);
  REQUIRE(io::link_model_json(read) == text);
  const engine::LinkParameters &a = read[0].parameters, b = models()[0].parameters;
  REQUIRE(a.joint_m == b.joint_m);
  REQUIRE(a.joint_u == b.joint_u);
  REQUIRE(a.name_m[0] == b.name_m[0]);
  REQUIRE(a.second_row_rate == b.second_row_rate);
  REQUIRE(a == b);
  // Every joint level of NIK, birth date and sex stands there by its names, once a source.
  std::size_t lines = 0;
  for (std::size_t at = text.find("{\"nik\": "); at != std::string::npos; at = text.find("{\"nik\": ", at + 1)) ++lines;
  REQUIRE(lines == 2 * engine::kJointLevels);
}

TEST_CASE("link model file: a weight may be left out, but not be another", "[config]") {
  const std::string line = line_with("\"level\": \"same_regency\"");
  std::string without = line;
  const std::size_t comma = without.find(", \"weight\"");
  without.replace(comma, without.find('}') - comma, "");
  REQUIRE(read_back(with(line, without)).size() == 2);
  const std::size_t digit = line.find("\"weight\": ") + 10;
  std::string other = line;
  other[digit] = other[digit] == '1' ? '2' : '1';
  const Refusal refusal = refusal_of(with(line, other));
  REQUIRE(refusal.column == "sources[0].residence[2].weight");
  REQUIRE_THAT(refusal.message, Contains("log2(m/u)"));
}

TEST_CASE("link model file: a bad file is refused with its key", "[config]") {
  const std::string joint = line_with("\"nik\": \"serial_digit\", \"birth\": \"equal\", \"sex\": \"equal\"");
  const auto changed = [](std::string line, const std::string& from, const std::string& to) {
    return line.replace(line.find(from), from.size(), to);
  };
  struct Case {
    std::string text, column, said;
  };
  const std::string m = m_of(joint);
  const Case cases[] = {
      {with("desil-link-model/1", "desil-link-model/2"), "format", "desil-link-model/1"},
      {with("1/1024 bit", "bit"), "weight_unit", "1/1024 bit"},
      {with("\"absent\":", "\"abscent\":"), "sources[0].abscent", "did you mean 'absent'?"},
      {with("      \"other_nik\": ", "      \"absent_kin\": "), "sources[0].absent_kin", "a second time"},
      {with("\"source\": \"p3ke\"", "\"source\": \"regsosek\""), "sources[1].source", "each source once"},
      {with(joint, changed(joint, m, "1.5")), "m", "at most 1"},
      {with(joint, changed(joint, m, "-0.1")), "m", "above 0"},
      {with(joint, changed(joint, m, "0")), "m", "above 0"},
      {with(joint, changed(joint, m, "NaN")), "m", "seen NaN"},
      {with(joint, changed(joint, m, "1e999")), "m", "seen 1e999"},
      {with(joint, changed(joint, m, "\"0.1\"")), "m", "the text"},
      {with(joint, changed(joint, "\"m\": " + m + ", ", "")), "m", "the key 'm'"},
      {with(joint, changed(joint, "serial_digit", "serial_digits")), "nik", "did you mean 'serial_digit'?"},
      {with(joint, changed(joint, "\"birth\": \"equal\"", "\"birth\": \"swapped\"")), "", "a second time"},
      {with(joint + "\n", ""), "sources[0].nik_birth_sex", "no level 'serial_digit', 'equal', 'equal'"},
      {with(line_with("\"level\": \"initials\"") + "\n", ""), "sources[0].name", "no level 'initials'"},
      {with("\"level\": \"initials\"", "\"level\": \"subset\""), "level", "each level once"},
      {with("\"same_kk_few\": ", "\"same_kk_fev\": "), "same_kk_fev", "did you mean 'same_kk_few'?"},
      {"{\"format\": \"desil-link-model/1\"}", "weight_unit", "the key 'weight_unit'"},
      {"[1]", "", "an object"},
      {"", "", "wanted"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.column, one.said);
    const Refusal refusal = refusal_of(one.text);
    REQUIRE_THAT(refusal.column, Contains(one.column));
    REQUIRE_THAT(refusal.message, Contains(one.said));
  }
}

TEST_CASE("link model file: levels that do not sum to one, and sums that are none, are refused", "[config]") {
  auto bent = models();
  bent[0].parameters.name_m[0] *= 0.9;
  REQUIRE_THAT(refusal_of(io::link_model_json(bent)).message, Contains("levels whose m sum to 0.9"));
  bent = models();
  const std::size_t level =
      engine::joint_level(engine::NikLevel::kMissing, engine::BirthLevel::kEqual, engine::SexLevel::kEqual);
  bent[1].parameters.joint_u[level] *= 1.01;
  REQUIRE_THAT(refusal_of(io::link_model_json(bent)).message, Contains("the sum of the levels that agree"));
}

TEST_CASE("link model file: a huge file is refused before it is read", "[config]") {
  const tests::TemporaryFolder folder;
  tests::write_file(folder / "m.json", "{");
  std::filesystem::resize_file(folder / "m.json", std::uintmax_t{1} << 33);
  REQUIRE_THROWS_AS(io::read_link_model(folder / "m.json"), engine::Error);
}
