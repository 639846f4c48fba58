#include "tools/synth/fault_table.h"

#include <toml++/toml.h>
#include <algorithm>

#include "engine/error.h"
#include "io/config/small_file.h"

namespace tools::synth {
namespace {

struct FaultRow {
  std::string_view name;
  double percent[kSourceCount];
};

constexpr FaultRow kDefaults[kFaultCount] = {
    {"nik_kosong", {1, 2, 2}},
    {"nik_salah_digit", {2, 4, 3}},
    {"nik_tertukar_digit", {0.5, 1, 1}},
    {"nik_terpotong", {0.2, 1, 0.5}},
    {"nik_anggota_lain", {0.5, 1.5, 1}},
    {"nik_orang_lain", {0.1, 0.4, 0.2}},
    {"nama_satu_huruf", {4, 6, 6}},
    {"nama_dua_huruf", {1, 1.5, 1.5}},
    {"nama_ejaan", {4, 6, 6}},
    {"nama_kata", {3, 4, 4}},
    {"nama_panggilan", {0.5, 2, 1}},
    {"nama_gelar", {3, 2, 3}},
    {"lahir_baku", {3, 5, 4}},
    {"lahir_tertukar", {0.3, 0.5, 0.5}},
    {"lahir_tahun", {1, 2, 2}},
    {"jenis_kelamin_salah", {0.3, 0.5, 0.5}},
    {"kk_lama", {5, 10, 8}},
    {"pindah", {2, 5, 4}},
    {"meninggal", {0.5, 1.5, 1}},
    {"baris_ganda", {0.2, 1, 0.5}},
    {"tanpa_dukcapil", {2, 6, 4}},
    {"baris_rusak", {0.02, 0.1, 0.05}},
};

// How the papers of a family bear on its members' rows: the largest total chance of each group of faults.
struct PaperGroup {
  Fault first, last;
  double total;
};
constexpr PaperGroup kPaperGroups[] = {
    {Fault::kNikEmpty, Fault::kNikKin, 0.72},
    {Fault::kNameLetter, Fault::kNickname, 0.75},
    {Fault::kBirthDefault, Fault::kBirthYear, 0.70},
};
constexpr double kPapersShare = 0.04, kMostFromPapers = 0.75, kLargestChance = 0.95;

// x and y with their probabilities; see the header.
constexpr double kRowLow = 0.5, kRowHigh = 2, kRowHighShare = 1.0 / 3;
constexpr double kFamilyLow = 0.5, kFamilyHigh = 3, kFamilyHighShare = 0.2;

double mean_chance(double base) {
  const auto part = [&](double factor, double share) { return share * std::min(kLargestChance, base * factor); };
  return part(kRowLow * kFamilyLow, (1 - kRowHighShare) * (1 - kFamilyHighShare)) +
         part(kRowLow * kFamilyHigh, (1 - kRowHighShare) * kFamilyHighShare) +
         part(kRowHigh * kFamilyLow, kRowHighShare * (1 - kFamilyHighShare)) +
         part(kRowHigh * kFamilyHigh, kRowHighShare * kFamilyHighShare);
}

// The base whose mean chance is `rate`.
double solve_base(double rate) {
  double low = 0, high = 4;
  for (int step = 0; step < 60; ++step) {
    const double middle = 0.5 * (low + high);
    (mean_chance(middle) < rate ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

[[noreturn]] void refuse(const std::string& file, const std::string& what) {
  throw engine::Error(
      engine::ExitCode::kUsage,
      file + ": " + what +
          ". Cure: one line per fault, e.g. nik_kosong = [1, 2, 2], in percent of the rows of Regsosek, DTKS and P3KE.",
      {file, 0, "", 0});
}

void read_overrides(const std::string& file, FaultTable& table) {
  toml::table document;
  try {
    document = toml::parse(io::read_small_file(file, io::kConfigLimit, "faults file"));
  } catch (const toml::parse_error& error) {
    refuse(file, "cannot be read as TOML: " + std::string(error.description()));
  }
  for (const auto& [key, node] : document) {
    const std::string_view name = key.str();
    if (name == "nik_ganda" && node.is_number()) {
      table.registry_duplicates = node.value_or(0.0) / 100;
      continue;
    }
    const auto* row =
        std::find_if(std::begin(kDefaults), std::end(kDefaults), [&](const FaultRow& r) { return r.name == name; });
    if (row == std::end(kDefaults)) refuse(file, "unknown fault '" + std::string(name) + "'");
    const toml::array* rates = node.as_array();
    if (rates == nullptr || rates->size() != kSourceCount) refuse(file, std::string(name) + ": wanted three numbers");
    for (std::size_t s = 0; s < kSourceCount; ++s) {
      const auto percent = rates->get(s)->value<double>();
      if (!percent || !(*percent >= 0 && *percent <= 100))
        refuse(file, std::string(name) + ": wanted numbers from 0 to 100");
      table.rate[s][static_cast<std::size_t>(row - kDefaults)] = *percent / 100;
    }
  }
}

}  // namespace

std::string_view fault_name(Fault fault) {
  return fault == Fault::kSecondNik ? "nik_ganda" : kDefaults[static_cast<std::size_t>(fault)].name;
}

FaultTable FaultTable::load(const std::string& file, double scale) {
  FaultTable table;
  for (std::size_t s = 0; s < kSourceCount; ++s) {
    for (std::size_t f = 0; f < kFaultCount; ++f) table.rate[s][f] = kDefaults[f].percent[s] / 100;
  }
  if (!file.empty()) read_overrides(file, table);
  for (auto& rates : table.rate) {
    for (double& rate : rates) rate = std::min(0.9, rate * scale);
  }
  table.registry_duplicates = std::min(0.5, table.registry_duplicates * scale);
  return table;
}

double FaultTable::death_scale() const {
  double scale = 1;
  for (std::size_t s = 0; s < kSourceCount; ++s) {
    constexpr auto kDead = static_cast<std::size_t>(Fault::kDead);
    scale = std::max(scale, rate[s][kDead] * 100 / kDefaults[kDead].percent[s]);
  }
  return scale;
}

FaultChances::FaultChances(const FaultTable& table, std::size_t source) {
  rate_ = table.rate[source];
  double all = 0;
  for (const double rate : rate_) all += rate;
  papers_share_ = all > 0 ? kPapersShare : 0;
  for (const PaperGroup& group : kPaperGroups) {
    double sum = 0;
    for (auto f = static_cast<std::size_t>(group.first); f <= static_cast<std::size_t>(group.last); ++f)
      sum += rate_[f];
    // At most three quarters of a fault come from missing papers.
    const double total = std::min(group.total, sum * kMostFromPapers / kPapersShare);
    for (auto f = static_cast<std::size_t>(group.first); f <= static_cast<std::size_t>(group.last); ++f) {
      with_papers_[f] = sum > 0 ? total * rate_[f] / sum : 0;
    }
  }
  for (std::size_t f = 0; f < kFaultCount; ++f) {
    if (with_papers_[f] == 0) with_papers_[f] = rate_[f];
    base_[f] = solve_base((rate_[f] - papers_share_ * with_papers_[f]) / (1 - papers_share_));
  }
}

double FaultChances::family_factor(Stream& stream) const {
  return stream.chance(kFamilyHighShare) ? kFamilyHigh : kFamilyLow;
}
double FaultChances::row_factor(Stream& stream, bool met, double event) const {
  constexpr double kMeanWhereMet = 1.5;
  const double mean = met ? kMeanWhereMet : (1 - kMeanWhereMet * event) / (1 - event);
  return stream.chance((mean - kRowLow) / (kRowHigh - kRowLow)) ? kRowHigh : kRowLow;
}

double FaultChances::chance(Fault fault, const RowState& state) const {
  const auto f = static_cast<std::size_t>(fault);
  return state.papers ? with_papers_[f] : std::min(kLargestChance, base_[f] * state.factor);
}

double FaultChances::family_chance(Fault fault, double family_factor, double share) const {
  return std::min(kLargestChance, rate_[static_cast<std::size_t>(fault)] * share * family_factor);
}

}  // namespace tools::synth
