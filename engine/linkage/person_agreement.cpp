#include "engine/linkage/person_agreement.h"

#include <cstdlib>
#include <vector>

namespace engine {
namespace {

std::vector<kernels::PackedDate> make_packed_dates() {
  std::vector<kernels::PackedDate> dates(std::size_t{kNoDate} + 1, kernels::kMissingDate);
  for (std::uint32_t day = 0; day < kNoDate; ++day) {
    const CivilDate date = civil_from_day(static_cast<Day>(day));
    dates[day] = kernels::pack_date(static_cast<unsigned>(date.year), static_cast<unsigned>(date.month),
                                    static_cast<unsigned>(date.day));
  }
  return dates;
}

kernels::PackedDate packed_date(Day day) {
  static const std::vector<kernels::PackedDate> kDates = make_packed_dates();
  return kDates[day];
}

}  // namespace

NikLevel nik_level(kernels::PackedDigits a, kernels::PackedDigits b) {
  const kernels::NumberDifference difference = kernels::number_difference(a, b);
  using kernels::NumberEdit;
  switch (difference.edit) {
    case NumberEdit::kEqual: return NikLevel::kEqual;
    case NumberEdit::kMissing: return NikLevel::kMissing;
    case NumberEdit::kAdjacentSwap: return NikLevel::kAdjacentSwap;
    case NumberEdit::kSubstitution:
      return (difference.parts & kernels::kSerialDigits) != 0   ? NikLevel::kSerialDigit
             : (difference.parts & kernels::kRegionDigits) != 0 ? NikLevel::kRegionDigit
                                                                : NikLevel::kDateDigit;
    default:
      if (difference.parts == kernels::kSerialDigits) return NikLevel::kOtherSerial;
      return difference.edit == NumberEdit::kOther ? NikLevel::kOther : NikLevel::kTwoEdits;
  }
}

BirthLevel birth_level(Day a, Day b) {
  using kernels::DateAgreement;
  const kernels::PackedDate first = packed_date(a), second = packed_date(b);
  switch (kernels::compare_dates(first, second)) {
    case DateAgreement::kEqual: return BirthLevel::kEqual;
    case DateAgreement::kDayMonthSwapped:
    case DateAgreement::kDigitsSwapped: return BirthLevel::kSwapped;
    case DateAgreement::kYearOneOff: return BirthLevel::kYearOneOff;
    case DateAgreement::kYearTenOff:
    case DateAgreement::kCenturyOff: return BirthLevel::kYearFarOff;
    case DateAgreement::kOneDigit: return BirthLevel::kOneDigit;
    case DateAgreement::kDefaultEqual: return BirthLevel::kDefaultEqual;
    case DateAgreement::kDefaultDay:
    case DateAgreement::kDefaultSameYear: return BirthLevel::kDefaultSameYear;
    case DateAgreement::kSameYearMonth: return BirthLevel::kSameYearMonth;
    case DateAgreement::kSameYear: return BirthLevel::kSameYear;
    case DateAgreement::kDefaultNearYear:
    case DateAgreement::kDefaultOtherYear: {
      const int years = civil_from_day(a).year - civil_from_day(b).year;
      return std::abs(years) <= kNearYears ? BirthLevel::kDefaultNearYear : BirthLevel::kDefaultOther;
    }
    case DateAgreement::kOther:
      return kernels::same_month_day(first, second) ? BirthLevel::kYearFarOff : BirthLevel::kOther;
    case DateAgreement::kMissing: break;
  }
  return BirthLevel::kMissing;
}

SexLevel sex_level(Sex a, Sex b) {
  if (a == Sex::kUnknown || b == Sex::kUnknown) return SexLevel::kMissing;
  return a == b ? SexLevel::kEqual : SexLevel::kOther;
}

NameLevel name_level(const NameComparison& c) {
  const bool very = c.similar == 0 || c.similarity >= c.similar * kVeryAlike;
  switch (c.agreement) {
    case NameAgreement::kEqual: return NameLevel::kEqual;
    case NameAgreement::kEqualBySpelling: return NameLevel::kEqualBySpelling;
    case NameAgreement::kEqualButMinor: return NameLevel::kEqualButMinor;
    case NameAgreement::kInitials: return NameLevel::kInitials;
    case NameAgreement::kSimilar: return very ? NameLevel::kVerySimilar : NameLevel::kSimilar;
    case NameAgreement::kSubset: return NameLevel::kSubset;
    case NameAgreement::kSubsetInexact: return very ? NameLevel::kSubsetVerySimilar : NameLevel::kSubsetSimilar;
    case NameAgreement::kPartly: return NameLevel::kPartly;
    case NameAgreement::kLittle: return NameLevel::kLittle;
    case NameAgreement::kDifferent: return NameLevel::kDifferent;
    case NameAgreement::kMissing: break;
  }
  return NameLevel::kMissing;
}

}  // namespace engine
