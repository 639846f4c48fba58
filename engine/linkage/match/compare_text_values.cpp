#include <algorithm>

#include "engine/linkage/match/compare_values.h"
#include "engine/parallel.h"
#include "kernels/name_signature.h"
#include "kernels/osa_distance.h"

namespace engine {
namespace {

enum Level : AgreementLevel { kEqual, kSameWords, kNear90, kNear80, kSomeWords, kNear65, kDifferent };

struct Text {
  std::uint64_t letters = 0;  // kernels/name_signature.h
  std::string joined;         // without spaces
  std::vector<std::string_view> words;
};

Text prepare(const std::string& text) {
  Text prepared;
  prepared.words = words_of(text);
  std::sort(prepared.words.begin(), prepared.words.end());
  for (const char c : text) {
    if (c != ' ') prepared.joined += c;
  }
  prepared.letters = kernels::pack_name(prepared.joined).signature;
  return prepared;
}

std::size_t common_words(const Text& a, const Text& b) {
  std::size_t i = 0, j = 0, common = 0;
  while (i < a.words.size() && j < b.words.size()) {
    const int order = a.words[i].compare(b.words[j]);
    common += order == 0;
    i += order <= 0;
    j += order >= 0;
  }
  return common;
}

class TextComparison final : public ValueComparison {
 public:
  explicit TextComparison(const FieldValues& field)
      : ValueComparison(FieldType::kText), texts_(field.texts), prepared_(texts_->size()) {
    parallel_for(prepared_.size(), 4096, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) prepared_[i] = prepare((*texts_)[i]);
    });
  }

 private:
  AgreementLevel unequal(ValueId a, ValueId b) const override {
    const Text &text_a = prepared_[a], &text_b = prepared_[b];
    const std::size_t longer = std::max(text_a.joined.size(), text_b.joined.size());
    const std::size_t distance = distance_of(text_a, text_b, longer);
    if (distance == 0 || text_a.words == text_b.words) return kSameWords;
    if (distance * 100 <= longer * 10 || (distance == 1 && longer >= 4)) return kNear90;
    if (distance * 100 <= longer * 20) return kNear80;
    const std::size_t words = std::max(text_a.words.size(), text_b.words.size());
    if (2 * common_words(text_a, text_b) >= words) return kSomeWords;
    return distance * 100 <= longer * 35 ? kNear65 : kDifferent;
  }

  // At most so many letters are common; a distance beyond every level need not be found.
  static std::size_t distance_of(const Text& a, const Text& b, std::size_t longer) {
    const std::size_t common = kernels::common_letters_at_most(a.letters, b.letters);
    if (common < longer && (longer - common) * 100 > longer * 35) return longer;
    return kernels::osa_distance(a.joined, b.joined);
  }

  std::shared_ptr<const std::vector<std::string>> texts_;
  std::vector<Text> prepared_;
};

}  // namespace

std::unique_ptr<const ValueComparison> make_text_comparison(const FieldValues& field) {
  return std::make_unique<TextComparison>(field);
}

}  // namespace engine
