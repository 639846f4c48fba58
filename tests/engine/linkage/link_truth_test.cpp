#include "engine/linkage/link_truth.h"

#include <catch2/catch.hpp>
#include <random>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/regions/region_tree.h"
#include "tests/engine/batches.h"
#include "tests/reference/link_truth_by_loops.h"

using engine::MatchState;
using Rows = engine::LinkTruth::Rows;

namespace {

engine::LinkRow row(MatchState state, engine::PersonRow person, std::uint16_t probability, bool closed = false) {
  engine::LinkRow row;
  row.open = closed ? engine::kNoRow : 0;
  row.link = {person, 0, probability, state};
  return row;
}

std::vector<std::uint64_t> counts(const Rows& rows) {
  return {rows.rows, rows.with_person, rows.padan, rows.right, rows.right_ragu};
}

// Persons 11, 12, 12 (two rows), 13 and nobody.
const engine::RegistryTruth& registry() {
  static const engine::RegistryTruth truth({11, 12, 12, 13, 0});
  return truth;
}

const std::vector<std::string> kKinds = {"lahir_baku", "nama_ejaan"};

// Eight rows, of which two have faults and one, baris 5, was rejected.
struct HandMade {
  HandMade() {
    truth.person = {11, 12, 13, 99, 11, 0, 13, 12, 98};
    truth.fault_row = {2, 2, 4};
    truth.fault_kind = {0, 1, 1};
  }
  engine::LinkTruth judge() const {
    return engine::judge_links(rows, baris, truth, registry(), kKinds, "truth/persons.csv", "dtks");
  }
  std::vector<engine::LinkRow> rows = {row(MatchState::kPadan, 0, 10'000, true),  // right, closed
                                       row(MatchState::kPadan, 2, 9'700),         // right: the other row of the person
                                       row(MatchState::kRagu, 3, 6'000),          // right, in doubt
                                       row(MatchState::kPadan, 1, 9'950),  // false: person 99 is not in the registry
                                       row(MatchState::kPadan, 4, 9'999),  // nobody linked to nobody's row: false
                                       row(MatchState::kKonflik, 0, 300),  // missed
                                       row(MatchState::kRagu, 0, 5'000),   // false, in doubt, and missed
                                       row(MatchState::kTidakPadan, engine::kNoRow, 0)};  // rightly not found
  std::vector<std::uint32_t> baris = {1, 2, 3, 4, 6, 7, 8, 9};
  engine::SourceTruth truth;
};

}  // namespace

TEST_CASE("link truth: the figures of eight rows counted by hand", "[truth]") {
  const engine::LinkTruth found = HandMade().judge();
  CHECK(counts(found.all) == std::vector<std::uint64_t>{8, 5, 4, 2, 1});
  REQUIRE(found.by_fault.size() == 3);
  CHECK(counts(found.by_fault.at("lahir_baku")) == std::vector<std::uint64_t>{1, 1, 1, 1, 0});
  CHECK(counts(found.by_fault.at("nama_ejaan")) == std::vector<std::uint64_t>{2, 1, 2, 1, 0});
  CHECK(counts(found.by_fault.at("")) == std::vector<std::uint64_t>{6, 4, 2, 1, 1});
  REQUIRE(found.by_fault_count.size() == 3);
  CHECK(found.by_fault_count[0].rows == 6);
  CHECK(found.by_fault_count[1].rows == 1);
  CHECK(counts(found.by_fault_count[2]) == std::vector<std::uint64_t>{1, 1, 1, 1, 0});
  // From 0.5: rows 1 to 5 and 8; from 0.95: rows 1, 2, 4, 5; from 0.9999: rows 1 and 5.
  const auto threshold = [&](std::uint64_t from) {
    for (const auto& t : found.thresholds) {
      if (t.from == from) return std::pair(t.links, t.right);
    }
    return std::pair(std::uint64_t{0}, std::uint64_t{0});
  };
  CHECK(found.thresholds.size() == 12);
  CHECK(threshold(5'000) == std::pair<std::uint64_t, std::uint64_t>(6, 3));
  CHECK(threshold(9'500) == std::pair<std::uint64_t, std::uint64_t>(4, 2));
  CHECK(threshold(9'999) == std::pair<std::uint64_t, std::uint64_t>(2, 1));
  CHECK(found.exact.links == 1);
  CHECK(found.exact.right == 1);
  std::uint64_t in_bands = 0;
  for (const auto& band : found.bands) in_bands += band.links;
  CHECK(in_bands == 5);  // all but the closed one
  const auto band = std::find_if(found.bands.begin(), found.bands.end(), [](const auto& b) { return b.from == 9'500; });
  REQUIRE(band != found.bands.end());
  CHECK(band->to == 9'800);
  CHECK(band->links == 1);
  CHECK(band->right == 1);
  CHECK(band->probability == 9'700);
}

TEST_CASE("link truth: an accepted row that the truth leaves out is refused by its number", "[truth]") {
  HandMade made;
  made.truth.person[6] = engine::kNoTruth;
  try {
    made.judge();
    FAIL("nothing was refused");
  } catch (const engine::Error& error) {
    CHECK(error.code() == engine::ExitCode::kInput);
    CHECK(error.place().row == 7);
    CHECK(std::string(error.what()) ==
          "truth/persons.csv: row 7 of 'dtks', column 'baris': seen no line, wanted one for every accepted row of a "
          "source that it names. Cure: give the truth that was made with these files.");
  }
  made = {};
  made.truth.person.resize(8);  // baris 9 lies behind the end
  CHECK_THROWS_AS(made.judge(), engine::Error);
}

TEST_CASE("link truth: random links are judged as plain loops judge them, for any number of threads", "[truth]") {
  std::mt19937_64 random(5);
  std::vector<std::uint32_t> of_registry(3'000);
  for (auto& person : of_registry) person = static_cast<std::uint32_t>(random() % 2'900);  // 0 is nobody
  const engine::RegistryTruth registry_truth{of_registry};
  const std::set<std::uint64_t> in_registry(of_registry.begin(), of_registry.end());
  constexpr std::size_t kRows = 600'000;  // more than two chunks
  std::vector<engine::LinkRow> rows;
  std::vector<std::uint32_t> baris;
  std::vector<tests::reference::JudgedRow> judged;
  engine::SourceTruth truth;
  for (std::uint32_t b = 1; rows.size() < kRows; ++b) {
    const auto person = static_cast<std::uint32_t>(random() % 3'500);
    truth.person.push_back(person);
    std::vector<std::string> faults;
    for (std::uint32_t kind = 0; kind < 2; ++kind) {
      const std::size_t times = random() % 8 == 0 ? 1 : 0;
      if (times == 0) continue;
      truth.fault_row.push_back(b);
      truth.fault_kind.push_back(kind);
      faults.push_back(kKinds[kind]);
    }
    if (random() % 50 == 0) continue;  // rejected
    const auto state = static_cast<MatchState>(random() % 4);
    const bool linked = state != MatchState::kTidakPadan;
    auto to = linked ? static_cast<engine::PersonRow>(random() % of_registry.size()) : engine::kNoRow;
    if (linked && random() % 2 == 0) {  // often right
      const auto at = std::find(of_registry.begin(), of_registry.end(), person);
      if (at != of_registry.end()) to = static_cast<engine::PersonRow>(at - of_registry.begin());
    }
    const bool closed = state == MatchState::kPadan && random() % 3 == 0;
    const auto probability = static_cast<std::uint16_t>(closed ? 10'000 : linked ? 5'000 + random() % 5'001 : 0);
    rows.push_back(row(state, to, probability, closed));
    baris.push_back(b);
    judged.push_back({b, engine::match_state_name(state), probability, person,
                      to == engine::kNoRow || state == MatchState::kKonflik ? 0 : of_registry[to], faults});
  }
  for (const int threads : {1, 3}) {
    engine::set_threads(threads);
    const engine::LinkTruth found = engine::judge_links(rows, baris, truth, registry_truth, kKinds, "truth", "dtks");
    const auto same = [&](const Rows& fast, const std::vector<tests::reference::JudgedRow>& some) {
      const auto slow = tests::reference::judge(some, in_registry);
      CHECK(counts(fast) ==
            std::vector<std::uint64_t>{slow.rows, slow.with_person, slow.padan, slow.right, slow.right_ragu});
    };
    same(found.all, judged);
    for (const auto& [fault, fast] : found.by_fault) same(fast, tests::reference::with_fault(judged, fault));
    for (const auto& threshold : found.thresholds) {
      CHECK(std::pair(threshold.links, threshold.right) ==
            tests::reference::links_between(judged, static_cast<long>(threshold.from), 10'001));
    }
    std::uint64_t links = found.exact.links;
    for (const auto& band : found.bands) links += band.links;
    CHECK(links == found.thresholds.front().links);
  }
  engine::set_threads(0);
}

TEST_CASE("duplicate truth: pairs of rows of one person by what agrees, counted by hand", "[truth]") {
  // Rows ascend by village, KK and NIK, so the order of writing is that of the table.
  tests::Person a, b, c, d, e;
  a.nik = 1101010101900001, a.name = "RALI SOMU", a.birth = "1990-01-01";
  b = a, b.nik = 1101010101900002;  // all agrees: one person
  c = a, c.nik = 1101010101900003, c.name = "RALI SUMO",
  c.birth = "1991-01-01";           // the same person, but the district alone
  d = a, d.nik = 1101010101900004;  // a namesake, another person
  e = a, e.nik = 1101010101900005, e.name = "TEKA";
  engine::RegistryBuilder builder;
  builder.add(tests::batch_of({a, b, c, d, e}));
  const engine::Registry registry = builder.build().registry;
  const engine::RegistryTruth truth({1, 1, 1, 2, 0});
  CHECK(truth.most_rows == 3);
  const std::vector<engine::DuplicateCluster> clusters = {{{0, 1, 3}, 9'500}, {{2, 4}, 6'000}};
  const engine::DuplicateTruth found = engine::judge_duplicates(clusters, registry, io::region_tree(), truth);
  CHECK(found.all.truth == 3);
  CHECK(found.all.listed == 4);
  CHECK(found.all.listed_right == 1);
  CHECK(found.all.counted == 3);
  CHECK(found.all.counted_right == 1);
  CHECK(found.by_agreement[7].truth == 1);  // a and b
  CHECK(found.by_agreement[7].counted == 3);
  CHECK(found.by_agreement[4].truth == 2);   // a and c, b and c: the district alone
  CHECK(found.by_agreement[4].listed == 1);  // c and e
  CHECK(found.further.truth == 1);
  CHECK(found.further.counted == 3);
  CHECK(found.further.listed == 3);
}
