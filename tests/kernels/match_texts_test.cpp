#include "kernels/match_texts.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "kernels/cpu.h"

namespace {

struct RestoreLevel {
  ~RestoreLevel() { kernels::use_simd_level(kernels::supported_simd_level()); }
};

}  // namespace

TEST_CASE(
    "match_texts: every SIMD level marks the rows that a plain loop marks, at any size, place and number of texts",
    "[match_texts]") {
  const RestoreLevel restore;
  std::mt19937_64 random(2026);
  std::size_t alike = 0, others = 0;
  for (int round = 0; round < 600; ++round) {
    const std::size_t rows = random() % 40, stride = 1 + random() % 4, row_bytes = 70 + random() % 60;
    const std::size_t longest = round % 2 == 0 ? 32 : 64;
    std::string row(row_bytes, 'x');
    for (char& c : row) c = static_cast<char>(random());
    std::string text = "#";  // the byte before the first row
    std::vector<std::uint32_t> marks = {0};
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t m = 1; m <= stride; ++m) {
        marks.push_back(static_cast<std::uint32_t>(text.size() + m * row_bytes / stride - 1));
      }
      text += row;
      if (random() % 3 == 0) text[text.size() - 1 - random() % row_bytes] ^= static_cast<char>(1 << random() % 8);
    }
    const std::uint32_t* const first = marks.data() + 1;
    std::vector<kernels::FixedText> texts(random() % 20);
    for (kernels::FixedText& one : texts) {
      one.size = static_cast<std::uint32_t>(random() % (longest + 1));
      one.mark = static_cast<std::int32_t>(random() % stride) - 1;
      const std::size_t from = 1 + row_bytes * static_cast<std::size_t>(one.mark + 1) / stride - 1;  // of the first row
      const std::size_t begin = 1 + random() % (row_bytes - one.size + 1);
      one.offset = static_cast<std::uint32_t>(begin) - static_cast<std::uint32_t>(from);
      for (std::size_t i = 0; i < one.size; ++i) one.bytes[i] = row[begin - 1 + i];
      for (std::size_t i = one.size; i < one.kRoom; ++i) one.bytes[i] = static_cast<char>(random());
    }
    text.append(kernels::FixedText::kRoom, '?');
    std::vector<std::uint8_t> before(rows + 1, 0);
    for (std::uint8_t& odd : before) odd = random() % 10 == 0;
    std::vector<std::uint8_t> wanted = before;
    for (std::size_t i = 0; i < rows; ++i) {
      for (const kernels::FixedText& one : texts) {
        const std::uint32_t begin = first[static_cast<std::ptrdiff_t>(i * stride) + one.mark] + one.offset;
        if (text.compare(begin, one.size, std::string(one.bytes, one.size)) != 0) wanted[i] = 1;
      }
      ++(wanted[i] == 0 ? alike : others);
    }
    for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
      if (!kernels::use_simd_level(level)) continue;
      std::vector<std::uint8_t> odd = before;
      kernels::match_texts(text.data(), first, stride, texts, rows, odd.data());
      INFO("round " << round << " " << kernels::simd_level_name(level));
      REQUIRE(odd == wanted);
    }
  }
  REQUIRE(alike > 1000);
  REQUIRE(others > 1000);
}
