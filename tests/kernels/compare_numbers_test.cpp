#include "kernels/compare_numbers.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "tests/reference/osa.h"

namespace {

using kernels::NikDay;
using kernels::NumberEdit;

kernels::PackedDigits packed(const std::string& digits) { return std::stoull(digits, nullptr, 16); }

std::string random_digits(std::mt19937_64& random, unsigned alphabet) {
  std::string digits(16, '1');
  for (char& digit : digits) digit = static_cast<char>('0' + random() % alphabet);
  if (digits == std::string(16, '0')) digits.back() = '1';
  return digits;
}

// All texts of 16 digits that one edit makes, or a digit lost and another put in.
std::vector<std::string> edited(const std::string& digits) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < 16; ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string substituted = digits;
      substituted[i] = digit;
      all.push_back(substituted);
    }
    if (i == 15) break;
    std::string swapped = digits;
    std::swap(swapped[i], swapped[i + 1]);
    all.push_back(swapped);
  }
  return all;
}

std::vector<std::string> shifted(const std::string& digits) {
  std::vector<std::string> all;
  for (std::size_t lost = 0; lost < 16; ++lost) {
    std::string shorter = digits;
    shorter.erase(lost, 1);
    for (std::size_t at = 0; at < 16; ++at) {
      for (char digit = '0'; digit <= '9'; ++digit) {
        std::string moved = shorter;
        all.push_back(moved.insert(at, 1, digit));
      }
    }
  }
  return all;
}

int hamming(const std::string& a, const std::string& b) {
  int digits = 0;
  for (std::size_t i = 0; i < a.size(); ++i) digits += a[i] != b[i];
  return digits;
}

bool swap_explains(const std::string& a, const std::string& b) {
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    std::string swapped = a;
    std::swap(swapped[i], swapped[i + 1]);
    if (a != b && swapped == b) return true;
  }
  return false;
}

// One comparison against the text twins, both ways round.
void check(const std::string& a, const std::string& b) {
  const bool missing = a == std::string(16, '0') || b == std::string(16, '0');
  const std::size_t distance = missing ? 3 : std::min<std::size_t>(reference::osa(a, b), 3);
  for (const auto& [one, other] : {std::pair(packed(a), packed(b)), std::pair(packed(b), packed(a))}) {
    const bool right = kernels::osa_distance_to_2(one, other) == static_cast<int>(distance) &&
                       kernels::differing_digits(one, other) == (missing ? 16 : hamming(a, b)) &&
                       kernels::one_adjacent_swap(one, other) == (!missing && swap_explains(a, b));
    if (!right) FAIL(a << " | " << b << " | " << distance);
  }
  if (!(kernels::number_difference(packed(a), packed(b)) == kernels::number_difference(packed(b), packed(a)))) {
    FAIL(a << " | " << b);
  }
}

}  // namespace

TEST_CASE("compare_numbers: random pairs of small and full alphabets equal the full matrix", "[compare_numbers]") {
  std::mt19937_64 random(20260712);
  for (const unsigned alphabet : {2u, 3u, 4u, 10u}) {
    for (int round = 0; round < 5'000; ++round) check(random_digits(random, alphabet), random_digits(random, alphabet));
  }
  SUCCEED();
}

TEST_CASE("compare_numbers: all single and double edits and all shifts equal the full matrix", "[compare_numbers]") {
  std::mt19937_64 random(3);
  for (const std::string& digits : {random_digits(random, 2), random_digits(random, 10)}) {
    std::size_t step = 0;
    for (const std::string& once : edited(digits)) {
      check(digits, once);
      for (const std::string& twice : edited(once)) check(digits, twice);
      if (++step % 16 != 0) continue;  // three edits, from one in sixteen
      for (const std::string& twice : edited(once)) {
        for (int round = 0; round < 4; ++round) {
          const std::vector<std::string> thrice = edited(twice);
          check(digits, thrice[random() % thrice.size()]);
        }
      }
    }
    for (const std::string& moved : shifted(digits)) check(digits, moved);
  }
  SUCCEED();
}

TEST_CASE("compare_numbers: repeated digits, where edits hide each other, equal the full matrix", "[compare_numbers]") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 1'500; ++round) {
    std::string digits(16, '1');
    for (std::size_t i = 1; i < 16; ++i)
      digits[i] = random() % 3 == 0 ? static_cast<char>('1' + random() % 3) : digits[i - 1];
    const std::vector<std::string> moved = shifted(digits);
    const std::vector<std::string> once = edited(moved[random() % moved.size()]);
    check(digits, moved[random() % moved.size()]);
    check(digits, once[random() % once.size()]);
  }
  SUCCEED();
}

TEST_CASE("compare_numbers: the edit is named with its place and parts", "[compare_numbers]") {
  struct Case {
    const char *a, *b;
    NumberEdit edit;
    int digits, first, last;
    unsigned parts;
  };
  const Case cases[] = {
      {"3201014107900003", "3201014107900003", NumberEdit::kEqual, 0, 0, 0, 0},
      {"3201014107900003", "3201014107900004", NumberEdit::kSubstitution, 1, 16, 16, kernels::kSerialDigits},
      {"3201014107900003", "1201014107900003", NumberEdit::kSubstitution, 1, 1, 1, kernels::kProvinceDigits},
      {"3201014107900003", "3207014107900003", NumberEdit::kSubstitution, 1, 4, 4, kernels::kRegencyDigits},
      {"3201014107900003", "3201094107900003", NumberEdit::kSubstitution, 1, 6, 6, kernels::kDistrictDigits},
      {"3201014107900003", "3201010107900003", NumberEdit::kSubstitution, 1, 7, 7, kernels::kDayDigits},
      {"3201014107900003", "3201014108900003", NumberEdit::kSubstitution, 1, 10, 10, kernels::kMonthDigits},
      {"3201014107900003", "3201014107910003", NumberEdit::kSubstitution, 1, 12, 12, kernels::kYearDigits},
      {"3201014107900003", "3201011407900003", NumberEdit::kAdjacentSwap, 2, 7, 8, kernels::kDayDigits},
      {"3201014107900003", "3201104107900003", NumberEdit::kAdjacentSwap, 2, 5, 6, kernels::kDistrictDigits},
      {"3201014107900003", "3201014017900003", NumberEdit::kAdjacentSwap, 2, 8, 9,
       kernels::kDayDigits | kernels::kMonthDigits},
      {"3201014107900003", "3201014108900004", NumberEdit::kTwoSubstitutions, 2, 10, 16,
       kernels::kMonthDigits | kernels::kSerialDigits},
      {"3201014107900003", "2301014107900004", NumberEdit::kSwapAndSubstitution, 3, 1, 16,
       kernels::kProvinceDigits | kernels::kSerialDigits},
      {"3201014107900003", "2301014107900030", NumberEdit::kTwoSwaps, 4, 1, 16,
       kernels::kProvinceDigits | kernels::kSerialDigits},
      {"1234567890123456", "1245678901234567", NumberEdit::kShift, 14, 3, 16,
       kernels::kRegencyDigits | kernels::kDistrictDigits | kernels::kDateDigits | kernels::kSerialDigits},
      {"1234567890123456", "5678901234567890", NumberEdit::kOther, 16, 1, 16,
       kernels::kRegionDigits | kernels::kDateDigits | kernels::kSerialDigits},
      {"0000000000000000", "3201014107900003", NumberEdit::kMissing, 16, 0, 0, 0},
      {"0000000000000000", "0000000000000000", NumberEdit::kMissing, 16, 0, 0, 0},
  };
  for (const Case& c : cases) {
    INFO(c.a << " | " << c.b);
    const kernels::NumberDifference found = kernels::number_difference(packed(c.a), packed(c.b));
    REQUIRE(found.edit == c.edit);
    REQUIRE(found.digits == c.digits);
    REQUIRE(found.first == c.first);
    REQUIRE(found.last == c.last);
    REQUIRE(found.parts == c.parts);
    check(c.a, c.b);
  }
}

TEST_CASE("compare_numbers: the day of a NIK tells day and sex apart for every pair of fields", "[compare_numbers]") {
  const auto sex = [](int day) { return day >= 41 && day <= 71 ? 'P' : day >= 1 && day <= 31 ? 'L' : '?'; };
  const auto nik = [](int day) {
    return kernels::pack_digits16(3'201'010'007'900'003ull + 100'000'000ull * static_cast<unsigned>(day));
  };
  for (int a = 0; a < 100; ++a) {
    for (int b = 0; b < 100; ++b) {
      NikDay wanted = NikDay::kNoDay;
      if (sex(a) != '?' && sex(b) != '?') {
        const int plain_a = sex(a) == 'P' ? a - 40 : a, plain_b = sex(b) == 'P' ? b - 40 : b;
        if (sex(a) == sex(b)) wanted = plain_a == plain_b ? NikDay::kSameDaySameSex : NikDay::kOtherDaySameSex;
        if (sex(a) != sex(b)) wanted = plain_a == plain_b ? NikDay::kSameDayOtherSex : NikDay::kOtherDayOtherSex;
      }
      if (kernels::nik_day(nik(a), nik(b)) != wanted) FAIL(a << " | " << b);
    }
  }
  REQUIRE(kernels::nik_day(0, nik(1)) == NikDay::kMissing);
  REQUIRE(kernels::nik_day(nik(41), 0) == NikDay::kMissing);
}

TEST_CASE("compare_numbers: columns give what single pairs give and write nothing behind the end",
          "[compare_numbers]") {
  std::mt19937_64 random(9);
  for (std::size_t n = 0; n < 40; ++n) {
    std::vector<kernels::PackedDigits> a(n), b(n);
    for (std::size_t i = 0; i < n; ++i) {
      const std::string digits = random_digits(random, 10);
      const std::vector<std::string> once = edited(digits);
      a[i] = i % 7 == 6 ? 0 : packed(digits);
      b[i] = packed(once[random() % once.size()]);
    }
    std::vector<std::uint8_t> out(n + 1, 0xEE);
    kernels::osa_distances_to_2(a.data(), b.data(), out.data(), n);
    for (std::size_t i = 0; i < n; ++i) REQUIRE(out[i] == kernels::osa_distance_to_2(a[i], b[i]));
    REQUIRE(out[n] == 0xEE);
  }
}
