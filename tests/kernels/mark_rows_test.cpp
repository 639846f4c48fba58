#include "kernels/mark_rows.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "kernels/cpu.h"
#include "kernels/scan_text.h"

namespace {

struct RestoreLevel {
  ~RestoreLevel() { kernels::use_simd_level(kernels::supported_simd_level()); }
};

constexpr std::uint32_t kUntouched = 0xDEADBEEF;

struct Lists {
  std::vector<std::uint32_t> ends, lines, odd;
  bool has_high = false, has_cr = false;
  bool operator==(const Lists&) const = default;
};

Lists plainly(const std::string& text, std::size_t begin, std::size_t end, char delimiter, char odd, bool high_is_odd) {
  Lists found;
  for (std::size_t i = begin; i < end; ++i) {
    const auto at = static_cast<std::uint32_t>(i);
    const auto c = static_cast<unsigned char>(text[i]);
    const bool cr = text[i] == '\r' && text[i + 1] == '\n';
    if (text[i] == delimiter || text[i] == '\n') found.ends.push_back(at);
    if (text[i] == '\n') found.lines.push_back(at);
    if (c >= 128) found.has_high = true;
    if (cr) found.has_cr = true;
    if (text[i] == delimiter || text[i] == '\n' || cr) continue;
    if (c < 32 || c == 127 || text[i] == odd || (c >= 128 && high_is_odd)) found.odd.push_back(at);
  }
  return found;
}

Lists by_kernel(const std::string& text, std::size_t begin, std::size_t end, char delimiter, char odd,
                bool high_is_odd) {
  const std::size_t room = end - begin + kernels::kMarkPadding;
  Lists found;
  for (auto* list : {&found.ends, &found.lines, &found.odd}) list->assign(room + 1, kUntouched);
  kernels::RowMarks marks{found.ends.data(), found.lines.data(), found.odd.data(), 0, 0, 0, false, false};
  kernels::mark_rows(text.data(), begin, end, delimiter, odd, high_is_odd, marks);
  for (auto* list : {&found.ends, &found.lines, &found.odd}) {
    if (list->back() != kUntouched) FAIL("written past the padding");
  }
  found.ends.resize(marks.end_count);
  found.lines.resize(marks.line_count);
  found.odd.resize(marks.odd_count);
  found.has_high = marks.has_high;
  found.has_cr = marks.has_cr;
  return found;
}

}  // namespace

TEST_CASE("mark_rows: every SIMD level finds what a plain loop finds, at any length and alignment", "[mark_rows]") {
  const RestoreLevel restore;
  std::mt19937_64 random(79);
  for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
    if (!kernels::use_simd_level(level)) continue;
    for (std::size_t length = 0; length < 330; ++length) {
      for (std::size_t begin = 0; begin < 3; ++begin) {
        std::string text(begin + length + kernels::kTextPadding + 1, 'x');
        const unsigned density = 1 + static_cast<unsigned>(random() % 12);
        for (char& c : text) {
          static constexpr char kSpecial[] = "\n\r|\t\"\x7f\x80\xff\x1f \r\n||\\\"";
          if (random() % density == 0) c = kSpecial[random() % sizeof kSpecial];  // the NUL at its end too
        }
        const char delimiter = "|\t\""[random() % 3];
        const char odd = delimiter == '"' ? '\\' : '"';
        const bool high = random() % 2 == 0;
        INFO(kernels::simd_level_name(level) << " length " << length << " begin " << begin);
        if (by_kernel(text, begin, begin + length, delimiter, odd, high) !=
            plainly(text, begin, begin + length, delimiter, odd, high)) {
          FAIL("marks differ");
        }
      }
    }
  }
  SUCCEED();
}

TEST_CASE("mark_rows: each byte is judged as the header tells, as delimiter and as text", "[mark_rows]") {
  const RestoreLevel restore;
  for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
    if (!kernels::use_simd_level(level)) continue;
    for (int byte = 0; byte < 256; ++byte) {
      for (const char delimiter : {'|', ',', ';', '\t', '"'}) {
        const char odd = delimiter == '"' ? '\\' : '"';
        std::string text(200, 'x');
        text[70] = static_cast<char>(byte);
        INFO(kernels::simd_level_name(level) << " byte " << byte);
        if (by_kernel(text, 0, 130, delimiter, odd, false) != plainly(text, 0, 130, delimiter, odd, false))
          FAIL("marks differ");
      }
    }
  }
  SUCCEED();
}
