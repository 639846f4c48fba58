// Plain rows are read column by column, all others one by one; the rows must be as if all had been read one by one.
#include "io/ingest/plain_persons.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "engine/parallel.h"
#include "kernels/cpu.h"
#include "tests/io/ingest/source_folder.h"

namespace {

using Random = std::mt19937_64;

struct RestoreMachine {
  ~RestoreMachine() {
    engine::set_threads(0);
    kernels::use_simd_level(kernels::supported_simd_level());
  }
};

std::string digits(Random& random, std::size_t count) {
  std::string text(count, '0');
  for (char& c : text) c = static_cast<char>('0' + random() % 10);
  return text;
}

template <class List>
std::string one_of(Random& random, const List& list) {
  return std::string(list[random() % std::size(list)]);
}

// A number as the registry issues it, or near to it.
std::string number(Random& random) {
  static const std::string kAreas[] = {"110101", "317101", "910101", "999999", "000000"};
  static const std::string kDates[] = {"010780", "711280", "290200", "290201", "690104", "310478", "004000", "991399"};
  static const std::string kSerials[] = {"0001", "0000", "1234"};
  return one_of(random, kAreas) + one_of(random, kDates) + one_of(random, kSerials);
}

std::string spoilt(Random& random, std::string cell) {
  switch (random() % 9) {
    case 0: return "";
    case 1: return " " + cell + "\t";
    case 2: return "\"" + cell + "\"";
    case 3: return cell + "0";
    case 4: cell.insert(random() % (cell.size() + 1), 1, static_cast<char>(random())); return cell;
    case 5: return cell.substr(0, cell.size() / 2);
    case 6: return "\"a,b\"\"c\nd" + cell + "\"";
    case 7: cell.insert(random() % (cell.size() + 1), "\xC3\xA9"); return cell;
    default: return std::string(random() % 300, 'x') + cell;
  }
}

// A file of random rows; one cell in `spoil` is not as it should be. In half of the files some columns are in quotes.
std::string random_file(Random& random, char delimiter, const std::string& date_format, unsigned spoil) {
  static const std::string kNames[] = {"SITI AMINAH", "Budi",         "H. ABDUL-RAHMAN", "o'neil", "'ABD",
                                       "1 A",         "ANDR\xC3\x89", "\xE5\xAE\x89",    "-",      "X "};
  static const std::string kSexes[] = {"1", "2", "L", "P", "3", "0", "l", "", "W"};
  static const std::string kVillages[] = {"1101012001", "1101012002", "3171011001", "9101011002",
                                          "9999999999", "0000000000", "1101010001", ""};
  static const std::string kCodes[] = {"1", "2", "9", "0", "", "01", "23", "A", "98", "007", "5", "-"};
  static const std::string kYears[] = {"0000", "1899", "1900", "1988", "1999", "2000", "2024", "2026", "2079", "2080"};
  static const std::string kMonths[] = {"01", "02", "07", "12", "13", "00", "06"};
  static const std::string kDays[] = {"01", "28", "29", "31", "30", "00", "05", "06"};
  const std::string_view columns[] = {"status_kawin",
                                      "nik",
                                      "nama",
                                      "nomor_kartu_keluarga",
                                      "jenis_kelamin",
                                      "kode_desa",
                                      "tanggal_lahir",
                                      "alamat",
                                      "ijazah_tertinggi",
                                      "partisipasi_sekolah",
                                      "disabilitas_penglihatan"};
  std::string text;
  for (const std::string_view column : columns)
    text.append(text.empty() ? "" : std::string(1, delimiter)).append(column);
  const std::string line_end = random() % 2 == 0 ? "\n" : "\r\n";
  text += line_end;
  const std::size_t rows = random() % 700;
  std::uint64_t quoted = 0;
  for (std::size_t r = 0; r < rows; ++r) {
    if (r == 0 || random() % 200 == 0) quoted = random() % 2 == 0 ? 0 : random() % 3 == 0 ? ~0u : random();
    std::string date;
    for (std::size_t i = 0; i < date_format.size(); ++i) {
      if (date_format[i] != '%') {
        date += date_format[i];
        continue;
      }
      const char letter = date_format[++i];
      date += letter == 'Y' ? one_of(random, kYears) : letter == 'm' ? one_of(random, kMonths) : one_of(random, kDays);
    }
    const std::string cells[] = {one_of(random, kCodes),
                                 number(random),
                                 one_of(random, kNames),
                                 number(random),
                                 one_of(random, kSexes),
                                 one_of(random, kVillages),
                                 date,
                                 digits(random, random() % 30),
                                 one_of(random, kCodes),
                                 one_of(random, kCodes),
                                 one_of(random, kCodes)};
    for (std::size_t c = 0; c < std::size(cells); ++c) {
      if (c > 0) text += delimiter;
      const std::string quote = (quoted >> c & 1) != 0 && random() % (8 * spoil) != 0 ? "\"" : "";
      text += quote + (random() % spoil == 0 ? spoilt(random, cells[c]) : cells[c]) + quote;
    }
    if (random() % (4 * spoil) == 0) text += delimiter;
    text += random() % (3 * spoil) == 0          ? "\r\r\n"
            : r + 1 == rows && random() % 2 == 0 ? ""
            : random() % (4 * spoil) == 0        ? (random() % 2 == 0 ? "\r\n" : "\n")
                                                 : line_end;
    if (random() % (5 * spoil) == 0) text += "\n";
  }
  return text;
}

io::SourceSpec random_source(Random& random) {
  static const std::string kFormats[] = {"%Y-%m-%d", "%d/%m/%Y", "%d%m%Y", "%m-%d %Y", " %Y-%m-%d"};
  io::SourceSpec spec;
  spec.name = "uji";
  spec.registry = random() % 2 == 0;
  spec.date_format = one_of(random, kFormats);
  spec.encoding = random() % 3 == 0 ? io::Encoding::kLatin1 : io::Encoding::kUtf8;
  spec.region_codes = random() % 4 == 0 ? io::RegionCodes::kBps2020 : io::RegionCodes::kKemendagri;
  if (random() % 4 != 0) spec.date = *engine::day_from_iso("2022-11-15");
  if (random() % 2 == 0) {
    spec.codes["jenis_kelamin"] = {{"W", 2}, {"1", 2}, {"0", std::nullopt}};
    spec.codes["status_kawin"] = {{"A", 3}, {"-", 2}, {"98", std::nullopt}, {"9", 1}, {"\xC3\xA9", 2}};
  }
  static const std::string kMissing[] = {"-", "", "9", "98", "Budi", "X", "\\N"};
  for (std::uint64_t texts = random() % 2 == 0 ? 0 : random() % 3; texts > 0; --texts) {
    const std::string& text = one_of(random, kMissing);
    if (!text.empty()) spec.missing.push_back(text);
  }
  return spec;
}

// Rows with all that is kept of them.
std::vector<std::string> all_of(const tests::PersonTable& table) {
  std::vector<std::string> lines = tests::lines_of(table);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    lines[i] += " byte " + std::to_string(table.rows[i].byte) + " " + tests::finding_names(table.findings[i]);
  }
  return lines;
}

}  // namespace

TEST_CASE("plain_persons: the rows equal those of the reader of single rows, at any level, chunk size and thread count",
          "[ingest]") {
  const RestoreMachine restore;
  const tests::SourceFolder folder;
  const auto seed = static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
  Random random(seed);
  constexpr std::size_t kChunks[] = {1, 64, 1000, 1 << 14, 1 << 20};
  constexpr int kThreads[] = {1, 2, 3, 8};
  for (int round = 0; round < 60; ++round) {
    io::SourceSpec spec = random_source(random);
    const char delimiter = ",|;\t"[random() % 4];
    const unsigned spoil = random() % 2 == 0 ? 5 : 300;
    spec.persons = {folder.write("p.csv", random_file(random, delimiter, spec.date_format, spoil))};
    spec.ignore = {"alamat"};
    io::IngestOptions general{.row_limit = 700, .plain_rows_apart = false, .progress = {}};
    const auto wanted = all_of(tests::read_persons(spec, general));
    io::IngestOptions apart{.row_limit = 700, .progress = {}};
    apart.chunk_bytes = kChunks[random() % std::size(kChunks)];
    engine::set_threads(kThreads[random() % std::size(kThreads)]);
    for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
      if (!kernels::use_simd_level(level)) continue;
      INFO("seed " << seed << " round " << round << " chunk " << apart.chunk_bytes << " threads " << engine::threads()
                   << " " << kernels::simd_level_name(level));
      const auto found = all_of(tests::read_persons(spec, apart));
      for (std::size_t i = 0; i < std::min(found.size(), wanted.size()); ++i) {
        if (found[i] != wanted[i]) FAIL("line " << i << ": " << found[i] << " for " << wanted[i]);
      }
      REQUIRE(found.size() == wanted.size());
    }
  }
}
