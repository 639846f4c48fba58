#include "io/ingest/record_cutter.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "io/ingest/record_walk.h"
#include "io/ingest/row_loop.h"
#include "kernels/cpu.h"
#include "tests/reference/delimited_text.h"

namespace {

struct RestoreLevel {
  ~RestoreLevel() { kernels::use_simd_level(kernels::supported_simd_level()); }
};

std::string describe(const reference::TextRecord& record) {
  std::string line = std::to_string(record.begin) + " " + record.kind;
  if (record.kind != "cells") return line;
  for (const std::string& cell : record.cells) line += " [" + reference::without_blanks(cell) + "]";
  return line;
}

constexpr std::size_t kManyCells = 1'000;

bool begins_alike(std::string_view chunk, const io::Record& whole, const io::Record& part, std::size_t wanted) {
  if (part.begin != whole.begin || part.end != whole.end || part.bad != whole.bad) return false;
  if (whole.bad != nullptr) return true;
  if ((part.cell_count > wanted) != (whole.cell_count > wanted)) return false;
  if (whole.cell_count <= wanted && part.cell_count != whole.cell_count) return false;
  std::string scratch, other_scratch;
  const io::detail::RowCells cells(chunk, whole, scratch), others(chunk, part, other_scratch);
  for (std::size_t i = 0; i < std::min(wanted, whole.cell_count); ++i) {
    if (cells[i] != others[i]) return false;
  }
  return true;
}

// Feeds `text` in pieces whose sizes `piece()` gives; one line per record found.
template <class Piece>
std::vector<std::string> cut_and_walk(const std::string& text, char delimiter, std::size_t row_limit, Piece piece,
                                      std::size_t columns = 0) {
  io::RecordCutter cutter(delimiter, row_limit, columns);
  std::vector<std::string> lines;
  std::string pending, scratch;
  std::size_t fed = 0, base = 0;
  bool at_end = false;
  while (!at_end) {
    const std::size_t size = std::min<std::size_t>(piece(), text.size() - fed);
    pending.append(text, fed, size);
    fed += size;
    at_end = fed == text.size();
    cutter.scan(pending, at_end);
    const std::size_t complete = cutter.complete_bytes();
    const std::string padded = pending.substr(0, complete) + std::string(kernels::kTextPadding, '"');
    const std::string_view chunk = std::string_view(padded).substr(0, complete);
    // One walk wants more cells than there are, the other few: it may leave out those it does not want.
    const std::size_t wanted = 1 + (base + text.size()) % 4;
    io::RecordWalk walk(chunk, delimiter, cutter.bad_records(), kManyCells);
    io::RecordWalk short_walk(chunk, delimiter, cutter.bad_records(), wanted);
    std::uint64_t records = 0;
    for (io::Record record, same; walk.next(record);) {
      const bool alike = short_walk.next(same) && begins_alike(chunk, record, same, wanted);
      if (!alike) lines.push_back("differs where " + std::to_string(wanted) + " cells are wanted");
      if (record.bad != nullptr && record.bad->kind == io::BadRecordKind::kContinuation) continue;
      reference::TextRecord seen;
      seen.begin = base + record.begin;
      if (record.bad != nullptr) {
        seen.kind = record.bad->kind == io::BadRecordKind::kTooLong ? "too long" : "bad quotes";
      } else {
        seen.kind = "cells";
        const io::detail::RowCells cells(chunk, record, scratch);
        for (std::size_t i = 0; i < record.cell_count; ++i) seen.cells.emplace_back(cells[i]);
      }
      lines.push_back(describe(seen));
      ++records;
    }
    if (records != cutter.records()) lines.push_back("cutter counted " + std::to_string(cutter.records()) + " records");
    cutter.release();
    pending.erase(0, complete);
    base += complete;
  }
  if (!pending.empty()) lines.push_back("left over: " + pending);
  return lines;
}

std::string random_text(std::mt19937_64& random, std::size_t length) {
  static constexpr std::string_view kLetters[] = {"\"\"\n|,ab ", "\"|\n\r", "ab|\n\"",
                                                  "abcdefgh|\n", "\",\nx",  "\n\n\n\n\n\"|a"};
  const std::string_view letters = kLetters[random() % std::size(kLetters)];
  std::string text(length, ' ');
  for (char& c : text) c = letters[random() % letters.size()];
  return text;
}

// Rows whose cells are quoted in the same columns, some of them not quite.
std::string random_table(std::mt19937_64& random, char delimiter) {
  static constexpr std::string_view kCells[] = {"", "a", "bc", "\"\"", "d\r", "\xC3\xA9", " e ", "\xFF"};
  static constexpr std::string_view kDamage[] = {"\"", "|", "\n", "\r", ",", "x", "\"\"", "\t"};
  const std::size_t columns = 1 + random() % 4;
  const std::uint64_t quoted = random();
  const std::string end = random() % 2 == 0 ? "\n" : "\r\n";
  std::string text;
  for (std::size_t row = 4 + random() % 12; row > 0; --row) {
    for (std::size_t c = 0; c < columns; ++c) {
      const std::string quote = (quoted >> c & 1) != 0 ? "\"" : "";
      text += quote + std::string(kCells[random() % (random() % 4 == 0 ? std::size(kCells) : 3)]) + quote;
      if (c + 1 < columns) text += delimiter;
    }
    text += end;
  }
  for (std::size_t damages = random() % 3; damages > 0; --damages) {
    const std::size_t at =
        random() % 2 == 0 ? random() % text.size() : std::min(text.find('"', random() % text.size()), text.size());
    text.replace(at, random() % 2, kDamage[random() % std::size(kDamage)]);
  }
  return text;
}

}  // namespace

TEST_CASE("record_cutter: records equal those of the slow reader for any text, piece size and row limit", "[ingest]") {
  const RestoreLevel restore;
  std::mt19937_64 random(4180);
  for (int round = 0; round < 12'000; ++round) {
    const char delimiter = round % 2 == 0 ? '|' : ',';
    const std::string text = round % 3 == 0 ? random_table(random, delimiter) : random_text(random, random() % 120);
    const std::size_t limit = 1 + random() % (round % 2 == 0 ? 200 : 30);
    const std::size_t columns = random() % 6;
    std::vector<std::string> wanted;
    for (const auto& record : reference::read_delimited(text, delimiter, limit, columns))
      wanted.push_back(describe(record));
    kernels::use_simd_level(static_cast<kernels::SimdLevel>(round % 3));
    const std::size_t fixed = 1 + random() % 20;
    const auto small = cut_and_walk(
        text, delimiter, limit, [&] { return fixed; }, columns);
    const auto whole = cut_and_walk(
        text, delimiter, limit, [&] { return text.size(); }, columns);
    const auto mixed = cut_and_walk(
        text, delimiter, limit, [&] { return random() % 40; }, columns);
    if (small != wanted || whole != wanted || mixed != wanted) {
      CAPTURE(text, limit, delimiter, fixed, columns);
      REQUIRE(whole == wanted);
      REQUIRE(small == wanted);
      REQUIRE(mixed == wanted);
    }
  }
  SUCCEED();
}

TEST_CASE("record_cutter: long texts of mixed rows equal the slow reader across block borders", "[ingest]") {
  std::mt19937_64 random(16384);
  for (int round = 0; round < 6; ++round) {
    std::string text;
    while (text.size() < 200'000) {
      const std::size_t length = random() % 200;
      switch (random() % 12) {
        case 0: text += "\"" + std::string(length, 'q') + "\"\"\n\"|x\n"; break;
        case 2: text += "a|\"" + std::string(length % 12, '\n') + (round % 3 == 0 ? "\" \t\r|b\n" : "\"b|\n"); break;
        case 1: text += "a|\"open " + std::string(length, 'o') + (round % 2 == 0 ? "\n" : "\"\n"); break;
        case 3: text += std::string(40 * length, 'l') + "\n"; break;
        default: text += std::string(length, 'p') + "|plain\n"; break;
      }
    }
    const std::size_t limit = 3'000, columns = round % 2 == 0 ? 3 : 0;
    std::vector<std::string> wanted;
    for (const auto& record : reference::read_delimited(text, '|', limit, columns)) wanted.push_back(describe(record));
    for (const std::size_t piece : {std::size_t{97}, std::size_t{4'096}, text.size()}) {
      const auto found = cut_and_walk(
          text, '|', limit, [&] { return piece; }, columns);
      REQUIRE(found == wanted);
    }
  }
}

TEST_CASE("record_cutter: an open quote costs one line", "[ingest]") {
  const std::string text = "1|a\n2|\"b\n3|c\n4|d\n";
  const auto found = cut_and_walk(text, '|', 1'000, [] { return 5; });
  REQUIRE(found == std::vector<std::string>{"0 cells [1] [a]", "4 bad quotes", "9 cells [3] [c]", "13 cells [4] [d]"});
}

TEST_CASE("record_cutter: rows caught between two stray quotes are rows again", "[ingest]") {
  const std::string text = "1|\"a|x\n2|b|x\n3|c\"|x\n4|\"d\nd\"|x\n";
  const auto found = cut_and_walk(
      text, '|', 1'000, [] { return 3; }, 3);
  REQUIRE(found == std::vector<std::string>{"0 bad quotes", "7 cells [2] [b] [x]", "13 cells [3] [c\"] [x]",
                                            "20 cells [4] [d\nd] [x]"});
}

TEST_CASE("record_cutter: a quoted cell may span eight lines and not nine", "[ingest]") {
  for (const std::size_t piece : {1u, 3u, 1000u}) {
    const auto found = cut_and_walk("1|\"a\nb\nc\nd\ne\nf\ng\nh\" \r\n2|b\n", '|', 1'000, [&] { return piece; });
    REQUIRE(found == std::vector<std::string>{"0 cells [1] [a\nb\nc\nd\ne\nf\ng\nh]", "22 cells [2] [b]"});
    const auto longer = cut_and_walk("1|\"a\n\n\n\n\n\n\n\nh\"\n", '|', 1'000, [&] { return piece; });
    REQUIRE(longer.size() == 9);
    REQUIRE(longer[0] == "0 bad quotes");
    REQUIRE(longer[8] == "12 cells [h\"]");
  }
}

TEST_CASE("record_cutter: eight lines hold over all quoted cells of a record together", "[ingest]") {
  const std::string cell = "\"\n\n\n\"";
  const auto seven = cut_and_walk(cell + "|" + cell + "\n", '|', 1'000, [] { return 4; });
  REQUIRE(seven.size() == 1);
  const auto ten = cut_and_walk(cell + "|" + cell + "|" + cell + "\nx\n", '|', 1'000, [] { return 4; });
  REQUIRE(ten.front() == "0 bad quotes");
  REQUIRE(ten.back() == "18 cells [x]");
}

TEST_CASE("record_cutter: text behind a closing quote on a later line costs the first line alone", "[ingest]") {
  const auto found = cut_and_walk("1|\"BUDI|1\n2|ANI|2\n3|\"SITI|2\n4|x|y\n", '|', 1'000, [] { return 7; });
  REQUIRE(found ==
          std::vector<std::string>{"0 bad quotes", "10 cells [2] [ANI] [2]", "18 bad quotes", "28 cells [4] [x] [y]"});
}

TEST_CASE("record_cutter: a file of open quotes is read in linear time", "[ingest]") {
  // From every line a scan without a limit would run to the end of the row limit: 300,000 times 1 MiB.
  std::string text;
  for (int i = 0; i < 300'000; ++i) text += "x\",\"\n";
  // Long lines, each of which opens a quote that the next one does not close: eight scans over each.
  const std::string line = "x,\"" + std::string(100'000, 'q') + "\n";
  for (int i = 0; i < 200; ++i) text += line;
  const auto start = std::chrono::steady_clock::now();
  io::RecordCutter cutter(',', std::size_t{1} << 20);
  std::uint64_t records = 0;
  std::size_t at = 0, held = 0;
  while (at < text.size()) {
    held = std::min(text.size() - at, held + 65'536);
    cutter.scan(std::string_view(text).substr(at, held), at + held == text.size());
    at += cutter.complete_bytes();
    held -= cutter.complete_bytes();
    records += cutter.records();
    cutter.release();
  }
  REQUIRE(records == 300'200);
  REQUIRE(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}
