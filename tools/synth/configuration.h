// Writes what a run needs beside the data: run.toml, pmt.json, pmt_spec.toml, programmes.toml, scenarios.
#pragma once

#include <cstdint>
#include <string>

namespace tools::synth {

// The reference date of the registry.
inline constexpr char kRegistryDate[] = "2026-07-10";

// `extension`: of the persons and families files, e.g. ".csv" or ".csv.gz".
std::string run_toml(const std::string& extension);
std::string pmt_json();
std::string pmt_spec_toml();
// Quotas scale with the persons of the nation.
std::string programmes_toml(std::uint64_t persons);

struct ScenarioFile {
  std::string name, text;
};
inline constexpr std::size_t kScenarioCount = 3;
ScenarioFile scenario(std::size_t index, std::uint64_t persons);

}  // namespace tools::synth
