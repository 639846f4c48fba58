#include "engine/linkage/token_pairing.h"

#include <array>
#include <cassert>
#include <string>
#include <utility>

#include "engine/linkage/spelling_key.h"

namespace engine {
namespace {

// A way to use tokens in one number: which tokens of a and of b it takes, and above them its worth, so that the larger
// is the better: from the highest bits spelled, joined, initial and similar pairs, sum of similarities, firm pairs,
// words paired. Ways that share no token are put together by addition; no field can overflow into the next.
using Choice = std::uint64_t;
constexpr int kSimilarityBits = 20;
constexpr int kTokensOfA = 0, kTokensOfB = kMostPaired, kWordsAt = 2 * kMostPaired;
constexpr int kFirmAt = kWordsAt + 4, kSimilarityAt = kFirmAt + 4, kSimilarAt = kSimilarityAt + kSimilarityBits;
constexpr int kInitialAt = kSimilarAt + 4, kJoinedAt = kInitialAt + 4, kSpelledAt = kJoinedAt + 4;
constexpr Choice kTokens = (Choice{1} << kWordsAt) - 1;
static_assert(kMostPaired * kFullSimilarity < 1u << kSimilarityBits && 2 * kMostPaired < 1 << 4 &&
              kSpelledAt + 4 <= 64);

constexpr Choice one(int at) { return Choice{1} << at; }
constexpr Choice token_of_a(std::size_t i) { return one(kTokensOfA + static_cast<int>(i)); }
constexpr Choice token_of_b(std::size_t i) { return one(kTokensOfB + static_cast<int>(i)); }

std::uint32_t wide_field(Choice choice, int at, int bits) {
  return static_cast<std::uint32_t>(choice >> at & ((Choice{1} << bits) - 1));
}

std::uint16_t field(Choice choice, int at) { return static_cast<std::uint16_t>(wide_field(choice, at, 4)); }

// The functions below give the worth without the tokens; 0 is no way to use them.
Choice words(std::initializer_list<const NameToken*> tokens) {
  Choice count = 0;
  for (const NameToken* token : tokens) count += !token->minor;
  return count;
}

Choice words_worth(std::initializer_list<const NameToken*> tokens) { return words(tokens) << kWordsAt; }

Choice firm_and_words_worth(std::initializer_list<const NameToken*> tokens) {
  return words_worth(tokens) + (words(tokens) == tokens.size() ? one(kFirmAt) : 0);
}

bool stands_for(const NameToken& initial, const NameToken& word) {
  return initial.text.size() == 1 && word.text.size() > 1 &&
         (initial.text[0] == word.text[0] || initial.key[0] == word.key[0]);
}

bool may_be_similar(const NameToken& a, const NameToken& b, TokenSimilarity similarity) {
  return similarity.of != nullptr && a.text.size() > 1 && b.text.size() > 1;
}

std::uint32_t similarity_of(const NameToken& a, const NameToken& b, TokenSimilarity similarity) {
  return a.text < b.text ? similarity.of(a.key, b.key) : similarity.of(b.key, a.key);
}

Choice pair_worth(const NameToken& a, const NameToken& b, TokenSimilarity similarity) {
  if (a.key == b.key) return one(kSpelledAt) + firm_and_words_worth({&a, &b});
  if (stands_for(a, b) || stands_for(b, a)) return one(kInitialAt) + words_worth({&a, &b});
  if (!may_be_similar(a, b, similarity)) return 0;
  const std::uint32_t found = similarity_of(a, b, similarity);
  if (found < similarity.least) return 0;
  assert(found <= kFullSimilarity);
  return one(kSimilarAt) + (Choice{found} << kSimilarityAt) + words_worth({&a, &b});
}

// Whether `first` and `second` written together are `whole`. What keys keep (spelling_key.h) spares most joined keys.
bool makes(const NameToken& first, const NameToken& second, const NameToken& whole) {
  if (first.text.size() >= kKeepsFirstLetter && first.key.front() != whole.key.front()) return false;
  if (second.text.size() >= kKeepsLastLetter && second.key.back() != whole.key.back()) return false;
  return spelling_key(first.text + second.text) == whole.key;
}

Choice join_worth(const NameToken& left, const NameToken& right, const NameToken& whole) {
  if (!makes(left, right, whole) && !makes(right, left, whole)) return 0;
  return one(kJoinedAt) + firm_and_words_worth({&left, &right, &whole});
}

class Search {
 public:
  Search(std::span<const NameToken* const> a, std::span<const NameToken* const> b, TokenSimilarity similarity)
      : tokens_(a.size()) {
    assert(a.size() <= kMostPaired && b.size() <= kMostPaired);
    for (std::size_t i = 0; i < a.size(); ++i) {
      for (std::size_t j = 0; j < b.size(); ++j) {
        const Choice pair = token_of_a(i) | token_of_b(j);
        add(i, pair, pair_worth(*a[i], *b[j], similarity));
        for (std::size_t k = i + 1; k < a.size(); ++k) {
          add(i, pair | token_of_a(k), join_worth(*a[i], *a[k], *b[j]));
        }
        for (std::size_t k = j + 1; k < b.size(); ++k) {
          add(i, pair | token_of_b(k), join_worth(*b[j], *b[k], *a[i]));
        }
      }
    }
  }

  // The best sum of choices.
  Choice best() {
    walk(0, 0);
    return best_;
  }

 private:
  // Files a choice under its first token of a.
  void add(std::size_t token, Choice tokens, Choice worth) {
    if (worth != 0) choices_[token][counts_[token]++] = tokens | worth;
  }

  void walk(std::size_t token, Choice so_far) {
    if (token == tokens_) {
      if (so_far >> kWordsAt > best_ >> kWordsAt) best_ = so_far;
      return;
    }
    if ((so_far & token_of_a(token)) == 0) {
      for (std::size_t c = 0; c < counts_[token]; ++c) {
        const Choice choice = choices_[token][c];
        if ((so_far & choice & kTokens) == 0) walk(token + 1, so_far + choice);
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
  Choice best_ = 0;
};

}  // namespace

TokenPairing best_token_pairing(std::span<const NameToken* const> a, std::span<const NameToken* const> b,
                                TokenSimilarity similarity) {
  Search search(a, b, similarity);
  const Choice best = search.best();
  TokenPairing found;
  found.spelled = field(best, kSpelledAt);
  found.joined = field(best, kJoinedAt);
  found.initial = field(best, kInitialAt);
  found.similar = field(best, kSimilarAt);
  found.similarity = wide_field(best, kSimilarityAt, kSimilarityBits);
  found.firm = field(best, kFirmAt);
  found.paired_a = wide_field(best, kTokensOfA, kMostPaired);
  found.paired_b = wide_field(best, kTokensOfB, kMostPaired);
  return found;
}

}  // namespace engine
