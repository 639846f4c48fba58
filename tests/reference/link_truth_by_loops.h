// Judges links by plain loops over maps, from the words of the truth page alone: the slow truth for link_truth.h.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tests::reference {

struct JudgedRow {
  std::uint64_t baris = 0;
  std::string state;            // of links.csv
  long probability = 0;         // 1/10,000
  std::uint64_t person = 0;     // the truth's; 0 = nobody
  std::uint64_t linked_to = 0;  // person behind the registry row of the link; 0 = nobody, or no link
  std::vector<std::string> faults;
};

struct Judgement {
  std::uint64_t rows = 0, with_person = 0, padan = 0, right = 0, right_ragu = 0;
};

inline Judgement judge(const std::vector<JudgedRow>& rows, const std::set<std::uint64_t>& registry) {
  Judgement sum;
  for (const JudgedRow& row : rows) {
    sum.rows += 1;
    if (row.person != 0 && registry.count(row.person) == 1) sum.with_person += 1;
    if (row.state == "padan") sum.padan += 1;
    if (row.person == 0 || row.linked_to != row.person) continue;
    if (row.state == "padan") sum.right += 1;
    if (row.state == "ragu") sum.right_ragu += 1;
  }
  return sum;
}

inline std::vector<JudgedRow> with_fault(const std::vector<JudgedRow>& rows, const std::string& fault) {
  std::vector<JudgedRow> some;
  for (const JudgedRow& row : rows) {
    bool has = fault.empty() && row.faults.empty();
    for (const std::string& own : row.faults) has = has || own == fault;
    if (has) some.push_back(row);
  }
  return some;
}

// Links and right ones among padan and ragu rows with from ≤ probability < to.
inline std::pair<std::uint64_t, std::uint64_t> links_between(const std::vector<JudgedRow>& rows, long from, long to) {
  std::uint64_t links = 0, right = 0;
  for (const JudgedRow& row : rows) {
    if ((row.state != "padan" && row.state != "ragu") || row.probability < from || row.probability >= to) continue;
    links += 1;
    if (row.person != 0 && row.linked_to == row.person) right += 1;
  }
  return {links, right};
}

}  // namespace tests::reference
