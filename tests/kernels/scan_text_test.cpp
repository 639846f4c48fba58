#include "kernels/scan_text.h"

#include <sys/mman.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "kernels/cpu.h"
#include "kernels/digits16.h"
#include "kernels/scan_text_variants.h"

namespace {

struct RestoreLevel {
  ~RestoreLevel() { kernels::use_simd_level(kernels::supported_simd_level()); }
};

std::string random_text(std::mt19937_64& random, std::size_t length, int density) {
  std::string text(length, 'x');
  for (char& c : text) {
    const char special[] = {'\n', '|', '"', '\0', '\x80', ','};
    if (random() % static_cast<unsigned>(density) == 0) c = special[random() % 6];
  }
  return text;
}

}  // namespace

TEST_CASE("scan_text: every SIMD level finds the marks a plain loop finds, at any length and alignment",
          "[scan_text]") {
  const RestoreLevel restore;
  std::mt19937_64 random(11);
  for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
    if (!kernels::use_simd_level(level)) continue;
    for (std::size_t length = 0; length < 200; ++length) {
      for (std::size_t shift = 0; shift < 3; ++shift) {
        // Marks past the end must not be seen: the text is a view into a longer one full of quotes.
        std::string storage = std::string(shift, '"') + random_text(random, length, 1 + static_cast<int>(length % 7)) +
                              std::string(80, '"');
        const std::string_view text = std::string_view(storage).substr(shift, length);
        std::vector<std::uint32_t> wanted;
        kernels::TextCounts counts;
        for (std::size_t i = 0; i < text.size(); ++i) {
          const char c = text[i];
          if (c == '\n' || c == '|' || c == '"') wanted.push_back(static_cast<std::uint32_t>(i));
          counts.lines += c == '\n';
          counts.delimiters += c == '|';
          counts.quotes += c == '"';
          counts.has_nul |= c == '\0';
          counts.has_high |= c == '\x80';
        }
        std::vector<std::uint32_t> found(wanted.size() + kernels::kMarkPadding);
        found.resize(kernels::mark_text(text, '|', found.data()));
        const kernels::TextCounts seen = kernels::count_text(text, '|');
        INFO(kernels::simd_level_name(level) << " length " << length);
        if (found != wanted) FAIL("marks differ");
        const bool equal = seen.lines == counts.lines && seen.delimiters == counts.delimiters &&
                           seen.quotes == counts.quotes && seen.has_nul == counts.has_nul &&
                           seen.has_high == counts.has_high;
        if (!equal) FAIL("counts differ");
        const kernels::TextCounts lines = kernels::count_text(text, '\n');
        if (lines.lines != counts.lines || lines.delimiters != counts.lines || lines.quotes != counts.quotes)
          FAIL("counts of lines alone differ");
      }
    }
    // More than 255 vectors of matches: the byte counters of the AVX2 variant must not run over.
    const std::string quotes(100'000, '"');
    REQUIRE(kernels::count_text(quotes, '|').quotes == quotes.size());
  }
}

TEST_CASE("scan_text: nothing past the end of a text is read, nor before its begin", "[scan_text]") {
  const RestoreLevel restore;
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  void* const pages = ::mmap(nullptr, 3 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(pages != MAP_FAILED);
  char* const text = static_cast<char*>(pages) + page;
  REQUIRE(::mprotect(text, page, PROT_READ | PROT_WRITE) == 0);
  std::memset(text, '"', page);
  std::vector<std::uint32_t> positions(page + kernels::kMarkPadding);
  for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
    if (!kernels::use_simd_level(level)) continue;
    for (std::size_t length = 0; length < 200; ++length) {
      for (const char* const begin : {text, text + page - length}) {  // a read of the page beside it ends the program
        REQUIRE(kernels::count_text({begin, length}, '|').quotes == length);
        REQUIRE(kernels::mark_text({begin, length}, '|', positions.data()) == length);
      }
    }
  }
  ::munmap(pages, 3 * page);
}

TEST_CASE("scan_text: a forced level is the one that runs", "[scan_text]") {
  // The AVX2 variant writes whole groups of eight positions, the scalar one a single one too many.
  const RestoreLevel restore;
  if (!kernels::use_simd_level(kernels::SimdLevel::kAvx2)) return;
  const std::string text = "a|" + std::string(62, 'x');
  std::vector<std::uint32_t> positions(kernels::kMarkPadding, 7777);
  REQUIRE(kernels::mark_text(text, '|', positions.data()) == 1);
  REQUIRE(positions[7] != 7777);
  kernels::use_simd_level(kernels::SimdLevel::kScalar);
  positions.assign(kernels::kMarkPadding, 7777);
  REQUIRE(kernels::mark_text(text, '|', positions.data()) == 1);
  REQUIRE(positions[7] == 7777);
}

TEST_CASE("digits16: equals the digit-by-digit reading for digits and for every wrong byte", "[digits16]") {
  std::mt19937_64 random(16);
  for (int round = 0; round < 5'000; ++round) {
    std::string text(16, '0');
    for (char& c : text) c = static_cast<char>('0' + random() % 10);
    if (round % 2 == 1) text[random() % 16] = static_cast<char>(random());
    std::uint64_t value = 0, wanted = 0;
    const bool fast = kernels::parse_digits16(text.data(), value);
    if (fast != kernels::parse_digits16_scalar(text.data(), wanted)) FAIL(text);
    if (fast && value != wanted) FAIL(text);
  }
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t at = 0; at < 16; ++at) {
      std::string text = "3171010107800001";
      text[at] = static_cast<char>(byte);
      std::uint64_t value = 0;
      if (kernels::parse_digits16(text.data(), value) != (byte >= '0' && byte <= '9'))
        FAIL("byte " << byte << " at " << at);
    }
  }
  SUCCEED();
}
