// How right links and duplicates are where the truth is known, as plain numbers: part of a RunSummary.
//
// A row's link is right where the registry row it is linked to is one of the row's person; a person may have several.
// units: rows, links and pairs are counts; probabilities in 1/10,000.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace engine {

// Links of some rows of a source.
struct LinkTruth {
  static constexpr std::size_t kMostFaultsApart = 5;
  struct Rows {
    std::uint64_t rows = 0;
    std::uint64_t with_person = 0;  // whose person is in the registry
    std::uint64_t padan = 0;        // links, also of persons who are not in the registry
    std::uint64_t right = 0;        // of them
    std::uint64_t right_ragu = 0;   // the best candidate of a row in doubt is right
  };
  // What would be linked from a probability on; a row has at most one link, to its likeliest person.
  struct Threshold {
    std::uint64_t from = 0;
    std::uint64_t links = 0, right = 0;
  };
  // Links by the probability the model gives them.
  struct Band {
    std::uint64_t from = 0, to = 0;  // from ≤ probability < to
    std::uint64_t links = 0, right = 0;
    std::uint64_t probability = 0;  // sum
  };

  Rows all;
  std::map<std::string, Rows> by_fault;  // a row with several faults stands under each; "" = rows without
  std::vector<Rows> by_fault_count;      // [n]: rows with n faults; [kMostFaultsApart]: or more
  std::vector<Threshold> thresholds;     // ascending
  std::vector<Band> bands;               // ascending: weighed rows, padan and ragu
  Band exact;                            // rows that agree with a registry row in all
};

// Pairs of registry rows of one person.
struct DuplicateTruth {
  struct Pairs {
    std::uint64_t truth = 0;                       // pairs of rows of one person
    std::uint64_t listed = 0, listed_right = 0;    // in one cluster of duplicates.csv
    std::uint64_t counted = 0, counted_right = 0;  // in one that counts once
  };
  Pairs all;
  Pairs further;                        // two or more of name, birth date and district agree
  std::array<Pairs, 8> by_agreement{};  // bit 0: the name, bit 1: the birth date, bit 2: the district
};

}  // namespace engine
