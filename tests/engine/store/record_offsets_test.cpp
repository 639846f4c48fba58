#include "engine/store/record_offsets.h"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

TEST_CASE("record offsets: near and far ones come back as they were appended", "[store]") {
  std::mt19937_64 random(4);
  for (int round = 0; round < 300; ++round) {
    engine::RecordOffsets offsets;
    std::vector<std::uint32_t> wanted;
    const std::uint32_t longest = round % 3 == 0 ? 100 : round % 3 == 1 ? 2'000 : 1'000'000;
    std::uint32_t next = round % 2 == 0 ? 0 : 70'000;
    const std::size_t parts = random() % 6;
    for (std::size_t part = 0; part < parts; ++part) {
      std::vector<std::uint32_t> some(random() % 200);
      for (std::uint32_t& offset : some) {
        wanted.push_back(next + 1);
        offset = next;
        next += 1 + static_cast<std::uint32_t>(random() % longest);
      }
      if (part % 2 == 0) {
        offsets.append(some, 1);
      } else {
        for (const std::uint32_t offset : some) offsets.push_back(offset + 1);
      }
    }
    REQUIRE(offsets.size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) REQUIRE(offsets[i] == wanted[i]);
  }
}

TEST_CASE("record offsets: the last distance of 16 bits is near, the next one far, at any place of a group",
          "[store]") {
  for (std::uint32_t rows = 1; rows < 140; ++rows) {
    for (const std::uint32_t distance : {0xFFFEu, 0xFFFFu, 0x10000u, 0xFFFF0000u}) {
      engine::RecordOffsets offsets;
      for (std::uint32_t i = 0; i < rows; ++i) offsets.push_back(i);
      const std::uint32_t far = (rows - 1) / 64 * 64 + distance;
      offsets.push_back(far);
      offsets.push_back(far + 1);
      CAPTURE(rows, distance);
      for (std::uint32_t i = 0; i < rows; ++i) REQUIRE(offsets[i] == i);
      REQUIRE(offsets[rows] == far);
      REQUIRE(offsets[rows + 1] == far + 1);
      REQUIRE(offsets.size() == rows + 2);
    }
  }
}
