#include "bench/nation_registry.h"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include <unistd.h>

#include "io/ingest/ingest.h"
#include "io/regions/region_tree.h"
#include "tools/synth/synth.h"

namespace bench {
namespace {

namespace fs = std::filesystem;

engine::Registry read_registry(const std::string& path) {
  io::SourceSpec spec;
  spec.name = "dukcapil";
  spec.registry = true;
  spec.persons = {{path, "dukcapil.csv"}};
  spec.date = engine::day_from_iso("2026-07-10").value();
  io::IngestOptions options;
  options.normalise = false;
  engine::RegistryBuilder builder;
  io::stream_persons<engine::PersonBatch>(
      spec, io::region_tree(), [](engine::PersonBatch&& batch) { return std::move(batch); },
      [&](engine::PersonBatch&& batch) { builder.add(batch); }, options);
  return std::move(builder.build().registry);
}

engine::Registry make_registry() {
  if (const char* data = std::getenv("DESIL_BENCH_DATA")) return read_registry(std::string(data) + "/dukcapil.csv");
  std::string folder = (fs::temp_directory_path() / "desil-bench-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
  tools::SynthOptions options;
  options.persons = 200'000;
  options.out = folder;
  options.survey_rows = 1000;
  tools::synthesize(options);
  engine::Registry registry = read_registry(folder + "/dukcapil.csv");
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  return registry;
}

}  // namespace

engine::Registry& nation_registry() {
  static engine::Registry registry = make_registry();
  return registry;
}

}  // namespace bench
