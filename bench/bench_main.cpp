// Runs the benchmarks: `desil_bench --benchmark_filter=score_tile`. Names are `stage/variant/shape`.
//
// A benchmark compares its answer with a reference before it is timed; a wrong answer fails it.
#include <benchmark/benchmark.h>

#include "engine/parallel.h"
#include "kernels/cpu.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::AddCustomContext("threads", std::to_string(engine::threads()));
  benchmark::AddCustomContext("simd", std::string(kernels::simd_level_name(kernels::supported_simd_level())));
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
