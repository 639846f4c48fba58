#include "tools/synth/survey.h"

#include <algorithm>

#include "tools/synth/community.h"
#include "tools/synth/exact_math.h"
#include "tools/synth/table_text.h"

namespace tools::synth {
namespace {

constexpr std::uint64_t kLeastPerRegency = 200;
constexpr std::uint32_t kClusterRows = 10;
constexpr double kFamilySize = 3.02;

// Integer square root, so that sizes are the same everywhere.
std::uint64_t root(std::uint64_t value) {
  std::uint64_t r = 0;
  for (std::uint64_t bit = 1ull << 31; bit != 0; bit >>= 1) {
    if ((r + bit) * (r + bit) <= value) r += bit;
  }
  return r;
}

}  // namespace

std::string survey_header() {
  std::string line = "kode_kabupaten,strata,klaster,bobot,pengeluaran_per_kapita";
  for (const auto& column : engine::family_codes()) (line += ',') += column.name;
  for (const auto& column : engine::family_numbers()) (line += ',') += column.name;
  for (std::size_t a = 0; a < engine::kMemberAggregateCount; ++a)
    (line += ',') += engine::aggregate_name(static_cast<engine::MemberAggregate>(a));
  return line + '\n';
}

std::vector<std::uint32_t> survey_sizes(std::uint64_t rows) {
  const auto& regencies = RegionStock::get().regencies;
  const std::uint64_t least = std::min(kLeastPerRegency, rows / regencies.size());
  const std::uint64_t rest = rows - least * regencies.size();
  std::uint64_t weight = 0, before = 0, done = 0;
  for (const Regency& regency : regencies) weight += root(regency.population);
  std::vector<std::uint32_t> sizes;
  for (const Regency& regency : regencies) {
    before += root(regency.population);
    const std::uint64_t upto = rest * before / weight;
    sizes.push_back(static_cast<std::uint32_t>(least + upto - done));
    done = upto;
  }
  return sizes;
}

void append_survey(std::uint64_t seed, std::uint32_t regency_index, std::uint32_t rows, std::string& out) {
  const RegionStock& stock = RegionStock::get();
  const Regency& regency = stock.regencies[regency_index];
  if (rows == 0) return;
  const auto weight = std::max<std::uint64_t>(
      1, static_cast<std::uint64_t>(static_cast<double>(regency.population) / kFamilySize / rows));
  std::vector<Person> persons;
  std::uint32_t village = 0;
  for (std::uint32_t i = 0; i < rows; ++i) {
    Stream stream = stream_of(seed, Purpose::kSurvey, regency.code, i);
    if (i % kClusterRows == 0) {
      const District& district = stock.districts[regency.first_district + stream.below(regency.districts())];
      village = district.first_village + stream.below(district.last_village - district.first_village);
    }
    persons.clear();
    const Family family = build_family(stream, regency_index, village, 64, persons);
    append_number(out, regency.code);
    out += family.urban ? ",1," : ",2,";
    append_number(out, regency.code * 1000ull + i / kClusterRows + 1);
    out += ',';
    append_number(out, weight);
    out += ',';
    append_number(out,
                  static_cast<std::uint64_t>(exp_exact(static_cast<double>(family.ln_expenditure) * 0x1p-24) + 0.5));
    const auto cell = [&](std::uint64_t value, bool missing) {
      out += ',';
      if (!missing) append_number(out, value);
    };
    for (const std::uint8_t code : family.indicators.codes) cell(code, code == engine::kMissingCode);
    for (const std::uint16_t number : family.indicators.numbers) cell(number, number == engine::kMissingNumber);
    for (const std::uint8_t aggregate : family.indicators.aggregates)
      cell(aggregate, aggregate == engine::kMissingAggregate);
    out += '\n';
  }
}

}  // namespace tools::synth
