#include "engine/linkage/duplicate_date_blocks.h"

#include <algorithm>

#include "engine/linkage/binary_log.h"
#include "engine/parallel.h"

namespace engine {
namespace {

// Blocks of so many rows are compared all with all; a run of one regency may be larger. Measured on 4 million persons:
// a block of the nation has 72 rows on an ordinary day, 0.9 ns a pair.
constexpr std::size_t kWholeBlock = 192, kWholeRun = 384;
constexpr std::size_t kWordGroup = 16;  // rows of a hot day that share a word
constexpr std::size_t kDays = std::size_t{kNoDate} + 1, kSexes = 2;
constexpr std::size_t kParts = 16;          // of the counting sort
constexpr std::size_t kDecoyEvery = 4;      // days
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

// What the inner loop reads of the rows of a block, column by column.
struct BlockColumns {
  std::vector<std::uint64_t> letters;
  std::vector<std::uint32_t> marks, regency;
  std::vector<PersonWords> words;

  void load(std::span<const PersonRow> rows, std::span<const NameSketch> sketches, const DuplicatePlaces& places,
            const DuplicateNames& names) {
    letters.clear(), marks.clear(), regency.clear(), words.clear();
    for (const PersonRow row : rows) {
      letters.push_back(sketches[row].signature());
      marks.push_back(sketches[row].words);
      words.push_back(names.words(row));
      regency.push_back(places.regency(row));
    }
  }
  bool alike(std::size_t i, const BlockColumns& other, std::size_t j) const {
    return sketches_alike(letters[i], marks[i], other.letters[j], other.marks[j]);
  }
};

class BlockSearch {
 public:
  BlockSearch(const DuplicatePlaces& places, const DuplicateNames& names, std::span<const NameSketch> sketches,
              DateBlockPairs& found)
      : places_(places), names_(names), sketches_(sketches), found_(found) {}

  void run(std::span<const PersonRow> rows, std::span<const PersonRow> strangers) {
    if (rows.size() > 1) {
      block_.load(rows, sketches_, places_, names_);
      whole_ = rows.size() <= kWholeBlock;
      if (whole_)
        compare_range(rows, 0, rows.size());
      else
        compare_runs(rows);
    }
    if (!rows.empty() && !strangers.empty()) meet_strangers(rows, strangers);
  }

 private:
  struct Word {
    NameKeyId key;
    std::uint32_t at;
    friend auto operator<=>(const Word&, const Word&) = default;
  };

  void compare_range(std::span<const PersonRow> rows, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin + 1; i < end; ++i) {
      for (std::size_t j = begin; j < i; ++j) {
        if (block_.alike(i, block_, j)) take(rows, j, i, kDateBlock);
      }
    }
    found_.compared += (end - begin) * (end - begin - 1) / 2;
  }

  // A hot day: all with all in the runs of a regency that are not too long, and the rest by rare words.
  void compare_runs(std::span<const PersonRow> rows) {
    whole_run_.assign(rows.size(), false);
    for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
      while (end < rows.size() && block_.regency[end] == block_.regency[begin]) ++end;
      if (end - begin > kWholeRun) continue;
      compare_range(rows, begin, end);
      std::fill(whole_run_.begin() + static_cast<std::ptrdiff_t>(begin),
                whole_run_.begin() + static_cast<std::ptrdiff_t>(end), true);
    }
    word_rows_.clear();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const PersonWords& words = block_.words[i];
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
          if (block_.alike(first, block_, second)) take(rows, first, second, kDateAndWord);
        }
      }
    }
  }

  void take(std::span<const PersonRow> rows, std::size_t i, std::size_t j, std::uint8_t pass) {
    const PersonRow a = rows[i], b = rows[j];
    const NameEvidence name = names_.compare(a, block_.words[i], b, block_.words[j]);
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
    const bool whole = rows.size() <= kWholeBlock && strangers.size() <= kWholeBlock;
    std::size_t first = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      while (first < strangers.size() && strangers_.regency[first] < block_.regency[i]) ++first;
      std::size_t inside = 0, outside = 0;
      for (std::size_t j = whole ? 0 : first; j < strangers.size(); ++j) {
        const bool one_regency = strangers_.regency[j] == block_.regency[i];
        if (!whole && !one_regency) break;
        ++(one_regency ? inside : outside);
        if (block_.alike(i, strangers_, j)) count_stranger(rows[i], i, strangers[j], j, one_regency);
      }
      if (rows[i] % kExpectEvery == 0) expect_strangers(rows[i], inside, outside);
    }
  }

  // How many of them agree with the row by the frequencies of its words.
  void expect_strangers(PersonRow row, std::size_t inside, std::size_t outside) {
    names_.each_chance(row, [&](NameKind kind, std::int32_t rarity) {
      const double share = exp2_units(-rarity) * static_cast<double>(kExpectEvery);
      auto& expected = found_.strangers.expected;
      expected[1][static_cast<std::size_t>(kind)][rarity_band(rarity)] += static_cast<double>(inside) * share;
      expected[2][static_cast<std::size_t>(kind)][rarity_band(rarity)] += static_cast<double>(outside) * share;
    });
  }

  void count_stranger(PersonRow a, std::size_t i, PersonRow b, std::size_t j, bool one_regency) {
    const NameEvidence name = names_.compare(a, block_.words[i], b, strangers_.words[j]);
    if (name.kind == NameKind::kOther) return;
    found_.strangers.met[one_regency ? 1 : 2][static_cast<std::size_t>(name.kind)][rarity_band(name.rarity)] += 1;
  }

  const DuplicatePlaces& places_;
  const DuplicateNames& names_;
  std::span<const NameSketch> sketches_;
  DateBlockPairs& found_;
  bool whole_ = false;
  BlockColumns block_, strangers_;
  std::vector<bool> whole_run_;
  std::vector<Word> word_rows_;
};

}  // namespace

DateBlockPairs find_in_date_blocks(const Registry& registry, const DuplicatePlaces& places, const DuplicateNames& names,
                                   std::span<const NameSketch> sketches) {
  const DateOrder order = order_by_date(registry.persons);
  return parallel_reduce(
      kDays * kSexes, 64, DateBlockPairs{},
      [&](std::size_t begin, std::size_t end) {
        DateBlockPairs part;
        BlockSearch search(places, names, sketches, part);
        for (std::size_t b = begin; b < end; ++b) {
          const std::size_t day = b / kSexes, other = b + kDecoyDistance * kSexes;
          const bool decoy = day % kDecoyEvery == 0 && other < kDays * kSexes;
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
