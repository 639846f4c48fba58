// Computes exp, ln and normal deviates with the same bits on every machine.
//
// The C library picks other code by processor (with or without fused multiply-add), so its last bit may
// differ; here only +, -, × and ÷ of doubles are used, compiled without contraction.
// accuracy: exp_exact and ln_exact within 1e-14 relative for |x| < 700; normal_of within 1e-4 of the
// exact quantile for 99.95 % of the mass, and cut at ±4.
#pragma once

#include <cstdint>

namespace tools::synth {

double exp_exact(double x);
double ln_exact(double x);  // x > 0 and finite

// Maps 64 random bits to a standard normal deviate by its quantile table.
double normal_of(std::uint64_t bits);
// Standard normal distribution function.
double normal_below(double x);

}  // namespace tools::synth
