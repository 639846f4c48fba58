// names/<step>/<shape>: what a name costs on its way into the registry and out of it, all threads.
//
//   normalise   kernels::normalize_name of every name: what a source row costs (one thread)
//   code        NameCoder::code of batches, as the registry streams in; the table begins empty
//   settle      the dictionary with its final ids, and every code rewritten
//   compose     the normalised name of every code, in row order (one thread)
//
// A million names of 17,000 tokens with the lengths and the skew of the synthetic registry: `plain` in capitals,
// `mixed` in small letters with titles, points and apostrophes. Normalising and composing have no SIMD variants: they
// work on eight bytes in a word. `ns_per_name` is time over names; with N threads it falls with N. `cpu_ns_per_name`
// is the processor time of all threads, which says more on a busy machine.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "engine/parallel.h"
#include "engine/store/name_coder.h"
#include "kernels/normalize_name.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kNames = 1'000'000, kBatch = 13'000, kTokens = 17'000;

struct Names {
  std::vector<engine::TextColumn> batches;
  std::size_t bytes = 0;
};

std::vector<std::string> vocabulary() {
  static constexpr std::string_view kSyllables[] = {"MU", "HAM", "MAD", "SI", "TI",  "NUR", "A",   "YU",  "PUT", "RI",
                                                    "WA", "HID", "SAR", "TO", "LES", "DE",  "WI",  "RAH", "BU",  "DI",
                                                    "KA", "NO",  "LA",  "TU", "FA",  "IS",  "YAH", "SUM", "BER", "ANG"};
  std::mt19937_64 random(1);
  std::vector<std::string> tokens(kTokens);
  for (std::size_t i = 0; i < kTokens; ++i) {
    for (std::size_t n = 2 + random() % 2; n > 0; --n) tokens[i] += kSyllables[random() % std::size(kSyllables)];
  }
  return tokens;
}

Names make_names(bool mixed) {
  const std::vector<std::string> tokens = vocabulary();
  std::mt19937_64 random(2);
  std::uniform_real_distribution<double> uniform;
  Names names;
  for (std::size_t i = 0; i < kNames; ++i) {
    if (i % kBatch == 0) names.batches.emplace_back();
    const double kind = uniform(random);
    std::string name = mixed && random() % 4 == 0 ? "H. " : "";
    for (std::size_t n = kind < 0.17 ? 1 : kind < 0.64 ? 2 : kind < 0.96 ? 3 : 4; n > 0; --n) {
      name += tokens[static_cast<std::size_t>(std::pow(uniform(random), 3.0) * kTokens)];
      if (n > 1) name += ' ';
    }
    if (mixed) {
      for (std::size_t k = 1; k < name.size(); ++k) {
        if (name[k - 1] != ' ' && name[k] >= 'A' && name[k] <= 'Z') name[k] = static_cast<char>(name[k] | 0x20);
      }
      if (random() % 8 == 0) name += ", S.Pd.";
      if (random() % 8 == 0) name.insert(name.size() / 2, "'");
    }
    names.bytes += name.size();
    names.batches.back().push_back(name);
  }
  return names;
}

const Names& names_of(bool mixed) {
  static const Names plain = make_names(false), titled = make_names(true);
  return mixed ? titled : plain;
}

std::vector<engine::NameCodes> code_all(engine::NameCoder& coder, const Names& names) {
  std::vector<engine::NameCodes> codes(names.batches.size());
  engine::parallel_for(codes.size(), 1,
                       [&](std::size_t batch, std::size_t) { codes[batch] = coder.code(names.batches[batch]); });
  return codes;
}

struct Coded {
  std::vector<engine::NameCode> codes;
  engine::NameDictionary dictionary;
};

Coded settled(engine::NameCoder& coder, const std::vector<engine::NameCodes>& parts) {
  Coded coded;
  for (const auto& part : parts) coded.codes.insert(coded.codes.end(), part.begin(), part.end());
  coded.dictionary = coder.settle(coded.codes);
  return coded;
}

// Every name comes back, as written and as the kernel normalises it.
bool right(const Coded& coded, const Names& names) {
  engine::NameBuffer written, normal;
  std::string wanted;
  std::size_t row = 0;
  for (const engine::TextColumn& batch : names.batches) {
    for (std::size_t i = 0; i < batch.size(); ++i, ++row) {
      if (coded.dictionary.written_name(coded.codes[row], written) != batch[i]) return false;
      wanted.resize(batch[i].size());
      wanted.resize(kernels::normalize_name(batch[i], wanted.data()));
      if (coded.dictionary.normal_name(coded.codes[row], normal) != wanted) return false;
    }
  }
  return row == kNames;
}

enum class Step { kNormalise, kCode, kSettle, kCompose };

void run(benchmark::State& state, Step step, bool mixed) {
  const Names& names = names_of(mixed);
  engine::NameCoder first;
  const Coded coded = settled(first, code_all(first, names));
  if (!right(coded, names)) {
    state.SkipWithError("a name does not come back");
    return;
  }
  std::string out(std::size_t{1} << 20, ' ');
  double seconds = 0, cpu_seconds = 0;
  for (auto _ : state) {
    std::size_t sum = 0;
    engine::NameCoder coder;
    std::vector<engine::NameCodes> parts;
    std::vector<engine::NameCode> codes;
    if (step == Step::kSettle) {
      parts = code_all(coder, names);
      for (const auto& part : parts) codes.insert(codes.end(), part.begin(), part.end());
    }
    const auto start = Clock::now();
    const std::clock_t cpu_start = std::clock();
    switch (step) {
      case Step::kNormalise:
        for (const engine::TextColumn& batch : names.batches) {
          std::size_t at = 0;
          for (std::size_t i = 0; i < batch.size(); ++i) at += kernels::normalize_name(batch[i], out.data() + at);
          sum += at;
        }
        break;
      case Step::kCode: parts = code_all(coder, names); break;
      case Step::kSettle: sum += coder.settle(codes).size(); break;
      case Step::kCompose: {
        engine::NameBuffer buffer;
        for (const engine::NameCode code : coded.codes) sum += coded.dictionary.normal_name(code, buffer).size();
        break;
      }
    }
    const std::chrono::duration<double> taken = Clock::now() - start;
    cpu_seconds += static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
    benchmark::DoNotOptimize(sum);
    state.SetIterationTime(taken.count());
    seconds += taken.count();
  }
  const double total = static_cast<double>(state.iterations()) * static_cast<double>(kNames);
  state.counters["ns_per_name"] = seconds * 1e9 / total;
  state.counters["cpu_ns_per_name"] = cpu_seconds * 1e9 / total;
  state.counters["tokens"] = static_cast<double>(coded.dictionary.size());
  state.counters["escaped"] = static_cast<double>(coded.dictionary.heap_names());
  state.counters["bytes_per_name"] =
      8 + static_cast<double>(coded.dictionary.token_bytes() + coded.dictionary.heap_bytes()) / kNames;
}

const bool kRegistered = [] {
  const std::pair<const char*, Step> steps[] = {
      {"normalise", Step::kNormalise}, {"code", Step::kCode}, {"settle", Step::kSettle}, {"compose", Step::kCompose}};
  for (const auto& [name, step] : steps) {
    for (const bool mixed : {false, true}) {
      benchmark::RegisterBenchmark((std::string("names/") + name + (mixed ? "/mixed" : "/plain")).c_str(), run, step,
                                   mixed)
          ->UseManualTime();
    }
  }
  return true;
}();

}  // namespace
