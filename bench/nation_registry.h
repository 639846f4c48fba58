// Gives the registry of a synthetic nation at its real density, for benchmarks of linkage.
//
// It is read from `dukcapil.csv` in the folder DESIL_BENCH_DATA (`desil synth --persons 4000000 --out DIR`); without
// that a nation of 200,000 is made. Read once, at the first call.
#pragma once

#include "engine/store/registry.h"

namespace bench {

// A benchmark that changes columns puts them back.
engine::Registry& nation_registry();

}  // namespace bench
