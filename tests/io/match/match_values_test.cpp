#include "io/match/match_values.h"

#include <catch2/catch.hpp>

namespace {

using engine::FieldType;

io::ParsedField parse(FieldType type, std::vector<std::string> cells, const std::vector<std::string>& formats = {}) {
  io::MatchFieldConfig field;
  field.columns = {"c"};
  field.type = type;
  field.formats = formats;
  return io::parse_field_values(field, {"NA"}, {cells});
}

}  // namespace

TEST_CASE("match values: cells come to one form a type", "[io][match]") {
  using Values = std::vector<std::string>;
  REQUIRE(parse(FieldType::kName, {"Dr. Bárto  o'Kusan", "H. PELO"}).values == Values{"BARTO OKUSAN", "PELO"});
  REQUIRE(parse(FieldType::kDigits, {"12-34.5/6 7", "0012", "+62 (812) 34-5"}).values ==
          Values{"1234567", "0012", "62812345"});
  REQUIRE(parse(FieldType::kCategory, {"nsw", "Nsw ", "?"}).values == Values{"NSW", "NSW", "?"});
  REQUIRE(parse(FieldType::kText, {"12b, Melati-Road", "a.b7@kusan.net"}).values ==
          Values{"12B MELATI ROAD", "A B7 KUSAN NET"});
  REQUIRE(parse(FieldType::kNumber, {"1.50", "1,5", "-0", "1e3"}).values == Values{"1.5", "1.5", "0", "1000"});
  REQUIRE(parse(FieldType::kDate, {"03/05/1899", "29/02/2000"}, {"%d/%m/%Y"}).values == Values{"18990503", "20000229"});
}

TEST_CASE("match values: cells that do not parse are missing and counted, empty and named ones are not",
          "[io][match]") {
  const io::ParsedField date = parse(FieldType::kDate, {"19800231", "1980", "NA", "", "19800201"}, {"%Y%m%d"});
  REQUIRE(date.values == std::vector<std::string>{"", "", "", "", "19800201"});
  REQUIRE(date.missing == 2);
  REQUIRE(date.unreadable == 2);
  REQUIRE(parse(FieldType::kDigits, {"12a", "x"}).unreadable == 2);
  REQUIRE(parse(FieldType::kName, {"123", "..."}).unreadable == 2);
  REQUIRE(parse(FieldType::kNumber, {"1.2.3", "nan", "inf", "1,000,000"}).unreadable == 4);
  REQUIRE(parse(FieldType::kText, {std::string(2'000, 'a')}).unreadable == 1);
}

TEST_CASE("match values: three columns are a date, several names are one name", "[io][match]") {
  std::vector<std::string> year = {"1980", "80", "1980", "1980"}, month = {"2", "2", "13", ""},
                           day = {"9", "9", "1", "1"};
  io::MatchFieldConfig field;
  field.columns = {"y", "m", "d"};
  field.type = FieldType::kDate;
  const io::ParsedField date = io::parse_field_values(field, {}, {year, month, day});
  REQUIRE(date.values == std::vector<std::string>{"19800209", "", "", ""});
  REQUIRE(date.unreadable == 2);
  REQUIRE(date.missing == 1);
  std::vector<std::string> given = {"Barto", "", ""}, family = {"Kusan", "Pelo", ""};
  field.columns = {"given", "family"};
  field.type = FieldType::kName;
  REQUIRE(io::parse_field_values(field, {}, {given, family}).values ==
          std::vector<std::string>{"BARTO KUSAN", "PELO", ""});
}
