#include "engine/store/row_places.h"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "engine/store/growing_column.h"

using namespace engine;

TEST_CASE("row places: every place comes back, over rejected rows, long rows and new files", "[registry]") {
  std::mt19937_64 random(4);
  RowPlaces places;
  std::vector<RowPlace> wanted;
  RowPlace place{1, 70};
  for (int i = 0; i < 20'000; ++i) {
    wanted.push_back(place);
    places.append(place);
    place.row += random() % 30 == 0 ? 1 + random() % 5 : 1;
    const std::uint64_t lengths[] = {0, 60, 79, 191, 192, 447, 448, 16'319, 16'320, 1 << 20};
    place.byte += random() % 4 != 0 ? 79 : lengths[random() % 10];
    if (random() % 5000 == 0) place.byte = 70;
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (places.at(i).row != wanted[i].row || places.at(i).byte != wanted[i].byte) FAIL("place " << i);
  }
  REQUIRE(places.size() == wanted.size());
}

TEST_CASE("row places: rows one after another take one byte each", "[registry]") {
  RowPlaces places;
  for (std::uint64_t i = 0; i < 100'000; ++i) places.append({i + 1, 70 + 79 * i});
  REQUIRE(places.memory_bytes() < 103'000);
}

TEST_CASE("growing column: rows come back in order, whatever the pieces were", "[registry]") {
  std::mt19937_64 random(9);
  GrowingColumn<std::uint32_t> column;
  std::vector<std::uint32_t> wanted;
  for (int i = 0; i < 60; ++i) {
    std::vector<std::uint32_t> piece(random() % 40'000);
    for (std::uint32_t& value : piece) value = static_cast<std::uint32_t>(random());
    column.append(piece);
    wanted.insert(wanted.end(), piece.begin(), piece.end());
  }
  REQUIRE(column.size() == wanted.size());
  REQUIRE(column.take() == wanted);
  REQUIRE(column.size() == 0);
  REQUIRE(column.take().empty());
}
