#include "engine/linkage/nik_neighbours.h"

#include <algorithm>
#include <bit>

#include "engine/parallel.h"
#include "kernels/compare_numbers.h"
#include "kernels/packed_digits.h"

namespace engine {
namespace {

using kernels::PackedDigits;

constexpr std::size_t kChunk = std::size_t{1} << 18;
constexpr std::size_t kRounds = 8;             // the partitions of a round are in memory at once
constexpr std::size_t kIdsAPartition = 8'192;  // those of one stay in a cache of 1 MB
constexpr unsigned kMostPartitionBits = 14;
constexpr std::size_t kNarrowIds = 0xFFFF;  // fewer have places of 16 bits

// What of an id is read where its NIK is close to another one.
struct Bearer {
  NameSketch sketch;
  std::uint32_t row;
};
static_assert(sizeof(Bearer) == 16);

// Ids of a partition, column by column.
struct Entries {
  std::span<const PackedDigits> niks;
  std::span<const Bearer> bearers;
};

std::uint64_t mix(std::uint64_t value) {
  value = (value ^ value >> 29) * 0x9e3779b97f4a7c15ull;
  return value;
}

// Digit `place` (1 to 16) lies in this nibble.
constexpr unsigned shift_of(std::size_t place) { return static_cast<unsigned>(4 * (kNikDigits - place)); }

// First to last of the digits that may be substituted, or of the first digits of swaps.
struct Places {
  std::size_t first, last;
};

// Edits of ids that share the digits of a mask. They are few mostly, and compared all with all.
struct Group {
  PackedDigits mask;
  Places substitutions, swaps;
};

// The digits that all ids of a partition share, and the edits that stay inside it: those of groups, and others.
struct Partitioning {
  PackedDigits shared;
  Places substitutions, swaps;
  std::array<Group, 2> groups;  // mask 0: none
};
constexpr Places kNone = {1, 0};
constexpr Partitioning kPartitionings[] = {
    // area and end of the serial: edits of the birth date, and the swap over its end
    {0xFFFF'FF00'0000'0FFFull, {7, 12}, {7, 12}, {{{0, kNone, kNone}, {0, kNone, kNone}}}},
    // birth date but for its first digit: edits of the serial, edits of the area, and the swap over its end
    {0x0000'000F'FFFF'0000ull,
     kNone,
     {6, 6},
     {{{0xFFFF'FFFF'FFFF'0000ull, {13, 16}, {13, 15}}, {0x0000'00FF'FFFF'FFFFull, {1, 6}, {1, 5}}}}},
};

// Ids of one partition and the tables to look them up. Besides its 24 bytes an id has a link, one or two heads and up
// to 16 bits of a map where places have 16 bits, and a link, up to half a head and 4 bits where they need 32: with its
// entry no more than 32 bytes.
template <class Place>
class PartitionSearch {
 public:
  PartitionSearch(const NikNeighbourSearch& search, FoundNikNeighbours& found) : search_(search), found_(found) {}

  // Fewer entries than the greatest Place.
  void run(const Entries& entries, const Partitioning& part) {
    const std::size_t count = entries.niks.size();
    if (count < 2) return;
    niks_ = entries.niks.data(), bearers_ = entries.bearers.data(), count_ = static_cast<std::uint32_t>(count);
    bits_ = static_cast<unsigned>(std::bit_width(count)) - (kNarrow ? 0 : 2);
    heads_.resize(std::size_t{1} << bits_);
    links_.resize(count);
    Places substitutions[3] = {part.substitutions}, swaps[3] = {part.swaps};
    for (std::size_t g = 0; g < part.groups.size(); ++g) {
      const Group& group = part.groups[g];
      const bool few = group.mask == 0 || comparisons(group.mask) <= kMostComparisons * count;
      if (few && group.mask != 0) compare_group(group.mask);
      substitutions[g + 1] = few ? kNone : group.substitutions;
      swaps[g + 1] = few ? kNone : group.swaps;
    }
    if (search_.substitutions) {
      for (const Places& places : substitutions) substitute(places);
    }
    if (search_.swaps) {
      index_niks();
      for (const Places& places : swaps) swap(places);
    }
  }

 private:
  static constexpr Place kEnd = static_cast<Place>(~Place{0});
  static constexpr bool kNarrow = sizeof(Place) == 2;
  static constexpr std::uint32_t kAhead = 1024;        // ids whose chains are looked up before any is followed
  static constexpr std::size_t kMostComparisons = 12;  // an id, inside groups

  std::uint64_t slot_of(PackedDigits key) const { return mix(key) >> (64 - bits_); }

  // Comparisons that the groups of ids with equal masked NIKs cost, or more.
  std::uint64_t comparisons(PackedDigits mask) {
    std::fill(heads_.begin(), heads_.end(), Place{0});
    std::uint64_t sum = 0;
    for (std::uint32_t i = 0; i < count_; ++i) sum += heads_[slot_of(niks_[i] & mask)]++;
    return sum;
  }

  // Chains the ids by their masked NIKs, and calls visit(i, j) for those of one chain, j before i. Looking up and
  // following take turns, so that the processor guesses wrong once a chain and not once an id.
  template <class Visit>
  void each_chained(PackedDigits mask, Visit visit) {
    std::fill(heads_.begin(), heads_.end(), kEnd);
    std::uint32_t chained[kAhead];
    for (std::uint32_t begin = 0; begin < count_; begin += kAhead) {
      const std::uint32_t end = std::min(begin + kAhead, count_);
      std::size_t size = 0;
      for (std::uint32_t i = begin; i < end; ++i) {
        Place& head = heads_.data()[slot_of(niks_[i] & mask)];
        chained[size] = i;
        size += head != kEnd ? 1 : 0;
        links_.data()[i] = head;
        head = static_cast<Place>(i);
      }
      for (std::size_t c = 0; c < size; ++c) {
        const std::uint32_t i = chained[c];
        for (Place j = links_.data()[i]; j != kEnd; j = links_.data()[j]) visit(i, j);
      }
    }
  }

  void compare_group(PackedDigits mask) {
    each_chained(mask, [&](std::uint32_t i, std::uint32_t j) {
      const PackedDigits apart = niks_[i] ^ niks_[j];
      if ((apart & mask) != 0) return;
      const auto low = static_cast<unsigned>(std::countr_zero(apart)) / 4;  // digits behind the last that differs
      const PackedDigits differ = apart >> (4 * low);
      if (differ < 16) {
        if (search_.substitutions) meet(i, j, kNikDigits - low, false);
      } else if (differ < 256 && search_.swaps) {
        const bool swapped =
            differ >> 4 == (differ & 15) && (niks_[i] >> (4 * low) & 15) == (niks_[j] >> (4 * low + 4) & 15);
        if (swapped) meet(i, j, kNikDigits - low - 1, true);
      }
    });
  }

  // Ids that are equal but for one digit.
  void substitute(Places places) {
    for (std::size_t place = places.first; place <= places.last; ++place) {
      const PackedDigits mask = ~(PackedDigits{15} << shift_of(place));
      each_chained(mask, [&](std::uint32_t i, std::uint32_t j) {
        if (((niks_[i] ^ niks_[j]) & mask) == 0) meet(i, j, place, false);
      });
    }
  }

  // A bitmap answers for nearly all NIKs that are not there, chains by the whole NIK for the others.
  void index_niks() {
    map_bits_ = bits_ + 3;  // up to 16 bits an id, or 4
    std::fill(heads_.begin(), heads_.end(), kEnd);
    map_.assign((std::size_t{1} << map_bits_) / 64 + 1, 0);
    for (std::uint32_t i = 0; i < count_; ++i) {
      const std::uint64_t hash = mix(niks_[i]);
      links_[i] = heads_[hash >> (64 - bits_)];
      heads_[hash >> (64 - bits_)] = static_cast<Place>(i);
      map_[hash >> (64 - map_bits_) >> 6] |= std::uint64_t{1} << (hash >> (64 - map_bits_) & 63);
    }
  }

  // Looks up each id with two neighbouring digits swapped; the one of the two whose last digit is larger does.
  void swap(Places places) {
    std::uint32_t found[kAhead];
    for (std::size_t place = places.first; place <= places.last; ++place) {
      const unsigned shift = shift_of(place + 1);
      const auto swapped = [&](PackedDigits nik) {
        return nik ^ (((nik >> shift ^ nik >> (shift + 4)) & 15) * 0x11) << shift;
      };
      for (std::uint32_t begin = 0; begin < count_; begin += kAhead) {
        const std::uint32_t end = std::min(begin + kAhead, count_);
        std::size_t size = 0;
        for (std::uint32_t i = begin; i < end; ++i) {
          const PackedDigits nik = niks_[i], wanted = swapped(nik);
          const std::uint64_t bit = mix(wanted) >> (64 - map_bits_);
          found[size] = i;
          size += (map_.data()[bit >> 6] >> (bit & 63) & 1) & (wanted < nik ? 1 : 0);
        }
        for (std::size_t f = 0; f < size; ++f) {
          const PackedDigits wanted = swapped(niks_[found[f]]);
          for (Place j = heads_.data()[slot_of(wanted)]; j != kEnd; j = links_.data()[j]) {
            if (niks_[j] == wanted) meet(found[f], j, place, true);
          }
        }
      }
    }
  }

  void meet(std::uint32_t i, std::uint32_t j, std::size_t place, bool swapped) {
    ++(swapped ? found_.counts.swaps : found_.counts.substitutions)[place];
    const Bearer &a = bearers_[i], &b = bearers_[j];
    if (!sketches_alike(a.sketch, b.sketch)) return;
    const std::uint32_t left = std::min(a.row, b.row), right = std::max(a.row, b.row);
    if (search_.names_alike != nullptr && !search_.names_alike(search_.context, left, right)) return;
    found_.pairs.push_back({left, right, static_cast<std::uint8_t>(place), swapped});
  }

  const NikNeighbourSearch& search_;
  FoundNikNeighbours& found_;
  const PackedDigits* niks_ = nullptr;
  const Bearer* bearers_ = nullptr;
  std::uint32_t count_ = 0;
  unsigned bits_ = 0, map_bits_ = 0;
  std::vector<Place> heads_, links_;
  std::vector<std::uint64_t> map_;
};

// Brings ids into partitions, those of one round at a time.
class Partitions {
 public:
  Partitions(std::span<const std::uint64_t> niks, std::span<const NameSketch> sketches, PackedDigits shared)
      : niks_(niks), sketches_(sketches), shared_(shared) {
    const std::size_t wanted = niks.size() / kIdsAPartition + 1;
    bits_ = std::clamp(static_cast<unsigned>(std::bit_width(wanted)), 3u, kMostPartitionBits);
    part_.resize(niks.size());
    const std::size_t chunks = chunk_count(niks.size(), kChunk);
    place_.assign(chunks * count(), 0);
    parallel_for(niks.size(), kChunk, [&](std::size_t begin, std::size_t end) {
      std::uint32_t* const counts = &place_[begin / kChunk * count()];
      for (std::size_t i = begin; i < end; ++i) {
        part_[i] = static_cast<std::uint16_t>(partition_of(kernels::pack_digits16(niks_[i])));
        ++counts[part_[i]];
      }
    });
    begin_.assign(count() + 1, 0);
    for (std::size_t p = 0; p < count(); ++p) {
      if (p % (count() / kRounds) == 0) begin_[p] = 0;  // each round begins anew
      std::size_t at = begin_[p];
      for (std::size_t c = 0; c < chunks; ++c) {
        const std::uint32_t here = place_[c * count() + p];
        place_[c * count() + p] = static_cast<std::uint32_t>(at);
        at += here;
      }
      ends_.push_back(at);
      if (p + 1 < count()) begin_[p + 1] = at;
    }
  }

  std::size_t count() const { return std::size_t{1} << bits_; }
  std::size_t a_round() const { return count() / kRounds; }

  void load(std::size_t round) {
    const std::size_t first = round * a_round(), last = first + a_round();
    at_niks_.resize(ends_[last - 1]);
    bearers_.resize(ends_[last - 1]);
    parallel_for(niks_.size(), kChunk, [&](std::size_t begin, std::size_t end) {
      std::uint32_t* const places = &place_[begin / kChunk * count()];
      std::uint32_t here[kPicked];  // ids of this round, picked without a branch
      for (std::size_t from = begin; from < end; from += kPicked) {
        const std::size_t to = std::min(from + kPicked, end);
        std::size_t size = 0;
        for (std::size_t i = from; i < to; ++i) {
          here[size] = static_cast<std::uint32_t>(i);
          size += part_.data()[i] - first < a_round() ? 1 : 0;
        }
        for (std::size_t k = 0; k < size; ++k) {
          const std::uint32_t i = here[k], at = places[part_[i]]++;
          at_niks_.data()[at] = kernels::pack_digits16(niks_[i]);
          bearers_.data()[at] = {sketches_[i], i};
        }
      }
    });
  }
  Entries of(std::size_t p) const {
    const std::size_t count = ends_[p] - begin_[p];
    return {std::span(at_niks_).subspan(begin_[p], count), std::span(bearers_).subspan(begin_[p], count)};
  }

 private:
  static constexpr std::size_t kPicked = 1024;

  std::size_t partition_of(PackedDigits nik) const {
    return static_cast<std::size_t>(mix((nik & shared_) * 0xd6e8feb86659fd93ull) >> (64 - bits_));
  }

  std::span<const std::uint64_t> niks_;
  std::span<const NameSketch> sketches_;
  PackedDigits shared_;
  unsigned bits_ = 0;
  std::vector<std::uint16_t> part_;   // of each id
  std::vector<std::uint32_t> place_;  // of chunk and partition: where its next entry goes
  std::vector<std::size_t> begin_, ends_;
  std::vector<PackedDigits> at_niks_;  // of the round, by partition
  std::vector<Bearer> bearers_;
};

void add(FoundNikNeighbours& all, FoundNikNeighbours&& part) {
  all.pairs.insert(all.pairs.end(), part.pairs.begin(), part.pairs.end());
  for (std::size_t i = 0; i <= kNikDigits; ++i) {
    all.counts.substitutions[i] += part.counts.substitutions[i];
    all.counts.swaps[i] += part.counts.swaps[i];
  }
}

}  // namespace

FoundNikNeighbours find_nik_neighbours(std::span<const std::uint64_t> niks, std::span<const NameSketch> sketches,
                                       const NikNeighbourSearch& search) {
  FoundNikNeighbours found;
  for (const Partitioning& part : kPartitionings) {
    Partitions partitions(niks, sketches, part.shared);
    for (std::size_t round = 0; round < kRounds; ++round) {
      partitions.load(round);
      const std::size_t first = round * partitions.a_round();
      add(found, parallel_reduce(
                     partitions.a_round(), 1, FoundNikNeighbours{},
                     [&](std::size_t p, std::size_t) {
                       FoundNikNeighbours here;
                       const Entries ids = partitions.of(first + p);
                       if (ids.niks.size() < kNarrowIds)
                         PartitionSearch<std::uint16_t>(search, here).run(ids, part);
                       else
                         PartitionSearch<std::uint32_t>(search, here).run(ids, part);
                       return here;
                     },
                     add));
    }
  }
  parallel_sort(found.pairs, std::less<>());
  return found;
}

std::vector<RowPair> find_two_substitutions(std::span<const std::uint64_t> niks, std::span<const std::uint32_t> rows,
                                            std::span<const std::uint64_t> group_begin) {
  constexpr std::size_t kGroups = 256;
  const std::size_t groups = group_begin.empty() ? 0 : group_begin.size() - 1;
  auto pairs = parallel_reduce(
      groups, kGroups, std::vector<RowPair>{},
      [&](std::size_t begin, std::size_t end) {
        std::vector<RowPair> here;
        std::vector<PackedDigits> packed;
        for (std::size_t g = begin; g < end; ++g) {
          const auto members = rows.subspan(group_begin[g], group_begin[g + 1] - group_begin[g]);
          packed.clear();
          for (const std::uint32_t row : members) packed.push_back(kernels::pack_digits16(niks[row]));
          for (std::size_t i = 0; i < members.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
              if (kernels::differing_digits(packed[i], packed[j]) != 2) continue;
              if (kernels::one_adjacent_swap(packed[i], packed[j])) continue;
              here.push_back({std::min(members[i], members[j]), std::max(members[i], members[j])});
            }
          }
        }
        return here;
      },
      [](std::vector<RowPair>& all, std::vector<RowPair>&& part) { all.insert(all.end(), part.begin(), part.end()); });
  parallel_sort(pairs, std::less<>());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace engine
