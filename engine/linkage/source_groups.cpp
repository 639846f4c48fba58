#include <algorithm>
#include <tuple>

#include "engine/linkage/source_parts.h"
#include "engine/parallel.h"
#include "engine/radix_sort.h"

namespace engine {
namespace source_parts {
namespace {

constexpr std::size_t kMostLinked = 16;

}  // namespace

bool before(const OpenRows& rows, std::uint32_t a, std::uint32_t b) {
  const OpenRow &x = rows.rows[a], &y = rows.rows[b];
  const auto fields = [](const OpenRow& r) { return std::tie(r.nik, r.birth, r.village, r.sex, r.attributes); };
  return fields(x) != fields(y) ? fields(x) < fields(y) : rows.name(x) < rows.name(y);
}

std::uint64_t key_of(const OpenRows& rows, std::uint32_t open) {
  const OpenRow& row = rows.rows[open];
  std::uint64_t key = row.nik ^ std::uint64_t{row.birth} << 40;
  for (const char c : rows.name(row)) key = key * 31 + static_cast<unsigned char>(c);
  return key;
}

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ x >> 31) * 0x9E37'79B9'7F4A'7C15ull;
  return x ^ x >> 29;
}

void linked_families(std::vector<FamilyRow>& families, std::vector<LinkedFamily>& linked) {
  linked.clear();
  std::sort(families.begin(), families.end());
  for (const FamilyRow family : families) {
    if (linked.empty() || linked.back().family != family) linked.push_back({family, 0});
    ++linked.back().rows;
  }
  if (linked.size() <= kMostLinked) return;
  std::sort(linked.begin(), linked.end(), [](const LinkedFamily& a, const LinkedFamily& b) {
    return a.rows != b.rows ? a.rows > b.rows : a.family < b.family;
  });
  linked.resize(kMostLinked);
}

std::span<const OpenDecision> decisions_of(const std::vector<OpenDecision>& decisions, std::uint32_t open) {
  const auto range = std::equal_range(decisions.begin(), decisions.end(), OpenDecision{open, kNoRow, false},
                                      [](const auto& a, const auto& b) { return a.open < b.open; });
  return {range.first, range.second};
}

}  // namespace source_parts

// Rows are ordered by what they say, so that ties do not depend on the order of the source.
void SourceLinking::group_by_kk() {
  by_kk_.clear();
  groups_.clear();
  std::vector<std::uint64_t> kks;
  for (const OpenRow& open : open_.rows) {
    if (rows_[open.row].kk != 0) kks.push_back(rows_[open.row].kk);
  }
  radix_sort(kks, [](std::uint64_t kk) { return kk; });
  kks.erase(std::unique(kks.begin(), kks.end()), kks.end());
  FlatIndex known;
  known.build(kks);
  struct Member {
    std::uint64_t kk;
    std::uint32_t row;
  };
  const std::vector<Member> members = [&] {
    std::vector<Member> found = parallel_reduce(
        rows_.size(), std::size_t{1} << 16, std::vector<Member>{},
        [&](std::size_t begin, std::size_t end) {
          std::vector<std::uint64_t> wanted(end - begin);
          std::vector<std::uint32_t> at(end - begin);
          for (std::size_t i = begin; i < end; ++i) wanted[i - begin] = rows_[i].kk;
          known.find_batch(kks, wanted, at);
          std::vector<Member> part;
          for (std::size_t i = begin; i < end; ++i) {
            if (at[i - begin] != kNoRow) part.push_back({rows_[i].kk, static_cast<std::uint32_t>(i)});
          }
          return part;
        },
        [](std::vector<Member>& all, std::vector<Member>&& part) { all.insert(all.end(), part.begin(), part.end()); });
    radix_sort(found, [](const Member& member) { return member.kk; });
    return found;
  }();
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i == 0 || members[i].kk != members[i - 1].kk) {
      groups_.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i)});
    }
    by_kk_.push_back(members[i].row);
    groups_.back().end = static_cast<std::uint32_t>(i + 1);
  }
  for (const OpenRow& open : open_.rows) {
    if (rows_[open.row].kk != 0) continue;
    by_kk_.push_back(open.row);
    groups_.push_back({static_cast<std::uint32_t>(by_kk_.size() - 1), static_cast<std::uint32_t>(by_kk_.size())});
  }
}

std::vector<SourceLinking::Group> SourceLinking::groups_with(const std::vector<bool>& wanted) const {
  std::vector<Group> found;
  for (const Group& group : groups_) {
    for (std::uint32_t i = group.begin; i < group.end; ++i) {
      const std::uint32_t open = rows_[by_kk_[i]].open;
      if (open == kNoRow || !wanted[open]) continue;
      found.push_back(group);
      break;
    }
  }
  return found;
}

}  // namespace engine
