#include "engine/linkage/duplicate_names.h"

#include <algorithm>

#include "engine/linkage/bits.h"
#include "engine/linkage/spelling_key.h"
#include "engine/parallel.h"
#include "kernels/name_signature.h"
#include "kernels/osa_distance.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 14;
// Cells of a province's word, besides one a person: a registry of words that nobody shares is counted as one province.
constexpr std::size_t kMostCells = std::size_t{1} << 24;
constexpr std::size_t kLongestJoined = 256;  // letters

template <class Visit>
void each_text_word(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    if (end != 0) visit(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

// Edits that a misspelled word of so many letters may have.
std::size_t edits_allowed(std::size_t shorter) { return shorter >= 8 ? 2 : shorter >= 3 ? 1 : 0; }

bool is_initial(std::string_view a, std::string_view b) { return a.size() == 1 && b.size() > 1 && a[0] == b[0]; }

// Sounds that writers confuse: F, P and V; S and Z; K and Q; D and DH; I, Y, J and E; U and O; H behind a vowel.
std::string sound_of(std::string_view key) {
  static constexpr std::string_view kFrom = "FVZQYJEO", kTo = "PPSKIIIU";
  std::string sound;
  for (const char letter : key) {
    if (letter == 'H' && !sound.empty()) continue;
    const std::size_t at = kFrom.find(letter);
    const char same = at == std::string_view::npos ? letter : kTo[at];
    if (sound.empty() || sound.back() != same) sound += same;
  }
  return sound;
}

std::uint64_t hash_of_key(NameKeyId key) {
  std::uint64_t hash = (std::uint64_t{key} + 1) * 0x9e3779b97f4a7c15ull;
  hash = (hash ^ hash >> 31) * 0xd6e8feb86659fd93ull;
  return (hash ^ hash >> 29) | 1;
}

// Edits between two words by their sounds, or kApart.
constexpr std::size_t kApart = 9;

// An edit loses one letter of the longer word, or none: fewer common letters rule it out without a look at the words.
bool letters_near(std::uint64_t a, std::uint64_t b, std::size_t longer, std::size_t most) {
  return kernels::common_letters_at_most(a, b) + most >= longer;
}

// The distance, or more than `most` where it is more. Equal ends change nothing, and are most of nearly equal words.
std::size_t few_edits(std::string_view a, std::string_view b, std::size_t most) {
  const auto heads = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  a.remove_prefix(static_cast<std::size_t>(heads.first - a.begin()));
  b.remove_prefix(static_cast<std::size_t>(heads.second - b.begin()));
  const auto tails = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
  a.remove_suffix(static_cast<std::size_t>(tails.first - a.rbegin()));
  b.remove_suffix(static_cast<std::size_t>(tails.second - b.rbegin()));
  const std::size_t shorter = std::min(a.size(), b.size()), longer = std::max(a.size(), b.size());
  if (longer <= 1 || shorter == 0) return longer;
  if (longer == 2 && shorter == 2 && a[0] == b[1] && a[1] == b[0]) return 1;
  return most < 2 ? most + 1 : kernels::osa_distance(a, b);
}

}  // namespace

WordSound::WordSound(std::string sound)
    : letters_(kernels::pack_name(sound).signature), size_(static_cast<std::uint32_t>(sound.size())) {
  if (sound.size() <= sizeof near_)
    std::copy(sound.begin(), sound.end(), near_);
  else
    far_ = std::make_shared<const std::string>(std::move(sound));
}

// Edits between the sounds of two keys, or kApart.
std::size_t DuplicateNames::edits_between(NameKeyId a, NameKeyId b) const {
  const WordSound &sound_a = sounds_[a], &sound_b = sounds_[b];
  const std::string_view text_a = sound_a.text(), text_b = sound_b.text();
  if (is_initial(text_a, text_b) || is_initial(text_b, text_a)) return 3;
  const std::size_t shorter = std::min(text_a.size(), text_b.size()), longer = std::max(text_a.size(), text_b.size());
  const std::size_t most = edits_allowed(shorter);
  if (longer - shorter > most || !letters_near(sound_a.letters(), sound_b.letters(), longer, most)) return kApart;
  const std::size_t edits = few_edits(text_a, text_b, most);
  return edits <= most ? edits : kApart;
}

DuplicateNames::DuplicateNames(const PersonTable& persons, std::span<const std::uint32_t> province_begin)
    : persons_(persons), province_begin_(province_begin.begin(), province_begin.end()) {
  gather_keys();
  if (keys_.size() * province_begin_.size() > kMostCells + persons.size()) {
    province_begin_ = {0, static_cast<std::uint32_t>(persons.size())};
  }
  for (std::size_t row = 0; row < persons.size(); row += std::size_t{1} << kHintStep) {
    const auto after = std::upper_bound(province_begin_.begin(), province_begin_.end(), row);
    province_hint_.push_back(static_cast<std::uint32_t>(after - province_begin_.begin() - 1));
  }
  count_keys();
}

void DuplicateNames::gather_keys() {
  const NameDictionary& names = persons_.names;
  // The words of tokens, then those of names that have no tokens.
  std::vector<std::string> words;
  for (TokenId token = 0; token < names.size(); ++token) {
    each_text_word(names.normal(token), [&](std::string_view word) { words.emplace_back(word); });
  }
  auto escaped = parallel_reduce(
      persons_.size(), kGrain, std::vector<std::string>{},
      [&](std::size_t begin, std::size_t end) {
        std::vector<std::string> here;
        NameBuffer buffer;
        for (std::size_t p = begin; p < end; ++p) {
          if (!persons_.name[p].escaped()) continue;
          each_text_word(persons_.name_of(static_cast<PersonRow>(p), buffer),
                         [&](std::string_view word) { here.emplace_back(word); });
        }
        return here;
      },
      [](std::vector<std::string>& all, std::vector<std::string>&& part) {
        std::move(part.begin(), part.end(), std::back_inserter(all));
      });
  std::move(escaped.begin(), escaped.end(), std::back_inserter(words));
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());

  std::vector<std::string> key_of(words.size());
  parallel_for(words.size(), 1024, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) key_of[i] = spelling_key(words[i]);
  });
  keys_ = key_of;
  std::sort(keys_.begin(), keys_.end());
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  for (const std::string& key : keys_) {
    sounds_.emplace_back(sound_of(key));
  }
  id_of_word_.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto at = std::lower_bound(keys_.begin(), keys_.end(), key_of[i]);
    id_of_word_.emplace(std::move(words[i]), static_cast<NameKeyId>(at - keys_.begin()));
  }
  for (TokenId token = 0; token < names.size(); ++token) {
    const std::string_view word = names.normal(token);
    const bool one = !word.empty() && word.find(' ') == std::string_view::npos && !names.may_be_title(token);
    key_of_token_.push_back(one ? id_of_word_.find(std::string(word))->second : kNotOneWord);
    hash_of_token_.push_back(one ? hash_of_key(key_of_token_.back()) : 0);
  }
}

PersonWords DuplicateNames::words(PersonRow row) const {
  PersonWords words;
  const NameCode code = persons_.name[row];
  const auto add = [&](NameKeyId id) {
    if (words.count < kMostWords) words.ids[words.count++] = id;
  };
  bool plain = !code.escaped();
  if (plain) {
    for_each_token(code, [&](TokenId token) {
      const NameKeyId id = key_of_token_[token];
      plain &= id != kNotOneWord;
      add(id);
    });
  }
  if (plain) return words;
  words.count = 0;
  NameBuffer buffer;
  each_text_word(persons_.name_of(row, buffer),
                 [&](std::string_view word) { add(id_of_word_.find(std::string(word))->second); });
  return words;
}

NameSketch DuplicateNames::sketch(const PersonWords& words) const {
  std::uint64_t letters = words.count == 0 ? 0 : sounds_[words.ids[0]].letters();
  std::uint32_t marks = 0;
  for (std::size_t i = 0; i < words.count; ++i) {
    if (i > 0) letters = kernels::add_letters(letters, sounds_[words.ids[i]].text());
    if (i < sizeof marks) marks |= word_mark(words.ids[i]) << (8 * i);
  }
  return NameSketch::of(letters, marks);
}

std::uint64_t DuplicateNames::name_hash(PersonRow row) const {
  const NameCode code = persons_.name[row];
  std::uint64_t sum = 0;
  bool plain = !code.escaped();
  if (plain) {
    for_each_token(code, [&](TokenId token) {
      sum += hash_of_token_[token];
      plain &= hash_of_token_[token] != 0;
    });
  }
  if (plain) return sum;
  const PersonWords read = words(row);
  sum = 0;
  for (std::size_t i = 0; i < read.count; ++i) sum += hash_of_key(read.ids[i]);
  return sum;
}

void DuplicateNames::count_keys() {
  const std::size_t provinces = province_begin_.size() - 1, keys = keys_.size();
  rarity_.assign(provinces * keys, 0);
  parallel_for(provinces, 1, [&](std::size_t province, std::size_t) {
    std::int32_t* const counts = rarity_.data() + province * keys;
    for (PersonRow p = province_begin_[province]; p < province_begin_[province + 1]; ++p) {
      const PersonWords person = words(p);
      for (std::size_t i = 0; i < person.count; ++i) ++counts[person.ids[i]];
    }
  });
  counts_.assign(keys, 0);
  for (std::size_t province = 0; province < provinces; ++province) {
    for (std::size_t k = 0; k < keys; ++k) {
      counts_[k] += static_cast<std::uint32_t>(rarity_[province * keys + k]);
    }
  }
  // Where a word is unknown in a province its national share stands in, as if a hundred persons more lived there.
  constexpr double kBorrowed = 100;
  const double all = static_cast<double>(persons_.size());
  parallel_for(provinces, 1, [&](std::size_t province, std::size_t) {
    const double here = province_begin_[province + 1] - province_begin_[province];
    for (std::size_t k = 0; k < keys; ++k) {
      std::int32_t& cell = rarity_[province * keys + k];
      const double share = (cell + kBorrowed * counts_[k] / all) / (here + kBorrowed);
      cell = share > 0 ? std::max(0, -log2_units(share)) : 0;
    }
  });
}

// Blanks may stand elsewhere: all words of both names in their order, without blanks.
NameEvidence DuplicateNames::compare_joined(const PersonWords& words_a, std::size_t province_a,
                                            const PersonWords& words_b, std::size_t province_b) const {
  const auto size_of = [&](const PersonWords& words) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < words.count; ++i) size += sounds_[words.ids[i]].size();
    return size;
  };
  const std::size_t size_a = size_of(words_a), size_b = size_of(words_b);
  const std::size_t shorter = std::min(size_a, size_b), longer = std::max(size_a, size_b);
  const std::size_t most = shorter >= 12 ? 3 : shorter >= 6 ? 2 : 1;
  if (longer - shorter > most || longer > kLongestJoined) return {};
  char letters_a[kLongestJoined], letters_b[kLongestJoined];
  const auto join = [&](const PersonWords& words, char* to) {
    for (std::size_t i = 0; i < words.count; ++i) {
      const std::string_view sound = sounds_[words.ids[i]].text();
      to = std::copy(sound.begin(), sound.end(), to);
    }
  };
  join(words_a, letters_a);
  join(words_b, letters_b);
  const std::size_t edits = few_edits({letters_a, size_a}, {letters_b, size_b}, most);
  if (edits > most) return {};
  const auto rarity_of = [&](const PersonWords& words) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < words.count; ++i) sum += rarity(words.ids[i], province_a, province_b);
    return sum;
  };
  const std::int32_t sum_a = rarity_of(words_a), sum_b = rarity_of(words_b);
  // A blank more or less keeps the evidence of the words that it parts.
  return {NameKind::kSimilar, edits == 0 ? std::max(sum_a, sum_b) : std::min(sum_a, sum_b)};
}

NameEvidence DuplicateNames::compare(PersonRow a, const PersonWords& words_a, PersonRow b,
                                     const PersonWords& words_b) const {
  const NameEvidence evidence = pair_words(a, words_a, b, words_b);
  return evidence.kind != NameKind::kOther && evidence.rarity >= least_rarity(evidence.kind) ? evidence
                                                                                             : NameEvidence{};
}

NameEvidence DuplicateNames::pair_words(PersonRow a, const PersonWords& words_a, PersonRow b,
                                        const PersonWords& words_b) const {
  if (words_a.count == 0 || words_b.count == 0) return {};
  const std::size_t province_a = province_of(a), province_b = province_of(b);
  unsigned left_a = (1u << words_a.count) - 1, left_b = (1u << words_b.count) - 1;
  std::int32_t rarity_sum = 0;
  int exact = 0, similar = 0;
  for (std::size_t i = 0; i < words_a.count; ++i) {
    for (std::size_t j = 0; j < words_b.count; ++j) {
      if ((left_b >> j & 1) == 0 || words_a.ids[i] != words_b.ids[j]) continue;
      left_a &= ~(1u << i);
      left_b &= ~(1u << j);
      rarity_sum += rarity(words_a.ids[i], province_a, province_b);
      ++exact;
      break;
    }
  }
  if (left_a == 0 && left_b == 0) {
    NameBuffer buffer_a, buffer_b;
    const bool equal =
        persons_.name[a] == persons_.name[b] || persons_.name_of(a, buffer_a) == persons_.name_of(b, buffer_b);
    return {equal ? NameKind::kEqual : NameKind::kRespelled, rarity_sum};
  }
  const std::int32_t exact_rarity = rarity_sum;
  // The nearest words first; of equally near ones those of the smaller ids, so that a and b may be exchanged.
  while (left_a != 0 && left_b != 0) {
    std::size_t best = kApart, at_a = 0, at_b = 0;
    NameKeyId best_small = 0, best_large = 0;
    for (std::size_t i = 0; i < words_a.count; ++i) {
      if ((left_a >> i & 1) == 0) continue;
      for (std::size_t j = 0; j < words_b.count; ++j) {
        if ((left_b >> j & 1) == 0) continue;
        const std::size_t edits = edits_between(words_a.ids[i], words_b.ids[j]);
        if (edits == kApart || edits > best) continue;
        const NameKeyId small = std::min(words_a.ids[i], words_b.ids[j]),
                        large = std::max(words_a.ids[i], words_b.ids[j]);
        if (edits == best && std::pair(small, large) >= std::pair(best_small, best_large)) continue;
        best = edits, at_a = i, at_b = j, best_small = small, best_large = large;
      }
    }
    if (best == kApart) break;
    left_a &= ~(1u << at_a);
    left_b &= ~(1u << at_b);
    rarity_sum +=
        std::min(rarity(words_a.ids[at_a], province_a, province_b), rarity(words_b.ids[at_b], province_a, province_b));
    ++similar;
  }
  if (left_a == 0 && left_b == 0) return {NameKind::kSimilar, rarity_sum};

  if (words_a.count != words_b.count || exact == 0) {
    const NameEvidence joined = compare_joined(words_a, province_a, words_b, province_b);
    if (joined.kind != NameKind::kOther) return joined;
  }
  if (exact + similar == 0) return {};
  if (left_a == 0 || left_b == 0) return {similar == 0 ? NameKind::kSubset : NameKind::kSubsetSimilar, rarity_sum};
  if (exact > 0 && std::popcount(left_a) == 1 && std::popcount(left_b) == 1) return {NameKind::kPartly, exact_rarity};
  return {};
}

}  // namespace engine
