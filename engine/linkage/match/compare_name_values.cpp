#include <algorithm>

#include "engine/linkage/compare_names.h"
#include "engine/linkage/match/compare_values.h"
#include "engine/linkage/name_tokens.h"
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

struct Name {
  kernels::PackedName packed;
  std::size_t words = 0;
  std::string key;  // of a single word
  std::vector<NameToken> tokens;
};

bool begins(std::string_view a, std::string_view b) {
  const std::size_t length = std::min(a.size(), b.size());
  return (length >= kShortestStart || length == 1) && a.substr(0, length) == b.substr(0, length);
}

Name prepare(const std::string& text) {
  Name name{kernels::pack_name(text), 0, {}, name_tokens(text)};
  name.words = name.tokens.size();
  if (name.words == 1) name.key = name.tokens[0].key;
  return name;
}

class NameValueComparison final : public ValueComparison {
 public:
  explicit NameValueComparison(const FieldValues& field)
      : ValueComparison(FieldType::kName),
        texts_(field.texts),
        names_(texts_->size()),
        filter_(kernels::NameFilter::for_jaro_winkler(hundredths(80))) {
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
  static NameAgreement compare_words(const Name& a, const Name& b) {
    if (a.words > 1 || b.words > 1) return compare_names(a.tokens, b.tokens, kAlike).agreement;
    if (a.words == 0 || b.words == 0) return NameAgreement::kDifferent;
    return a.key == b.key ? NameAgreement::kEqualBySpelling : NameAgreement::kDifferent;
  }

  std::shared_ptr<const std::vector<std::string>> texts_;
  std::vector<Name> names_;
  kernels::NameFilter filter_;
};

}  // namespace

std::unique_ptr<const ValueComparison> make_name_comparison(const FieldValues& field) {
  return std::make_unique<NameValueComparison>(field);
}

}  // namespace engine
