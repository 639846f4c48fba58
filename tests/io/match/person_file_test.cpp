#include "io/match/person_file.h"

#include <catch2/catch.hpp>

#include "engine/error.h"
#include "tests/temporary_folder.h"
#include "tests/tools/program.h"

namespace {

using Cells = std::vector<std::vector<std::string>>;

io::PersonFile read(const std::string& text, const std::vector<std::string>& wanted) {
  const tests::TemporaryFolder folder;
  tests::write_text(folder / "a.csv", text);
  return io::read_person_file(folder / "a.csv", wanted);
}

}  // namespace

TEST_CASE("person file: the header decides delimiter and columns, cells are trimmed", "[io][match]") {
  for (const char delimiter : {',', ';', '|', '\t'}) {
    CAPTURE(delimiter);
    std::string text = "\xEF\xBB\xBF id , name,town\r\n1, BARTO ,KU\r\n2,,SAN\r\n3,PELO, \r\n";
    for (char& c : text) c = c == ',' ? delimiter : c;
    const io::PersonFile file = read(text, {"town", "id"});
    REQUIRE(file.rows == 3);
    REQUIRE(file.columns == Cells{{"KU", "SAN", ""}, {"1", "2", "3"}});
    REQUIRE(file.short_rows + file.long_rows == 0);
  }
}

TEST_CASE("person file: quoted cells hold delimiters, quotes and line feeds", "[io][match]") {
  const io::PersonFile file =
      read("a,b\n\"x, y\",1\n\"say \"\"hi\"\"\" ,2\n\"two\nlines\",3\n  \"q\"  ,4\n", {"a", "b"});
  REQUIRE(file.columns == Cells{{"x, y", "say \"hi\"", "two\nlines", "q"}, {"1", "2", "3", "4"}});
}

TEST_CASE("person file: a stray quote costs no row", "[io][match]") {
  std::string text = "a,b\n\"BARTO,1\n";
  for (int i = 2; i < 40; ++i) text += "n" + std::to_string(i) + "," + std::to_string(i) + "\n";
  const io::PersonFile file = read(text + "PE\"LO,40\n", {"a", "b"});
  REQUIRE(file.rows == 40);
  REQUIRE(file.columns[0][0] == "\"BARTO");
  REQUIRE(file.columns[1][0] == "1");
  REQUIRE(file.columns[0][39] == "PE\"LO");
}

TEST_CASE("person file: short and long rows stay and are counted, empty lines are no rows", "[io][match]") {
  const io::PersonFile file = read("a,b\n1\n\n2,x,y\r\n\r\n3,z", {"a", "b"});
  REQUIRE(file.columns == Cells{{"1", "2", "3"}, {"", "x", "z"}});
  REQUIRE(file.short_rows == 1);
  REQUIRE(file.long_rows == 1);
}

TEST_CASE("person file: a column that is missing or there twice is refused with the nearest", "[io][match]") {
  for (const auto& [text, message] :
       {std::pair<const char*, const char*>{"given,famly\n1,2\n", "no column 'family', nearest 'famly'"},
        {"family,family\n1,2\n", "the column 'family' more than once"}}) {
    try {
      read(text, {"family"});
      FAIL("accepted");
    } catch (const engine::Error& error) {
      REQUIRE(error.code() == engine::ExitCode::kInput);
      REQUIRE_THAT(error.what(), Catch::Contains(message));
    }
  }
}
