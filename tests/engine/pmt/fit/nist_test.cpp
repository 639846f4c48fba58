// Fits the certified sets of NIST (tests/data/nist) and counts the digits that agree.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/pmt/fit/least_squares.h"

namespace {

struct CertifiedSet {
  bool intercept = true;
  int degree = 1;
  std::vector<long double> coefficients, errors;
  long double residual_sd = 0, r_squared = 0;
  std::vector<std::vector<long double>> rows;  // y, x …
};

CertifiedSet read_set(const std::string& path) {
  std::ifstream in(path);
  CertifiedSet set;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string kind, word;
    words >> kind;
    std::vector<long double> numbers;
    while (words >> word) numbers.push_back(std::strtold(word.c_str(), nullptr));
    if (kind == "intercept") set.intercept = word == "yes";
    if (kind == "degree") set.degree = static_cast<int>(numbers[0]);
    if (kind == "coefficient") {
      set.coefficients.push_back(numbers[0]);
      set.errors.push_back(numbers[1]);
    }
    if (kind == "residual_sd") set.residual_sd = numbers[0];
    if (kind == "r_squared") set.r_squared = numbers[0];
    if (kind == "row") set.rows.push_back(numbers);
  }
  return set;
}

engine::LeastSquaresProblem problem_of(const CertifiedSet& set) {
  engine::LeastSquaresProblem problem;
  problem.rows = set.rows.size();
  problem.columns = set.coefficients.size();
  problem.tolerance = 1e-12L;  // the powers of Filip are nearly collinear
  problem.x.resize(problem.rows * problem.columns);
  for (std::size_t i = 0; i < problem.rows; ++i) {
    const auto& row = set.rows[i];
    problem.y.push_back(row[0]);
    std::size_t column = 0;
    if (set.intercept) problem.x[column++ * problem.rows + i] = 1;
    if (row.size() > 2) {
      for (std::size_t j = 1; j < row.size(); ++j) problem.x[column++ * problem.rows + i] = row[j];
    } else {
      long double power = 1;
      for (int d = 1; d <= set.degree; ++d) problem.x[column++ * problem.rows + i] = power *= row[1];
    }
  }
  return problem;
}

// Digits that agree with a certified value, which has 15; of a certified zero, the digits before it begins.
double digits(long double seen, long double certified) {
  if (seen == certified) return 15;
  const long double off = certified == 0 ? std::abs(seen) : std::abs((seen - certified) / certified);
  return std::min<double>(15, static_cast<double>(-std::log10(off)));
}

struct Bar {
  const char* name;
  double coefficients, errors;
};

}  // namespace

TEST_CASE("least squares: the certified sets of NIST come out to the digits of R and more", "[pmt][fit]") {
  // No bar lies below what lm of R 4.2 reaches on the same set (tests/compare_r.sh prints both).
  const Bar bars[] = {{"norris", 13.5, 14.2},   {"pontius", 13, 13.5},    {"noint1", 14.7, 14.4},
                      {"noint2", 15, 14.9},     {"longley", 13.5, 14.1},  {"wampler1", 12.5, 12},
                      {"wampler2", 14.5, 14.7}, {"wampler3", 12.5, 13.6}, {"wampler4", 11.5, 13.6},
                      {"wampler5", 9.5, 13.6},  {"filip", 9.8, 9.8}};
  for (const Bar& bar : bars) {
    const CertifiedSet set = read_set(std::string(DESIL_SOURCE_DIR) + "/tests/data/nist/" + bar.name + ".txt");
    REQUIRE(set.rows.size() >= 3);
    const engine::LeastSquaresFit fit = engine::fit_least_squares(problem_of(set));
    double coefficients = 15, errors = 15;
    for (std::size_t j = 0; j < set.coefficients.size(); ++j) {
      coefficients = std::min(coefficients, digits(fit.coefficients[j], set.coefficients[j]));
      errors = std::min(errors, digits(fit.standard_error(j), set.errors[j]));
    }
    long double mean = 0, total = 0;
    for (const auto& row : set.rows) mean += set.intercept ? row[0] / static_cast<long double>(set.rows.size()) : 0;
    for (const auto& row : set.rows) total += (row[0] - mean) * (row[0] - mean);
    INFO(bar.name << ": coefficients " << coefficients << " digits, errors " << errors);
    CHECK(fit.rank == set.coefficients.size());
    CHECK(coefficients >= bar.coefficients);
    CHECK(errors >= bar.errors);
    CHECK(digits(fit.residual_sd(), set.residual_sd) >= std::min(bar.errors, 12.0));
    CHECK(digits(1 - fit.residual_squares / total, set.r_squared) >= 12);
  }
}

// Run by tests/compare_r.sh, which lets R write its data sets and what lm finds.
TEST_CASE("least squares: the data sets of R come out as lm fits them", "[.compare_r]") {
  const char* const folder = std::getenv("DESIL_R_SETS");
  REQUIRE(folder != nullptr);
  std::size_t sets = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const CertifiedSet set = read_set(file.path().string());
    REQUIRE(set.rows.size() > set.coefficients.size());
    const engine::LeastSquaresFit fit = engine::fit_least_squares(problem_of(set));
    double coefficients = 15, errors = 15;
    for (std::size_t j = 0; j < set.coefficients.size(); ++j) {
      coefficients = std::min(coefficients, digits(fit.coefficients[j], set.coefficients[j]));
      errors = std::min(errors, digits(fit.standard_error(j), set.errors[j]));
    }
    WARN(file.path().stem().string() << ": coefficients " << coefficients << " digits, errors " << errors);
    CHECK(coefficients >= 8);
    CHECK(errors >= 6);
    CHECK(digits(fit.residual_sd(), set.residual_sd) >= 6);
    ++sets;
  }
  CHECK(sets == 10);
}
