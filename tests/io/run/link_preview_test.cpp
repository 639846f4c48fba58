// --dry-run: what a sample says of linking, held against the run itself.
#include "io/run/link_preview.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/parallel.h"
#include "io/regions/region_tree.h"
#include "io/run/national_run.h"
#include "io/run/run_plan.h"
#include "io/run/source_sample.h"
#include "tests/io/run/small_nation.h"
#include "tests/synthetic_nation.h"

using tests::TemporaryFolder;

namespace {

// Small enough for the sample to be the whole.
const TemporaryFolder& nation() { return tests::synthetic_nation(8'000, 5); }

io::RunConfig config() { return io::read_run_config(nation() / "nation/run.toml"); }

std::vector<std::string> files_below(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

TEST_CASE("link preview: where the sample is the whole source, shares, pairs and blocks are those of the run",
          "[plan]") {
  const io::RunPlan plan = io::plan_run(config(), io::RunStage::kLink);
  REQUIRE(plan.link);
  REQUIRE(plan.link->sources.size() == 3);
  CHECK(plan.link->one_in == 1);
  io::RunObserver silent;
  io::RunState run(config(), io::region_tree(), silent, nullptr);
  const engine::RunSummary summary = io::execute_stages(run, io::RunStage::kLink, io::Language::kEnglish);
  for (const io::PreviewedSource& preview : plan.link->sources) {
    const auto source = std::find_if(summary.sources.begin(), summary.sources.end(),
                                     [&](const auto& s) { return s.name == preview.name; });
    REQUIRE(source != summary.sources.end());
    const std::uint64_t rows = source->linking->closed + source->linking->open;
    CAPTURE(preview.name, preview.sample_rows, rows);
    CHECK(preview.sample_rows == rows);
    CHECK(preview.sample_places >= 1);
    CHECK(preview.open_sample_rows == source->linking->open);
    std::uint64_t expected = 0, found = 0;
    for (std::size_t p = 0; p < engine::kLinkPasses; ++p) {
      expected += preview.pairs[p];
      found += source->linking->passes[p].pairs;
    }
    CHECK(static_cast<double>(expected) == Approx(static_cast<double>(found)).epsilon(0.1));
    CHECK(preview.seconds > 0);
    CHECK(preview.memory_bytes > rows * 30);
  }
  CHECK(plan.pairs == plan.link->pairs());
}

TEST_CASE("link preview: it writes nothing, and says the same for other threads", "[plan]") {
  const auto before = files_below(nation() / "nation");
  const auto counts = [](const io::LinkPreview& link) {
    std::vector<std::uint64_t> all;
    for (const io::PreviewedSource& source : link.sources) {
      all.insert(all.end(), {source.rows, source.sample_rows, source.open_sample_rows, source.wide_sample_rows,
                             source.memory_bytes});
      all.insert(all.end(), source.pairs.begin(), source.pairs.end());
      all.insert(all.end(), source.largest_block.begin(), source.largest_block.end());
    }
    return all;
  };
  engine::set_threads(1);
  const auto one = counts(*io::plan_run(config(), io::RunStage::kLink).link);
  engine::set_threads(3);
  const auto three = counts(*io::plan_run(config(), io::RunStage::kLink).link);
  engine::set_threads(0);
  CHECK(one == three);
  CHECK(files_below(nation() / "nation") == before);
}

TEST_CASE("link preview: a plan without links looks at no rows, and the JSON has the passes with blocks", "[plan]") {
  CHECK_FALSE(io::plan_run(config(), io::RunStage::kIngest).link);
  const auto json = nlohmann::json::parse(io::plan_json(io::plan_run(config(), io::RunStage::kLink)));
  const auto& sources = json.at("link").at("sources");
  REQUIRE(sources.size() == 3);
  CHECK(sources[0].at("name") == "regsosek");
  CHECK(sources[0].at("passes").size() == 8);
  CHECK(sources[0].at("open_share").get<double>() > 0.05);
  CHECK(sources[0].at("open_share").get<double>() < 0.6);
  CHECK(json.at("link").contains("seconds_estimate"));
}

TEST_CASE("link preview: a registry that is thinned keeps whom the sample names, and its pairs are taken up again",
          "[plan]") {
  const io::RunConfig run = config();
  std::vector<std::uint64_t> rows, families;
  for (const io::PlannedFile& file : io::plan_run(run, io::RunStage::kIngest).files) {
    if (file.path.ends_with("_persons.csv") || file.path == "dukcapil.csv") rows.push_back(file.rows);
  }
  REQUIRE(rows.size() == 4);
  families.assign(4, 0);
  const io::LinkPreview whole = io::preview_links(run, rows, families, {});
  const io::LinkPreview thin = io::preview_links(run, rows, families, {}, rows[0] / 3 + 1);
  CHECK(whole.one_in == 1);
  CHECK(thin.one_in == 3);
  for (std::size_t s = 0; s < 3; ++s) {
    // All persons whom the rows name by NIK are there.
    CHECK(thin.sources[s].open_sample_rows == whole.sources[s].open_sample_rows);
    // Who is not there is looked for further; the model of fewer persons is a little surer of a few others.
    CHECK(thin.sources[s].wide_sample_rows * 20 >= whole.sources[s].wide_sample_rows * 19);
    CHECK(thin.sources[s].pairs != whole.sources[s].pairs);
  }
}

TEST_CASE("source sample: stretches of a small file give each of its rows once", "[plan]") {
  const io::RunConfig run = config();
  const auto& source = run.sources[1];
  const io::SourceSample sample = io::sample_persons(source, io::region_tree(), {});
  std::set<std::uint64_t> seen;
  std::uint64_t rows = 0;
  for (const auto& batch : sample.batches) {
    REQUIRE(batch.normal.size() == batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i) {
      std::uint64_t key = batch.nik[i] * 31 + batch.kk[i];
      for (const char c : batch.written[i]) key = key * 131 + static_cast<unsigned char>(c);
      seen.insert(key);
      ++rows;
    }
  }
  CHECK(sample.rows == rows);
  CHECK(sample.places >= 2);
  CHECK(rows > 5'000);
  CHECK(static_cast<double>(seen.size()) > 0.98 * static_cast<double>(rows));  // but for second rows of the source
}

TEST_CASE("source sample: a large file gives the lines that begin in nine stretches, the last to its end", "[plan]") {
  const TemporaryFolder folder;
  std::string text = "nik,nomor_kartu_keluarga,nama,jenis_kelamin,tanggal_lahir,kode_desa\n";
  std::vector<std::uint64_t> begins;
  for (std::uint64_t i = 0; i < 100'000; ++i) {  // lines of other lengths
    begins.push_back(text.size());
    text += std::to_string(1101010101900000 + i) + ",1101010101010001,RALI" + std::string(i % 7, 'A') +
            ",1,1990-01-01,1101012001\n";
  }
  tests::write_file(folder / "persons.csv", text);
  REQUIRE(text.size() > io::kSamplePlaces * io::kSampleBytes);
  std::set<std::uint64_t> wanted;
  for (std::uint64_t place = 0; place < io::kSamplePlaces; ++place) {
    const std::uint64_t from = (text.size() - io::kSampleBytes) / (io::kSamplePlaces - 1) * place;
    for (std::uint64_t i = 0; i < begins.size(); ++i) {
      if (begins[i] >= from && begins[i] < from + io::kSampleBytes) wanted.insert(1101010101900000 + i);
    }
  }
  io::SourceConfig source;
  source.name = "dtks";
  source.persons = {{"persons.csv", folder / "persons.csv"}};
  const io::SourceSample sample = io::sample_persons(source, io::region_tree(), {});
  std::set<std::uint64_t> seen;
  for (const auto& batch : sample.batches) seen.insert(batch.nik.begin(), batch.nik.end());
  CHECK(sample.places == 9);
  CHECK(sample.rows == wanted.size());
  CHECK((seen == wanted));
  CHECK(seen.contains(1101010101900000));
}
