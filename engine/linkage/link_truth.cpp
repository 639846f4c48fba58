#include "engine/linkage/link_truth.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

#include "engine/error.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 18;
constexpr std::uint64_t kSure = 10'000;

// What a range of rows adds; entry kinds.size() of `by_fault` is for rows without a fault.
struct Judged {
  LinkTruth::Rows all;
  std::vector<LinkTruth::Rows> by_fault, by_fault_count;
  std::array<std::array<std::uint64_t, 2>, kSure + 1> open_links{};  // by probability: links, right
  LinkTruth::Band exact;
  std::uint64_t left_out = 0;  // first baris without a truth; 0 = none
};

void add(LinkTruth::Rows& sum, const LinkTruth::Rows& part) {
  sum.rows += part.rows;
  sum.with_person += part.with_person;
  sum.padan += part.padan;
  sum.right += part.right;
  sum.right_ragu += part.right_ragu;
}

void add(Judged& sum, const Judged& part) {
  add(sum.all, part.all);
  sum.by_fault.resize(std::max(sum.by_fault.size(), part.by_fault.size()));
  sum.by_fault_count.resize(std::max(sum.by_fault_count.size(), part.by_fault_count.size()));
  for (std::size_t i = 0; i < part.by_fault.size(); ++i) add(sum.by_fault[i], part.by_fault[i]);
  for (std::size_t i = 0; i < part.by_fault_count.size(); ++i) add(sum.by_fault_count[i], part.by_fault_count[i]);
  for (std::size_t p = 0; p <= kSure; ++p) {
    sum.open_links[p][0] += part.open_links[p][0];
    sum.open_links[p][1] += part.open_links[p][1];
  }
  sum.exact.links += part.exact.links;
  sum.exact.right += part.exact.right;
  if (sum.left_out == 0) sum.left_out = part.left_out;
}

// The faults of rows that are asked for in ascending order.
class FaultWalk {
 public:
  FaultWalk(const SourceTruth& truth, std::uint32_t first_row)
      : truth_(truth),
        at_(static_cast<std::size_t>(std::lower_bound(truth.fault_row.begin(), truth.fault_row.end(), first_row) -
                                     truth.fault_row.begin())) {}
  std::span<const std::uint32_t> kinds_of(std::uint32_t row) {
    while (at_ < truth_.fault_row.size() && truth_.fault_row[at_] < row) ++at_;
    const std::size_t begin = at_;
    while (at_ < truth_.fault_row.size() && truth_.fault_row[at_] == row) ++at_;
    return std::span(truth_.fault_kind).subspan(begin, at_ - begin);
  }

 private:
  const SourceTruth& truth_;
  std::size_t at_;
};

void judge_row(const LinkRow& row, std::uint32_t person, const RegistryTruth& registry,
               std::span<const std::uint32_t> faults, Judged& judged) {
  const bool padan = row.link.state == MatchState::kPadan, ragu = row.link.state == MatchState::kRagu;
  const bool right = (padan || ragu) && person != 0 && registry.person[row.link.person] == person;
  LinkTruth::Rows one;
  one.rows = 1;
  one.with_person = right || registry.has(person) ? 1 : 0;
  one.padan = padan ? 1 : 0;
  one.right = padan && right ? 1 : 0;
  one.right_ragu = ragu && right ? 1 : 0;
  add(judged.all, one);
  if (faults.empty()) add(judged.by_fault.back(), one);
  for (const std::uint32_t kind : faults) add(judged.by_fault[kind], one);
  add(judged.by_fault_count[std::min(faults.size(), LinkTruth::kMostFaultsApart)], one);
  if (row.open == kNoRow) {
    ++judged.exact.links;
    judged.exact.right += right ? 1u : 0u;
  } else if (padan || ragu) {
    auto& links = judged.open_links[row.link.probability];
    ++links[0];
    links[1] += right ? 1u : 0u;
  }
}

void fill_tables(const Judged& judged, LinkTruth& truth) {
  truth.exact = judged.exact;
  truth.exact.from = kSure;
  truth.exact.to = kSure + 1;
  truth.exact.probability = judged.exact.links * kSure;
  for (const std::uint64_t from : kTruthThresholds) {
    LinkTruth::Threshold& threshold =
        truth.thresholds.emplace_back(LinkTruth::Threshold{from, judged.exact.links, judged.exact.right});
    for (std::uint64_t p = from; p <= kSure; ++p) {
      threshold.links += judged.open_links[p][0];
      threshold.right += judged.open_links[p][1];
    }
  }
  for (std::size_t b = 0; b < std::size(kTruthBands); ++b) {
    LinkTruth::Band& band = truth.bands.emplace_back();
    band.from = kTruthBands[b];
    band.to = b + 1 < std::size(kTruthBands) ? kTruthBands[b + 1] : kSure + 1;
    for (std::uint64_t p = band.from; p < band.to; ++p) {
      band.links += judged.open_links[p][0];
      band.right += judged.open_links[p][1];
      band.probability += judged.open_links[p][0] * p;
    }
  }
}

}  // namespace

RegistryTruth::RegistryTruth(std::vector<std::uint32_t> person_of_row)
    : person(std::move(person_of_row)), persons(person) {
  parallel_sort(persons, std::less<>());
  for (std::size_t i = 0, first = 0; i < persons.size(); ++i) {
    if (persons[i] != persons[first]) first = i;
    if (persons[i] != 0) most_rows = std::max(most_rows, i - first + 1);
  }
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
}

bool RegistryTruth::has(std::uint32_t wanted) const {
  return wanted != 0 && std::binary_search(persons.begin(), persons.end(), wanted);
}

LinkTruth judge_links(std::span<const LinkRow> rows, std::span<const std::uint32_t> baris, const SourceTruth& truth,
                      const RegistryTruth& registry, const std::vector<std::string>& kinds, const std::string& file,
                      const std::string& source) {
  const auto empty = [&] {
    Judged judged;
    judged.by_fault.resize(kinds.size() + 1);
    judged.by_fault_count.resize(LinkTruth::kMostFaultsApart + 1);
    return judged;
  };
  const Judged judged = parallel_reduce(
      rows.size(), kGrain, empty(),
      [&](std::size_t begin, std::size_t end) {
        Judged part = empty();
        FaultWalk faults(truth, baris[begin]);
        for (std::size_t i = begin; i < end; ++i) {
          const std::size_t at = std::size_t{baris[i]} - 1;
          if (at >= truth.person.size() || truth.person[at] == kNoTruth) {
            if (part.left_out == 0) part.left_out = baris[i];
            continue;
          }
          judge_row(rows[i], truth.person[at], registry, faults.kinds_of(baris[i]), part);
        }
        return part;
      },
      [](Judged& sum, const Judged& part) { add(sum, part); });
  if (judged.left_out != 0) {
    throw Error(ExitCode::kInput,
                file + ": row " + std::to_string(judged.left_out) + " of '" + source +
                    "', column 'baris': seen no line, wanted one for every accepted row of a source that it names. "
                    "Cure: give the truth that was made with these files.",
                {file, judged.left_out, "baris", 0});
  }
  LinkTruth found;
  found.all = judged.all;
  for (std::size_t k = 0; k < judged.by_fault.size(); ++k) {
    if (judged.by_fault[k].rows > 0) found.by_fault[k < kinds.size() ? kinds[k] : ""] = judged.by_fault[k];
  }
  found.by_fault_count = judged.by_fault_count;
  while (found.by_fault_count.size() > 1 && found.by_fault_count.back().rows == 0) found.by_fault_count.pop_back();
  fill_tables(judged, found);
  return found;
}

namespace {

// Which of name, birth date and district two registry rows have in common.
class PairAgreement {
 public:
  PairAgreement(const Registry& registry, const RegionTree& regions) : registry_(registry), regions_(regions) {}
  std::size_t of(PersonRow a, PersonRow b) const {
    const PersonTable& persons = registry_.persons;
    NameBuffer left, right;
    const bool name = persons.name_of(a, left) == persons.name_of(b, right);
    const bool birth = persons.birth[a] == persons.birth[b] && persons.birth[a] != kNoDate;
    const std::uint64_t place = district(a);
    return (name ? 1u : 0u) | (birth ? 2u : 0u) | (place != 0 && place == district(b) ? 4u : 0u);
  }

 private:
  std::uint64_t district(PersonRow person) const {
    const VillageIndex village = registry_.families.village[registry_.persons.family[person]];
    return village == kUnknownVillage ? 0 : regions_.village_code(village) / 10'000;
  }
  const Registry& registry_;
  const RegionTree& regions_;
};

void add(DuplicateTruth& truth, std::size_t agreement, std::uint64_t DuplicateTruth::Pairs::*count) {
  ++(truth.all.*count);
  ++(truth.by_agreement[agreement].*count);
  if (agreement != 0 && (agreement & (agreement - 1)) != 0) ++(truth.further.*count);
}

}  // namespace

DuplicateTruth judge_duplicates(const std::vector<DuplicateCluster>& clusters, const Registry& registry,
                                const RegionTree& regions, const RegistryTruth& truth) {
  using Pairs = DuplicateTruth::Pairs;
  const PairAgreement agreement(registry, regions);
  DuplicateTruth found;
  // True pairs: neighbours by person.
  std::vector<PersonRow> order;
  for (std::size_t p = 0; p < truth.person.size(); ++p) {
    if (truth.person[p] != 0) order.push_back(static_cast<PersonRow>(p));
  }
  parallel_sort(order,
                [&](PersonRow a, PersonRow b) { return std::tie(truth.person[a], a) < std::tie(truth.person[b], b); });
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t k = i + 1; k < order.size() && truth.person[order[k]] == truth.person[order[i]]; ++k) {
      add(found, agreement.of(order[i], order[k]), &Pairs::truth);
    }
  }
  for (const DuplicateCluster& cluster : clusters) {
    for (std::size_t i = 0; i < cluster.rows.size(); ++i) {
      for (std::size_t k = i + 1; k < cluster.rows.size(); ++k) {
        const PersonRow a = cluster.rows[i], b = cluster.rows[k];
        const bool right = truth.person[a] != 0 && truth.person[a] == truth.person[b];
        const std::size_t agree = agreement.of(a, b);
        add(found, agree, &Pairs::listed);
        if (right) add(found, agree, &Pairs::listed_right);
        if (cluster.probability < kPadanProbability) continue;
        add(found, agree, &Pairs::counted);
        if (right) add(found, agree, &Pairs::counted_right);
      }
    }
  }
  return found;
}

}  // namespace engine
