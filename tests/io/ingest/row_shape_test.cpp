#include "io/ingest/row_shape.h"

#include <catch2/catch.hpp>
#include <string>

#include "io/ingest/json_stretches.h"
#include "io/ingest/json_walk.h"
#include "io/regions/region_tree.h"
#include "tests/fuzz/ndjson_rows.h"

namespace {

using io::detail::RowShape;
using io::detail::shape_of_json;

const io::TableColumns& columns() {
  static const io::TableColumns table(io::Table::kPersons, fuzz::ndjson_source({"p", "p"}));
  return table;
}

// The row with other values in the same places, as the shape tells it by its marks; "" for a value that is not read.
std::vector<std::string> values_of(const std::string& row, const RowShape& shape) {
  std::vector<std::size_t> marks;
  const std::string text = row + "\n";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' || text[i] == '\n') marks.push_back(i);
  }
  REQUIRE(marks.size() == shape.marks);
  std::vector<std::string> values;
  for (std::size_t c = 0; c < shape.columns.size(); ++c) {
    const io::detail::CellPlace& place = shape.places[c];
    const std::size_t begin = marks[place.mark - 1] + place.skip;
    values.push_back(shape.columns[c].name + "=" + text.substr(begin, marks[place.mark] - place.cut - begin));
  }
  return values;
}

const std::string kRow =
    R"({"nik":"1101010107800001","nomor_kartu_keluarga":"1101010203150002","nama":"BUDI","jenis_kelamin":1,)"
    R"("tanggal_lahir":"1980-07-02","kode_desa":"1101012001","status_kawin":2})";

}  // namespace

TEST_CASE("row_shape: the values of an NDJSON row are found between its quotes", "[ingest][ndjson]") {
  const auto plan = columns().json_plan("p");
  const auto shape = shape_of_json(kRow, *plan.keys);
  REQUIRE(shape);
  REQUIRE(shape->marks == 25);
  REQUIRE(shape->texts.size() == 8);
  const std::string other = R"({"nik":"","nomor_kartu_keluarga":"1","nama":"SITI AMINAH","jenis_kelamin":2,)"
                            R"("tanggal_lahir":"x","kode_desa":"y","status_kawin":15})";
  REQUIRE(values_of(other, *shape) == std::vector<std::string>{"nik=", "nomor_kartu_keluarga=1", "nama=SITI AMINAH",
                                                               "jenis_kelamin=2", "tanggal_lahir=x", "kode_desa=y",
                                                               "status_kawin=15"});
  // As Python writes it, with what is not read, in another order.
  const std::string spaced =
      R"({"alamat": 12.5, "status_kawin": "2", "nama": "BUDI", "nik": "1101010107800001", "jenis_kelamin": 1 , )"
      R"("nomor_kartu_keluarga": "1101010203150002", "tanggal_lahir": "1980-07-02", "kode_desa": "1101012001"})";
  const auto second = shape_of_json(spaced, *plan.keys);
  REQUIRE(second);
  REQUIRE(second->unread.size() == 1);
  REQUIRE(values_of(spaced, *second) == std::vector<std::string>{"status_kawin=2", "nama=BUDI", "nik=1101010107800001",
                                                                 "jenis_kelamin=1",
                                                                 "nomor_kartu_keluarga=1101010203150002",
                                                                 "tanggal_lahir=1980-07-02", "kode_desa=1101012001"});
  REQUIRE(second->pattern != shape->pattern);
  REQUIRE(shape_of_json(other, *plan.keys)->pattern == shape->pattern);
}

TEST_CASE("row_shape: rows without a judged key, or far from the usual, have none", "[ingest][ndjson]") {
  const auto plan = columns().json_plan("p");
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string row = kRow;
    row.replace(row.find(from), from.size(), to);
    return shape_of_json(row, *plan.keys).has_value();
  };
  REQUIRE(with("BUDI", "SITI"));
  REQUIRE(with(":2}", ":null}"));
  REQUIRE_FALSE(with(R"("nama":"BUDI",)", ""));
  REQUIRE_FALSE(with("\"BUDI\"", "null"));
  REQUIRE_FALSE(with("{", "{\t"));
  REQUIRE_FALSE(with(":2}", ":" + std::string(40, ' ') + "2}"));
  REQUIRE_FALSE(with("{", "{" + std::string(64, ' ')));
  REQUIRE_FALSE(with(":1,", ":1" + std::string(20, ' ') + ","));
  REQUIRE_FALSE(with("nama", "namaa"));
}

TEST_CASE("row_shape: a shape is learnt at once, kept past single rows of another and given up after several",
          "[ingest][ndjson]") {
  const io::SourceSpec spec = fuzz::ndjson_source({"p", "p"});
  const auto plan = columns().json_plan("p");
  const io::DateFormat dates(std::vector<std::string>{"%Y-%m-%d"}, "uji");
  const auto under_two = io::UnderTwo::at(engine::kNoDate);
  const auto run = std::make_unique<io::detail::PlainRun>();
  const std::string feed = GENERATE(std::string("\n"), std::string("\r\n"));
  engine::PersonBatch batch;
  engine::PersonBatch::CodeSet coded{};
  coded[static_cast<std::size_t>(engine::PersonCode::kMarital)] = true;
  std::string text;
  for (int i = 0; i < 20; ++i) text += kRow + feed;
  const std::size_t size = text.size();
  text.append(kernels::kTextPadding, '\0');
  io::detail::JsonStretches stretches(text.data(), *run, coded, batch, [&](std::string_view line) {
    return std::make_shared<const io::detail::PlainPersons>(spec, io::region_tree(), dates, under_two,
                                                            *shape_of_json(line, *plan.keys));
  });
  REQUIRE(stretches.marks() == 0);
  stretches.read_alone(kRow);
  REQUIRE(stretches.marks() == 25);

  io::JsonWalk walk({text.data(), size});
  io::PlainRows rows;
  REQUIRE(walk.next(0, size, stretches.marks(), rows));
  REQUIRE(rows.rows == 20);
  REQUIRE(stretches.read(rows, 1, [](std::size_t) { FAIL("read alone"); }) == 20);
  REQUIRE(batch.size() == 20);
  REQUIRE(batch.written[19] == "BUDI");
  REQUIRE(batch.record(19).codes[static_cast<std::size_t>(engine::PersonCode::kMarital)] == 2);

  std::string other = kRow;
  other.replace(other.find(":2}"), 3, ":\"2\"}");
  stretches.read_alone(other);
  stretches.read_alone(other);
  REQUIRE(stretches.marks() == 25);
  stretches.read_alone(other);
  REQUIRE(stretches.marks() == 27);
}
