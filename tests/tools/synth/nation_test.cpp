// Judges whole nations: every size works, bytes depend on nothing but the options, other formats agree.
#include <zlib.h>
#include <zstd.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/output_file.h"
#include "tests/tools/synth/small_nation.h"

namespace {

using small_nation::Folder;

std::map<std::string, std::string> hashes(const std::string& path) {
  std::map<std::string, std::string> out;
  for (const auto& entry : small_nation::fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file())
      out[small_nation::fs::relative(entry.path(), path).string()] = io::sha256_of_file(entry.path().string());
  }
  return out;
}

std::string message_of(const tools::SynthOptions& options) {
  try {
    tools::synthesize(options);
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == engine::ExitCode::kUsage);
    return error.what();
  }
  return "no error";
}

std::string gunzip(const std::string& path) {
  const gzFile file = gzopen(path.c_str(), "rb");
  std::string out, piece(1 << 16, '\0');
  for (int got = 0; (got = gzread(file, piece.data(), static_cast<unsigned>(piece.size()))) > 0;)
    out.append(piece, 0, static_cast<std::size_t>(got));
  gzclose(file);
  return out;
}

std::string unzstd(const std::string& packed) {
  ZSTD_DStream* stream = ZSTD_createDStream();
  std::string out, piece(1 << 16, '\0');
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  while (in.pos < in.size) {
    ZSTD_outBuffer to{piece.data(), piece.size(), 0};
    const std::size_t code = ZSTD_decompressStream(stream, &to, &in);
    REQUIRE(ZSTD_isError(code) == 0);
    out.append(piece, 0, to.pos);
  }
  ZSTD_freeDStream(stream);
  return out;
}

}  // namespace

TEST_CASE("synth: the same options give the same bytes for 1, 2 and 3 threads", "[synth]") {
  const int before = engine::threads();
  std::map<std::string, std::string> first;
  for (const int threads : {1, 2, 3}) {
    const Folder folder("threads_nation");
    engine::set_threads(threads);
    tools::synthesize(small_nation::options_for(8'000, 11, folder.path()));
    const auto seen = hashes(folder.path());
    REQUIRE(seen.size() ==
            7 + 12 + 3 + 1 + 3 + 3 + 1);  // tables, flags, truth, survey, model and programmes, scenarios, run.toml
    if (first.empty()) first = seen;
    REQUIRE(seen == first);
  }
  engine::set_threads(before);
}

TEST_CASE("synth: another seed gives another nation", "[synth]") {
  const Folder one("seed_one"), two("seed_two");
  tools::synthesize(small_nation::options_for(2'000, 1, one.path()));
  tools::synthesize(small_nation::options_for(2'000, 2, two.path()));
  REQUIRE(hashes(one.path()).at("dukcapil.csv") != hashes(two.path()).at("dukcapil.csv"));
}

TEST_CASE("synth: every number of persons gives a nation of exactly that many", "[synth]") {
  for (const bool dense : {true, false}) {
    for (const std::uint64_t persons : {1ull, 2ull, 10ull, 1'000ull, 20'000ull}) {
      const Folder folder("sized_nation");
      tools::SynthOptions options = small_nation::options_for(persons, persons, folder.path());
      options.dense = dense;
      tools::synthesize(options);
      const auto nation = small_nation::load(folder.path());
      std::set<std::uint64_t> orang(nation.persons.at("dukcapil").begin(), nation.persons.at("dukcapil").end());
      std::set<std::string> niks, families, true_families;
      for (const auto& row : nation.registry) {
        niks.insert(row[0]);
        families.insert(row[1]);
      }
      for (const auto& row : small_nation::read_rows(folder.path() + "/truth/families.csv"))
        true_families.insert(row[0]);
      INFO(persons << " persons, dense " << dense);
      REQUIRE(orang.size() == persons);
      REQUIRE(*orang.rbegin() == persons);
      REQUIRE(niks.size() == nation.registry.size());
      for (const std::string& kk : true_families) REQUIRE(families.count(kk) == 1);
      if (persons == 20'000) {
        std::set<std::string> regencies;
        for (const auto& row : nation.registry) regencies.insert(row[5].substr(0, 4));
        REQUIRE(regencies.size() >= 400);
      }
    }
  }
}

TEST_CASE("synth: NDJSON tells the same rows as the delimited files", "[synth]") {
  const Folder folder("ndjson_nation");
  tools::SynthOptions options = small_nation::options_for(3'000, 4, folder.path());
  options.formats = {"ndjson", "csv"};
  tools::synthesize(options);
  REQUIRE(small_nation::read_file(folder.path() + "/run.toml").find("\"p3ke_persons.ndjson\"") != std::string::npos);
  const auto rows = small_nation::read_rows(folder.path() + "/p3ke_persons.csv", ';');
  const auto nation = small_nation::load(folder.path());
  const auto broken = nation.faults.count("p3ke") && nation.faults.at("p3ke").count("baris_rusak")
                          ? nation.faults.at("p3ke").at("baris_rusak")
                          : std::set<std::size_t>();
  std::ifstream in(folder.path() + "/p3ke_persons.ndjson");
  std::string line;
  std::size_t i = 0;
  for (; std::getline(in, line); ++i) {
    if (broken.count(i) > 0) {
      REQUIRE_FALSE(nlohmann::json::accept(line));
      continue;
    }
    const nlohmann::json row = nlohmann::json::parse(line);
    REQUIRE(row["nik"] == rows[i][0]);
    REQUIRE(row["nama"] == rows[i][2]);
    REQUIRE(row["kode_desa"] == rows[i][5]);
    REQUIRE(row["jenis_kelamin"].dump() == rows[i][3]);
  }
  REQUIRE(i == rows.size());
}

TEST_CASE("synth: compressed files unpack to the plain ones", "[synth]") {
  const Folder plain("plain_nation"), packed("packed_nation");
  tools::synthesize(small_nation::options_for(3'000, 9, plain.path()));
  for (const auto compression : {tools::SynthCompression::kGzip, tools::SynthCompression::kZstd}) {
    tools::SynthOptions options = small_nation::options_for(3'000, 9, packed.path());
    options.compression = compression;
    tools::synthesize(options);
    for (const char* table : {"/dukcapil.csv", "/dtks_families.csv"}) {
      const std::string wanted = small_nation::read_file(plain.path() + table);
      const std::string seen = compression == tools::SynthCompression::kGzip
                                   ? gunzip(packed.path() + table + ".gz")
                                   : unzstd(small_nation::read_file(packed.path() + table + ".zst"));
      REQUIRE(seen == wanted);
    }
  }
}

TEST_CASE("synth: options it cannot keep are refused before anything is written", "[synth]") {
  const Folder folder("refused_nation");
  tools::SynthOptions options = small_nation::options_for(10, 1, folder.path());
  options.formats = {"desil"};
  options.compression = tools::SynthCompression::kZstd;
  REQUIRE(message_of(options).find("--compress: not with --format desil") != std::string::npos);
  options.compression = tools::SynthCompression::kNone;
  options.formats = {"xml"};
  REQUIRE(message_of(options).find("--format xml: unknown") != std::string::npos);
  options.formats = {"csv"};
  options.persons = 0;
  REQUIRE(message_of(options).find("--persons") != std::string::npos);
  options.persons = 10;
  options.fault_scale = -1;
  REQUIRE(message_of(options).find("--fault-scale") != std::string::npos);
  options.fault_scale = 1;
  const Folder faults("faults_file");
  io::make_folder(faults.path());
  options.faults_file = faults.path() + "/faults.toml";
  io::write_output_file(options.faults_file, "nik_hilang = [1, 2, 3]\n");
  REQUIRE(message_of(options).find("unknown fault 'nik_hilang'") != std::string::npos);
  io::write_output_file(options.faults_file, "nik_kosong = [1, 2]\n");
  REQUIRE(message_of(options).find("nik_kosong: wanted three numbers") != std::string::npos);
  REQUIRE_FALSE(small_nation::fs::exists(folder.path() + "/run.toml"));
  io::write_output_file(options.faults_file, "nik_kosong = [50, 50, 50]\n");
  options.persons = 3'000;
  tools::synthesize(options);
  const auto nation = small_nation::load(folder.path());
  const double share = static_cast<double>(nation.faults.at("regsosek").at("nik_kosong").size()) /
                       static_cast<double>(nation.persons.at("regsosek").size());
  REQUIRE(share > 0.42);
  REQUIRE(share < 0.58);
}

TEST_CASE("synth: the bytes of a nation are pinned for every compiler and machine", "[synth]") {
  // After a wanted change of the law, the new value is printed by this test.
  const Folder folder("pinned_nation");
  tools::synthesize(small_nation::options_for(2'000, 1, folder.path()));
  std::string all;
  for (const auto& [name, hash] : hashes(folder.path())) all += name + " " + hash + "\n";
  REQUIRE(io::sha256_of(all) == "5a2354ed3ef0d28ae17efdb1b04b423f77704295971524b98be96bcef59d592f");
}
