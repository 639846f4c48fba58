// The worked example of io/snapshot/FORMAT.md is a file that the writer makes, byte for byte.
#include <catch2/catch.hpp>
#include <cstdint>
#include <cstdio>
#include <fstream>

#include "tests/io/snapshot/snapshot_bytes.h"

namespace {

// The file that FORMAT.md explains.
std::string example_snapshot() {
  io::SnapshotOptions options;
  options.kind = "example";
  options.plain = true;
  options.epoch = 5;
  options.retention_day = 20833;
  options.page_size = 256;
  io::FileId id{};
  for (std::size_t i = 0; i < id.size(); ++i) id[i] = static_cast<unsigned char>(0xA0 + i);
  options.file_id = id;
  return tests::snapshot_bytes(options, [](io::SnapshotWriter& writer) {
    const std::vector<std::uint16_t> birth = {1, 258, 32767};
    writer.write_column<std::uint16_t>("birth", birth);
    writer.write_json("meta", "{\"rows\":3}");
  });
}

// As `hexdump -C`: rows of 16 bytes, a row like the one before it as "*".
std::string hex_dump(const std::string& bytes) {
  std::string out, before;
  bool starred = false;
  char cell[32];
  for (std::size_t at = 0; at < bytes.size(); at += 16) {
    const std::string row = bytes.substr(at, 16);
    if (at > 0 && row == before) {
      if (!starred) out += "*\n";
      starred = true;
      continue;
    }
    starred = false;
    before = row;
    std::snprintf(cell, sizeof cell, "%08zx", at);
    out += cell;
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::snprintf(cell, sizeof cell, "%s%02x", i % 8 == 0 ? "  " : " ", static_cast<unsigned char>(row[i]));
      out += cell;
    }
    out += "  |";
    for (const char c : row) out += c >= 0x20 && c < 0x7F ? c : '.';
    out += "|\n";
  }
  std::snprintf(cell, sizeof cell, "%08zx\n", bytes.size());
  return out + cell;
}

// The lines of the first code block after the heading "Worked example".
std::string dump_of_page(const std::string& path) {
  std::ifstream page(path);
  std::string dump;
  bool found = false, inside = false;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("## Worked example")) found = true;
    if (!found) continue;
    if (line.starts_with("```")) {
      if (inside) return dump;
      inside = true;
      continue;
    }
    if (inside) dump += line + "\n";
  }
  return dump;
}

}  // namespace

TEST_CASE("format page: the worked example is what the writer writes", "[snapshot]") {
  const std::string seen = hex_dump(example_snapshot());
  const std::string wanted = dump_of_page(std::string(DESIL_SOURCE_DIR) + "/io/snapshot/FORMAT.md");
  INFO(seen);
  REQUIRE(seen == wanted);
}

TEST_CASE("format page: the worked example loads as the page says", "[snapshot]") {
  const io::SnapshotReader reader = tests::open_bytes(example_snapshot());
  REQUIRE(reader.header().epoch == 5);
  REQUIRE(reader.header().retention_day == 20833);
  REQUIRE(reader.read_column<std::uint16_t>("birth") == std::vector<std::uint16_t>{1, 258, 32767});
  REQUIRE(reader.read_json("meta") == "{\"rows\":3}");
}
