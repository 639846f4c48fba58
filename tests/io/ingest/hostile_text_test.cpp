// The catalogue of hostile text: what becomes of each cell, line and file that nobody should have sent.
//
// Every case is read both ways (plain rows apart and one by one), in chunks of several sizes and at every SIMD level,
// and every time each row read is accepted or rejected (P7), exactly as the table says.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "engine/error.h"
#include "kernels/cpu.h"
#include "tests/io/ingest/source_folder.h"

namespace {

using namespace std::string_literals;

enum Column : std::size_t { kNik, kKk, kName, kSex, kBirth, kVillage, kMarried, kDiploma };

const std::vector<std::string> kNames = {"nik",           "nomor_kartu_keluarga", "nama",
                                         "jenis_kelamin", "tanggal_lahir",        "kode_desa",
                                         "status_kawin",  "ijazah_tertinggi"};
const std::vector<std::string> kGoodCells = {"1101014107800001", "1101010203150002", "SITI AMINAH", "2",
                                             "1980-07-01",       "1101012001",       "2",           "23"};

std::string joined(const std::vector<std::string>& cells, char delimiter = ',') {
  std::string line;
  for (const std::string& cell : cells) line += (&cell == cells.data() ? "" : std::string(1, delimiter)) + cell;
  return line;
}

const std::string kHeader = joined(kNames) + "\n", kGood = joined(kGoodCells) + "\n";

// The row with one cell replaced.
std::string with(Column column, const std::string& cell) {
  std::vector<std::string> cells = kGoodCells;
  cells[column] = cell;
  return joined(cells) + "\n";
}

std::string shown(const tests::PersonTable& table, std::size_t row, Column column) {
  const engine::PersonRecord& p = table.rows[row];
  const auto code = [&](engine::PersonCode which) { return std::to_string(p.codes[static_cast<std::size_t>(which)]); };
  switch (column) {
    case kNik: return std::to_string(p.nik.value);
    case kKk: return std::to_string(p.kk.value);
    case kName: return table.written[row];
    case kSex: return std::to_string(static_cast<int>(p.sex));
    case kBirth: {
      if (p.birth == engine::kNoDate) return "-";
      const engine::CivilDate date = engine::civil_from_day(p.birth);
      char text[16];
      std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
      return text;
    }
    case kVillage: {
      const std::string written = p.village_code == 0 ? "" : std::to_string(p.village_code) + ">";
      if (p.village == engine::kUnknownVillage) return written + "?";
      return written + std::to_string(io::region_tree().village_code(p.village));
    }
    case kMarried: return code(engine::PersonCode::kMarital);
    case kDiploma: return code(engine::PersonCode::kSchooling);
  }
  return "";
}

// Reads the text in every way, checks that all agree and that no row is lost, and gives the table.
tests::PersonTable read_every_way(const std::string& text, const io::SourceSpec& wanted) {
  static const tests::SourceFolder folder;
  io::SourceSpec spec = wanted;
  spec.persons = {folder.write("p.csv", text)};
  const tests::PersonTable first = tests::read_persons(spec);
  const auto lines = tests::lines_of(first);
  const io::FileTotals& totals = first.totals.files.at(0);
  REQUIRE(totals.rows_read == totals.accepted + totals.rejected);
  REQUIRE(totals.accepted == first.rows.size());
  REQUIRE(totals.rejected == first.rejects.size());
  const bool small = text.size() < 5000;
  for (const bool apart : {true, false}) {
    for (const std::size_t chunk :
         {small ? std::size_t{1} : std::size_t{5000}, std::size_t{97}, std::size_t{1} << 20}) {
      if (!small && chunk == 97) continue;
      for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
        if (!kernels::use_simd_level(level)) continue;
        io::IngestOptions options{.chunk_bytes = chunk, .plain_rows_apart = apart, .progress = {}};
        if (tests::lines_of(tests::read_persons(spec, options)) != lines) FAIL("another reading gives other rows");
      }
    }
  }
  return first;
}

// "ok" or the reason, and the column where there is one, for each row of the file.
std::string outcomes(const tests::PersonTable& table) {
  std::vector<std::string> rows(table.rows.size() + table.rejects.size());
  for (const engine::PersonRecord& row : table.rows) rows.at(row.row - 1) = "ok";
  for (const engine::Reject& reject : table.rejects) {
    rows.at(reject.row - 1) = reject.reason + (reject.column.empty() ? "" : " " + reject.column);
  }
  std::string text;
  for (const std::string& row : rows) text += (text.empty() ? "" : " / ") + row;
  return text;
}

io::SourceSpec registry() {
  io::SourceSpec spec;
  spec.name = "uji";
  spec.registry = true;
  spec.date = *engine::day_from_iso("2022-11-15");
  return spec;
}

// Outcomes of the file, or "3: message".
std::string outcome_of(const std::string& text, const io::SourceSpec& spec) {
  try {
    return outcomes(read_every_way(text, spec));
  } catch (const engine::Error& error) {
    return std::to_string(static_cast<int>(error.code())) + ": " + error.what();
  }
}

struct RestoreLevel {
  ~RestoreLevel() { kernels::use_simd_level(kernels::supported_simd_level()); }
};

struct CellCase {
  std::string name;
  Column column;
  std::string cell;
  std::string wanted;  // the value, or '!' and the reason
};

const std::string kFullWidthNik =
    "\xEF\xBC\x91\xEF\xBC\x91\xEF\xBC\x90\xEF\xBC\x91\xEF\xBC\x90\xEF\xBC\x91\xEF\xBC\x94"
    "\xEF\xBC\x91\xEF\xBC\x90\xEF\xBC\x97\xEF\xBC\x98\xEF\xBC\x90\xEF\xBC\x90\xEF\xBC\x90"
    "\xEF\xBC\x90\xEF\xBC\x91";

const CellCase kCells[] = {
    {"nik as it should be", kNik, "1101014107800001", "1101014107800001"},
    {"nik between spaces", kNik, " 1101014107800001  ", "1101014107800001"},
    {"nik between tabs", kNik, "\t1101014107800001\t", "1101014107800001"},
    {"nik in quotes", kNik, "\"1101014107800001\"", "1101014107800001"},
    {"nik in quotes with blanks in and behind them", kNik, "\" 1101014107800001 \" ", "1101014107800001"},
    {"nik of all nines", kNik, "9999999999999999", "9999999999999999"},
    {"nik whose last digits a spreadsheet has lost", kNik, "1101014107800000", "1101014107800000"},
    {"nik empty", kNik, "", "!kosong"},
    {"nik of blanks", kNik, " \t ", "!kosong"},
    {"nik of empty quotes", kNik, "\"\"", "!kosong"},
    {"nik of zeros", kNik, "0000000000000000", "!nol"},
    {"nik of one zero", kNik, "0", "!bukan_16_digit"},
    {"nik of 15 digits", kNik, "110101410780000", "!bukan_16_digit"},
    {"nik of 17 digits", kNik, "11010141078000011", "!bukan_16_digit"},
    {"nik of 400 digits", kNik, std::string(400, '1'), "!bukan_16_digit"},
    {"nik as a float", kNik, "1101014107800001.0", "!bukan_16_digit"},
    {"nik of a spreadsheet", kNik, "1.10101E+15", "!bukan_16_digit"},
    {"nik of a spreadsheet, decimal comma", kNik, "\"1,10101E+15\"", "!bukan_16_digit"},
    {"nik of a spreadsheet, 16 characters", kNik, "1.1010141078E+15", "!bukan_16_digit"},
    {"nik behind an apostrophe", kNik, "'1101014107800001", "!bukan_16_digit"},
    {"nik as a formula", kNik, "=\"1101014107800001\"", "!bukan_16_digit"},
    {"nik in hexadecimal", kNik, "0x3e9a0d1b2c4f5a", "!bukan_16_digit"},
    {"nik with a minus", kNik, "-101014107800001", "!bukan_16_digit"},
    {"nik with a plus", kNik, "+101014107800001", "!bukan_16_digit"},
    {"nik in groups by spaces", kNik, "1101 0141 0780 0001", "!bukan_16_digit"},
    {"nik in groups by points", kNik, "110101.410780.0001", "!bukan_16_digit"},
    {"nik in groups, 16 characters", kNik, "1101-014107-8001", "!bukan_16_digit"},
    {"nik with the letter O", kNik, "1101014107800O01", "!bukan_16_digit"},
    {"nik with the letter l", kNik, "l101014107800001", "!bukan_16_digit"},
    {"nik with the byte after 9", kNik, "110101410780000:", "!bukan_16_digit"},
    {"nik with the byte before 0", kNik, "/101014107800001", "!bukan_16_digit"},
    {"nik in full-width digits", kNik, kFullWidthNik, "!bukan_16_digit"},
    {"nik in Arabic digits, 16 bytes", kNik, "\xD9\xA1\xD9\xA1\xD9\xA0\xD9\xA1\xD9\xA0\xD9\xA1\xD9\xA4\xD9\xA1",
     "!bukan_16_digit"},
    {"nik before a no-break space", kNik, "1101014107800001\xC2\xA0", "!bukan_16_digit"},
    {"nik behind a zero-width space", kNik, "\xE2\x80\x8B"s + "1101014107800001", "!bukan_16_digit"},
    {"nik behind a byte order mark", kNik, "\xEF\xBB\xBF"s + "1101014107800001", "!bukan_16_digit"},
    {"nik in direction marks", kNik, "\xE2\x80\xAA"s + "1101014107800001\xE2\x80\xAC", "!bukan_16_digit"},
    {"nik NULL", kNik, "NULL", "!bukan_16_digit"},
    {"nik of psql", kNik, "\\N", "!bukan_16_digit"},
    {"nik not a number", kNik, "NaN", "!bukan_16_digit"},
    {"nik infinite", kNik, "inf", "!bukan_16_digit"},
    {"nik 1e309", kNik, "1e309", "!bukan_16_digit"},
    {"nik minus zero", kNik, "-0", "!bukan_16_digit"},
    {"nik of a missing look-up", kNik, "#N/A", "!bukan_16_digit"},
    {"nik with a control character for a digit", kNik, "110101410780000\x01", "!karakter_kendali"},
    {"nik before a vertical tab", kNik, "1101014107800001\v", "!karakter_kendali"},
    {"nik before DEL", kNik, "1101014107800001\x7f", "!karakter_kendali"},
    {"nik with a CR inside", kNik, "1101014\r107800001", "!karakter_kendali"},
    {"kk empty", kKk, "", "!kosong"},
    {"kk of zeros", kKk, "0000000000000000", "!nol"},
    {"kk of 15 digits", kKk, "110101020315000", "!bukan_16_digit"},
    {"kk of a spreadsheet", kKk, "1.10E+15", "!bukan_16_digit"},
    {"kk in quotes", kKk, "\"1101010203150002\"", "1101010203150002"},
    {"kk with a tab inside", kKk, "11010102\t0315000", "!karakter_kendali"},

    {"name in small letters", kName, "siti", "siti"},
    {"name between blanks", kName, "  BUDI\t ", "BUDI"},
    {"name with a comma in quotes", kName, "\"BUDI, SE\"", "BUDI, SE"},
    {"name with doubled quotes", kName, "\"O\"\"NG\"", "O\"NG"},
    {"name of four doubled quotes and a letter", kName, "\"\"\"\"\"A\"", "\"\"A"},
    {"name with a quote amid", kName, "O\"NG", "O\"NG"},
    {"name with a nickname in quotes", kName, "BUDI \"UDI\" S", "BUDI \"UDI\" S"},
    {"name with blanks behind its quotes", kName, "\"BUDI\" \t", "BUDI"},
    {"name in single quotes", kName, "'BUDI'", "'BUDI'"},
    {"name behind an apostrophe", kName, "'AISYAH", "'AISYAH"},
    {"name that is a formula", kName, "=HYPERLINK(A1)", "=HYPERLINK(A1)"},
    {"name that is a command", kName, "@SUM(A1)", "@SUM(A1)"},
    {"name that is a path", kName, "../../etc/passwd", "../../etc/passwd"},
    {"name that is markup", kName, "<script>alert(1)</script>", "<script>alert(1)</script>"},
    {"name that is a query", kName, "ROBERT'); DROP TABLE x--", "ROBERT'); DROP TABLE x--"},
    {"name of one letter", kName, "X", "X"},
    {"name NULL", kName, "NULL", "NULL"},
    {"name of psql", kName, "\\N", "\\N"},
    {"name not applicable", kName, "N/A", "N/A"},
    {"name empty", kName, "", "!kosong"},
    {"name of blanks in quotes", kName, "\"  \"", "!kosong"},
    {"name of a dash", kName, "-", "!kosong"},
    {"name of points", kName, "...", "!kosong"},
    {"name of digits", kName, "12345", "!kosong"},
    {"name of one doubled quote", kName, "\"\"\"\"", "!kosong"},
    {"name of a zero-width space", kName, "\xE2\x80\x8B", "!kosong"},
    {"name of a no-break space", kName, "\xC2\xA0", "!kosong"},
    {"name of an ideographic space", kName, "\xE3\x80\x80", "!kosong"},
    {"name with an accent", kName, "ANDR\xC3\x89", "ANDR\xC3\x89"},
    {"name with a combining accent", kName, "ANDRE\xCC\x81", "ANDRE\xCC\x81"},
    {"name in Chinese", kName, "\xE5\xAE\x89\xE5\xA8\x9C", "\xE5\xAE\x89\xE5\xA8\x9C"},
    {"name in full-width letters", kName, "\xEF\xBC\xB3\xEF\xBC\xA9", "\xEF\xBC\xB3\xEF\xBC\xA9"},
    {"name with a Cyrillic look-alike", kName, "\xD0\x90NI", "\xD0\x90NI"},
    {"name behind a zero-width space", kName, "\xE2\x80\x8B"s + "BUDI", "\xE2\x80\x8B"s + "BUDI"},
    {"name turned by a direction mark", kName, "\xE2\x80\xAEIDUB", "\xE2\x80\xAEIDUB"},
    {"name behind a byte order mark", kName, "\xEF\xBB\xBF"s + "BUDI", "\xEF\xBB\xBF"s + "BUDI"},
    {"name with a replacement character", kName, "BUD\xEF\xBF\xBD", "BUD\xEF\xBF\xBD"},
    {"name with a noncharacter", kName, "BUDI\xEF\xBF\xBE", "BUDI\xEF\xBF\xBE"},
    {"name with the last character", kName, "BUDI\xF4\x8F\xBF\xBF", "BUDI\xF4\x8F\xBF\xBF"},
    {"name before CR", kName, "BUDI\r", "BUDI"},
    {"name of 65,535 bytes", kName, std::string(65'535, 'A'), std::string(65'535, 'A')},
    {"name of 65,536 bytes", kName, std::string(65'536, 'A'), "!sel_terlalu_panjang"},
    {"name of 65,537 bytes", kName, std::string(65'537, 'A'), "!sel_terlalu_panjang"},
    {"name of 65,537 bytes in quotes", kName, "\"" + std::string(65'537, 'A') + "\"", "!sel_terlalu_panjang"},
    {"name with a control character", kName, "B\x01UDI", "!karakter_kendali"},
    {"name with a bell before a blank", kName, "BUDI\x07 ", "!karakter_kendali"},
    {"name with an escape sequence", kName, "\x1b[31mBUDI", "!karakter_kendali"},
    {"name with DEL", kName,
     "BU\x7f"
     "DI",
     "!karakter_kendali"},
    {"name with a tab", kName, "BU\tDI", "!karakter_kendali"},
    {"name with a CR inside", kName, "BU\rDI", "!karakter_kendali"},
    {"name with a form feed", kName, "BUDI\f", "!karakter_kendali"},
    {"name of one vertical tab", kName, "\v", "!karakter_kendali"},
    {"name with a line feed in quotes", kName, "\"BU\nDI\"", "!karakter_kendali"},
    {"name with CR LF in quotes", kName, "\"BU\r\nDI\"", "!karakter_kendali"},

    {"sex L", kSex, "L", "1"},
    {"sex P", kSex, "P", "2"},
    {"sex P between blanks", kSex, " P ", "2"},
    {"sex L in quotes", kSex, "\"L\"", "1"},
    {"sex 1", kSex, "1", "1"},
    {"sex 01", kSex, "01", "1"},
    {"sex 002", kSex, "002", "2"},
    {"sex 0002", kSex, "0002", "!kode_tidak_dikenal"},
    {"sex empty", kSex, "", "0"},
    {"sex of blanks", kSex, "  ", "0"},
    {"sex l", kSex, "l", "!kode_tidak_dikenal"},
    {"sex 0", kSex, "0", "!kode_tidak_dikenal"},
    {"sex 3", kSex, "3", "!kode_tidak_dikenal"},
    {"sex as a float", kSex, "1.0", "!kode_tidak_dikenal"},
    {"sex minus one", kSex, "-1", "!kode_tidak_dikenal"},
    {"sex in words", kSex, "LAKI-LAKI", "!kode_tidak_dikenal"},
    {"sex LP", kSex, "LP", "!kode_tidak_dikenal"},
    {"sex in full width", kSex, "\xEF\xBC\xB0", "!kode_tidak_dikenal"},
    {"sex of a control character", kSex, "\x02", "!karakter_kendali"},
    {"sex NULL", kSex, "NULL", "!kode_tidak_dikenal"},

    {"birth on the first day", kBirth, "1900-01-01", "1900-01-01"},
    {"birth before the first day", kBirth, "1899-12-31", "!tanggal_tidak_sah"},
    {"birth on the last day", kBirth, "2079-06-05", "2079-06-05"},
    {"birth after the last day", kBirth, "2079-06-06", "!tanggal_tidak_sah"},
    {"birth at the end of time", kBirth, "9999-12-31", "!tanggal_tidak_sah"},
    {"birth after the reference date", kBirth, "2027-01-01", "2027-01-01"},
    {"birth on a leap day", kBirth, "1980-02-29", "1980-02-29"},
    {"birth on the leap day of 2000", kBirth, "2000-02-29", "2000-02-29"},
    {"birth on no leap day of 1900", kBirth, "1900-02-29", "!tanggal_tidak_sah"},
    {"birth on no leap day", kBirth, "1981-02-29", "!tanggal_tidak_sah"},
    {"birth on 31 April", kBirth, "1980-04-31", "!tanggal_tidak_sah"},
    {"birth empty", kBirth, "", "-"},
    {"birth in quotes", kBirth, "\"1980-07-01\"", "1980-07-01"},
    {"birth between blanks", kBirth, " 1980-07-01 ", "1980-07-01"},
    {"birth of zeros", kBirth, "0000-00-00", "!tanggal_tidak_sah"},
    {"birth in month 13", kBirth, "1980-13-01", "!tanggal_tidak_sah"},
    {"birth in month 0", kBirth, "1980-00-10", "!tanggal_tidak_sah"},
    {"birth on day 32", kBirth, "1980-07-32", "!tanggal_tidak_sah"},
    {"birth on day 0", kBirth, "1980-07-00", "!tanggal_tidak_sah"},
    {"birth with one digit each", kBirth, "1980-7-1", "!tanggal_tidak_sah"},
    {"birth day first", kBirth, "01-07-1980", "!tanggal_tidak_sah"},
    {"birth with slashes", kBirth, "1980/07/01", "!tanggal_tidak_sah"},
    {"birth with a slash and a dash", kBirth, "1980-07/01", "!tanggal_tidak_sah"},
    {"birth without separators", kBirth, "19800701", "!tanggal_tidak_sah"},
    {"birth as a spreadsheet's number", kBirth, "29403", "!tanggal_tidak_sah"},
    {"birth with a time", kBirth, "1980-07-01 00:00:00", "!tanggal_tidak_sah"},
    {"birth with a zone", kBirth, "1980-07-01T00:00:00Z", "!tanggal_tidak_sah"},
    {"birth before Christ", kBirth, "-980-07-01", "!tanggal_tidak_sah"},
    {"birth with the letter l", kBirth, "1980-07-0l", "!tanggal_tidak_sah"},
    {"birth with a blank for a digit", kBirth, "1980- 7-01", "!tanggal_tidak_sah"},
    {"birth with en dashes", kBirth,
     "1980\xE2\x80\x93"
     "07\xE2\x80\x93"
     "01",
     "!tanggal_tidak_sah"},
    {"birth of psql", kBirth, "\\N", "!tanggal_tidak_sah"},
    {"birth with a control character", kBirth,
     "1980\x01"
     "07-01",
     "!karakter_kendali"},

    {"village empty", kVillage, "", "?"},
    {"village unknown", kVillage, "9999999999", "9999999999>?"},
    {"village withdrawn", kVillage, "9101011002", "9101011002>9301011002"},
    {"village of zeros", kVillage, "0000000000", "?"},
    {"village between blanks", kVillage, " 1101012001 ", "1101012001"},
    {"village with points", kVillage, "11.01.01.2001", "!bukan_10_digit"},
    {"village of 9 digits", kVillage, "110101200", "!bukan_10_digit"},
    {"village of 11 digits", kVillage, "11010120011", "!bukan_10_digit"},
    {"village of a spreadsheet", kVillage, "1.101012E9", "!bukan_10_digit"},
    {"village with thousands", kVillage, "\"1,101,012,001\"", "!bukan_10_digit"},
    {"village with a minus", kVillage, "-101012001", "!bukan_10_digit"},
    {"village with the letter O", kVillage, "1101O12001", "!bukan_10_digit"},
    {"village in hexadecimal", kVillage, "0x41a2b3c4", "!bukan_10_digit"},
    {"village as a float", kVillage, "1101012001.0", "!bukan_10_digit"},
    {"village with a control character", kVillage, "110101200\x1f", "!karakter_kendali"},

    {"code empty", kMarried, "", "0"},
    {"code at its highest", kMarried, "5", "5"},
    {"code above", kMarried, "6", "!kode_tidak_dikenal"},
    {"code below", kMarried, "0", "!kode_tidak_dikenal"},
    {"code with zeros before it", kMarried, "003", "3"},
    {"code with too many zeros", kMarried, "0003", "!kode_tidak_dikenal"},
    {"code with a decimal comma", kMarried, "\"3,0\"", "!kode_tidak_dikenal"},
    {"code with a decimal point", kMarried, "3.0", "!kode_tidak_dikenal"},
    {"code with an exponent", kMarried, "1e0", "!kode_tidak_dikenal"},
    {"code 1e5", kMarried, "1e5", "!kode_tidak_dikenal"},
    {"code minus zero", kMarried, "-0", "!kode_tidak_dikenal"},
    {"code plus two", kMarried, "+2", "!kode_tidak_dikenal"},
    {"code infinite", kMarried, "inf", "!kode_tidak_dikenal"},
    {"code in hexadecimal", kMarried, "0x2", "!kode_tidak_dikenal"},
    {"code as a superscript", kMarried, "\xC2\xB2", "!kode_tidak_dikenal"},
    {"code of 20 digits", kMarried, "99999999999999999999", "!kode_tidak_dikenal"},
    {"code that wraps at 256", kMarried, "258", "!kode_tidak_dikenal"},
    {"code in words", kMarried, "KAWIN", "!kode_tidak_dikenal"},
    {"code between blanks", kMarried, " 2\t", "2"},
    {"code of two digits", kDiploma, "10", "10"},
    {"code of two digits above", kDiploma, "24", "!kode_tidak_dikenal"},
    {"code of a digit and a letter", kDiploma, "1A", "!kode_tidak_dikenal"},
    {"last code before CR", kDiploma, "9\r", "9"},
    {"last code before two CR", kDiploma, "9\r\r", "9"},
};

struct TextCase {
  std::string name;
  std::string text;
  std::string wanted;
};

const TextCase kLines[] = {
    {"no rows", "", ""},
    {"last line without an end", kGood.substr(0, kGood.size() - 1), "ok"},
    {"last line without an end, in quotes", joined(kGoodCells).substr(0, kGood.size() - 3) + "\"23\"", "ok"},
    {"empty line", kGood + "\n" + kGood, "ok / baris_kosong / ok"},
    {"line of blanks", " \t \n" + kGood, "baris_kosong / ok"},
    {"empty line with CR", "\r\n" + kGood, "baris_kosong / ok"},
    {"mixed line ends", kGood.substr(0, kGood.size() - 1) + "\r\n" + kGood + kGood.substr(0, kGood.size() - 1) + "\r\n",
     "ok / ok / ok"},
    {"two CR before the line feed", kGood.substr(0, kGood.size() - 1) + "\r\r\n" + kGood, "ok / ok"},
    {"CR for line ends", kGood.substr(0, kGood.size() - 1) + "\r" + kGood, "jumlah_kolom"},
    {"too few cells", "1101014107800001,1101010203150002\n" + kGood, "jumlah_kolom / ok"},
    {"one cell more", kGood.substr(0, kGood.size() - 1) + ",1\n" + kGood, "jumlah_kolom / ok"},
    {"delimiter at the end", kGood.substr(0, kGood.size() - 1) + ",\n", "jumlah_kolom"},
    {"delimiters alone", ",,,,,,,\n", "baris_kosong"},
    {"delimiters and blanks alone", " ,,\t,, ,,,\n" + kGood, "baris_kosong / ok"},
    {"empty quotes alone", ",\"\",,,,,\" \",\n" + kGood, "baris_kosong / ok"},
    {"600 delimiters", std::string(600, ',') + "\n" + kGood, "jumlah_kolom / ok"},
    {"100,000 delimiters", std::string(100'000, ',') + "\n" + kGood, "jumlah_kolom / ok"},
    {"NUL in a name", with(kName, "BU\0DI"s), "byte_nol"},
    {"NUL in quotes", with(kName, "\"BU\0DI\""s), "byte_nol"},
    {"NUL for a row", "\0\n"s + kGood, "byte_nol / ok"},
    {"NUL behind a number", with(kNik, "1101014107800001\0"s), "byte_nol"},
    {"NUL to the end of the file", kGood + std::string(1000, '\0'), "ok / byte_nol"},
    {"end of file of DOS", kGood + "\x1a", "ok / jumlah_kolom"},
    {"byte that is no UTF-8", with(kName, "BUDI\xFF"), "utf8_tidak_sah"},
    {"Latin-1", with(kName, "ANDR\xC9"), "utf8_tidak_sah"},
    {"cut character", with(kName, "ANDR\xC3"), "utf8_tidak_sah"},
    {"cut character of three bytes", with(kName, "BUDI\xE5\xAE"), "utf8_tidak_sah"},
    {"stray continuation", with(kName, "BUDI\x80"), "utf8_tidak_sah"},
    {"overlong slash of two bytes", with(kName, "BUDI\xC0\xAF"), "utf8_tidak_sah"},
    {"overlong slash of three bytes", with(kName, "BUDI\xE0\x80\xAF"), "utf8_tidak_sah"},
    {"overlong NUL", with(kName, "BUDI\xC0\x80"), "utf8_tidak_sah"},
    {"overlong DEL", with(kName, "BUDI\xC1\xBF"), "utf8_tidak_sah"},
    {"high surrogate", with(kName, "BUDI\xED\xA0\x80"), "utf8_tidak_sah"},
    {"low surrogate", with(kName, "BUDI\xED\xBF\xBF"), "utf8_tidak_sah"},
    {"surrogate pair", with(kName, "\xED\xA0\xBD\xED\xB8\x80"), "utf8_tidak_sah"},
    {"character above the last", with(kName, "BUDI\xF4\x90\x80\x80"), "utf8_tidak_sah"},
    {"character of five bytes", with(kName, "BUDI\xF8\x88\x80\x80\x80"), "utf8_tidak_sah"},
    {"bad UTF-8 costs its own line", kGood + with(kName, "\xFE") + with(kName, "ANDR\xC3\x89") + kGood,
     "ok / utf8_tidak_sah / ok / ok"},
    {"character cut by the line end", with(kDiploma, "2\xC3") + "\xA9" + kGood.substr(1),
     "utf8_tidak_sah / utf8_tidak_sah"},
    {"open quote to the end of the file", "\"" + kGood + kGood + kGood, "kutip_tidak_sah / ok / ok"},
    {"open quote in the last line", kGood + with(kName, "\"BUDI"), "ok / kutip_tidak_sah"},
    {"open quote in the last cell", with(kDiploma, "\"23") + kGood, "kutip_tidak_sah / ok"},
    {"text behind the closing quote", with(kName, "\"BUDI\"X") + kGood, "kutip_tidak_sah / ok"},
    {"quote behind the closing quote", with(kName, "\"BUDI\" \"") + kGood, "kutip_tidak_sah / ok"},
    {"three quotes at the end", with(kName, "\"BUDI\"\"") + kGood + kGood, "kutip_tidak_sah / ok / ok"},
    {"quote escaped by a backslash", with(kName, "\"BUDI \\\" X\"") + kGood, "kutip_tidak_sah / ok"},
    {"one quote for a cell", with(kName, "\"") + kGood, "kutip_tidak_sah / ok"},
    {"two stray quotes with rows between", with(kName, "\"BUDI") + kGood + with(kName, "SITI\""),
     "kutip_tidak_sah / ok / ok"},
    {"all cells in quotes",
     "\"1101014107800001\",\"1101010203150002\",\"SITI\",\"2\",\"1980-07-01\",\"1101012001\","
     "\"2\",\"23\"\n" +
         kGood,
     "ok / ok"},
    {"quoted name of eight lines", with(kName, "\"A\nB\nC\nD\nE\nF\nG\nH\"") + kGood, "karakter_kendali nama / ok"},
    {"quoted name of nine lines", with(kName, "\"A\nB\nC\nD\nE\nF\nG\nH\nI\"") + kGood,
     "kutip_tidak_sah / jumlah_kolom / jumlah_kolom / jumlah_kolom / jumlah_kolom / jumlah_kolom / jumlah_kolom / "
     "jumlah_kolom / jumlah_kolom / ok"},
    {"comment", "# diekspor 2022\n" + kGood, "jumlah_kolom / ok"},
    {"rule of psql", "------+------\n" + kGood, "jumlah_kolom / ok"},
    {"count of psql", kGood + "(1 row)\n", "ok / jumlah_kolom"},
    {"end of data of psql", kGood + "\\.\n", "ok / jumlah_kolom"},
    {"header again", kHeader + kGood, "bukan_16_digit nik / ok"},
    {"header again behind a byte order mark", "\xEF\xBB\xBF" + kHeader + kGood, "bukan_16_digit nik / ok"},
    {"row of totals", "TOTAL,,,,,,,\n" + kGood, "bukan_16_digit nik / ok"},
    {"decimal comma without quotes", with(kNik, "1,10101E+15") + kGood, "jumlah_kolom / ok"},
    {"semicolons in a file of commas", joined(kGoodCells, ';') + "\n" + kGood, "jumlah_kolom / ok"},
    {"tabs in a file of commas", joined(kGoodCells, '\t') + "\n" + kGood, "jumlah_kolom / ok"},
    {"line of the limit", std::string(1 << 20, 'x') + "\n" + kGood, "jumlah_kolom / ok"},
    {"line above the limit", std::string((1 << 20) + 1, 'x') + "\n" + kGood, "baris_terlalu_panjang / ok"},
    {"line far above the limit", kGood + std::string(5 << 20, 'x') + "\n" + kGood, "ok / baris_terlalu_panjang / ok"},
    {"line without end", kGood + std::string(3 << 20, 'x'), "ok / baris_terlalu_panjang"},
    {"quoted line above the limit", "\"" + std::string((1 << 20) + 1, 'x') + "\"\n" + kGood,
     "baris_terlalu_panjang / ok"},
};

const TextCase kFiles[] = {
    {"empty file", "", "3: p.csv: row 1: no header line"},
    {"byte order mark alone", "\xEF\xBB\xBF", "3: p.csv: row 1: no header line"},
    {"line feed alone", "\n", "3: p.csv: row 1: no header line"},
    {"header behind an empty line", "\n" + kHeader + kGood, "3: p.csv: row 1: no header line"},
    {"header alone", kHeader, ""},
    {"header without a line feed", kHeader.substr(0, kHeader.size() - 1), ""},
    {"byte order mark", "\xEF\xBB\xBF" + kHeader + kGood, "ok"},
    {"byte order mark and quotes", "\xEF\xBB\xBF\"nik\"" + kHeader.substr(3) + kGood, "ok"},
    {"header between blanks", " nik , nomor_kartu_keluarga" + kHeader.substr(24) + kGood, "ok"},
    {"header with CR", kHeader.substr(0, kHeader.size() - 1) + "\r\n" + kGood, "ok"},
    {"semicolons", joined(kNames, ';') + "\n" + joined(kGoodCells, ';') + "\n", "ok"},
    {"bars", joined(kNames, '|') + "\n" + joined(kGoodCells, '|') + "\n", "ok"},
    {"tabs", joined(kNames, '\t') + "\n" + joined(kGoodCells, '\t') + "\n", "ok"},
    {"tabs and no values of psql",
     joined(kNames, '\t') + "\n1101014107800001\t1101010203150002\tSITI\t\\N\t1980-07-01\t1101012001\t2\t23\n",
     "kode_tidak_dikenal jenis_kelamin"},
    {"tabs and empty cells",
     joined(kNames, '\t') + "\n1101014107800001\t1101010203150002\tSITI\t\t\t\t\t\n" + joined(kGoodCells, '\t'),
     "ok / ok"},
    {"semicolons and decimal commas", joined(kNames, ';') + "\n1,10101E+15" + joined(kGoodCells, ';').substr(16) + "\n",
     "bukan_16_digit nik"},
    {"UTF-16, small end first", "\xFF\xFEn\0i\0k\0\n\0"s,
     "3: p.csv: row 1: the file is UTF-16. Cure: save it as CSV in UTF-8."},
    {"UTF-16, big end first", "\xFE\xFF\0n\0i\0k\0\n"s,
     "3: p.csv: row 1: the file is UTF-16. Cure: save it as CSV in UTF-8."},
    {"UTF-16 without a mark", "n\0i\0k\0,\0\n\0"s, "3: p.csv: row 1: the header line has NUL bytes"},
    {"UTF-32", "\xFF\xFE\0\0n\0\0\0"s, "3: p.csv: row 1: the file is UTF-16"},
    {"workbook", "PK\x03\x04\x14\0\x06\0\x08\0\n"s, "3: p.csv: row 1: the header line has NUL bytes"},
    {"gzip that is none", "\x1f\x8b\x08 and so on", "3: p.csv: damaged or cut off as a gzip file"},
    {"zstd that is none", "\x28\xb5\x2f\xfd and so on", "3: p.csv: damaged or cut off as a zstd file"},
    {"page of the web", "<!DOCTYPE html>\n<html>\n", "3: p.csv: row 1: one cell only"},
    {"hint for a spreadsheet", "sep=;\n" + kHeader, "3: p.csv: row 1: none of the 2 cells"},
    {"CR for line ends from the header on", kHeader.substr(0, kHeader.size() - 1) + "\r" + kGood,
     "3: p.csv: row 1, column 8"},
    {"header in capitals", "NIK,NAMA\n", "3: p.csv: row 1: none of the 2 cells"},
    {"data for a header", kGood, "3: p.csv: row 1: none of the 8 cells"},
    {"column twice", "nik," + kHeader, "3: p.csv: row 1, column 2 'nik': the same name as column 1"},
    {"column missing", kHeader.substr(4), "3: p.csv: row 1, column 'nik' is missing"},
    {"delimiter behind the header", kHeader.substr(0, kHeader.size() - 1) + ",\n",
     "3: p.csv: row 1, column 9 an empty name"},
    {"unknown column", "umur," + kHeader, "3: p.csv: row 1, column 1 'umur': not a column of the catalogue"},
    {"column before a no-break space", "nik\xC2\xA0" + kHeader.substr(3), "3: p.csv: row 1, column 1"},
    {"column in full width", "\xEF\xBD\x8E\xEF\xBD\x89\xEF\xBD\x8B" + kHeader.substr(3), "3: p.csv: row 1, column 1"},
    {"column behind a zero-width space", "\xE2\x80\x8B" + kHeader, "3: p.csv: row 1, column 1"},
    {"header that is no UTF-8", "nik\xFF" + kHeader.substr(3), "3: p.csv: row 1: the header line is not UTF-8"},
    {"513 columns", std::string(505, ',') + kHeader, "3: p.csv: row 1: 513 columns, more than the 512 allowed"},
    {"100,000 columns", std::string(100'000, ',') + kHeader,
     "3: p.csv: row 1: 100008 columns, more than the 512 allowed"},
    {"header above the limit", std::string((1 << 20) + 1, 'x') + "\n",
     "3: p.csv: row 1: the header line is longer than"},
};

}  // namespace

TEST_CASE("hostile text: each cell has the value or the reason that the catalogue tells", "[ingest][hostile]") {
  const RestoreLevel restore;
  for (const CellCase& one : kCells) {
    INFO(one.name);
    // Between good rows, so that the cell stands in a stretch of plain ones.
    const auto table = read_every_way(kHeader + kGood + with(one.column, one.cell) + kGood, registry());
    if (one.wanted[0] == '!') {
      CHECK(outcomes(table) == "ok / " + one.wanted.substr(1) + " " + kNames[one.column] + " / ok");
    } else if (outcomes(table) != "ok / ok / ok") {
      FAIL_CHECK("not accepted: " << outcomes(table));
    } else if (shown(table, 1, one.column) != one.wanted) {
      FAIL_CHECK("value: " << shown(table, 1, one.column) << ", wanted " << one.wanted);
    }
  }
}

TEST_CASE("hostile text: each line is accepted or rejected as the catalogue tells", "[ingest][hostile]") {
  const RestoreLevel restore;
  for (const TextCase& one : kLines) {
    INFO(one.name);
    CHECK(outcome_of(kHeader + one.text, registry()) == one.wanted);
  }
}

TEST_CASE("hostile text: each file is read or refused as the catalogue tells", "[ingest][hostile]") {
  const RestoreLevel restore;
  for (const TextCase& one : kFiles) {
    INFO(one.name);
    const std::string seen = outcome_of(one.text, registry());
    if (one.wanted.starts_with("3: ")) {
      CHECK(seen.substr(0, one.wanted.size()) == one.wanted);
    } else {
      CHECK(seen == one.wanted);
    }
  }
}

TEST_CASE("hostile text: the catalogue has at least 150 cases, each with a name of its own", "[ingest][hostile]") {
  std::vector<std::string> names;
  for (const CellCase& one : kCells) names.push_back(one.name);
  for (const TextCase& one : kLines) names.push_back(one.name);
  for (const TextCase& one : kFiles) names.push_back(one.name);
  REQUIRE(names.size() >= 150);
  std::sort(names.begin(), names.end());
  REQUIRE(std::adjacent_find(names.begin(), names.end()) == names.end());
}
