#include "engine/linkage/repeated_numbers.h"

#include <algorithm>
#include <iterator>

#include "engine/parallel.h"
#include "engine/radix_sort.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 16;

struct NumberRow {
  std::uint64_t number, other;  // the number that is looked for, and what stands beside it
};

// Which part a number belongs to; the multiplier is 2^64 / golden ratio (Knuth, TAOCP 3, 6.4).
std::size_t part_of(std::uint64_t number, std::size_t parts) {
  return static_cast<std::size_t>((number * 0x9E3779B97F4A7C15ull >> 32) * parts >> 32);
}

// The rows of one part, sorted by number: row(i) gives row i, or a number of 0 where it has none.
template <class Row>
std::vector<NumberRow> rows_of_part(std::size_t rows, std::size_t part, std::size_t parts, Row&& row) {
  auto found = parallel_reduce(
      rows, kGrain, std::vector<NumberRow>(),
      [&](std::size_t begin, std::size_t end) {
        std::vector<NumberRow> some;
        for (std::size_t i = begin; i < end; ++i) {
          const NumberRow one = row(i);
          if (one.number != 0 && part_of(one.number, parts) == part) some.push_back(one);
        }
        return some;
      },
      [](std::vector<NumberRow>& all, std::vector<NumberRow>&& some) {
        all.insert(all.end(), some.begin(), some.end());
      });
  radix_sort(found, [](const NumberRow& one) { return one.number; });
  return found;
}

RepeatedCounts no_counts(std::size_t places) {
  RepeatedCounts counts;
  for (RepeatedRows* one : {&counts.nik_repeated, &counts.nik_several_kk, &counts.kk_no_head, &counts.kk_several_heads})
    one->rows.assign(places, 0);
  return counts;
}

void add(RepeatedRows& sum, const RepeatedRows& part) {
  sum.numbers += part.numbers;
  for (std::size_t place = 0; place < sum.rows.size(); ++place) sum.rows[place] += part.rows[place];
}

// Calls visit(begin, end, counts) for each run of rows with one number, and adds the counts to those of `sum`.
template <class Visit>
void count_numbers(const std::vector<NumberRow>& rows, RepeatedCounts& sum, Visit&& visit) {
  const std::vector<std::size_t> borders = group_borders(
      rows.size(), kGrain, [&](std::size_t a, std::size_t b) { return rows[a].number == rows[b].number; });
  const RepeatedCounts found = parallel_reduce(
      borders.size() - 1, 8, no_counts(sum.nik_repeated.rows.size()),
      [&](std::size_t first, std::size_t last) {
        RepeatedCounts counts = no_counts(sum.nik_repeated.rows.size());
        const auto stop = rows.begin() + static_cast<std::ptrdiff_t>(borders[last]);
        for (auto begin = rows.begin() + static_cast<std::ptrdiff_t>(borders[first]); begin != stop;) {
          auto end = std::next(begin);
          while (end != stop && end->number == begin->number) ++end;
          visit(begin, end, counts);
          begin = end;
        }
        return counts;
      },
      [](RepeatedCounts& all, const RepeatedCounts& part) {
        add(all.nik_repeated, part.nik_repeated);
        add(all.nik_several_kk, part.nik_several_kk);
        add(all.kk_no_head, part.kk_no_head);
        add(all.kk_several_heads, part.kk_several_heads);
      });
  add(sum.nik_repeated, found.nik_repeated);
  add(sum.nik_several_kk, found.nik_several_kk);
  add(sum.kk_no_head, found.kk_no_head);
  add(sum.kk_several_heads, found.kk_several_heads);
}

}  // namespace

RepeatedCounts RepeatedNumbers::count(std::size_t places, std::size_t part_rows) {
  RepeatedCounts all = no_counts(places);
  const std::size_t rows = nik_place_.size(), parts = rows / std::max<std::size_t>(part_rows, 1) + 1;
  const auto place_at = [&](std::size_t i) { return nik_place_[i] & (kMostPlaces - 1); };
  using Rows = std::vector<NumberRow>::const_iterator;
  for (std::size_t part = 0; part < parts; ++part) {
    const auto by_nik = rows_of_part(rows, part, parts, [&](std::size_t i) {
      return NumberRow{nik_place_[i] >> 10, (kk_head_[i] >> 2) << 10 | place_at(i)};
    });
    count_numbers(by_nik, all, [&](Rows begin, Rows end, RepeatedCounts& counts) {
      if (end - begin < 2) return;
      std::uint64_t first_kk = 0;
      bool several = false;
      for (Rows row = begin; row != end; ++row) {
        const std::uint64_t kk = row->other >> 10;
        several |= first_kk != 0 && kk != 0 && kk != first_kk;
        if (first_kk == 0) first_kk = kk;
      }
      ++counts.nik_repeated.numbers;
      if (several) ++counts.nik_several_kk.numbers;
      for (Rows row = begin; row != end; ++row) {
        ++counts.nik_repeated.rows[row->other & (kMostPlaces - 1)];
        if (several) ++counts.nik_several_kk.rows[row->other & (kMostPlaces - 1)];
      }
    });
  }
  for (std::size_t part = 0; part < parts; ++part) {
    const auto by_kk = rows_of_part(rows, part, parts, [&](std::size_t i) {
      return NumberRow{kk_head_[i] >> 2, (kk_head_[i] & 3u) << 10 | place_at(i)};
    });
    count_numbers(by_kk, all, [&](Rows begin, Rows end, RepeatedCounts& counts) {
      std::uint64_t heads = 0, given = 0;
      for (Rows row = begin; row != end; ++row) {
        heads += row->other >> 10 & 1u;
        given += row->other >> 11 & 1u;
      }
      if (given == 0 || heads == 1) return;
      RepeatedRows& found = heads == 0 ? counts.kk_no_head : counts.kk_several_heads;
      ++found.numbers;
      for (Rows row = begin; row != end; ++row) ++found.rows[row->other & (kMostPlaces - 1)];
    });
  }
  nik_place_ = {};
  kk_head_ = {};
  return all;
}

}  // namespace engine
