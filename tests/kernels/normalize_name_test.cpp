#include "kernels/normalize_name.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <string_view>

namespace {

std::string normalized(std::string_view raw) {
  std::string out(raw.size(), '?');
  out.resize(kernels::normalize_name(raw, out.data()));
  return out;
}

// Plain check of RFC 3629.
bool valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

}  // namespace

TEST_CASE("normalize_name: case, punctuation, spaces, accents and titles have one form", "[normalize_name]") {
  struct Case {
    const char *raw, *normal;
  };
  const Case cases[] = {
      {"", ""},
      {"   ", ""},
      {"SITI AMINAH", "SITI AMINAH"},
      {"  siti   aminah ", "SITI AMINAH"},
      {"Ma'ruf", "MARUF"},
      {"Ma\xE2\x80\x99ruf", "MARUF"},  // typographic apostrophe
      {"MOH.ALI", "MOH ALI"},
      {"AL-FATIH", "AL FATIH"},
      {"Andr\xC3\xA9", "ANDRE"},
      {"Andre\xCC\x81", "ANDRE"},  // combining accent
      {"STRA\xC3\x9F"
       "E",
       "STRASSE"},
      {"\xC3\x86GIR", "AEGIR"},
      {"SI\xE2\x80\x8BTI", "SITI"},                                  // zero width space
      {"\xEF\xBC\xB3\xEF\xBC\xA9\xEF\xBC\xB4\xEF\xBC\xA9", "SITI"},  // full width
      {"BUDI\xC2\xA0SANTOSO", "BUDI SANTOSO"},                       // no-break space
      {"H. Muhammad Nur", "MUHAMMAD NUR"},
      {"Hj. Siti", "SITI"},
      {"Prof. Dr. H. Budi Santoso, S.Pd., M.Si.", "BUDI SANTOSO"},
      {"DRS BUDI", "BUDI"},
      {"K.H. AHMAD", "AHMAD"},
      {"R.A. KARTINI", "KARTINI"},
      {"RATNA, S.PD.I", "RATNA"},
      {"RATNA A.MD.KEB", "RATNA"},
      {"RATNA SE", "RATNA"},
      {"BUDI, S.E., M.M.", "BUDI"},
      {"H", "H"},  // a title alone is a name
      {"H. DR.", "DR"},
      {"S.PD", "S PD"},
      {"SE", "SE"},
      {"I WAYAN SUDIRA", "I WAYAN SUDIRA"},
      {"M NUR", "M NUR"},
      {"BUDI2", "BUDI"},
      {"123", ""},
      {"H 123", "H"},
      {"\xFF\xFE", ""},
      {"SI\xFFTI", "SI TI"},  // not UTF-8
  };
  for (const Case& c : cases) {
    INFO(c.raw);
    REQUIRE(normalized(c.raw) == c.normal);
  }
}

TEST_CASE("normalize_name: twice is once, the output is UTF-8 and no longer than the input", "[normalize_name]") {
  std::mt19937_64 random(8);
  const std::string_view pieces[] = {"H",
                                     "HJ",
                                     "DR",
                                     "S",
                                     "PD",
                                     "SE",
                                     "A",
                                     "MD",
                                     "KEB",
                                     "K",
                                     "R",
                                     "BUDI",
                                     "siti",
                                     ".",
                                     ",",
                                     " ",
                                     "'",
                                     "-",
                                     "1",
                                     "ST",
                                     "M",
                                     "SI",
                                     "I",
                                     "AMD",
                                     "STR",
                                     "\xC3\xA9",
                                     "\xC3\x9F",
                                     "\xD0\x90",
                                     "\xE2\x80\x8B",
                                     "\xFF",
                                     "\xF0\x9F\x98\x80",
                                     "\xCC\x81",
                                     "\"",
                                     "\t"};
  for (int round = 0; round < 60'000; ++round) {
    std::string raw;
    const std::size_t count = random() % 12;
    for (std::size_t i = 0; i < count; ++i) {
      if (round % 3 == 0)
        raw += static_cast<char>(random());
      else
        raw += pieces[random() % std::size(pieces)];
      if (round % 3 == 1) raw += ' ';
    }
    const std::string once = normalized(raw);
    if (normalized(once) != once) FAIL("changes again: " << raw << " -> " << once << " -> " << normalized(once));
    if (!valid_utf8(once)) FAIL("not UTF-8: " << raw);
    const bool tidy =
        once.find("  ") == std::string::npos && (once.empty() || (once.front() != ' ' && once.back() != ' '));
    if (once.size() > raw.size() || !tidy) FAIL("untidy: " << raw << " -> " << once);
    const bool letter = raw.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") != std::string::npos;
    if (letter && once.empty()) FAIL("lost its letters: " << raw);
  }
  SUCCEED();
}
