// Named hostile lines of NDJSON, each with what must become of it, thought out by hand.
#include <catch2/catch.hpp>
#include <string>

#include "engine/error.h"
#include "tests/io/ingest/source_folder.h"

namespace {

using tests::read_families;
using tests::read_persons;
using tests::SourceFolder;

const std::string kGood =
    R"({"nik":"1101010107800001","nomor_kartu_keluarga":"1101010203150002","nama":"BUDI","jenis_kelamin":1,)"
    R"("tanggal_lahir":"1980-07-02","kode_desa":"1101012001","status_kawin":2})";

io::SourceSpec source_of(io::SourceFile file, bool registry = false) {
  io::SourceSpec spec;
  spec.name = "uji";
  spec.registry = registry;
  spec.persons = {std::move(file)};
  spec.ignore = {"catatan"};
  return spec;
}

std::string error_of(const io::SourceSpec& spec) {
  try {
    read_persons(spec);
  } catch (const engine::Error& error) {
    return std::to_string(static_cast<int>(error.code())) + ": " + error.what();
  }
  return "no error";
}

struct HostileLine {
  const char* name;
  std::string line;
  const char* reason;  // "" = accepted
  const char* column = "";
  bool registry = false;
};

std::string deep(const char* open, const char* close, std::size_t levels) {
  std::string text = R"({"nama":"BUDI","catatan":)";
  for (std::size_t i = 0; i < levels; ++i) text += open;
  text += "1";
  for (std::size_t i = 0; i < levels; ++i) text += close;
  return text + "}";
}

std::string nama(const std::string& inside) { return "{\"nama\":\"" + inside + "\"}"; }

}  // namespace

TEST_CASE("hostile NDJSON: every named line has its outcome and costs no neighbour", "[ingest][ndjson]") {
  const HostileLine lines[] = {
      // Not one whole object.
      {"number alone", "1", "bukan_objek"},
      {"text alone", R"("BUDI")", "bukan_objek"},
      {"null alone", "null", "bukan_objek"},
      {"list in an object's place", R"([{"nik":""}])", "bukan_objek"},
      {"delimited text", "1101010107800001,BUDI", "bukan_objek"},
      {"comma before the object", ",{}", "bukan_objek"},
      {"byte order mark amid the file", "\xEF\xBB\xBF{}", "bukan_objek"},
      {"comment before the object", "/* x */{}", "bukan_objek"},
      {"brace alone", "{", "json_tidak_sah"},
      {"cut in a key", R"({"nik":"1101010107800001","nomor_kart)", "json_tidak_sah"},
      {"cut in a text", R"({"nama":"BUDI)", "json_tidak_sah"},
      {"cut behind a backslash", R"({"nama":"BUDI\)", "json_tidak_sah"},
      {"cut behind a colon", R"({"nama":)", "json_tidak_sah"},
      {"cut before the brace", R"({"nama":"BUDI")", "json_tidak_sah"},
      {"words behind the object", R"({"nama":"BUDI"} lanjutan)", "json_tidak_sah"},
      {"second object behind the first", R"({"nama":"BUDI"}{"nama":"SITI"})", "json_tidak_sah"},
      {"second brace", R"({"nama":"BUDI"}})", "json_tidak_sah"},
      {"comma behind the object", R"({"nama":"BUDI"},)", "json_tidak_sah"},
      {"comma behind the last member", R"({"nama":"BUDI",})", "json_tidak_sah"},
      {"comma before the first member", R"({,"nama":"BUDI"})", "json_tidak_sah"},
      {"two commas", R"({"nama":"BUDI",,"nik":""})", "json_tidak_sah"},
      {"no comma", R"({"nama":"BUDI" "nik":""})", "json_tidak_sah"},
      {"no colon", R"({"nama" "BUDI"})", "json_tidak_sah"},
      {"equals sign for a colon", R"({"nama"="BUDI"})", "json_tidak_sah"},
      {"key without quotes", R"({nama:"BUDI"})", "json_tidak_sah"},
      {"single quotes", R"({'nama':'BUDI'})", "json_tidak_sah"},
      {"key alone", R"({"nama"})", "json_tidak_sah"},
      {"value that is no token", R"({"nama":BUDI})", "json_tidak_sah"},
      {"comment amid the object", R"({"nama":"BUDI"/* x */})", "json_tidak_sah"},
      {"mismatched bracket", R"({"catatan":[1})", "json_tidak_sah"},
      {"bracket closed by the brace of the row", R"({"catatan":{"a":1]})", "json_tidak_sah"},
      {"text glued to a text", R"({"nama":"BUDI"X})", "json_tidak_sah"},
      {"fault inside an ignored value", R"({"catatan":{"a":[1,]}})", "json_tidak_sah"},
      {"bad key inside an ignored value", R"({"catatan":{"\q":1}})", "json_tidak_sah"},
      // Blank, NUL, UTF-8.
      {"blank line", "", "baris_kosong"},
      {"line of blanks", " \t \r", "baris_kosong"},
      {"NUL inside a text", std::string("{\"nama\":\"BU\0DI\"}", 16), "byte_nol"},
      {"Latin-1", nama("ANDR\xE9"), "utf8_tidak_sah"},
      {"overlong slash", nama("\xC0\xAF"), "utf8_tidak_sah"},
      {"surrogate in UTF-8", nama("\xED\xA0\x80"), "utf8_tidak_sah"},
      {"cut UTF-8 before the quote", nama("ANDR\xC3"), "utf8_tidak_sah"},
      {"bad UTF-8 in an ignored value", "{\"catatan\":\"\xFF\"}", "utf8_tidak_sah"},
      // Depth.
      {"seven lists in the row", deep("[", "]", 7), ""},
      {"eight lists in the row", deep("[", "]", 8), "json_terlalu_dalam"},
      {"objects nine deep", deep("{\"a\":", "}", 8), "json_terlalu_dalam"},
      {"a hundred thousand brackets", deep("[", "]", 100'000), "json_terlalu_dalam"},
      {"brackets inside a text are no depth", nama("[[[[[[[[[["), ""},
      // Keys.
      {"unknown key", R"({"namaa":"BUDI"})", "kunci_tidak_dikenal", "namaa (nama?)"},
      {"key in capitals", R"({"NIK":""})", "kunci_tidak_dikenal", "NIK (nik?)"},
      {"key with a space", R"({"nik ":""})", "kunci_tidak_dikenal", "****"},
      {"empty key", R"({"":""})", "kunci_tidak_dikenal", ""},
      {"a number as a key is masked", R"({"1101010107800001":""})", "kunci_tidak_dikenal", "11**************"},
      {"a name as a key is masked", R"({"BUDI SANTOSO":""})", "kunci_tidak_dikenal", "BU**********"},
      {"key with a byte order mark", "{\"\xEF\xBB\xBFnik\":\"\"}", "kunci_tidak_dikenal", "******"},
      {"double key", R"({"nik":"","nik":""})", "kunci_ganda", "nik"},
      {"double key by an escape", R"({"nik":"","n\u0069k":""})", "kunci_ganda", "nik"},
      {"double key that is not read", R"({"alamat":"","alamat":""})", "kunci_ganda", "alamat"},
      {"double key that is ignored", R"({"catatan":1,"catatan":2})", "kunci_ganda", "catatan"},
      {"key written with escapes", R"({"\u006e\u0061ma":"BUDI"})", ""},
      // Kinds of values.
      {"NIK as a number", R"({"nik":1101010107800001})", "jenis_nilai_salah", "nik"},
      {"KK as a number", R"({"nomor_kartu_keluarga":1.10101E+15})", "jenis_nilai_salah", "nomor_kartu_keluarga"},
      {"name as a number", R"({"nama":7})", "jenis_nilai_salah", "nama"},
      {"date as a number", R"({"tanggal_lahir":19800702})", "jenis_nilai_salah", "tanggal_lahir"},
      {"village as a number", R"({"kode_desa":1101012001})", "jenis_nilai_salah", "kode_desa"},
      {"true as a code", R"({"status_kawin":true})", "jenis_nilai_salah", "status_kawin"},
      {"false as a NIK", R"({"nik":false})", "jenis_nilai_salah", "nik"},
      {"object as a name", R"({"nama":{"depan":"BUDI"}})", "jenis_nilai_salah", "nama"},
      {"list as a code", R"({"status_kawin":[1]})", "jenis_nilai_salah", "status_kawin"},
      {"object in a column that is not read", R"({"nama":"BUDI","alamat":{"rt":1,"rw":[2,3]}})", ""},
      {"code as a number", R"({"status_kawin":2})", ""},
      {"code as a text", R"({"status_kawin":"2"})", ""},
      {"code with a fraction", R"({"status_kawin":1.0})", "bukan_bilangan_bulat", "status_kawin"},
      {"code with an exponent", R"({"status_kawin":1e0})", "bukan_bilangan_bulat", "status_kawin"},
      {"minus zero", R"({"status_kawin":-0})", "bukan_bilangan_bulat", "status_kawin"},
      {"infinity by exponent", R"({"status_kawin":1e309})", "bukan_bilangan_bulat", "status_kawin"},
      {"negative code", R"({"status_kawin":-1})", "kode_tidak_dikenal", "status_kawin"},
      {"code beyond 64 bits", R"({"status_kawin":18446744073709551617})", "kode_tidak_dikenal", "status_kawin"},
      {"NaN", R"({"status_kawin":NaN})", "json_tidak_sah"},
      {"Infinity", R"({"status_kawin":-Infinity})", "json_tidak_sah"},
      {"leading zero", R"({"status_kawin":02})", "json_tidak_sah"},
      {"leading plus", R"({"status_kawin":+2})", "json_tidak_sah"},
      {"hexadecimal", R"({"status_kawin":0x2})", "json_tidak_sah"},
      {"decimal comma", R"({"status_kawin":1,0})", "json_tidak_sah"},
      {"point without digits", R"({"catatan":1.})", "json_tidak_sah"},
      {"True of Python", R"({"catatan":True})", "json_tidak_sah"},
      {"null is an empty cell", R"({"nik":null,"nama":"BUDI","status_kawin":null,"tanggal_lahir":null})", ""},
      {"null alone", R"({"nik":null,"status_kawin":null,"tanggal_lahir":null})", "baris_kosong"},
      {"null as the registry's NIK", R"({"nik":null,"nomor_kartu_keluarga":"1101010203150002","nama":"BUDI"})",
       "kosong", "nik", true},
      {"no name in the registry", R"({"nik":"1101010107800001","nomor_kartu_keluarga":"1101010203150002"})", "kosong",
       "nama", true},
      {"empty object in a source", "{}", "baris_kosong"},
      {"empty values in a source", R"({"nik": "", "nama": " ", "jenis_kelamin": null})", "baris_kosong"},
      {"empty object in the registry", "{}", "baris_kosong", "", true},
      // Escapes and controls.
      {"surrogate pair", nama("A\\ud83d\\ude00"), ""},
      {"high surrogate alone", nama("A\\ud83d"), "json_tidak_sah"},
      {"low surrogate alone", nama("A\\ude00"), "json_tidak_sah"},
      {"high surrogate before a letter", nama("A\\ud83d\\u0041"), "json_tidak_sah"},
      {"two high surrogates", nama("A\\ud83d\\ud83d"), "json_tidak_sah"},
      {"lone surrogate in an ignored value", R"({"catatan":"\ud800"})", "json_tidak_sah"},
      {"unknown escape", nama("A\\x41"), "json_tidak_sah"},
      {"escape of three digits", nama("A\\u004"), "json_tidak_sah"},
      {"escape with a sign", nama("A\\u+041"), "json_tidak_sah"},
      {"escaped NUL", nama("A\\u0000B"), "karakter_kendali", "nama"},
      {"escaped line feed", nama("A\\nB"), "karakter_kendali", "nama"},
      {"escaped tab at the end", nama("AB\\t"), "karakter_kendali", "nama"},
      {"escaped delete", nama("A\\u007fB"), "karakter_kendali", "nama"},
      {"escaped line feed where nothing is read", R"({"nama":"BUDI","alamat":"JL. X\nRT 1"})", ""},
      {"tab in a text", nama("A\tB"), "json_tidak_sah"},
      {"bell in a text that is not read", "{\"alamat\":\"\x07\"}", "json_tidak_sah"},
      {"delete in a text", nama("A\x7f"), "karakter_kendali", "nama"},
      {"digits by escapes", R"({"nik":"\u0031101010107800001"})", ""},
      {"full-width digits by escapes", R"({"nik":"110101010780000\uff11"})", "bukan_16_digit", "nik"},
      {"line feed escaped into a NIK", R"({"nik":"110101010780000\n"})", "karakter_kendali", "nik"},
      {"quote in a name", nama("O\\\"NG"), ""},
      // Cells.
      {"NIK of fifteen digits", R"({"nik":"110101010780000"})", "bukan_16_digit", "nik"},
      {"NIK with spaces round it", R"({"nik":" 1101010107800001 "})", ""},
      {"a text where the NIK ends", R"({"nik":"11010101078000","nama":"X"})", "bukan_16_digit", "nik"},
      {"no day of the calendar", R"({"tanggal_lahir":"1980-02-30"})", "tanggal_tidak_sah", "tanggal_lahir"},
      {"date with a time", R"({"tanggal_lahir":"1980-07-02T00:00:00Z"})", "tanggal_tidak_sah", "tanggal_lahir"},
      {"village of the dotted form", R"({"kode_desa":"11.01.01.2001"})", "bukan_10_digit", "kode_desa"},
      {"name over 64 KiB", nama(std::string(65'537, 'A')), "sel_terlalu_panjang", "nama"},
      {"ignored text over 64 KiB", R"({"catatan":")" + std::string(65'537, 'A') + "\"}", "sel_terlalu_panjang",
       "catatan"},
      {"line over the limit", nama(std::string(1 << 20, 'A')), "baris_terlalu_panjang"},
  };
  REQUIRE(std::size(lines) >= 60);
  const SourceFolder folder;
  for (const HostileLine& hostile : lines) {
    // Among many neighbours, those are read column by column.
    for (const auto& [chunk, neighbours] : {std::pair{std::size_t{1} << 21, 1}, {64, 1}, {std::size_t{1} << 21, 40}}) {
      if (chunk == 64 && hostile.line.size() > 10'000) continue;  // only slow
      INFO(hostile.name << ", chunks of " << chunk << ", neighbours " << neighbours);
      std::string before, after = "\n" + kGood + "\n" + kGood + "\n";
      for (int i = 0; i < neighbours; ++i) before += kGood + "\n";
      const auto rows = static_cast<std::size_t>(neighbours) + 3;
      const auto table =
          read_persons(source_of(folder.write("p.ndjson", before + hostile.line + after), hostile.registry),
                       {.chunk_bytes = chunk, .normalise = true, .row_limit = 1 << 20, .progress = {}});
      const bool accepted = std::string(hostile.reason).empty();
      REQUIRE(table.rows.size() == rows - (accepted ? 0 : 1));
      REQUIRE(table.totals.files[0].rows_read == rows);
      REQUIRE(table.rejects.size() == (accepted ? 0 : 1));
      if (accepted) continue;
      CHECK(table.rejects[0].reason == hostile.reason);
      CHECK(table.rejects[0].column == hostile.column);
      CHECK(table.rejects[0].row == rows - 2);
      CHECK(table.rejects[0].byte == before.size());
      CHECK(table.rejects[0].value.find("BUDI") == std::string::npos);
    }
  }
}

TEST_CASE("hostile NDJSON: a last line that is cut is rejected as cut, a whole one is read", "[ingest][ndjson]") {
  const SourceFolder folder;
  for (std::size_t length = 1; length < kGood.size(); ++length) {
    const auto table = read_persons(source_of(folder.write("p.ndjson", kGood + "\n" + kGood.substr(0, length))));
    INFO(length << " bytes of the last line");
    REQUIRE(table.rows.size() == 1);
    REQUIRE(table.rejects.size() == 1);
    REQUIRE(table.rejects[0].reason == "baris_terpotong");
    REQUIRE(table.rejects[0].byte == kGood.size() + 1);
  }
  REQUIRE(read_persons(source_of(folder.write("p.ndjson", kGood + "\n" + kGood))).rows.size() == 2);
  REQUIRE(read_persons(source_of(folder.write("p.ndjson", kGood + "\r\n" + kGood + "\r"))).rows.size() == 2);
}

TEST_CASE("hostile NDJSON: names are told with their escapes read, and as written beside", "[ingest][ndjson]") {
  const SourceFolder folder;
  const auto table = read_persons(source_of(folder.write(
      "p.ndjson", nama("  ANDR\\u00e9 ") + "\n" + nama("\\ud83d\\ude00 X") + "\n" + nama("O\\\"NG") + "\n")));
  REQUIRE(table.written == std::vector<std::string>{"ANDR\xC3\xA9", "\xF0\x9F\x98\x80 X", "O\"NG"});
  REQUIRE(table.names[0] == "ANDRE");
}

TEST_CASE("NDJSON: renames, ignored keys and columns that are not used", "[ingest][ndjson]") {
  const SourceFolder folder;
  auto spec = source_of(folder.write("p.ndjson",
                                     "{\"nama_lengkap\":\"BUDI\",\"alamat\":\"X\",\"catatan\":{\"a\":1}}\n"
                                     "{\"nama\":\"SITI\"}\n{\"no_kk\":\"\",\"alamat_ktp\":2}\n"));
  spec.columns = {{"nama", "nama_lengkap"}};
  const auto table = read_persons(spec);
  REQUIRE(table.written == std::vector<std::string>{"BUDI"});
  REQUIRE(table.totals.unused_columns == std::vector<std::string>{"alamat"});
  REQUIRE(table.rejects[0].column == "nama (nama_lengkap?)");
  REQUIRE(table.rejects[1].reason == "kunci_tidak_dikenal");
  spec.ignore = {"nik"};
  REQUIRE(error_of(spec) ==
          "3: p.ndjson: row 1, 'nik': stands in ignore, but must be read. Cure: take it out of ignore, or rename the "
          "key that holds it under [source.columns].");
}

TEST_CASE("NDJSON: code maps see numbers and texts alike", "[ingest][ndjson]") {
  const SourceFolder folder;
  auto spec = source_of(folder.write(
      "p.ndjson",
      "{\"status_kawin\":98}\n{\"status_kawin\":\"98\"}\n{\"status_kawin\":-1}\n{\"status_kawin\":\"KAWIN\"}\n"));
  spec.codes["status_kawin"] = {{"98", std::nullopt}, {"-1", 1}, {"KAWIN", 2}};
  const auto table = read_persons(spec);
  REQUIRE(table.rejects.empty());
  const auto marital = static_cast<std::size_t>(engine::PersonCode::kMarital);
  REQUIRE(table.rows[1].codes[marital] == 0);
  REQUIRE(table.rows[2].codes[marital] == 1);
  REQUIRE(table.rows[3].codes[marital] == 2);
}

TEST_CASE("NDJSON: families and flag lists", "[ingest][ndjson]") {
  const SourceFolder folder;
  io::SourceSpec spec;
  spec.name = "uji";
  spec.families = {folder.write("f.jsonl",
                                "{\"nomor_kartu_keluarga\":\"1101010203150002\",\"kode_desa\":\"1101012001\","
                                "\"jenis_lantai_terluas\":8,\"luas_lantai\":\"45\"}\n"
                                "{\"kode_desa\":\"1101012001\"}\n"
                                "{\"nomor_kartu_keluarga\":\"1101010203150002\",\"luas_lantai\":45.5}\n")};
  const auto families = read_families(spec);
  REQUIRE(families.rows.size() == 1);
  REQUIRE(families.rows[0].kk.value == 1101010203150002);
  REQUIRE(families.rejects[0].reason == "kosong");
  REQUIRE(families.rejects[0].column == "nomor_kartu_keluarga");
  REQUIRE(families.rejects[1].reason == "bukan_bilangan_bulat");
  REQUIRE(families.rejects[1].value == "45.5");
  io::FlagSpec flag;
  flag.name = "meninggal";
  flag.file =
      folder.write("m.ndjson", "{\"nik\":\"1101010107800001\",\"nama\":\"BUDI\"}\n{\"nama\":\"BUDI\"}\n{\"nik\":1}\n");
  const auto list = io::read_flag_list(flag);
  REQUIRE(list.keys == std::vector<std::uint64_t>{1101010107800001});
  REQUIRE(list.rejects[0].reason == "kosong");
  REQUIRE(list.rejects[1].reason == "jenis_nilai_salah");
}

TEST_CASE("NDJSON: the format is known by the first letter, else by the name", "[ingest][ndjson]") {
  const SourceFolder folder;
  for (const char* const name : {"p.ndjson", "p.jsonl", "p.json", "p.csv", "p"}) {
    for (const std::string& front :
         {std::string(), std::string("\n \r\n"), std::string("\xEF\xBB\xBF"), std::string("\xEF\xBB\xBF\n")}) {
      for (const std::size_t chunk : {1u, 1u << 20}) {
        INFO(name);
        const auto table =
            read_persons(source_of(folder.write(name, front + kGood + "\n")),
                         {.chunk_bytes = chunk, .normalise = true, .row_limit = 1 << 20, .progress = {}});
        REQUIRE(table.rows.size() == 1);
        REQUIRE(table.rows[0].row == 1 + static_cast<std::uint64_t>(std::count(front.begin(), front.end(), '\n')));
        REQUIRE(table.rows[0].byte == front.size());
      }
    }
  }
  const auto broken_first = read_persons(source_of(folder.write("p.ndjson", "nik,nama\n" + kGood + "\n")));
  REQUIRE(broken_first.rows.size() == 1);
  REQUIRE(broken_first.rejects[0].reason == "bukan_objek");
  REQUIRE(error_of(source_of(folder.write("a.json", "[\n" + kGood + "\n]\n"))) ==
          "3: a.json: row 1: the file is a JSON array, wanted NDJSON: one object in a line. "
          "Cure: write each object in a line of its own, without the brackets and commas around them.");
  REQUIRE(error_of(source_of(folder.write("a.ndjson", "\n\n"))) ==
          "3: a.ndjson: row 1: no NDJSON: the file has no line with an object. "
          "Cure: export it again, or take it out of the run.");
  REQUIRE(error_of(source_of(folder.write("a.ndjson", std::string("\xFF\xFE{\0", 4)))) ==
          "3: a.ndjson: row 1: the file is UTF-16. Cure: save it as NDJSON in UTF-8.");
  auto latin = source_of(folder.write("a.ndjson", kGood));
  latin.encoding = io::Encoding::kLatin1;
  REQUIRE(
      error_of(latin) ==
      "3: a.ndjson: row 1: NDJSON is always UTF-8, but the source says encoding = \"latin-1\". Cure: take that line "
      "out; where the file really is Latin-1, convert it to UTF-8.");
}
