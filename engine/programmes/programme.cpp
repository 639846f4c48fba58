#include "engine/programmes/programme.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/error.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 20;  // families a chunk: its histogram (512 KiB) stays small beside it
constexpr int kHalfBits = 16;
constexpr std::size_t kHalf = std::size_t{1} << kHalfBits;

using StatusCounts = std::array<std::uint64_t, kProgrammeStatusCount>;
using Histogram = std::vector<std::uint64_t>;

// Maps scores to unsigned numbers of the same order.
std::uint32_t ordered(PmtScore score) { return static_cast<std::uint32_t>(score) ^ 0x80000000u; }
PmtScore from_ordered(std::uint32_t value) { return static_cast<PmtScore>(value ^ 0x80000000u); }

// Counts rows into 2^16 bins: bin(row) gives a bin, or kHalf to leave the row out.
template <class Bin>
Histogram count_bins(std::size_t rows, Bin bin) {
  return parallel_reduce(
      rows, kGrain, Histogram(),
      [&](std::size_t begin, std::size_t end) {
        Histogram counts(kHalf + 1);
        for (std::size_t row = begin; row < end; ++row) ++counts[bin(row)];
        return counts;
      },
      [](Histogram& all, Histogram&& part) {
        if (all.empty()) {
          all = std::move(part);
          return;
        }
        for (std::size_t i = 0; i < part.size(); ++i) all[i] += part[i];
      });
}

// The bin that holds the element of rank `rank` (from 0), and how many lie in the bins before it.
std::pair<std::size_t, std::uint64_t> bin_of_rank(const Histogram& counts, std::uint64_t rank) {
  std::uint64_t before = 0;
  for (std::size_t bin = 0; bin < kHalf; ++bin) {
    if (before + counts[bin] > rank) return {bin, before};
    before += counts[bin];
  }
  throw Error(ExitCode::kInvariant, "a quota's rank lies beyond the eligible families");
}

}  // namespace

ProgrammeStatus ProgrammeDecision::before_quota(const ProgrammeColumns& columns, std::size_t row) const {
  const Desil desil = columns.desil[row];
  if (columns.status[row] != FamilyStatus::kRanked || desil == 0) return ProgrammeStatus::kIncomplete;
  if (desil > desil_max_) return ProgrammeStatus::kNotEligible;
  if ((columns.flags[row] & exclude_) != 0) return ProgrammeStatus::kExcluded;
  return ProgrammeStatus::kReceives;
}

ProgrammeDecision::ProgrammeDecision(const Programme& programme, const ProgrammeColumns& columns, const OrderHash& hash)
    : desil_max_(programme.desil_max), exclude_(programme.exclude) {
  const std::size_t rows = columns.desil.size();
  if (columns.status.size() != rows || columns.flags.size() != rows || columns.score.size() != rows ||
      columns.kk.size() != rows) {
    throw Error(ExitCode::kInvariant, "columns of a programme differ in length");
  }
  const StatusCounts counts = parallel_reduce(
      rows, kGrain, StatusCounts{},
      [&](std::size_t begin, std::size_t end) {
        StatusCounts part{};
        for (std::size_t row = begin; row < end; ++row) ++part[static_cast<std::size_t>(before_quota(columns, row))];
        return part;
      },
      [](StatusCounts& all, StatusCounts&& part) {
        for (std::size_t i = 0; i < all.size(); ++i) all[i] += part[i];
      });
  const std::uint64_t eligible = counts[static_cast<std::size_t>(ProgrammeStatus::kReceives)];
  summary_.code = programme.code;
  summary_.name = programme.name;
  summary_.receives = std::min(eligible, programme.quota.value_or(eligible));
  summary_.outside_quota = eligible - summary_.receives;
  summary_.not_eligible = counts[static_cast<std::size_t>(ProgrammeStatus::kNotEligible)];
  summary_.excluded = counts[static_cast<std::size_t>(ProgrammeStatus::kExcluded)];
  summary_.incomplete = counts[static_cast<std::size_t>(ProgrammeStatus::kIncomplete)];
  if (summary_.outside_quota > 0) border_ = find_border(columns, summary_.receives, hash);
}

ProgrammeDecision::Border ProgrammeDecision::find_border(const ProgrammeColumns& columns, std::uint64_t quota,
                                                         const OrderHash& hash) const {
  const std::size_t rows = columns.desil.size();
  const auto eligible = [&](std::size_t row) { return before_quota(columns, row) == ProgrammeStatus::kReceives; };
  // The score of the border: its upper half, then its lower half.
  const Histogram upper = count_bins(
      rows, [&](std::size_t row) { return eligible(row) ? ordered(columns.score[row]) >> kHalfBits : kHalf; });
  const auto [upper_bin, before_upper] = bin_of_rank(upper, quota);
  const std::size_t high = upper_bin;
  const Histogram lower = count_bins(rows, [&](std::size_t row) {
    const std::uint32_t score = ordered(columns.score[row]);
    return score >> kHalfBits == high && eligible(row) ? score & (kHalf - 1) : kHalf;
  });
  const auto [low, before_lower] = bin_of_rank(lower, quota - before_upper);
  const PmtScore score = from_ordered(static_cast<std::uint32_t>(high << kHalfBits | low));

  // Among the families with exactly this score, the order hash decides.
  std::vector<Border> tied;
  for (std::size_t row = 0; row < rows; ++row) {
    if (columns.score[row] == score && eligible(row)) tied.push_back({score, 0, {columns.kk[row]}});
  }
  parallel_for(tied.size(), 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) tied[i].hash = hash(tied[i].kk);
  });
  const auto nth = tied.begin() + static_cast<std::ptrdiff_t>(quota - before_upper - before_lower);
  std::nth_element(tied.begin(), nth, tied.end(),
                   [](const Border& a, const Border& b) { return a.hash != b.hash ? a.hash < b.hash : a.kk < b.kk; });
  return *nth;
}

ProgrammeStatus ProgrammeDecision::status(const ProgrammeColumns& columns, std::size_t row,
                                          const OrderHash& hash) const {
  const ProgrammeStatus status = before_quota(columns, row);
  if (status != ProgrammeStatus::kReceives || !border_) return status;
  if (columns.score[row] != border_->score) {
    return columns.score[row] < border_->score ? ProgrammeStatus::kReceives : ProgrammeStatus::kOutsideQuota;
  }
  const NomorKk kk{columns.kk[row]};
  const std::uint64_t own = hash(kk);
  const bool before = own != border_->hash ? own < border_->hash : kk < border_->kk;
  return before ? ProgrammeStatus::kReceives : ProgrammeStatus::kOutsideQuota;
}

}  // namespace engine
