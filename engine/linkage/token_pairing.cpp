#include "engine/linkage/token_pairing.h"

#include <array>
#include <cassert>
#include <string>
#include <utility>

#include "engine/linkage/spelling_key.h"

namespace engine {
namespace {

// The worth of a pairing as one number, so that the larger is the better: from the highest bits spelled, joined,
// initial and similar pairs, sum of similarities, firm pairs, words paired. No field can overflow into the next.
using Worth = std::uint64_t;
constexpr int kSpelledAt = 40, kJoinedAt = 36, kInitialAt = 32, kSimilarAt = 28, kSimilarityAt = 12, kFirmAt = 8;
static_assert(kMostPaired * kFullSimilarity < 1 << (kSimilarAt - kSimilarityAt) && 2 * kMostPaired < 16);

std::uint16_t field(Worth worth, int at, unsigned bits) {
  return static_cast<std::uint16_t>(worth >> at & ((Worth{1} << bits) - 1));
}

// One way to use tokens: bits of those of a and of b, and what it is worth. A worth of 0 is no way.
struct Choice {
  std::uint32_t a, b;
  Worth worth;
};

Worth words(std::initializer_list<const NameToken*> tokens) {
  Worth count = 0;
  for (const NameToken* token : tokens) count += !token->minor;
  return count;
}

Worth firm_and_words(std::initializer_list<const NameToken*> tokens) {
  const Worth count = words(tokens);
  return count + (count == tokens.size() ? Worth{1} << kFirmAt : 0);
}

bool stands_for(const NameToken& initial, const NameToken& word) {
  return initial.text.size() == 1 && word.text.size() > 1 &&
         (initial.text[0] == word.text[0] || initial.key[0] == word.key[0]);
}

int similarity_of(const NameToken& a, const NameToken& b, TokenSimilarity similarity) {
  if (similarity.of == nullptr || a.text.size() < 2 || b.text.size() < 2) return -1;
  return a.text < b.text ? similarity.of(a.key, b.key) : similarity.of(b.key, a.key);
}

Worth pair_worth(const NameToken& a, const NameToken& b, TokenSimilarity similarity) {
  if (a.key == b.key) return Worth{1} << kSpelledAt | firm_and_words({&a, &b});
  if (stands_for(a, b) || stands_for(b, a)) return Worth{1} << kInitialAt | words({&a, &b});
  const int found = similarity_of(a, b, similarity);
  if (found < similarity.least || found < 0) return 0;
  assert(found <= kFullSimilarity);
  return Worth{1} << kSimilarAt | static_cast<Worth>(found) << kSimilarityAt | words({&a, &b});
}

// Whether `first` and `second` written together are `whole`. Keys of two and more letters keep their first letter
// whatever follows, which spares most joined keys.
bool makes(const NameToken& first, const NameToken& second, const NameToken& whole) {
  if (first.text.size() > 1 && first.key[0] != whole.key[0]) return false;
  return spelling_key(first.text + second.text) == whole.key;
}

Worth join_worth(const NameToken& one, const NameToken& other, const NameToken& whole) {
  if (!makes(one, other, whole) && !makes(other, one, whole)) return 0;
  return Worth{1} << kJoinedAt | firm_and_words({&one, &other, &whole});
}

class Search {
 public:
  Search(std::span<const NameToken* const> a, std::span<const NameToken* const> b, TokenSimilarity similarity)
      : tokens_(a.size()) {
    assert(a.size() <= kMostPaired && b.size() <= kMostPaired);
    for (std::size_t i = 0; i < a.size(); ++i) {
      for (std::size_t j = 0; j < b.size(); ++j) {
        add(i, {bit(i), bit(j), pair_worth(*a[i], *b[j], similarity)});
        for (std::size_t k = i + 1; k < a.size(); ++k) {
          add(i, {bit(i) | bit(k), bit(j), join_worth(*a[i], *a[k], *b[j])});
        }
        for (std::size_t k = j + 1; k < b.size(); ++k) {
          add(i, {bit(i), bit(j) | bit(k), join_worth(*b[j], *b[k], *a[i])});
        }
      }
    }
  }

  const Choice& best() {
    walk(0, {0, 0, 0});
    return best_;
  }

 private:
  static std::uint32_t bit(std::size_t i) { return std::uint32_t{1} << i; }

  // Files a choice under its first token of a.
  void add(std::size_t token, const Choice& choice) {
    if (choice.worth != 0) choices_[token][counts_[token]++] = choice;
  }

  void walk(std::size_t token, const Choice& so_far) {
    if (token == tokens_) {
      if (so_far.worth > best_.worth) best_ = so_far;
      return;
    }
    if ((so_far.a & bit(token)) == 0) {
      for (std::size_t c = 0; c < counts_[token]; ++c) {
        const Choice& choice = choices_[token][c];
        if ((so_far.a & choice.a) != 0 || (so_far.b & choice.b) != 0) continue;
        walk(token + 1, {so_far.a | choice.a, so_far.b | choice.b, so_far.worth + choice.worth});
      }
    }
    walk(token + 1, so_far);
  }

  // Pairs, joins with a later token of a, joins of two tokens of b.
  static constexpr std::size_t kMostChoices =
      kMostPaired + (kMostPaired - 1) * kMostPaired + kMostPaired * (kMostPaired - 1) / 2;

  std::size_t tokens_;
  std::array<std::size_t, kMostPaired> counts_{};
  std::array<std::array<Choice, kMostChoices>, kMostPaired> choices_;
  Choice best_{0, 0, 0};
};

}  // namespace

TokenPairing best_token_pairing(std::span<const NameToken* const> a, std::span<const NameToken* const> b,
                                TokenSimilarity similarity) {
  Search search(a, b, similarity);
  const Choice& best = search.best();
  TokenPairing found;
  found.spelled = field(best.worth, kSpelledAt, 4);
  found.joined = field(best.worth, kJoinedAt, 4);
  found.initial = field(best.worth, kInitialAt, 4);
  found.similar = field(best.worth, kSimilarAt, 4);
  found.similarity = field(best.worth, kSimilarityAt, 16);
  found.firm = field(best.worth, kFirmAt, 4);
  found.paired_a = best.a;
  found.paired_b = best.b;
  return found;
}

}  // namespace engine
