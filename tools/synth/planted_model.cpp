#include "tools/synth/planted_model.h"

#include <algorithm>

#include "tools/synth/planted_features.h"
#include "tools/synth/random_stream.h"

namespace tools::synth {
namespace {

constexpr double kUnits = 16'777'216.0;     // 2^24 per ln unit
constexpr std::uint64_t kLaw = 20'260'710;  // the law is one for every nation, whatever its seed

// Calibrated on generated families: the spread of the score, and the median person at Rp 1.58 M a month.
constexpr double kEffectScale = 0.70;
constexpr double kIntercept = 13.819;
constexpr double kFeatureSpread = 0.15;  // of the effects, between provinces and again between regencies

constexpr int kCodes = 0, kNumbers = 1, kAggregates = 2;
constexpr std::uint32_t kProvinceWithoutModel = 94;  // one of its regencies falls back to the nation
constexpr std::uint32_t kRegencyGap = 43;            // every 43rd regency has no model: 12 of 514

std::int32_t fixed(double ln_units) {
  const double scaled = ln_units * kUnits;
  return static_cast<std::int32_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

// Level of a province against the nation, ln rupiah (assumed from the general pattern of poverty).
double province_level(std::uint32_t province) {
  switch (province) {
    case 31: return 0.42;
    case 21: return 0.24;
    case 64: return 0.22;
    case 51: return 0.20;
    case 19: return 0.17;
    case 36: return 0.12;
    case 65: return 0.10;
    case 32:
    case 34:
    case 62:
    case 63: return 0.05;
    case 14:
    case 13:
    case 15: return 0.03;
    case 71:
    case 73: return 0.0;
    case 33:
    case 35: return -0.05;
    case 12:
    case 61:
    case 16: return -0.04;
    case 18:
    case 72:
    case 74:
    case 82: return -0.08;
    case 11:
    case 17:
    case 52: return -0.13;
    case 75:
    case 76: return -0.17;
    case 81: return -0.15;
    case 92:
    case 96:
    case 91: return -0.12;
    case 93: return -0.20;
    case 53: return -0.30;
    case 94: return -0.33;
    case 95: return -0.45;
    default: return 0;
  }
}

double factor(std::uint64_t region, std::size_t feature) {
  return 1.0 + kFeatureSpread * stream_of(kLaw, Purpose::kModel, region, feature).normal();
}

}  // namespace

double region_level(const Regency& regency) {
  return province_level(regency.province) + (regency.city() ? 0.13 : 0) +
         0.09 * stream_of(kLaw, Purpose::kModel, 1'000'000 + regency.code).normal();
}

PlantedModel::PlantedModel() : features_(planted_features()) {
  const auto find = [](std::string_view name) -> Source {
    for (std::size_t i = 0; i < engine::kFamilyCodeCount; ++i) {
      if (engine::family_codes()[i].name == name) return {kCodes, i};
    }
    for (std::size_t i = 0; i < engine::kFamilyNumberCount; ++i) {
      if (engine::family_numbers()[i].name == name) return {kNumbers, i};
    }
    for (std::size_t i = 0; i < engine::kMemberAggregateCount; ++i) {
      if (engine::aggregate_name(static_cast<engine::MemberAggregate>(i)) == name) return {kAggregates, i};
    }
    return {};
  };
  for (const PlantedFeature& feature : features_) {
    sources_.push_back(find(feature.variable));
    per_sources_.push_back(find(feature.per));
    std::vector<std::int8_t> levels(32, kMissingTerm);
    for (std::size_t g = 0; g < feature.groups.size(); ++g) {
      for (const int code : feature.groups[g]) levels[static_cast<std::size_t>(code)] = static_cast<std::int8_t>(g);
    }
    level_of_code_.push_back(std::move(levels));
  }
  const RegionStock& stock = RegionStock::get();
  double nation = 0;
  std::vector<std::pair<std::uint32_t, std::pair<double, double>>> by_province;  // code → weighted level, weight
  for (std::uint32_t r = 0; r < stock.regencies.size(); ++r) {
    const Regency& regency = stock.regencies[r];
    const double level = region_level(regency), weight = static_cast<double>(regency.population);
    regencies_.push_back(scaled(level, regency.province, regency.code));
    nation += level * weight;
    if (by_province.empty() || by_province.back().first != regency.province)
      by_province.push_back({regency.province, {0, 0}});
    by_province.back().second.first += level * weight;
    by_province.back().second.second += weight;
  }
  for (const auto& [code, sums] : by_province)
    provinces_.emplace_back(code, scaled(sums.first / sums.second, code, -1));
  nation_ = scaled(nation / static_cast<double>(stock.population), 0, -1);
}

const PlantedModel& PlantedModel::get() {
  static const PlantedModel kModel;
  return kModel;
}

const RegionCoefficients& PlantedModel::province(std::uint32_t code) const {
  return std::find_if(provinces_.begin(), provinces_.end(), [&](const auto& p) { return p.first == code; })->second;
}

RegionCoefficients PlantedModel::scaled(double intercept, std::uint32_t province, std::int64_t regency) const {
  RegionCoefficients out;
  out.intercept = fixed(kIntercept + intercept);
  for (std::size_t f = 0; f < features_.size(); ++f) {
    double by_region = kEffectScale;
    if (province != 0) by_region *= factor(province, f);
    if (regency >= 0) by_region *= factor(static_cast<std::uint64_t>(regency), f);
    std::vector<std::int32_t> levels;
    for (const double effect : features_[f].effects) levels.push_back(fixed(effect * by_region));
    levels.push_back(fixed(features_[f].missing * by_region));
    out.by_level.push_back(std::move(levels));
  }
  return out;
}

int PlantedModel::level(std::size_t feature, const IndicatorRow& row) const {
  const PlantedFeature& f = features_[feature];
  const auto value_of = [&](const Source& source) -> int {
    if (source.table == kCodes) return row.codes[source.index] == engine::kMissingCode ? -1 : row.codes[source.index];
    if (source.table == kNumbers)
      return row.numbers[source.index] == engine::kMissingNumber ? -1 : row.numbers[source.index];
    return row.aggregates[source.index] == engine::kMissingAggregate ? -1 : row.aggregates[source.index];
  };
  const int value = value_of(sources_[feature]);
  if (value < 0) return kMissingTerm;
  if (f.kind == TermKind::kCategory) return level_of_code_[feature][static_cast<std::size_t>(value)];
  if (f.kind == TermKind::kCount) return std::min(value, f.cap);
  int per = 1;
  if (!f.per.empty()) per = value_of(per_sources_[feature]);
  if (per < 1) return kMissingTerm;
  int level = 0;
  for (const int edge : f.edges) level += value >= edge * per ? 1 : 0;
  return level;
}

void PlantedModel::levels_of(const IndicatorRow& row, std::vector<int>& levels) const {
  levels.resize(features_.size());
  for (std::size_t f = 0; f < features_.size(); ++f) {
    if (features_[f].kind != TermKind::kInteraction) {
      levels[f] = level(f, row);
      continue;
    }
    const int left = levels[features_[f].left], right = levels[features_[f].right];
    const int width = static_cast<int>(features_[features_[f].right].effects.size());
    levels[f] = left < 0 || right < 0 ? kMissingTerm : left * width + right;
  }
}

std::int32_t PlantedModel::score(std::uint32_t regency, const IndicatorRow& row) const {
  const RegionCoefficients& law = regencies_[regency];
  std::int32_t sum = law.intercept;
  thread_local std::vector<int> levels;
  levels_of(row, levels);
  for (std::size_t f = 0; f < features_.size(); ++f) {
    const auto& by_level = law.by_level[f];
    sum += levels[f] < 0 ? by_level.back() : by_level[static_cast<std::size_t>(levels[f])];
  }
  return sum;
}

bool PlantedModel::regency_published(std::uint32_t index) { return index % kRegencyGap != 20; }
bool PlantedModel::province_published(std::uint32_t code) { return code != kProvinceWithoutModel; }

}  // namespace tools::synth
