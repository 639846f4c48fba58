// A data race on purpose: under ThreadSanitizer it must be reported, which shows that the checker sees
// through engine/parallel.h. Hidden from the suite; tools/test.sh runs it and expects it to fail.
#include <catch2/catch.hpp>

#include "engine/parallel.h"

TEST_CASE("planted race: threads add to one plain number", "[.planted_race]") {
  engine::set_threads(4);
  std::size_t sum = 0;
  engine::parallel_for(100'000, 1, [&](std::size_t begin, std::size_t) { sum = sum + begin; });
  engine::set_threads(0);
  CHECK(sum > 0);
}
