#include "engine/linkage/repeated_numbers.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "engine/parallel.h"

namespace {

struct Row {
  std::uint64_t nik, kk;
  std::size_t place;
  std::uint8_t relation;
};

engine::RepeatedCounts counted(const std::vector<Row>& rows, std::size_t places, std::size_t part_rows = 1u << 24) {
  engine::RepeatedNumbers numbers;
  for (const Row& row : rows) numbers.add({row.nik}, {row.kk}, row.place, row.relation);
  return numbers.count(places, part_rows);
}

using Rows = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("repeated numbers: rows and different numbers, by place", "[linkage]") {
  const auto counts = counted({{11, 1, 0, 1},
                               {11, 1, 1, 3},  // the same NIK and KK
                               {12, 1, 0, 3},
                               {13, 2, 1, 2},  // a KK without a head
                               {14, 2, 0, 0},
                               {0, 3, 0, 1},    // NIK missing twice is no repetition
                               {0, 3, 1, 1},    // a second head
                               {15, 4, 0, 0},   // a KK that says nothing
                               {13, 0, 1, 1},   // no KK: does not disagree
                               {12, 3, 1, 3}},  // NIK 12 under KK 1 and 3
                              2);
  CHECK(counts.nik_repeated.numbers == 3);
  CHECK(counts.nik_repeated.rows == Rows{2, 4});
  CHECK(counts.nik_several_kk.numbers == 1);
  CHECK(counts.nik_several_kk.rows == Rows{1, 1});
  CHECK(counts.kk_no_head.numbers == 1);
  CHECK(counts.kk_no_head.rows == Rows{1, 1});
  CHECK(counts.kk_several_heads.numbers == 1);
  CHECK(counts.kk_several_heads.rows == Rows{1, 2});
}

TEST_CASE("repeated numbers: the largest NIK, KK and place keep apart", "[linkage]") {
  const std::uint64_t most = 9'999'999'999'999'999;
  const auto counts = counted({{most, most, 1023, 1}, {most, most - 1, 1023, 1}, {most - 1, most, 0, 3}}, 1024);
  CHECK(counts.nik_repeated.rows[1023] == 2);
  CHECK(counts.nik_several_kk.rows[1023] == 2);
  CHECK(counts.nik_repeated.rows[0] == 0);
  CHECK(counts.kk_several_heads.numbers == 0);
}

TEST_CASE("repeated numbers: any order, part and thread count gives what plain maps give", "[linkage]") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 20; ++round) {
    std::vector<Row> rows(1 + random() % 600);
    for (Row& row : rows) {
      row = {random() % 200, random() % 90, random() % 5, static_cast<std::uint8_t>(random() % 4)};
    }
    std::map<std::uint64_t, std::vector<Row>> by_nik, by_kk;
    for (const Row& row : rows) {
      if (row.nik != 0) by_nik[row.nik].push_back(row);
      if (row.kk != 0) by_kk[row.kk].push_back(row);
    }
    Rows repeated(5), several(5), no_head(5), heads(5);
    std::uint64_t repeated_niks = 0, several_niks = 0;
    for (const auto& [nik, group] : by_nik) {
      if (group.size() < 2) continue;
      std::set<std::uint64_t> kks;
      for (const Row& row : group) {
        if (row.kk != 0) kks.insert(row.kk);
        ++repeated[row.place];
      }
      ++repeated_niks;
      if (kks.size() < 2) continue;
      ++several_niks;
      for (const Row& row : group) ++several[row.place];
    }
    for (const auto& [kk, group] : by_kk) {
      int head = 0, given = 0;
      for (const Row& row : group) {
        head += row.relation == 1;
        given += row.relation != 0;
      }
      if (given == 0 || head == 1) continue;
      for (const Row& row : group) ++(head == 0 ? no_head : heads)[row.place];
    }
    for (const std::size_t part_rows : {std::size_t{1} << 24, std::size_t{64}, std::size_t{1}}) {
      engine::set_threads(1 + round % 3);
      std::shuffle(rows.begin(), rows.end(), random);
      const auto counts = counted(rows, 5, part_rows);
      REQUIRE(counts.nik_repeated.rows == repeated);
      REQUIRE(counts.nik_repeated.numbers == repeated_niks);
      REQUIRE(counts.nik_several_kk.rows == several);
      REQUIRE(counts.nik_several_kk.numbers == several_niks);
      REQUIRE(counts.kk_no_head.rows == no_head);
      REQUIRE(counts.kk_several_heads.rows == heads);
    }
  }
  engine::set_threads(0);
}
