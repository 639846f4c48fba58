#include "engine/store/sparse_findings.h"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

TEST_CASE("sparse findings: a search and a walk give what was added", "[store]") {
  std::mt19937_64 random(5);
  engine::SparseFindings findings;
  std::vector<engine::Findings> wanted;
  while (wanted.size() < 3000) {
    std::vector<engine::Findings> some(random() % 40);
    for (engine::Findings& one : some) one = random() % 4 == 0 ? random() : 0;
    findings.add_rows(wanted.size(), some);
    wanted.insert(wanted.end(), some.begin(), some.end());
    wanted.push_back(random() % 2);
    findings.add(wanted.size() - 1, wanted.back());
  }
  engine::FindingsCursor all(findings), some(findings);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    REQUIRE(findings[i] == wanted[i]);
    REQUIRE(all.at(i) == wanted[i]);
    if (i % 7 == 0) REQUIRE(some.at(i) == wanted[i]);
  }
  for (const engine::SparseFindings::Entry& entry : findings.entries()) REQUIRE(entry.findings != 0);
}
