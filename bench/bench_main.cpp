// Runs the benchmarks: `desil_bench [--threads=N] --benchmark_filter=score_tile`. Names are
// `stage/variant/shape`. On a busy machine compare the CPU times of `--threads=1`.
//
// A benchmark compares its answer with a reference before it is timed; a wrong answer fails it.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include "engine/parallel.h"
#include "kernels/cpu.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc > 1 && std::strncmp(argv[1], "--threads=", 10) == 0) {
    engine::set_threads(std::atoi(argv[1] + 10));
    std::swap(argv[0], argv[1]);
    ++argv;
    --argc;
  }
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::AddCustomContext("threads", std::to_string(engine::threads()));
  benchmark::AddCustomContext("simd", std::string(kernels::simd_level_name(kernels::supported_simd_level())));
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
