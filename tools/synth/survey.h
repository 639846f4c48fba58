// Writes the survey: families of the same law as the nation's, but not its own, regency by regency.
//
// One row per family: kode_kabupaten, strata (1 urban, 2 rural), klaster (ten rows each), bobot (families
// it stands for), pengeluaran_per_kapita (rupiah per person per month), then the family columns, the
// measures and the member aggregates by their names. Empty where a question does not apply.
// Sizes: at least 200 rows a regency where `rows` allows, the rest by the root of the population.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tools::synth {

std::string survey_header();
std::vector<std::uint32_t> survey_sizes(std::uint64_t rows);  // by regency
void append_survey(std::uint64_t seed, std::uint32_t regency, std::uint32_t rows, std::string& out);

}  // namespace tools::synth
