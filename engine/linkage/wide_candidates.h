// Finds registry persons for rows that nothing points to: the wide passes of blocking.
//
// Each pass gives a row and a person the same key where they may be one; passes run over the registry once, all
// together, and only keys that some row asks for are kept. A key with more than kMostInBlock persons is left to the
// finer keys below it, so a hot date or a frequent name never makes a giant block:
//   NIK            one digit other, or two neighbours swapped
//   date           regency, birth date and sex: those of the row, and those its NIK tells
//   date and word  the same with a word of the name
//   moved          birth date, sex and a word of the name, anywhere
//   year and word  regency, birth year and a word of the name
//   village        village and a word of the name
//   name           all words of the name, anywhere
//   name and year  all words of the name and the birth year, anywhere
//
// Whom a row meets is its candidate where the two weigh kLeastWide and, where each lives taken in, have kLeastHope; of
// more than kMostWide the likeliest are.
//
// A word is its spelling key. order: ascending by open row, then person; each pair once. missing: a key with a missing
// field is not asked for. threads: parallel inside, one answer. memory: 16 bytes a key asked for, and the pairs.
// cost: one pass over the registry, about ten hashes a person.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/linkage/open_rows.h"
#include "engine/linkage/resolve_group.h"

namespace engine {

inline constexpr std::size_t kMostInBlock = 60;
inline constexpr std::size_t kMostWide = 6;                   // candidates of a row: the likeliest
inline constexpr WeightUnits kLeastWide = 4 * kUnitsOfBit;    // match weight without residence, at the least
inline constexpr WeightUnits kLeastHope = -10 * kUnitsOfBit;  // odds against being nobody of the registry, at the least

// `counts`: pairs, hot blocks and the largest block of each wide pass are added.
std::vector<WideCandidate> find_wide_candidates(const LinkTables& tables, const OpenRows& rows,
                                                std::span<const std::uint32_t> wanted, const LinkModel& model,
                                                PassCounts& counts);

}  // namespace engine
