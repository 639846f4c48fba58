#include <atomic>
#include <optional>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/output_file.h"
#include "tools/synth/configuration.h"
#include "tools/synth/nation_files.h"
#include "tools/synth/survey.h"
#include "tools/synth/synth.h"

namespace tools {
namespace synth {
namespace {

void check(const SynthOptions& options) {
  constexpr std::uint64_t kMostPersons = 1'000'000'000;
  const auto refuse = [](const std::string& what) { throw engine::Error(engine::ExitCode::kUsage, what); };
  if (options.out.empty()) refuse("--out: wanted a folder. Cure: --out nation.");
  if (options.persons == 0 || options.persons > kMostPersons) refuse("--persons: wanted 1 to 1,000,000,000.");
  if (!(options.fault_scale >= 0 && options.fault_scale <= 10)) refuse("--fault-scale: wanted 0 to 10.");
  if (options.formats.empty()) refuse("--format: nothing to write. Cure: csv, ndjson or desil.");
}

UnitOutput make_unit(const NationPlan& plan, const Unit& unit, const FaultTable& faults, const Coverage& coverage,
                     const NationFiles& files) {
  IdIssuer issuer(plan, unit);
  const People people = build_people(plan, unit, faults, issuer);
  UnitOutput out;
  out.persons = unit.persons;
  const TableFormat format{',', files.csv() || files.desil(), files.ndjson()};
  std::size_t index = 0;
  const auto take = [&](TableText& table) {
    if (files.desil()) out.rows.push_back(files.read(index++, files.csv() ? table.csv : std::move(table.csv)));
    if (files.csv()) out.tables.push_back(files.pack(std::move(table.csv)));
    if (files.ndjson()) out.tables.push_back(files.pack(std::move(table.ndjson)));
  };
  RegistryText registry = write_registry(plan, unit, people, format);
  take(registry.persons);
  out.truth[0] = std::move(registry.truth);
  for (std::size_t s = 0; s < kSourceCount; ++s) {
    SourceText source = write_source(plan, unit, people, issuer, faults, coverage, s, format);
    take(source.persons);
    take(source.families);
    out.truth[s + 1] = std::move(source.truth);
  }
  append_true_families(people, out.families);
  append_flags(plan, unit, people, out.flags);
  return out;
}

void write_nation(const NationPlan& plan, const FaultTable& faults, NationFiles& files, const SynthProgress& progress) {
  const Coverage coverage(sample_expenditure(plan));
  std::size_t next = 0;
  std::uint64_t done = 0;
  engine::parallel_pipeline<const Unit*, UnitOutput>(
      static_cast<std::size_t>(engine::threads()) + 1,
      [&]() -> std::optional<const Unit*> {
        if (next == plan.units.size()) return std::nullopt;
        return &plan.units[next++];
      },
      [&](const Unit* unit) { return make_unit(plan, *unit, faults, coverage, files); },
      [&](UnitOutput unit) {
        files.write(unit);
        done += unit.persons;
        if (progress) progress(done, plan.persons);
      });
}

void write_survey(std::uint64_t seed, std::uint64_t rows, NationFiles& files) {
  const std::vector<std::uint32_t> sizes = survey_sizes(rows);
  std::uint32_t next = 0;
  engine::parallel_pipeline<std::uint32_t, std::string>(
      static_cast<std::size_t>(engine::threads()) * 2,
      [&]() -> std::optional<std::uint32_t> {
        if (next == sizes.size()) return std::nullopt;
        return next++;
      },
      [&](std::uint32_t regency) {
        std::string text;
        append_survey(seed, regency, sizes[regency], text);
        return text;
      },
      [&](const std::string& text) { files.write_survey(text); });
}

void write_configuration(const SynthOptions& options, const std::string& extension) {
  const auto write = [&](const std::string& name, const std::string& text) {
    io::write_output_file(options.out + "/" + name, text);
  };
  write("pmt.json", pmt_json());
  write("pmt_spec.toml", pmt_spec_toml());
  write("programmes.toml", programmes_toml(options.persons));
  for (std::size_t i = 0; i < kScenarioCount; ++i) {
    const ScenarioFile file = scenario(i, options.persons);
    write("scenarios/" + file.name, file.text);
  }
  write("run.toml", run_toml(extension));
}

}  // namespace
}  // namespace synth

void synthesize(const SynthOptions& options, const SynthProgress& progress) {
  synth::check(options);
  const synth::FaultTable faults = synth::FaultTable::load(options.faults_file, options.fault_scale);
  const synth::NationPlan plan = synth::plan_nation(options.persons, options.seed, options.dense);
  synth::NationFiles files(options);
  synth::write_nation(plan, faults, files, progress);
  synth::write_survey(options.seed, options.survey_rows, files);
  files.commit();
  synth::write_configuration(options, files.extension());
}

}  // namespace tools
