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
constexpr std::size_t kRounds = 8;              // the partitions of a round are in memory at once
constexpr std::size_t kIdsAPartition = 16'384;  // entries, hash heads and links of one stay in a cache of 1 MB
constexpr unsigned kMostPartitionBits = 14;
constexpr std::size_t kNarrowIds = 0xFFFF;  // fewer have places of 16 bits

struct Entry {
  PackedDigits nik;
  NameSketch sketch;
  std::uint32_t row;
};
static_assert(sizeof(Entry) == 24);

std::uint64_t mix(std::uint64_t value) {
  value = (value ^ value >> 29) * 0x9e3779b97f4a7c15ull;
  return value;
}

// Digit `place` (1 to 16) lies in this nibble.
constexpr unsigned shift_of(std::size_t place) { return static_cast<unsigned>(4 * (kNikDigits - place)); }

// The part that all ids of a partition share, and the edits that stay inside it.
struct Partitioning {
  PackedDigits shared;
  std::size_t first_digit, last_digit;  // that may be substituted
  std::size_t first_swap, last_swap;    // first digit of the two
};
constexpr Partitioning kPartitionings[] = {
    {0xFFFF'FF00'0000'0000ull, 7, 16, 7, 15},
    {0x0000'000F'FFFF'FFFFull, 1, 6, 1, 6},
};

// Ids of one partition and the tables to look them up. Besides its entry an id has a link, one or two heads and up to
// 16 bits of a map where places have 16 bits, and a link, up to half a head and 4 bits where they need 32: with its
// entry no more than 32 bytes.
template <class Place>
class PartitionSearch {
 public:
  PartitionSearch(const NikNeighbourSearch& search, FoundNikNeighbours& found) : search_(search), found_(found) {}

  // Fewer entries than the greatest Place.
  void run(std::span<const Entry> entries, const Partitioning& part) {
    if (entries.size() < 2) return;
    entries_ = entries;
    bits_ = static_cast<unsigned>(std::bit_width(entries.size())) - (kNarrow ? 0 : 2);
    heads_.resize(std::size_t{1} << bits_);
    links_.resize(entries.size());
    if (search_.substitutions) {
      for (std::size_t place = part.first_digit; place <= part.last_digit; ++place) substitute(place);
    }
    if (search_.swaps) swap(part);
  }

 private:
  static constexpr Place kEnd = static_cast<Place>(~Place{0});
  static constexpr bool kNarrow = sizeof(Place) == 2;

  // Chains the ids that are equal but for the digit at `place`.
  void substitute(std::size_t place) {
    const PackedDigits mask = ~(PackedDigits{15} << shift_of(place));
    const unsigned drop = 64 - bits_;
    std::fill(heads_.begin(), heads_.end(), kEnd);
    const Entry* const entries = entries_.data();
    Place* const heads = heads_.data();
    Place* const links = links_.data();
    std::uint64_t met = 0;
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
      const PackedDigits key = entries[i].nik & mask;
      const std::uint64_t slot = mix(key) >> drop;
      const Place head = heads[slot];
      links[i] = head;
      heads[slot] = static_cast<Place>(i);
      for (Place j = head; j != kEnd; j = links[j]) {
        if ((entries[j].nik & mask) != key) continue;
        ++met;
        meet(entries[i], entries[j], place, false);
      }
    }
    found_.counts.substitutions[place] += met;
  }

  // Looks up each id with two neighbouring digits swapped. A bitmap answers for nearly all that are not there.
  void swap(const Partitioning& part) {
    const unsigned drop = 64 - bits_, map_bits = bits_ + 3;  // up to 16 bits an id, or 4
    std::fill(heads_.begin(), heads_.end(), kEnd);
    map_.assign((std::size_t{1} << map_bits) / 64 + 1, 0);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
      const std::uint64_t hash = mix(entries_[i].nik);
      links_[i] = heads_[hash >> drop];
      heads_[hash >> drop] = static_cast<Place>(i);
      map_[hash >> (64 - map_bits) >> 6] |= std::uint64_t{1} << (hash >> (64 - map_bits) & 63);
    }
    const Entry* const entries = entries_.data();
    const std::uint64_t* const map = map_.data();
    for (std::size_t place = part.first_swap; place <= part.last_swap; ++place) {
      const unsigned shift = shift_of(place + 1);
      std::uint64_t met = 0;
      for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        const PackedDigits nik = entries[i].nik;
        const std::uint64_t low = nik >> shift & 15, high = nik >> (shift + 4) & 15;
        if (low <= high) continue;  // the one of the two that is smaller looks for the larger
        const PackedDigits wanted = nik ^ ((low ^ high) * 0x11) << shift;
        const std::uint64_t hash = mix(wanted);
        if ((map[hash >> (64 - map_bits) >> 6] >> (hash >> (64 - map_bits) & 63) & 1) == 0) continue;
        for (Place j = heads_[hash >> drop]; j != kEnd; j = links_[j]) {
          if (entries[j].nik != wanted) continue;
          ++met;
          meet(entries[i], entries[j], place, true);
        }
      }
      found_.counts.swaps[place] += met;
    }
  }

  void meet(const Entry& a, const Entry& b, std::size_t place, bool swapped) {
    if (!sketches_alike(a.sketch, b.sketch)) return;
    const std::uint32_t left = std::min(a.row, b.row), right = std::max(a.row, b.row);
    if (search_.names_alike != nullptr && !search_.names_alike(search_.context, left, right)) return;
    found_.pairs.push_back({left, right, static_cast<std::uint8_t>(place), swapped});
  }

  const NikNeighbourSearch& search_;
  FoundNikNeighbours& found_;
  std::span<const Entry> entries_;
  unsigned bits_ = 0;
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
    entries_.resize(ends_[last - 1]);
    parallel_for(niks_.size(), kChunk, [&](std::size_t begin, std::size_t end) {
      std::uint32_t* const places = &place_[begin / kChunk * count()];
      for (std::size_t i = begin; i < end; ++i) {
        const std::size_t p = part_[i];
        if (p - first >= a_round()) continue;
        entries_[places[p]++] = {kernels::pack_digits16(niks_[i]), sketches_[i], static_cast<std::uint32_t>(i)};
      }
    });
  }
  std::span<const Entry> of(std::size_t p) const {
    return std::span(entries_).subspan(begin_[p], ends_[p] - begin_[p]);
  }

 private:
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
  std::vector<Entry> entries_;
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
                       const std::span<const Entry> ids = partitions.of(first + p);
                       if (ids.size() < kNarrowIds)
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
