// Links rows to persons one to one, for a source that has one row a person: no person gets two rows, no row two
// persons.
//
// A choice has odds against no link of its row: the posterior of the person over that of nobody, each row for itself.
// Rows and persons fall into connected components (union-find over all choices); within each, the links with the
// largest sum of log-odds are chosen, where staying alone counts 0 (clusters/assignment.h). The probability of a link
// is its share in all one-to-one links of the component, each weighing the product of its odds: exact where the
// smaller side has at most kExactSide rows or persons and the larger one at most kExactOther.
//
// beyond these: a link has the odds of its choice against nobody, the row's other persons whom no other row has, and
// the other rows of its person. In components of more than kMostChoices choices, links are taken by falling odds.
// ties: of equal sums, the one that holds the first choice, ascending by (row, person), in which they differ (in
// components of at most kExactTies choices; in larger ones see clusters/assignment.h). Rows are to be numbered by what
// they say, so that the answer does not depend on the order of a source.
//
// shape: each (row, person) once; odds above 0. order: links ascending by row, whatever the order of choices.
// threads: parallel inside, one answer.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/store/ids.h"

namespace engine {

inline constexpr std::size_t kExactSide = 10;
inline constexpr std::size_t kExactOther = 200;
inline constexpr std::size_t kMostChoices = 4'096;

struct LinkChoice {
  std::uint32_t row = 0;
  PersonRow person = kNoRow;
  double odds = 0;
};

struct OneToOneLink {
  std::uint32_t row = 0;
  PersonRow person = kNoRow;
  double probability = 0;
};

std::vector<OneToOneLink> link_one_to_one(std::vector<LinkChoice> choices);

}  // namespace engine
