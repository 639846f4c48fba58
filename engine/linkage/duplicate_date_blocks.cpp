#include "engine/linkage/duplicate_date_blocks.h"

#include <algorithm>

#include "engine/linkage/bits.h"
#include "engine/parallel.h"
#include "kernels/alike_sketches.h"

namespace engine {
namespace {

// Blocks of so many rows are compared all with all; a run of one regency may be larger. Measured on 4 million persons:
// a block of the nation has 72 rows on an ordinary day, 0.9 ns a pair.
constexpr std::size_t kWholeBlock = 192, kWholeRun = 384;
constexpr std::size_t kWordGroup = 16;  // rows of a hot day that share a word
constexpr std::size_t kDays = std::size_t{kNoDate} + 1, kSexes = 2;
constexpr std::size_t kParts = 16;          // of the counting sort
constexpr std::size_t kDecoyEvery = 4;      // days; as many for each two million persons, up to 16 times
constexpr std::size_t kExpectEvery = 4;     // rows
constexpr std::size_t kDecoyDistance = 11;  // days; no one-digit change, and never the default date next to another

// Rows by (day, sex), ascending in each block; rows without a date or sex are left out.
struct DateOrder {
  std::vector<PersonRow> rows;
  std::vector<std::uint32_t> begin;  // of block day · kSexes + sex, and one past the last

  std::span<const PersonRow> block(std::size_t b) const {
    return std::span(rows).subspan(begin[b], begin[b + 1] - begin[b]);
  }
};

DateOrder order_by_date(const PersonTable& persons) {
  constexpr std::size_t kBlocks = kDays * kSexes, kNone = kBlocks;
  const std::size_t grain = std::max<std::size_t>(std::size_t{1} << 16, (persons.size() + kParts - 1) / kParts);
  const auto block_of = [&](std::size_t p) {
    const Sex sex = persons.marks[p].sex();
    if (persons.birth[p] == kNoDate || sex == Sex::kUnknown) return kNone;
    return std::size_t{persons.birth[p]} * kSexes + (sex == Sex::kMale ? 0 : 1);
  };
  std::vector<std::vector<std::uint32_t>> places(chunk_count(persons.size(), grain));
  parallel_for(persons.size(), grain, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t>& counts = places[begin / grain];
    counts.assign(kBlocks + 1, 0);
    for (std::size_t p = begin; p < end; ++p) ++counts[block_of(p)];
  });
  DateOrder order;
  order.begin.assign(kBlocks + 1, 0);
  std::uint32_t at = 0;
  for (std::size_t b = 0; b < kBlocks; ++b) {
    order.begin[b] = at;
    for (auto& counts : places) at += std::exchange(counts[b], at);
  }
  order.begin[kBlocks] = at;
  order.rows.resize(at);
  parallel_for(persons.size(), grain, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t>& next = places[begin / grain];
    for (std::size_t p = begin; p < end; ++p) {
      const std::size_t b = block_of(p);
      if (b != kNone) order.rows[next[b]++] = static_cast<PersonRow>(p);
    }
  });
  return order;
}

constexpr std::size_t kAhead = 16;  // rows whose sketches are brought near

// What the inner loop reads of the rows of a block, column by column.
struct BlockColumns {
  std::span<const PersonRow> rows;
  std::vector<std::uint64_t> letters;
  std::vector<std::uint32_t> marks, regency;

  void load(std::span<const PersonRow> block, std::span<const NameSketch> sketches, const DuplicatePlaces& places,
            const DuplicateNames& names) {
    rows = block;
    letters.resize(rows.size()), marks.resize(rows.size()), regency.resize(rows.size()), words_.resize(rows.size());
    read_.assign(rows.size(), 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i + kAhead < rows.size()) __builtin_prefetch(&sketches[rows[i + kAhead]]);
      names.prefetch(rows[i]);
      const NameSketch& sketch = sketches[rows[i]];
      letters[i] = sketch.signature();
      marks[i] = sketch.words;
      regency[i] = places.regency(rows[i]);
    }
  }
  // Places from `begin` to `end` whose sketches are like the one of `i` in `other`; `found` has room for all of them.
  std::span<const std::uint32_t> alike(const BlockColumns& other, std::size_t i, std::size_t begin, std::size_t end,
                                       std::vector<std::uint32_t>& found) const {
    const std::size_t size =
        kernels::alike_sketches(other.letters[i], other.marks[i], std::span(letters).subspan(begin, end - begin),
                                std::span(marks).subspan(begin, end - begin), found.data());
    return std::span(found).first(size);
  }
  bool alike(std::size_t i, std::size_t j) const { return sketches_alike(letters[i], marks[i], letters[j], marks[j]); }
  // Read once, when a pair asks for them first.
  const PersonWords& words(std::size_t i, const DuplicateNames& names) {
    if (read_[i] == 0) words_[i] = names.words(rows[i]);
    read_[i] = 1;
    return words_[i];
  }

 private:
  std::vector<PersonWords> words_;
  std::vector<std::uint8_t> read_;
};

class BlockSearch {
 public:
  BlockSearch(const DuplicatePlaces& places, const DuplicateNames& names, std::span<const NameSketch> sketches,
              DateBlockPairs& found)
      : places_(places), names_(names), sketches_(sketches), found_(found) {}

  void run(std::span<const PersonRow> rows, std::span<const PersonRow> strangers) {
    if (rows.size() > 1) {
      block_.load(rows, sketches_, places_, names_);
      make_room(rows.size());
      if (rows.size() <= kWholeBlock)
        compare_range(0, rows.size());
      else
        compare_runs();
    }
    if (!rows.empty() && !strangers.empty()) meet_strangers(rows, strangers);
  }

 private:
  struct Word {
    NameKeyId key;
    std::uint32_t at;
    friend auto operator<=>(const Word&, const Word&) = default;
  };

  void make_room(std::size_t rows) {
    if (alike_.size() < rows + kernels::kFoundPadding) alike_.resize(rows + kernels::kFoundPadding);
  }

  void compare_range(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin + 1; i < end; ++i) {
      for (const std::uint32_t j : block_.alike(block_, i, begin, i, alike_)) take(begin + j, i, kDateBlock);
    }
    found_.compared += (end - begin) * (end - begin - 1) / 2;
  }

  // A hot day: all with all in the runs of a regency that are not too long, and the rest by rare words.
  void compare_runs() {
    const std::span<const PersonRow> rows = block_.rows;
    whole_run_.assign(rows.size(), false);
    for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
      while (end < rows.size() && block_.regency[end] == block_.regency[begin]) ++end;
      if (end - begin > kWholeRun) continue;
      compare_range(begin, end);
      std::fill(whole_run_.begin() + static_cast<std::ptrdiff_t>(begin),
                whole_run_.begin() + static_cast<std::ptrdiff_t>(end), true);
    }
    word_rows_.clear();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const PersonWords& words = block_.words(i, names_);
      for (std::size_t w = 0; w < words.count; ++w) word_rows_.push_back({words.ids[w], static_cast<std::uint32_t>(i)});
    }
    std::sort(word_rows_.begin(), word_rows_.end());
    word_rows_.erase(std::unique(word_rows_.begin(), word_rows_.end()), word_rows_.end());
    for (std::size_t begin = 0, end = 0; begin < word_rows_.size(); begin = end) {
      while (end < word_rows_.size() && word_rows_[end].key == word_rows_[begin].key) ++end;
      if (end - begin > kWordGroup) {
        found_.left_out += end - begin;
        continue;
      }
      for (std::size_t i = begin + 1; i < end; ++i) {
        for (std::size_t j = begin; j < i; ++j) {
          const std::uint32_t first = word_rows_[j].at, second = word_rows_[i].at;
          if (block_.regency[first] == block_.regency[second] && whole_run_[first]) continue;
          ++found_.compared;
          if (block_.alike(first, second)) take(first, second, kDateAndWord);
        }
      }
    }
  }

  void take(std::size_t i, std::size_t j, std::uint8_t pass) {
    const PersonRow a = block_.rows[i], b = block_.rows[j];
    const NameEvidence name = names_.compare(a, block_.words(i, names_), b, block_.words(j, names_));
    if (name.kind == NameKind::kOther) return;
    DuplicatePair pair;
    pair.a = a, pair.b = b, pair.rarity = name.rarity, pair.name = name.kind;
    pair.date = DateKind::kEqual;
    pair.near = places_.nearness(a, b);
    pair.passes = pass;
    found_.pairs.push_back(pair);
  }

  // Compares with the rows of another day, of whom nobody is the same person.
  void meet_strangers(std::span<const PersonRow> rows, std::span<const PersonRow> strangers) {
    strangers_.load(strangers, sketches_, places_, names_);
    if (rows.size() < 2) block_.load(rows, sketches_, places_, names_);
    make_room(strangers.size());
    const bool whole = rows.size() <= kWholeBlock && strangers.size() <= kWholeBlock;
    std::size_t first = 0, last = 0;  // strangers of the row's regency
    for (std::size_t i = 0; i < rows.size(); ++i) {
      while (first < strangers.size() && strangers_.regency[first] < block_.regency[i]) ++first;
      last = std::max(first, last);
      while (last < strangers.size() && strangers_.regency[last] == block_.regency[i]) ++last;
      const std::size_t begin = whole ? 0 : first, end = whole ? strangers.size() : last;
      for (const std::uint32_t j : strangers_.alike(block_, i, begin, end, alike_)) count_stranger(i, begin + j);
      if (rows[i] % kExpectEvery == 0) expect_strangers(rows[i], last - first, (end - begin) - (last - first));
    }
  }

  // How many of them agree with the row by the frequencies of its words.
  void expect_strangers(PersonRow row, std::size_t inside, std::size_t outside) {
    names_.each_chance(row, [&](NameKind kind, std::int32_t rarity) {
      const double share = odds_of(-rarity) * static_cast<double>(kExpectEvery);
      auto& expected = found_.strangers.expected;
      expected[1][static_cast<std::size_t>(kind)][rarity_band(rarity)] += static_cast<double>(inside) * share;
      expected[2][static_cast<std::size_t>(kind)][rarity_band(rarity)] += static_cast<double>(outside) * share;
    });
  }

  void count_stranger(std::size_t i, std::size_t j) {
    const NameEvidence name =
        names_.compare(block_.rows[i], block_.words(i, names_), strangers_.rows[j], strangers_.words(j, names_));
    const bool one_regency = strangers_.regency[j] == block_.regency[i];
    if (name.kind == NameKind::kOther) return;
    found_.strangers.met[one_regency ? 1 : 2][static_cast<std::size_t>(name.kind)][rarity_band(name.rarity)] += 1;
  }

  const DuplicatePlaces& places_;
  const DuplicateNames& names_;
  std::span<const NameSketch> sketches_;
  DateBlockPairs& found_;
  BlockColumns block_, strangers_;
  std::vector<std::uint32_t> alike_;
  std::vector<bool> whole_run_;
  std::vector<Word> word_rows_;
};

}  // namespace

DateBlockPairs find_in_date_blocks(const Registry& registry, const DuplicatePlaces& places, const DuplicateNames& names,
                                   std::span<const NameSketch> sketches) {
  const DateOrder order = order_by_date(registry.persons);
  const std::size_t decoy_every = kDecoyEvery * std::clamp<std::size_t>(registry.persons.size() / 2'000'000, 1, 16);
  return parallel_reduce(
      kDays * kSexes, 64, DateBlockPairs{},
      [&](std::size_t begin, std::size_t end) {
        DateBlockPairs part;
        BlockSearch search(places, names, sketches, part);
        for (std::size_t b = begin; b < end; ++b) {
          const std::size_t day = b / kSexes, other = b + kDecoyDistance * kSexes;
          const bool decoy = day % decoy_every == 0 && other < kDays * kSexes;
          search.run(order.block(b), decoy ? order.block(other) : std::span<const PersonRow>{});
        }
        return part;
      },
      [](DateBlockPairs& sum, DateBlockPairs&& part) {
        sum.pairs.insert(sum.pairs.end(), part.pairs.begin(), part.pairs.end());
        sum.compared += part.compared;
        sum.left_out += part.left_out;
        sum.strangers.add(part.strangers);
      });
}

}  // namespace engine
