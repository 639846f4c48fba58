#include <algorithm>

#include "engine/linkage/compare_names.h"
#include "engine/linkage/match/compare_values.h"
#include "engine/linkage/name_tokens.h"
#include "engine/linkage/spelling_key.h"
#include "engine/parallel.h"
#include "kernels/jaro_winkler.h"
#include "kernels/name_filter.h"
#include "kernels/name_signature.h"

namespace engine {
namespace {

enum Level : AgreementLevel { kEqual, kSameWords, kNear94, kNear88, kSomeWords, kNear80, kSwapped, kDifferent };

constexpr std::uint32_t hundredths(std::uint32_t share) { return share * kernels::kWholeSimilarity / 100; }
constexpr TokenSimilarity kAlike{kernels::jaro_winkler, hundredths(88)};
constexpr std::size_t kShortestStart = 3;  // letters of a short form: ROB is the beginning of ROBERT

// What tells quickly that two words cannot be paired.
struct QuickToken {
  kernels::PackedName key;
  char initial = 0, key_initial = 0;
  bool one_letter = false;
  char first = 0, last = 0;  // letters of the key when the word stands before or behind another; 0: not known
  bool whole_word = false;   // a key that a spelling rule for whole words gives
};

struct Name {
  kernels::PackedName packed;
  std::size_t words = 0;
  std::string key;  // of a single word
  std::vector<NameToken> tokens;
  std::vector<QuickToken> quick;  // of the tokens
};

QuickToken quick_token(const NameToken& token) {
  QuickToken quick;
  quick.key = kernels::pack_name(token.key);
  quick.initial = token.text.front();
  quick.key_initial = token.key.front();
  quick.one_letter = token.text.size() == 1;
  if (!quick.one_letter) {
    quick.first = spelling_key(token.text + "Q").front();
    quick.last = spelling_key("Q" + token.text).back();
  }
  quick.whole_word = token.key == "MUHAMMAD" || token.key == "ABDUL" || token.key == "SITI";
  return quick;
}

bool begins(std::string_view a, std::string_view b) {
  const std::size_t length = std::min(a.size(), b.size());
  return (length >= kShortestStart || length == 1) && a.substr(0, length) == b.substr(0, length);
}

Name prepare(const std::string& text) {
  Name name{kernels::pack_name(text), 0, {}, name_tokens(text), {}};
  name.words = name.tokens.size();
  if (name.words == 1) name.key = name.tokens[0].key;
  for (const NameToken& token : name.tokens) name.quick.push_back(quick_token(token));
  return name;
}

class NameValueComparison final : public ValueComparison {
 public:
  explicit NameValueComparison(const FieldValues& field)
      : ValueComparison(FieldType::kName),
        texts_(field.texts),
        names_(texts_->size()),
        filter_(kernels::NameFilter::for_jaro_winkler(hundredths(80))),
        token_filter_(kernels::NameFilter::for_jaro_winkler(kAlike.least)) {
    parallel_for(names_.size(), 4096, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) names_[i] = prepare((*texts_)[i]);
    });
  }

 private:
  AgreementLevel unequal(ValueId a, ValueId b) const override {
    const Name &name_a = names_[a], &name_b = names_[b];
    const NameAgreement words = compare_words(name_a, name_b);
    if (words <= NameAgreement::kEqualButMinor) return kSameWords;
    const std::uint32_t similarity =
        filter_.passes(name_a.packed, name_b.packed) ? kernels::jaro_winkler((*texts_)[a], (*texts_)[b]) : 0;
    if (similarity >= hundredths(94)) return kNear94;
    if (similarity >= hundredths(88) || words <= NameAgreement::kSimilar) return kNear88;
    if (words <= NameAgreement::kPartly || begins((*texts_)[a], (*texts_)[b])) return kSomeWords;
    return similarity >= hundredths(80) ? kNear80 : kDifferent;
  }

  // One word against one word has no sets to compare, only a spelling.
  NameAgreement compare_words(const Name& a, const Name& b) const {
    if (a.words > 1 || b.words > 1) {
      return may_pair(a, b) ? compare_names(a.tokens, b.tokens, kAlike).agreement : NameAgreement::kDifferent;
    }
    if (a.words == 0 || b.words == 0) return NameAgreement::kDifferent;
    return a.key == b.key ? NameAgreement::kEqualBySpelling : NameAgreement::kDifferent;
  }

  // False only where no token of one name can be paired with one of the other (compare_names.h): neither as equal or
  // similar keys, nor as an initial, nor two joined.
  bool may_pair(const Name& a, const Name& b) const {
    for (const QuickToken& x : a.quick) {
      for (const QuickToken& y : b.quick) {
        if (token_filter_.passes(x.key, y.key)) return true;
        if ((x.one_letter || y.one_letter) && (x.initial == y.initial || x.key_initial == y.key_initial)) return true;
      }
    }
    return may_join(a, b) || may_join(b, a);
  }
  // Two tokens of `parts` written together as one of `wholes`: its key begins as the one and ends as the other.
  static bool may_join(const Name& parts, const Name& wholes) {
    if (parts.words < 2) return false;
    for (std::size_t w = 0; w < wholes.words; ++w) {
      const std::string& key = wholes.tokens[w].key;
      if (wholes.quick[w].whole_word) return true;
      bool begins = false, ends = false;
      for (const QuickToken& part : parts.quick) {
        begins |= part.first == 0 || part.first == key.front();
        ends |= part.last == 0 || part.last == key.back();
      }
      if (begins && ends) return true;
    }
    return false;
  }

  std::shared_ptr<const std::vector<std::string>> texts_;
  std::vector<Name> names_;
  kernels::NameFilter filter_, token_filter_;
};

}  // namespace

std::unique_ptr<const ValueComparison> make_name_comparison(const FieldValues& field) {
  return std::make_unique<NameValueComparison>(field);
}

}  // namespace engine
