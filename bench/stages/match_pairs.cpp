// match_pairs/scored/types/N: candidate pairs of `desil match` compared in all fields and weighed, one thread.
//
// The registry of a synthetic nation of 100,000 against its Regsosek, blocks and model found as `desil match` finds
// them. `types/5` is name, sex, birth date, village and NIK, `types/3` the first three. A pair costs its look at both
// rows, five comparisons, the pattern, the model's weight and the frequencies of the values; pairs come in the order of
// the blocks. Before anything is timed, levels are compared with what plain loops say of equality and of an edit or
// two, and weights with the model in floating point (tests/engine/linkage/match/all_pairs_test.cpp has the whole slow
// truth).
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/linkage/match/candidate_pairs.h"
#include "engine/linkage/match/field_values.h"
#include "engine/linkage/match/pair_weights.h"
#include "engine/linkage/match/train_model.h"
#include "engine/parallel.h"
#include "io/match/match_values.h"
#include "io/match/person_file.h"
#include "tools/synth/synth.h"

namespace {

namespace fs = std::filesystem;
using engine::FieldType;

constexpr std::size_t kTimedPairs = 2'000'000, kCheckedPairs = 3'000;

// Cells of both files, by column.
std::vector<std::vector<std::string>> read_nation(const std::vector<std::string>& columns, std::uint32_t& left_rows) {
  std::string folder = (fs::temp_directory_path() / "desil-bench-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
  tools::SynthOptions options;
  options.persons = 100'000;
  options.out = folder;
  options.survey_rows = 1000;
  tools::synthesize(options);
  io::PersonFile registry = io::read_person_file(folder + "/dukcapil.csv", columns);
  const io::PersonFile source = io::read_person_file(folder + "/regsosek_persons.csv", columns);
  fs::remove_all(folder);
  left_rows = registry.rows;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    registry.columns[c].insert(registry.columns[c].end(), source.columns[c].begin(), source.columns[c].end());
  }
  return std::move(registry.columns);
}

std::vector<engine::MatchField> read_fields(std::size_t count, std::uint32_t& left_rows) {
  const std::vector<std::string> columns = {"nama", "jenis_kelamin", "tanggal_lahir", "kode_desa", "nik"};
  constexpr FieldType kTypes[] = {FieldType::kName, FieldType::kCategory, FieldType::kDate, FieldType::kDigits,
                                  FieldType::kDigits};
  std::vector<std::vector<std::string>> cells = read_nation(columns, left_rows);
  std::vector<engine::MatchField> fields;
  for (std::size_t f = 0; f < count; ++f) {
    io::MatchFieldConfig config;
    config.columns = {columns[f]};
    config.type = kTypes[f];
    if (kTypes[f] == FieldType::kDate) config.formats = {"%Y-%m-%d"};
    fields.push_back({columns[f], kTypes[f], io::parse_field_values(config, {}, {cells[f]}).values});
  }
  return fields;
}

struct Scored {
  std::vector<engine::FieldValues> fields;
  engine::MatchSides sides;
  std::unique_ptr<engine::RowComparison> comparison;
  std::vector<engine::ComparedPair> pairs;
  engine::FellegiSunterModel model;
  std::unique_ptr<engine::PairWeights> weights;

  explicit Scored(std::size_t count) {
    std::vector<engine::MatchField> values = read_fields(count, sides.left_rows);
    sides.rows = static_cast<std::uint32_t>(values.front().values.size());
    fields = engine::number_values(std::move(values));
    comparison = std::make_unique<engine::RowComparison>(fields);
    const auto ranks = engine::rank_by_content(fields);
    pairs = engine::make_candidate_pairs(engine::plan_blocking(fields, sides, ranks, {}), sides, *comparison).pairs;
    model = engine::train_model(fields, comparison->layout(), sides, engine::count_patterns(pairs),
                                engine::count_random_pairs(sides, ranks, *comparison, 1'000'000))
                .model;
    weights = std::make_unique<engine::PairWeights>(fields, *comparison, model, pairs);
    if (pairs.size() > kTimedPairs) pairs.resize(kTimedPairs);
  }

  std::string text(std::size_t f, std::uint32_t row) const {
    const engine::ValueId value = fields[f].rows[row];
    return value == engine::kMissingValue ? "" : fields[f].text(value);
  }
};

// Optimal string alignment in the plain matrix.
std::size_t edits(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

bool level_is_right(FieldType type, const std::string& a, const std::string& b, std::string_view level) {
  if ((level == "missing") != (a.empty() || b.empty())) return false;
  if (level == "missing") return true;
  if ((level == "equal" || level == "default_equal") != (a == b)) return false;
  if (type != FieldType::kDigits || a == b) return true;
  const std::size_t distance = edits(a, b), longer = std::max(a.size(), b.size());
  return (level == "one_edit") == (distance == 1 && longer >= 3) &&
         (level == "two_edits") == (distance == 2 && longer >= 6);
}

// The model in floating point: a match against all other classes.
double slow_weight(const Scored& scored, const engine::ComparedPair& pair) {
  const engine::FellegiSunterModel& model = scored.model;
  std::vector<double> others = {model.share_by_chance()};
  for (const engine::RelatedClass& other : model.related) others.push_back(other.share);
  double match = model.lambda, all = 0;
  for (std::size_t f = 0; f < scored.fields.size(); ++f) {
    const std::size_t level = scored.comparison->layout().level(pair.pattern, f);
    const double u = model.fields[f].u[level] / std::exp2(scored.weights->of_frequency(pair, f) / 1024.0);
    match *= model.fields[f].m[level];
    others[0] *= u;
    for (std::size_t k = 0; k < model.related.size(); ++k)
      others[k + 1] *= model.related[k].by_chance(f, level) ? u : model.related[k].r[f][level];
  }
  for (const double other : others) all += other;
  return std::log2(match / all);
}

bool is_right(const Scored& scored) {
  const std::size_t step = std::max<std::size_t>(scored.pairs.size() / kCheckedPairs, 1);
  for (std::size_t i = 0; i < scored.pairs.size(); i += step) {
    const engine::ComparedPair& pair = scored.pairs[i];
    for (std::size_t f = 0; f < scored.fields.size(); ++f) {
      const auto names = engine::level_names(scored.fields[f].type);
      const std::size_t level = scored.comparison->layout().level(pair.pattern, f);
      if (!level_is_right(scored.fields[f].type, scored.text(f, pair.left), scored.text(f, pair.right), names[level]))
        return false;
    }
    if (std::abs(slow_weight(scored, pair) - scored.weights->weight(pair.left, pair.right) / 1024.0) > 0.02)
      return false;
  }
  return true;
}

void scored_pairs(benchmark::State& state) {
  const Scored scored(static_cast<std::size_t>(state.range(0)));
  if (!is_right(scored)) return state.SkipWithError("levels or weights differ from the slow answer");
  for (auto _ : state) {
    std::int64_t sum = 0;
    for (const engine::ComparedPair& pair : scored.pairs) sum += scored.weights->weight(pair.left, pair.right);
    benchmark::DoNotOptimize(sum);
  }
  state.counters["pairs/s"] = benchmark::Counter(
      static_cast<double>(scored.pairs.size()) * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

}  // namespace

BENCHMARK(scored_pairs)->Name("match_pairs/scored/types")->Arg(3)->Arg(5)->UseRealTime()->Unit(benchmark::kMillisecond);
