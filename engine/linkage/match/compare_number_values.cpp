#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdlib>
#include <numeric>

#include "engine/linkage/match/compare_values.h"
#include "kernels/compare_dates.h"

namespace engine {
namespace {

enum NumberLevel : AgreementLevel { kEqual, kHalfPercent, kTwoPercent, kTenPercent, kFar };

// Numbers by their place among all rows.
class NumberComparison final : public ValueComparison {
 public:
  explicit NumberComparison(const FieldValues& field) : ValueComparison(FieldType::kNumber), rows_(field.present) {
    const std::size_t n = field.texts->size();
    std::vector<double> numbers(n, 0);
    for (std::size_t i = 0; i < n; ++i) {
      const std::string& text = (*field.texts)[i];
      std::from_chars(text.data(), text.data() + text.size(), numbers[i]);
    }
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return numbers[a] != numbers[b] ? numbers[a] < numbers[b] : a < b;
    });
    below_.resize(n);
    numbers_ = std::move(numbers);
    std::uint64_t rows = 0;
    for (std::size_t i = 0; i < n;) {
      std::size_t last = i;
      std::uint64_t equal = 0;
      for (; last < n && numbers_[order[last]] == numbers_[order[i]]; ++last) equal += field.counts[order[last]];
      for (; i < last; ++i) below_[order[i]] = 2 * rows + equal;  // twice the middle of its rows
      rows += equal;
    }
  }

 private:
  AgreementLevel unequal(ValueId a, ValueId b) const override {
    if (numbers_[a] == numbers_[b]) return kEqual;
    const std::uint64_t between = below_[a] > below_[b] ? below_[a] - below_[b] : below_[b] - below_[a];
    if (between * 200 <= 2 * rows_) return kHalfPercent;
    if (between * 50 <= 2 * rows_) return kTwoPercent;
    return between * 10 <= 2 * rows_ ? kTenPercent : kFar;
  }

  std::uint64_t rows_;
  std::vector<double> numbers_;
  std::vector<std::uint64_t> below_;
};

enum DateLevel : AgreementLevel {
  kSameDate,
  kSwappedParts,
  kOnePartOff,
  kDefaultEqual,
  kTwoDigitsOff,
  kSameYearMonth,
  kSameYear,
  kOtherDate
};

class DateComparison final : public ValueComparison {
 public:
  explicit DateComparison(const FieldValues& field) : ValueComparison(FieldType::kDate) {
    for (const std::string& text : *field.texts) {
      kernels::PackedDate packed = 0;
      for (const char c : text) packed = packed << 4 | static_cast<kernels::PackedDate>(c - '0');
      dates_.push_back(packed);
    }
  }

 private:
  AgreementLevel equal(ValueId value) const override { return level_of(dates_[value], dates_[value]); }
  AgreementLevel unequal(ValueId a, ValueId b) const override { return level_of(dates_[a], dates_[b]); }

  static bool two_digits_off(kernels::PackedDate a, kernels::PackedDate b) {
    std::uint32_t other = a ^ b;
    other = (other | other >> 1 | other >> 2 | other >> 3) & 0x1111'1111u;
    return std::popcount(other) <= 2;
  }

  static AgreementLevel level_of(kernels::PackedDate a, kernels::PackedDate b) {
    using kernels::DateAgreement;
    switch (kernels::compare_dates(a, b)) {
      case DateAgreement::kEqual: return kSameDate;
      case DateAgreement::kDayMonthSwapped:
      case DateAgreement::kDigitsSwapped: return kSwappedParts;
      case DateAgreement::kYearOneOff:
      case DateAgreement::kYearTenOff:
      case DateAgreement::kCenturyOff:
      case DateAgreement::kOneDigit: return kOnePartOff;
      case DateAgreement::kDefaultEqual: return kDefaultEqual;
      case DateAgreement::kDefaultDay:
      case DateAgreement::kSameYearMonth: return two_digits_off(a, b) ? kTwoDigitsOff : kSameYearMonth;
      case DateAgreement::kDefaultSameYear:
      case DateAgreement::kSameYear: return two_digits_off(a, b) ? kTwoDigitsOff : kSameYear;
      default: return two_digits_off(a, b) ? kTwoDigitsOff : kOtherDate;
    }
  }

  std::vector<kernels::PackedDate> dates_;
};

}  // namespace

std::unique_ptr<const ValueComparison> make_number_comparison(const FieldValues& field) {
  if (field.type == FieldType::kDate) return std::make_unique<DateComparison>(field);
  return std::make_unique<NumberComparison>(field);
}

std::unique_ptr<const ValueComparison> make_comparison(const FieldValues& field) {
  switch (field.type) {
    case FieldType::kName: return make_name_comparison(field);
    case FieldType::kText: return make_text_comparison(field);
    case FieldType::kDigits:
    case FieldType::kCategory: return make_digits_comparison(field);
    case FieldType::kDate:
    case FieldType::kNumber: break;
  }
  return make_number_comparison(field);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end != 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace engine
