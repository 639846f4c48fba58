// Text with quotes that are in order is known by a short look; the records are those of the slow reader all the same.
#include "io/ingest/quoted_lines.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "engine/parallel.h"
#include "kernels/cpu.h"
#include "tests/io/ingest/source_folder.h"
#include "tests/reference/delimited_text.h"

namespace {

using io::every_line_closes;

struct RestoreMachine {
  ~RestoreMachine() {
    engine::set_threads(0);
    kernels::use_simd_level(kernels::supported_simd_level());
  }
};

const std::string kHeader = "nik,nomor_kartu_keluarga,nama,jenis_kelamin,tanggal_lahir,kode_desa,alamat\n";

// A row with every cell in quotes, of which `one` stands for the name.
std::string quoted_row(const std::string& name, const std::string& end) {
  return "\"1101010107800001\",\"1101010203150002\"," + name + ",\"2\",\"1988-02-29\",\"1101012001\",\"\"" + end;
}

std::string pick(std::mt19937_64& random, const std::vector<std::string>& all) { return all[random() % all.size()]; }

}  // namespace

TEST_CASE("quoted lines: quotes that close on their lines are told from all others", "[ingest]") {
  const RestoreMachine restore;
  const std::string filler = "\"a\",b,\"c\"\n";
  std::string before;  // pushes what is looked for over the ends of stretches
  while (before.size() < 8190) before += filler;
  for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
    if (!kernels::use_simd_level(level)) continue;
    for (const std::string& front : {std::string(), before, "\"aa" + before.substr(2), "\"aaa" + before.substr(2)}) {
      for (const char* good :
           {"a,b,c\n", "\"a\",b,c\n", "\"\",\"\",\"\"\n", "\"a\"\"b\",c\n", "\"\"\"a\"\"\",\"\"\"\"\n", "a\"b,c\"\"\n",
            "\"a\" \t,\"b\"\r\n", "\"a, b\",c\n", "\n", "\r\n"}) {
        CAPTURE(front.size(), good);
        REQUIRE(every_line_closes(front + good + filler, ','));
      }
      for (const char* bad :
           {"\"a\n", "\"a\nb\",c\n", "\"a\"b,c\n", "\"a\"\"\n", "\"\"\"\n", "\"a\" \"b\",c\n", "x,\"\n"}) {
        CAPTURE(front.size(), bad);
        REQUIRE_FALSE(every_line_closes(front + bad + filler, ','));
        REQUIRE_FALSE(every_line_closes(front + bad, ','));
      }
    }
  }
  REQUIRE(every_line_closes("", ','));
  REQUIRE_FALSE(every_line_closes("\"a\"", ','));
  REQUIRE(every_line_closes("\"a\"\t\"b\"\n", '\t'));
  REQUIRE_FALSE(every_line_closes("\"a\"\t\"b\"\n", ','));
}

TEST_CASE("quoted lines: quoted rows in any blocks are the records of the slow reader", "[ingest]") {
  const RestoreMachine restore;
  const tests::SourceFolder folder;
  std::mt19937_64 random(20260705);
  for (int round = 0; round < 10; ++round) {
    // In even rounds all quotes are in order, in odd ones some rows span lines or are lost.
    std::vector<std::string> names = {"\"SITI AMINAH\"", "\"O\"\"NG\"", "\"ANI, SE\"", "BUDI",
                                      "\"\"\"X\"\"\"",   "\"DEWI\" ",   "H. \"ADI\""};
    if (round % 2 == 1) names.insert(names.end(), {"\"ANI\nSITI\"", "\"A\"B", "\"open", "A,B", "A,\"B\",\"C\nD\",E"});
    std::string text;
    for (int i = 0; i < 150; ++i) text += quoted_row(pick(random, names), pick(random, {"\n", "\n", "\r\n"}));
    std::vector<std::string> wanted;
    std::size_t row = 0;
    for (const auto& record : reference::read_delimited(text, ',', 100'000, 7)) {
      const bool good =
          record.kind == "cells" && record.cells.size() == 7 && record.cells[2].find('\n') == std::string::npos;
      wanted.push_back(std::to_string(++row) + " @" + std::to_string(kHeader.size() + record.begin) +
                       (good ? " " + reference::without_blanks(record.cells[2]) : " rejected"));
    }
    io::SourceSpec spec;
    spec.name = "uji";
    spec.persons = {folder.write("p.csv", kHeader + text)};
    for (const int threads : {1, 3}) {
      engine::set_threads(threads);
      for (const std::size_t chunk : {std::size_t{90}, std::size_t{301}, std::size_t{4000}, std::size_t{1} << 20}) {
        kernels::use_simd_level(static_cast<kernels::SimdLevel>(random() % 3));
        CAPTURE(round, threads, chunk);
        const auto table = tests::read_persons(spec, {.chunk_bytes = chunk, .progress = {}});
        std::vector<std::string> found(table.rows.size() + table.rejects.size());
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
          const engine::PersonRecord& person = table.rows[i];
          found.at(person.row - 1) =
              std::to_string(person.row) + " @" + std::to_string(person.byte) + " " + table.written[i];
        }
        for (const engine::Reject& reject : table.rejects) {
          found.at(reject.row - 1) = std::to_string(reject.row) + " @" + std::to_string(reject.byte) + " rejected";
        }
        REQUIRE(found == wanted);
      }
    }
  }
}

TEST_CASE("quoted lines: a row of far too many cells costs itself alone", "[ingest]") {
  const tests::SourceFolder folder;
  const std::string good = quoted_row("\"ANI\"", "\n");
  for (const std::string& cells :
       {std::string(100'000, ','), std::string(50'000, ',') + "\"a\nb\"" + std::string(3, ','),
        std::string(20, ',') + "x\"y,\"c,\"\"\n\",z"}) {
    io::SourceSpec spec;
    spec.name = "uji";
    spec.persons = {folder.write("p.csv", kHeader + good + cells + "\n" + good)};
    const auto table = tests::read_persons(spec);
    REQUIRE(table.rows.size() == 2);
    REQUIRE(table.rejects.size() == 1);
    REQUIRE(table.rejects[0].reason == "jumlah_kolom");
    REQUIRE(table.rejects[0].byte == kHeader.size() + good.size());
    REQUIRE(table.rows[1].byte == kHeader.size() + good.size() + cells.size() + 1);
  }
}
