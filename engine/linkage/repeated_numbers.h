// Finds what only a whole source can tell: NIKs that stand in several rows, and KKs without exactly one head.
//
// Counted are rows, each under the place (regency) it was added with, and the different numbers behind them.
// A NIK or KK of 0 is missing and never repeated. A KK is judged only where one of its rows says what its
// person is in the family; status 1 is the head. Rows with one NIK and no KK do not disagree on the KK.
//
// order: none; the same rows in any order give the same counts. threads: `add` from one, `count` once, parallel
// inside. memory: 16 bytes a row, and while counting 32 bytes a row of one part of `part_rows` rows at most on
// average (parts are by hash of the number, so the rows of a number are together).
// errors: none. cost: each part is one pass over all rows and a sort of its own.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/store/ids.h"

namespace engine {

struct RepeatedRows {
  std::uint64_t numbers = 0;        // different NIKs or KKs
  std::vector<std::uint64_t> rows;  // by place
};

struct RepeatedCounts {
  RepeatedRows nik_repeated;      // rows whose NIK stands in another row too
  RepeatedRows nik_several_kk;    // those of them whose NIK stands under two or more KKs
  RepeatedRows kk_no_head;        // rows of a KK in which nobody is the head
  RepeatedRows kk_several_heads;  // rows of a KK with two heads or more
};

class RepeatedNumbers {
 public:
  static constexpr std::size_t kMostPlaces = 1024;  // a place takes 10 bits beside a NIK of 54

  // `relation`: status_hubungan_keluarga, 0 = not given.
  void add(Nik nik, NomorKk kk, std::size_t place, std::uint8_t relation) {
    nik_place_.push_back(nik.value << 10 | place);
    kk_head_.push_back(kk.value << 2 | (relation != 0 ? 2u : 0u) | (relation == 1 ? 1u : 0u));
  }

  // Counts and gives the memory back.
  RepeatedCounts count(std::size_t places, std::size_t part_rows = std::size_t{1} << 24);

 private:
  std::vector<std::uint64_t> nik_place_, kk_head_;  // entry i belongs to row i
};

}  // namespace engine
