#include "engine/desil/cuts.h"

#include <catch2/catch.hpp>
#include <random>

#include "engine/parallel.h"
#include "kernels/cpu.h"
#include "tests/engine/desil/score_shapes.h"
#include "tests/reference/desil_by_sort.h"
#include "tests/reference/seeds.h"

namespace {

using engine::Cuts;
using engine::Desil;
using engine::PmtScore;
using kernels::SimdLevel;
using test::kHighest;
using test::kLowest;
using test::random_weights;
using test::Scores;
using test::Shape;
using test::shapes;
using test::Weights;

struct Restore {
  SimdLevel level = kernels::simd_level();
  ~Restore() {
    kernels::use_simd_level(level);
    engine::set_threads(0);
  }
};

// Compares cuts and desils with the sort, at every SIMD level and thread count given.
void require_as_by_sort(const Scores& scores, const Weights& weights, std::initializer_list<int> thread_counts) {
  const Restore restore;
  const auto wanted = reference::cuts_by_sort(scores, weights);
  const auto wanted_desils = reference::desils_by_sort(scores, weights);
  for (const SimdLevel level : {SimdLevel::kScalar, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
    if (!kernels::use_simd_level(level)) continue;
    for (const int threads : thread_counts) {
      engine::set_threads(threads);
      INFO(kernels::simd_level_name(level) << ", threads " << threads << ", rows " << scores.size());
      const auto cuts = engine::select_cuts(scores, weights);
      REQUIRE(cuts.has_value() == wanted.has_value());
      if (!cuts) continue;
      for (std::size_t k = 0; k < 9; ++k) {
        INFO("cut " << k + 1);
        REQUIRE((*cuts)[k].score == (*wanted)[k].score);
        REQUIRE((*cuts)[k].tied_rows == (*wanted)[k].tied_rows);
        REQUIRE((*cuts)[k].tied_weight == (*wanted)[k].tied_weight);
        REQUIRE((*cuts)[k].weight_up_to == (*wanted)[k].weight_up_to);
      }
      std::vector<Desil> desils(scores.size(), 99);
      engine::assign_desils(scores, weights, *cuts, desils);
      REQUIRE(desils == wanted_desils);
    }
  }
}

}  // namespace

TEST_CASE("select_cuts: ten families of weight 1 are cut at the first nine scores", "[cuts]") {
  const Scores scores = {30, 10, 20, 40, 100, 90, 80, 70, 50, 60};
  const auto cuts = engine::select_cuts(scores, Weights(10, 1));
  REQUIRE(cuts);
  for (std::size_t k = 0; k < 9; ++k) {
    REQUIRE((*cuts)[k] == engine::Cut{static_cast<PmtScore>(10 * (k + 1)), 1, 1, k + 1});
  }
  std::vector<Desil> desils(10);
  engine::assign_desils(scores, Weights(10, 1), *cuts, desils);
  REQUIRE(desils == std::vector<Desil>{3, 1, 2, 4, 10, 9, 8, 7, 5, 6});
}

TEST_CASE("select_cuts: a tie at a cut stays in one desil and is reported", "[cuts]") {
  // W = 10. Scores up to 5 weigh 4, so cuts 1 to 4 are 5 and the next desil is 5.
  const Scores scores = {5, 5, 9, 9};
  const Weights weights = {1, 3, 2, 4};
  const auto cuts = engine::select_cuts(scores, weights);
  REQUIRE(cuts);
  for (std::size_t k = 0; k < 4; ++k) REQUIRE((*cuts)[k] == engine::Cut{5, 2, 4, 4});
  for (std::size_t k = 4; k < 9; ++k) REQUIRE((*cuts)[k] == engine::Cut{9, 2, 6, 10});
  std::vector<Desil> desils(4);
  engine::assign_desils(scores, weights, *cuts, desils);
  REQUIRE(desils == std::vector<Desil>{1, 1, 5, 5});
}

TEST_CASE("select_cuts: a family of weight 0 moves no cut and has desil 0", "[cuts]") {
  const Scores scores = {kLowest, 1, 2, kHighest};
  const Weights weights = {0, 1, 1, 0};
  const auto cuts = engine::select_cuts(scores, weights);
  REQUIRE(cuts);
  REQUIRE((*cuts)[4].score == 1);
  REQUIRE((*cuts)[5].score == 2);
  std::vector<Desil> desils(4, 7);
  engine::assign_desils(scores, weights, *cuts, desils);
  REQUIRE(desils == std::vector<Desil>{0, 1, 6, 0});
}

TEST_CASE("select_cuts: without a ranked family there are no cuts", "[cuts]") {
  REQUIRE_FALSE(engine::select_cuts(Scores(), Weights()));
  REQUIRE_FALSE(engine::select_cuts(Scores{1, 2}, Weights{0, 0}));
}

TEST_CASE("select_cuts: small rankings of every shape equal a full sort", "[cuts][reference]") {
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    INFO("seed " << seed);
    for (const Shape& shape : shapes()) {
      INFO(shape.name);
      std::mt19937_64 random(seed);
      for (const std::size_t rows : {1u, 2u, 3u, 9u, 10u, 11u, 63u, 64u, 65u, 100u, 257u, 1000u}) {
        Scores scores(rows);
        for (std::size_t i = 0; i < rows; ++i) scores[i] = shape.score(i, random);
        require_as_by_sort(scores, random_weights(rows, random), {1});
        require_as_by_sort(scores, Weights(rows, 1), {1});
      }
    }
  }
}

TEST_CASE("select_cuts: large rankings equal a full sort at 1, 2, 3 and 8 threads", "[cuts][reference]") {
  const auto seeds = reference::seeds_with_clock();
  for (const std::uint64_t seed : {seeds.front(), seeds.back()}) {
    INFO("seed " << seed);
    for (const Shape& shape : shapes()) {
      INFO(shape.name);
      std::mt19937_64 random(seed);
      const std::size_t rows = 70'000 + random() % 1000;
      Scores scores(rows);
      for (std::size_t i = 0; i < rows; ++i) scores[i] = shape.score(i, random);
      require_as_by_sort(scores, random_weights(rows, random), {1, 2, 3, 8});
    }
  }
}
