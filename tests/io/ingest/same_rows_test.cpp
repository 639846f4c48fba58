// The rows are the same however the text is stored and cut: files, compression, line ends, chunks, threads.
#include <zlib.h>
#include <zstd.h>
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/ingest/record_cutter.h"
#include "io/output_file.h"
#include "kernels/cpu.h"
#include "tests/io/ingest/source_folder.h"

namespace {

using namespace std::string_literals;
using tests::lines_of;
using tests::read_persons;
using tests::SourceFolder;

struct RestoreMachine {
  ~RestoreMachine() {
    engine::set_threads(0);
    kernels::use_simd_level(kernels::supported_simd_level());
  }
};

const std::string kHeader = "nik,nomor_kartu_keluarga,nama,jenis_kelamin,tanggal_lahir,kode_desa,alamat\n";

// Rows of every kind: good, missing, quoted with line feeds and doubled quotes, broken in many ways.
std::string mixed_rows(std::mt19937_64& random, int rows, bool broken) {
  std::string text;
  for (int i = 0; i < rows; ++i) {
    const std::string number = std::to_string(1101010107800000 + random() % 9999);
    switch (random() % (broken ? 15 : 6)) {
      case 0: text += random() % 2 == 0 ? ",,,,,,\n" : ",,?,,,,\n"; break;
      case 1:
        text += number + "," + number + ",\"O\"\"NG, TJOE\",2,1970-12-31,9101011002,\"JL. MAWAR\n\nRT 1\"\n";
        break;
      case 2: text += number + "," + number + ",H. ANDR\xC3\x89,L,1999-05-06,1101012001,\n"; break;
      case 6: text += number + ",1,X,1,,,\n"; break;
      case 7: text += "x,\"open\n"; break;
      case 8: text += "x\",\"\n"; break;
      case 9: text += number + "\n"; break;
      case 10: text += "\n"; break;
      case 11: text += number + "," + number + ",\"A\"B,1,,,\n"; break;
      case 12: text += number + "," + number + ",\xFF,1,,,\n"; break;
      case 14: text += number + "," + number + ",\"ANI\nSITI\",1,,,\n"; break;
      case 13: text.append(number).append(1, '\0').append(",,,,,,\n"); break;
      default: text += number + "," + number + ",SITI AMINAH,2,1988-02-29,1101012001,4\n"; break;
    }
  }
  return text;
}

io::SourceSpec source_of(std::vector<io::SourceFile> files) {
  io::SourceSpec spec;
  spec.name = "uji";
  spec.persons = std::move(files);
  spec.date = *engine::day_from_iso("2022-11-15");
  return spec;
}

std::string gzipped(const std::string& text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(text.size() + 1000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

std::string zstandard(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string zstandard_without_size(const std::string& text) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress2(context, out.data(), out.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return out;
}

// The tables must agree in all but file names and byte offsets.
std::vector<std::string> rows_only(const tests::PersonTable& table) {
  auto copy = table;
  for (engine::Reject& reject : copy.rejects) {
    reject.file = {};
    reject.byte = 0;
  }
  copy.totals.files.clear();
  return lines_of(copy);
}

}  // namespace

TEST_CASE("same rows: any chunk size, thread count and SIMD level gives the same table", "[ingest]") {
  const RestoreMachine restore;
  const SourceFolder folder;
  std::mt19937_64 random(20221115);
  for (int round = 0; round < 3; ++round) {
    const auto file = folder.write("p.csv", kHeader + mixed_rows(random, 120, true));
    const io::IngestOptions plain{.chunk_bytes = 1 << 20, .row_limit = 300, .progress = {}};
    const auto wanted = lines_of(read_persons(source_of({file}), plain));
    REQUIRE(wanted.size() > 60);
    for (const int threads : {1, 2, 3, 8}) {
      engine::set_threads(threads);
      for (const std::size_t chunk : {1u, 16u, 17u, 100u, 1000u, 4096u}) {
        kernels::use_simd_level(static_cast<kernels::SimdLevel>((chunk + static_cast<unsigned>(threads)) % 3));
        INFO(threads << " threads, chunks of " << chunk);
        const auto found =
            lines_of(read_persons(source_of({file}), {.chunk_bytes = chunk, .row_limit = 300, .progress = {}}));
        REQUIRE(found == wanted);
      }
    }
  }
}

TEST_CASE("same rows: gzip and zstd, also in several members, equal the plain file", "[ingest]") {
  const SourceFolder folder;
  std::mt19937_64 random(5);
  const std::string head = kHeader + mixed_rows(random, 2000, false), tail = mixed_rows(random, 500, false);
  const auto wanted = rows_only(read_persons(source_of({folder.write("p.csv", head + tail)})));
  for (const std::size_t chunk : {777u, 1u << 20}) {
    const io::IngestOptions options{.chunk_bytes = chunk, .row_limit = 1 << 20, .progress = {}};
    REQUIRE(rows_only(read_persons(source_of({folder.write("p.csv.gz", gzipped(head + tail))}), options)) == wanted);
    REQUIRE(rows_only(read_persons(source_of({folder.write("p.csv.gz", gzipped(head) + gzipped(tail))}), options)) ==
            wanted);
    REQUIRE(rows_only(read_persons(source_of({folder.write("named_plainly.csv", gzipped(head + tail))}), options)) ==
            wanted);
    REQUIRE(rows_only(read_persons(source_of({folder.write("p.csv.zst", zstandard(head + tail))}), options)) == wanted);
    REQUIRE(rows_only(read_persons(source_of({folder.write("p.csv.zst", zstandard(head) + zstandard(tail))}),
                                   options)) == wanted);
  }
}

TEST_CASE("same rows: a compressed file that is cut or damaged is refused", "[ingest]") {
  const SourceFolder folder;
  std::mt19937_64 random(6);
  const std::string text = kHeader + mixed_rows(random, 500, false);
  for (const auto& [name, bytes] : {std::pair{"p.gz", gzipped(text)}, std::pair{"p.zst", zstandard(text)}}) {
    for (const std::size_t length : {bytes.size() - 1, bytes.size() / 2, std::size_t{20}, std::size_t{5}}) {
      INFO(name << " cut at " << length << " of " << bytes.size());
      REQUIRE_THROWS_WITH(read_persons(source_of({folder.write(name, bytes.substr(0, length))})),
                          Catch::Contains("damaged or cut off"));
    }
  }
  std::string broken = gzipped(text);
  broken[broken.size() / 2] = static_cast<char>(broken[broken.size() / 2] ^ 0x5A);
  REQUIRE_THROWS_WITH(read_persons(source_of({folder.write("p.gz", broken)})), Catch::Contains("damaged or cut off"));
}

TEST_CASE("same rows: many zstd frames, of known and unknown size and skippable ones, equal the plain file",
          "[ingest]") {
  const RestoreMachine restore;
  const SourceFolder folder;
  std::mt19937_64 random(9);
  const std::string text = kHeader + mixed_rows(random, 3000, true);
  const auto wanted = rows_only(read_persons(source_of({folder.write("p.csv", text)})));
  for (int round = 0; round < 6; ++round) {
    // As pzstd writes: a skippable frame first.
    std::string packed = round < 3 ? "" : "\x50\x2A\x4D\x18"s + std::string("\x04\0\0\0", 4) + "size";
    packed += zstandard(text.substr(0, 10));
    for (std::size_t at = 10; at < text.size();) {
      const std::string piece = text.substr(at, random() % 20'000);
      at += piece.size();
      switch (random() % 4) {
        case 0: packed += zstandard_without_size(piece); break;
        case 1: packed += "\x51\x2A\x4D\x18"s + std::string("\x05\0\0\0", 4) + "12345" + zstandard(piece); break;
        case 2: packed += zstandard("") + zstandard(piece); break;
        default: packed += zstandard(piece); break;
      }
    }
    engine::set_threads(1 + round % 3);
    const std::size_t chunk = round % 2 == 0 ? 1 << 20 : 777;
    REQUIRE(rows_only(read_persons(source_of({folder.write("p.csv.zst", packed)}),
                                   {.chunk_bytes = chunk, .progress = {}})) == wanted);
  }
}

TEST_CASE("same rows: a zstd frame that lies about its size or is damaged amid others is refused", "[ingest]") {
  const SourceFolder folder;
  std::mt19937_64 random(10);
  const std::string rows = mixed_rows(random, 50, false), first = zstandard(kHeader + rows);
  for (const int change : {1, -1}) {
    std::string lying = zstandard(rows);
    REQUIRE((static_cast<unsigned char>(lying[4]) & 0xE0) == 0x60);  // one segment, its size in two bytes
    lying[5] = static_cast<char>(lying[5] + change);
    REQUIRE_THROWS_WITH(read_persons(source_of({folder.write("p.csv.zst", first + lying + first)})),
                        Catch::Contains("damaged or cut off"));
  }
  std::string damaged = zstandard(rows);
  damaged[4] = static_cast<char>(damaged[4] | 0x08);  // a reserved bit
  REQUIRE_THROWS_WITH(read_persons(source_of({folder.write("p.csv.zst", first + damaged + first)})),
                      Catch::Contains("damaged or cut off"));
  REQUIRE_THROWS_WITH(read_persons(source_of({folder.write("p.csv.zst", first + "no frame")})),
                      Catch::Contains("damaged or cut off"));
}

TEST_CASE("same rows: several files are one source with running row numbers", "[ingest]") {
  const SourceFolder folder;
  std::mt19937_64 random(7);
  const std::string first = mixed_rows(random, 50, true) + "\n", second = mixed_rows(random, 60, true);
  const auto whole = read_persons(source_of({folder.write("p.csv", kHeader + first + second)}));
  const auto split =
      read_persons(source_of({folder.write("a.csv", kHeader + first), folder.write("b.csv.gz", gzipped(kHeader)),
                              folder.write("c.csv", kHeader + second)}));
  REQUIRE(rows_only(split) == rows_only(whole));
  REQUIRE(split.totals.files.size() == 3);
  REQUIRE(split.totals.files[1].rows_read == 0);
  std::uint64_t read = 0;
  for (const auto& file : split.totals.files) {
    REQUIRE(file.rows_read == file.accepted + file.rejected);
    read += file.rows_read;
  }
  REQUIRE(read == whole.totals.files[0].rows_read);
  REQUIRE(read == whole.rows.size() + whole.rejects.size());
}

TEST_CASE("same rows: columns of another order in the second file are found by its own header", "[ingest]") {
  const SourceFolder folder;
  const auto table =
      read_persons(source_of({folder.write("a.csv",
                                           "nik|nomor_kartu_keluarga|nama|jenis_kelamin|tanggal_lahir|kode_"
                                           "desa\n1101010107800001|1101010203150002|BUDI|1||\n"),
                              folder.write("b.csv",
                                           "nama;kode_desa;tanggal_lahir;jenis_kelamin;nomor_kartu_keluarga;nik\nSITI;;"
                                           ";2;1101010203150002;1101014107800001\n")}));
  REQUIRE(table.names == std::vector<std::string>{"BUDI", "SITI"});
  REQUIRE(table.rows[1].nik.value == 1101014107800001);
  REQUIRE(table.rows[1].row == 2);
}

TEST_CASE("same rows: CR LF, LF, byte order mark and a last line without line feed", "[ingest]") {
  const SourceFolder folder;
  const std::string text = kHeader +
                           "1101010107800001,1101010203150002,BUDI,1,1980-07-02,1101012001,1\n"
                           "1101010107800002,1101010203150002,\"ANI\",2,1980-07-03,1101012001,\n";
  const auto wanted = rows_only(read_persons(source_of({folder.write("p.csv", text)})));
  std::string carriage;
  for (const char c : text) {
    if (c == '\n') carriage += '\r';
    carriage += c;
  }
  for (const std::string& same : {carriage, "\xEF\xBB\xBF" + text, text.substr(0, text.size() - 1),
                                  carriage.substr(0, carriage.size() - 1), carriage.substr(0, carriage.size() - 2)}) {
    for (const std::size_t chunk : {1u, 33u, 4096u}) {
      REQUIRE(rows_only(read_persons(source_of({folder.write("p.csv", same)}),
                                     {.chunk_bytes = chunk, .row_limit = 1 << 20, .progress = {}})) == wanted);
    }
  }
}

TEST_CASE("same rows: Latin-1 where the run file says so", "[ingest]") {
  const SourceFolder folder;
  auto spec =
      source_of({folder.write("p.csv", kHeader + "1101010107800001,1101010203150002,ANDR\xC9,1,,1101012001,\n")});
  REQUIRE(read_persons(spec).rejects.at(0).reason == "utf8_tidak_sah");
  spec.encoding = io::Encoding::kLatin1;
  REQUIRE(read_persons(spec).names == std::vector<std::string>{"ANDRE"});
}

TEST_CASE("same rows: totals carry the SHA-256 and the bytes of the file as stored", "[ingest]") {
  const SourceFolder folder;
  const std::string text = kHeader + ",,,,,,\n", packed = gzipped(text);
  const auto table = read_persons(source_of({folder.write("p.csv", text), folder.write("q.csv.gz", packed)}));
  REQUIRE(table.totals.files[0].sha256 == io::sha256_of(text));
  REQUIRE(table.totals.files[1].sha256 == io::sha256_of(packed));
  REQUIRE(table.totals.files[0].bytes == text.size());
  REQUIRE(table.totals.files[1].bytes == packed.size());
  REQUIRE(table.totals.files[1].text_bytes == text.size());
}

TEST_CASE("same rows: without hashing the rows are the same and no SHA-256 is given", "[ingest]") {
  const SourceFolder folder;
  const std::string text = kHeader + "1101010107800001,1101010203150002,BUDI,1,,,\n", packed = gzipped(text);
  const auto spec = source_of({folder.write("p.csv", text), folder.write("q.csv.gz", packed)});
  io::IngestOptions options;
  options.hash = false;
  const auto table = read_persons(spec, options);
  REQUIRE(lines_of(table) == lines_of(read_persons(spec)));
  REQUIRE(table.totals.files[0].sha256.empty());
  REQUIRE(table.totals.files[1].sha256.empty());
  REQUIRE(table.totals.files[1].bytes == packed.size());
}

TEST_CASE("same rows: overlong rows and cells are rejected, their neighbours are not", "[ingest]") {
  const SourceFolder folder;
  const std::string good = "1101010107800001,1101010203150002,BUDI,1,,,\n";
  const std::string cell = "1101010107800001,1101010203150002," + std::string((1 << 16) + 1, 'A') + ",1,,,\n";
  const std::string row = std::string(3 << 20, 'B') + "\n";
  const std::string commas = std::string(2 << 20, ',') + "\n";
  for (const std::size_t chunk : {5000u, 1u << 20}) {
    const auto table =
        read_persons(source_of({folder.write("p.csv", kHeader + good + cell + good + row + good + commas + good)}),
                     {.chunk_bytes = chunk, .row_limit = 1 << 20, .progress = {}});
    REQUIRE(table.rows.size() == 4);
    REQUIRE(table.rejects.size() == 3);
    REQUIRE(table.rejects[0].reason == "sel_terlalu_panjang");
    REQUIRE(table.rejects[0].column == "nama");
    REQUIRE(table.rejects[1].reason == "baris_terlalu_panjang");
    REQUIRE(table.rejects[1].row == 4);
    REQUIRE(table.rejects[2].reason == "baris_terlalu_panjang");
    REQUIRE(table.rejects[2].value.size() < 40);
    REQUIRE(table.rows[3].row == 7);
  }
}

TEST_CASE("same rows: a file of short lines comes in batches of bounded size", "[ingest]") {
  const SourceFolder folder;
  const std::size_t lines = 300'000;
  std::string text = kHeader;
  for (std::size_t i = 0; i < lines; ++i) text += i % 2 == 0 ? " \n" : "x\n";
  const auto spec = source_of({folder.write("p.csv", text)});
  std::size_t rejects = 0, largest = 0;
  std::uint64_t last_row = 0;
  const auto totals = io::stream_persons<engine::PersonBatch>(
      spec, io::region_tree(), [](engine::PersonBatch&& batch) { return std::move(batch); },
      [&](engine::PersonBatch&& batch) {
        rejects += batch.rejects.size();
        largest = std::max(largest, batch.rejects.size());
        for (const engine::Reject& reject : batch.rejects) {
          if (reject.row != last_row + 1) FAIL("row " << reject.row << " after " << last_row);
          last_row = reject.row;
        }
      });
  REQUIRE(rejects == lines);
  REQUIRE(totals.files[0].rejected == lines);
  REQUIRE(largest < 60'000);
}

TEST_CASE("same rows: a file that cannot come back under max_rejects is not read to its end", "[ingest]") {
  const SourceFolder folder;
  const std::size_t lines = 3'000'000;
  const auto spec = source_of({folder.write("p.csv", kHeader + std::string(lines, '\n'))});
  for (const int threads : {1, 2, 3, 8}) {
    engine::set_threads(threads);
    io::IngestOptions options;
    options.max_rejects = 0.05;
    const auto totals = io::stream_persons<std::size_t>(
        spec, io::region_tree(), [](engine::PersonBatch&& batch) { return batch.rejects.size(); }, [](std::size_t) {},
        options);
    REQUIRE(totals.stopped_early);
    // 5 % of all rows there could be, six cells each, rounded up to a chunk.
    const std::uint64_t rejected = totals.files[0].rejected;
    REQUIRE(rejected > lines / 6 / 20);
    REQUIRE(rejected < lines / 6 / 20 + 2 * options.chunk_bytes);
    REQUIRE(totals.files[0].rows_read == rejected);
    REQUIRE(totals.files[0].path == "p.csv");
    const auto message = [&] {
      try {
        io::check_reject_share("dukcapil", totals, 0.05);
      } catch (const engine::Error& error) {
        return std::string(error.what());
      }
      return std::string();
    };
    REQUIRE(message().find("reading ended there") != std::string::npos);
    options.max_rejects = 1.0;
    const auto whole = io::stream_persons<int>(
        spec, io::region_tree(), [](engine::PersonBatch&&) { return 0; }, [](int) {}, options);
    REQUIRE_FALSE(whole.stopped_early);
    REQUIRE(whole.files[0].rejected == lines);
  }
  engine::set_threads(0);
}
