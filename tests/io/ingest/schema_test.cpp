// Errors of the environment: schema and files. Each test pins the sentence.
#include <fcntl.h>
#include <sys/stat.h>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "engine/error.h"
#include "io/ingest/rejects_csv.h"
#include "tests/io/ingest/source_folder.h"

namespace {

using tests::read_families;
using tests::read_persons;
using tests::SourceFolder;

const std::string kHeader = "nik|nomor_kartu_keluarga|nama|jenis_kelamin|tanggal_lahir|kode_desa\n";

io::SourceSpec source_of(io::SourceFile file) {
  io::SourceSpec spec;
  spec.name = "uji";
  spec.persons = {std::move(file)};
  return spec;
}

// The error that reading gives, as "exit code: message".
template <class Read>
std::string error_of(Read read) {
  try {
    read();
  } catch (const engine::Error& error) {
    return std::to_string(static_cast<int>(error.code())) + ": " + error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("schema: a header that does not fit is refused with place, nearest name and cure", "[ingest]") {
  struct Case {
    std::string text, message;
  };
  const Case cases[] = {
      {"",
       "3: p.csv: row 1: no header line: the file is empty or starts with an empty line. "
       "Cure: export it again with the column names in the first line."},
      {"\xEF\xBB\xBF",
       "3: p.csv: row 1: no header line: the file is empty or starts with an empty line. "
       "Cure: export it again with the column names in the first line."},
      {"nik|nomor_kartu_keluarga|nama|jenis_kelamin|tgl_lahir|kode_desa\n",
       "3: p.csv: row 1, column 5 'tgl_lahir': not a column of the catalogue; the nearest is 'tanggal_lahir'. "
       "Cure: correct the name, rename it under [source.columns], or add it to ignore."},
      {"nik|nomor_kartu_keluarga|nama|jenis_kelamin|kode_desa\n",
       "3: p.csv: row 1, column 'tanggal_lahir' is missing. "
       "Cure: add the column, or name it under [source.columns]."},
      {"nik|nama|nomor_kartu_keluarga|nama|jenis_kelamin|tanggal_lahir|kode_desa\n",
       "3: p.csv: row 1, column 4 'nama': the same name as column 2. Cure: keep one of them, or rename the other."},
      {"nik:nomor_kartu_keluarga:nama\n",
       "3: p.csv: row 1: one cell only, and it is no column name. Seen: no delimiter among | , ; and tab. "
       "Cure: export with one of them and the column names in the first line."},
      {"1101010107800001|1101010203150002|BUDI|1|1980-07-01|1101012001\n",
       "3: p.csv: row 1: none of the 6 cells is a column name of the catalogue. Cure: put the column names in the "
       "first line, or rename them under [source.columns]."},
      {"nik|1101010107800001\n",
       "3: p.csv: row 1, column 2 '11**************': not a column of the catalogue; columns that are read here: "
       "'disabilitas_berjalan', 'disabilitas_intelektual', 'disabilitas_komunikasi', 'disabilitas_mengurus_diri', "
       "'disabilitas_mental', 'disabilitas_pendengaran', 'disabilitas_penglihatan', 'disabilitas_perilaku', "
       "'disabilitas_tangan_jari', 'ijazah_tertinggi', 'jenis_kelamin', 'kode_desa', 'lapangan_usaha', 'nama', 'nik', "
       "'nomor_kartu_keluarga', 'partisipasi_sekolah', 'status_bekerja', 'status_dalam_pekerjaan', "
       "'status_hubungan_keluarga', 'status_kawin' or 'tanggal_lahir'. "
       "Cure: correct the name, rename it under [source.columns], or add it to ignore."},
      {"nik|na\xFFma\n",
       "3: p.csv: row 1: the header line is not UTF-8. Cure: save the file as UTF-8, or say encoding = \"latin-1\"."},
      {std::string("\xFF\xFEn\0i\0", 6), "3: p.csv: row 1: the file is UTF-16. Cure: save it as CSV in UTF-8."},
      {std::string("nik|\0", 5),
       "3: p.csv: row 1: the header line has NUL bytes: this is no delimited text. "
       "Cure: export the table as CSV in UTF-8."},
      {std::string(600, '|') + "nik\n",
       "3: p.csv: row 1: 601 columns, more than the 512 allowed. "
       "Cure: export only the columns of the catalogue."},
      {std::string((1 << 20) + 1, 'n') + "\n",
       "3: p.csv: row 1: the header line is longer than 1048576 bytes. "
       "Cure: check that the file is text with one record in a line."},
  };
  const SourceFolder folder;
  for (const Case& c : cases) {
    INFO(c.text.substr(0, 80));
    const auto file = folder.write("p.csv", c.text);
    CHECK(error_of([&] { read_persons(source_of(file)); }) == c.message);
  }
}

TEST_CASE("schema: header cells are trimmed and quoted, columns stand in any order, any delimiter is found",
          "[ingest]") {
  const SourceFolder folder;
  for (const char delimiter : {'|', ',', ';', '\t'}) {
    std::string text =
        "\xEF\xBB\xBF kode_desa |\"nama\"|tanggal_lahir|jenis_kelamin | nomor_kartu_keluarga|nik\r\n"
        "1101012001|\"SITI\"|1990-01-02|P| 1101010203150002 |1101014201900001\r\n";
    for (char& c : text) c = c == '|' ? delimiter : c;
    const auto table = read_persons(source_of(folder.write("p.csv", text)));
    REQUIRE(table.rejects.empty());
    REQUIRE(table.rows.size() == 1);
    REQUIRE(table.rows[0].nik.value == 1101014201900001);
    REQUIRE(table.rows[0].sex == engine::Sex::kFemale);
    REQUIRE(table.names[0] == "SITI");
  }
}

TEST_CASE("schema: catalogue columns that are not used are listed once, ignored ones are not", "[ingest]") {
  const SourceFolder folder;
  auto spec = source_of(folder.write("a.csv", "agama|catatan|luas_lantai|" + kHeader));
  spec.persons.push_back(folder.write("b.csv", "agama|alamat|" + kHeader));
  spec.ignore = {"catatan"};
  const auto table = read_persons(spec);
  REQUIRE(table.totals.unused_columns == std::vector<std::string>{"agama", "alamat", "luas_lantai"});
  REQUIRE(table.totals.files.size() == 2);
}

TEST_CASE("schema: a renamed column is read, its plain name is not", "[ingest]") {
  const SourceFolder folder;
  auto spec = source_of(folder.write("p.csv",
                                     "nik|nomor_kartu_keluarga|nama_lengkap|jenis_kelamin|tanggal_lahir|kode_desa\n"
                                     "1101010107800001|1101010203150002|BUDI|1|1980-07-02|1101012001\n"));
  spec.columns = {{"nama", "nama_lengkap"}};
  REQUIRE(read_persons(spec).names[0] == "BUDI");
  spec.persons = {folder.write("q.csv", kHeader)};
  REQUIRE_THAT(error_of([&] { read_persons(spec); }),
               Catch::Contains("column 3 'nama': [source.columns] says that 'nama' is called 'nama_lengkap' here."));
  spec.columns = {{"namma", "nama_lengkap"}};
  REQUIRE(error_of([&] { read_persons(spec); }) ==
          "2: source 'uji': columns: 'namma' is no column of the catalogue; the nearest is 'nama'.");
}

TEST_CASE("schema: a code map of an unknown column or to an unknown code is a usage error", "[ingest]") {
  const SourceFolder folder;
  auto spec = source_of(folder.write("p.csv", kHeader));
  spec.codes["status_kawinn"] = {{"A", 1}};
  REQUIRE(error_of([&] { read_persons(spec); }) ==
          "2: source 'uji': codes: 'status_kawinn' is no coded column; the nearest is 'status_kawin'.");
  spec.codes.clear();
  spec.codes["status_kawin"] = {{"A", 9}};
  REQUIRE(error_of([&] { read_persons(spec); }) ==
          "2: source 'uji': codes.status_kawin: \"A\" = 9 is outside the codes 1 to 5.");
  spec.codes.clear();
  spec.date_format = "%d/%m/%y";
  REQUIRE_THAT(error_of([&] { read_persons(spec); }), Catch::Contains("date_format \"%d/%m/%y\""));
}

TEST_CASE("files: what is no readable file is refused before a row is read", "[ingest]") {
  const SourceFolder folder;
  REQUIRE(
      error_of([&] {
        read_persons(source_of({folder.path() + "/tiada.csv", "tiada.csv"}));
      }) ==
      "3: tiada.csv: cannot be opened: No such file or directory. Cure: check that the path in the run file is right "
      "and the file may be read.");
  REQUIRE(error_of([&] {
            read_persons(source_of({folder.path(), "map"}));
          }) == "3: map: is not a regular file (a folder, pipe or device?). Cure: name a file in the run file.");
  const std::string pipe = folder.path() + "/pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  REQUIRE_THAT(error_of([&] {
                 read_persons(source_of({pipe, "pipe"}));
               }),
               Catch::Contains("3: pipe: is not a regular file"));
  REQUIRE_THAT(error_of([&] {
                 read_persons(source_of({"/dev/null", "null"}));
               }),
               Catch::Contains("3: null: is not a regular file"));
  REQUIRE_THAT(error_of([&] { read_persons(source_of(folder.write("p.csv.gz", kHeader))); }),
               Catch::Contains("3: p.csv.gz: is named .gz but is no gzip file"));
  REQUIRE_THAT(error_of([&] { read_persons(source_of(folder.write("p.csv.zst", kHeader))); }),
               Catch::Contains("3: p.csv.zst: is named .zst but is no zstd file"));
}

TEST_CASE("files: whatever fails while many blocks are read ends the reading with that failure", "[ingest][threads]") {
  const SourceFolder folder;
  std::string text = kHeader;
  for (int i = 0; i < 20'000; ++i) text += "|||||\n";
  const auto file = folder.write("p.csv", text);
  const int threads = engine::threads();
  for (const int count : {1, 2, 8}) {
    engine::set_threads(count);
    for (int round = 0; round < 20; ++round) {
      std::atomic<int> parsed{0};
      int committed = 0;
      const auto read = [&](int bad_parse, int bad_commit) {
        parsed = committed = 0;
        io::stream_persons<int>(
            source_of(file), io::region_tree(),
            [&](engine::PersonBatch&&) {
              if (++parsed == bad_parse) throw std::runtime_error("a parser fails");
              return 0;
            },
            [&](int&&) {
              if (++committed == bad_commit) throw std::runtime_error("a commit fails");
            },
            {.chunk_bytes = 512, .row_limit = 1000, .progress = {}});
      };
      REQUIRE_THROWS_WITH(read(1 + round, 0), "a parser fails");
      REQUIRE_THROWS_WITH(read(0, 1 + round), "a commit fails");
    }
  }
  engine::set_threads(threads);
}

TEST_CASE("files: a file that changes while it is read is refused", "[ingest]") {
  const SourceFolder folder;
  std::string text = kHeader;
  for (int i = 0; i < 20'000; ++i) text += "|||||\n";
  const auto file = folder.write("p.csv", text);
  const auto read_and_change = [&](auto change) {
    bool changed = false;
    io::stream_persons<int>(
        source_of(file), io::region_tree(), [](engine::PersonBatch&&) { return 0; },
        [&](int&&) {
          if (!std::exchange(changed, true)) change();
        },
        {.chunk_bytes = 64, .row_limit = 1000, .progress = {}});
  };
  REQUIRE(error_of([&] { read_and_change([&] { std::ofstream(file.path, std::ios::app) << "|||||\n"; }); }) ==
          "3: p.csv: changed while it was read. Cure: run again when nothing writes to it.");
  folder.write("p.csv", text);
  REQUIRE_THAT(error_of([&] { read_and_change([&] { std::filesystem::resize_file(file.path, 4000); }); }),
               Catch::Contains("changed while it was read"));
  folder.write("p.csv", text);
  REQUIRE_THAT(error_of([&] {
                 read_and_change([&] {
                   std::filesystem::last_write_time(
                       file.path, std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
                 });
               }),
               Catch::Contains("changed while it was read"));
}

TEST_CASE("reject share: a file over the share is refused with its commonest reason", "[ingest]") {
  const SourceFolder folder;
  const auto table = read_persons(source_of(folder.write("p.csv", kHeader + "||A|||\n1|||||\n||B|||\n||C|||\n")));
  REQUIRE_NOTHROW(io::check_reject_share("uji", table.totals, 0.25));
  REQUIRE(error_of([&] { io::check_reject_share("uji", table.totals, 0.05); }) ==
          "3: p.csv: 1 of 4 rows rejected, more than the share 0.05 that max_rejects allows. Most in source 'uji': "
          "bukan_16_digit (1 rows). Cure: export NIK and KK as text (a spreadsheet keeps 15 digits); or raise "
          "max_rejects where that many may be lost.");
}

TEST_CASE("schema: a flag list is never sent to the settings of a source", "[ingest]") {
  const SourceFolder folder;
  io::FlagSpec spec;
  spec.name = "pln";
  const auto refusal = [&](const std::string& text) {
    spec.file = folder.write("f.csv", text);
    return error_of([&] { io::read_flag_list(spec); });
  };
  REQUIRE(refusal("nikk,x\n") ==
          "3: f.csv: row 1: none of the 2 cells is a column name of the catalogue; the first is 'nikk'; the nearest is "
          "'nik'. "
          "Cure: put the column names in the first line; this list needs 'nik'.");
  REQUIRE(refusal("nik,catatan\n") ==
          "3: f.csv: row 1, column 2 'catatan': not a column of the catalogue; columns that are read here: 'nik'. "
          "Cure: correct the name in the file, or take the column out.");
  REQUIRE(refusal("nama,kode_desa\n") ==
          "3: f.csv: row 1, column 'nik' is missing. "
          "Cure: call the column so in the file, or correct 'key' in its [[flag]].");
}
