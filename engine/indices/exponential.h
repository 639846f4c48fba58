// Computes e^x with a relative error below 1e-14, by additions, multiplications and exact scaling only, so that
// every machine gets the same digits (a library's exp differs with the processor).
//
// range: |x| ≤ 50; beyond that the answer is that of the nearer end. missing: NaN gives NaN.
// threads: safe. cost: 22 steps of a Taylor series.
#pragma once

namespace engine {

double exponential(double x);

}  // namespace engine
