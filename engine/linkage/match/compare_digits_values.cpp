#include <algorithm>
#include <bit>

#include "engine/linkage/match/compare_values.h"
#include "engine/parallel.h"
#include "kernels/osa_distance.h"

namespace engine {
namespace {

enum DigitsLevel : AgreementLevel { kEqual, kOneEdit, kTwoEdits, kSameHalf, kDifferent };

class DigitsComparison final : public ValueComparison {
 public:
  explicit DigitsComparison(const FieldValues& field)
      : ValueComparison(FieldType::kDigits), texts_(field.texts), counts_(texts_->size()) {
    parallel_for(counts_.size(), 8192, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) counts_[i] = counts_of((*texts_)[i]);
    });
  }

 private:
  AgreementLevel unequal(ValueId a, ValueId b) const override {
    const std::string_view text_a = (*texts_)[a], text_b = (*texts_)[b];
    const std::size_t longer = std::max(text_a.size(), text_b.size());
    if (longer < 3) return kDifferent;
    if (std::popcount(counts_[a] ^ counts_[b]) <= 2 * 2) {
      const std::size_t distance = kernels::osa_distance(text_a, text_b);
      if (distance == 1) return kOneEdit;
      if (distance == 2 && longer >= 6) return kTwoEdits;
    }
    const std::size_t half = (longer + 1) / 2;
    if (longer < 4 || text_a.size() < half || text_b.size() < half) return kDifferent;
    const bool same = text_a.substr(0, half) == text_b.substr(0, half) ||
                      text_a.substr(text_a.size() - half) == text_b.substr(text_b.size() - half);
    return same ? kSameHalf : kDifferent;
  }

  // How often each digit is there, up to six times, a bit each. An edit changes the counts of two digits by one at
  // most, so values that are two edits apart differ in four bits at most.
  static std::uint64_t counts_of(std::string_view text) {
    constexpr unsigned kBits = 6;
    std::uint64_t counts = 0;
    for (const char c : text) {
      const unsigned first = kBits * static_cast<unsigned>(c - '0');
      const std::uint64_t mine = counts >> first & ((1u << kBits) - 1);
      counts |= (mine << 1 | 1) << first & (std::uint64_t{(1u << kBits) - 1} << first);
    }
    return counts;
  }

  std::shared_ptr<const std::vector<std::string>> texts_;
  std::vector<std::uint64_t> counts_;
};

class CategoryComparison final : public ValueComparison {
 public:
  explicit CategoryComparison(const FieldValues& field) : ValueComparison(FieldType::kCategory), texts_(field.texts) {}

 private:
  AgreementLevel unequal(ValueId a, ValueId b) const override {
    const std::string &text_a = (*texts_)[a], &text_b = (*texts_)[b];
    const std::size_t longer = std::max(text_a.size(), text_b.size()), shorter = std::min(text_a.size(), text_b.size());
    if (longer < 3 || longer - shorter > 1) return 2;
    return kernels::osa_distance(text_a, text_b) == 1 ? 1 : 2;
  }

  std::shared_ptr<const std::vector<std::string>> texts_;
};

}  // namespace

std::unique_ptr<const ValueComparison> make_digits_comparison(const FieldValues& field) {
  if (field.type == FieldType::kCategory) return std::make_unique<CategoryComparison>(field);
  return std::make_unique<DigitsComparison>(field);
}

}  // namespace engine
