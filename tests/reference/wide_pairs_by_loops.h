// The wide passes of blocking by loops over all pairs: keys as texts, one row against one person at a time.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace reference {

// What a row or a person is looked for by; an empty text or 0 is missing.
struct WideTraits {
  std::uint64_t nik = 0, village = 0;  // village: 10 digits
  std::string birth;                   // YYYY-MM-DD
  int sex = 0;
  std::vector<std::string> words;  // spelling keys
};

// Bits: 3 near NIK, 4 date, 5 date and word, 6 moved, 7 year and word, 8 village, 9 name, 10 name and year.
inline std::vector<std::pair<int, std::string>> wide_keys(const WideTraits& t) {
  std::vector<std::pair<int, std::string>> keys;
  const std::string regency = std::to_string(t.village / 1'000'000), village = std::to_string(t.village);
  const std::string born = t.birth + "/" + std::to_string(t.sex), year = t.birth.substr(0, 4);
  const bool placed = t.village != 0, dated = !t.birth.empty(), sexed = dated && t.sex != 0;
  if (sexed && placed) keys.emplace_back(4, regency + "/" + born);
  for (const std::string& word : t.words) {
    if (sexed && placed) keys.emplace_back(5, regency + "/" + born + "/" + word);
    if (sexed) keys.emplace_back(6, born + "/" + word);
    if (dated && placed) keys.emplace_back(7, regency + "/" + year + "/" + word);
    if (placed) keys.emplace_back(8, village + "/" + word);
  }
  if (t.words.empty()) return keys;
  std::vector<std::string> sorted = t.words;
  std::sort(sorted.begin(), sorted.end());
  std::string whole;
  for (const std::string& word : sorted) whole += word + " ";
  keys.emplace_back(9, whole);
  if (dated) keys.emplace_back(10, whole + year);
  return keys;
}

// One digit other, or two neighbouring digits exchanged.
inline bool near_niks(std::uint64_t a, std::uint64_t b) {
  if (a == 0 || b == 0 || a == b) return false;
  std::string x = std::to_string(a), y = std::to_string(b);
  x.insert(0, 16 - x.size(), '0');
  y.insert(0, 16 - y.size(), '0');
  std::vector<std::size_t> other;
  for (std::size_t i = 0; i < 16; ++i) {
    if (x[i] != y[i]) other.push_back(i);
  }
  return other.size() == 1 ||
         (other.size() == 2 && other[1] == other[0] + 1 && x[other[0]] == y[other[1]] && x[other[1]] == y[other[0]]);
}

// The date and sex that a NIK tells, where it tells a date.
inline bool told_by_nik(std::uint64_t nik, std::string& birth, int& sex) {
  if (nik == 0) return false;
  std::string digits = std::to_string(nik);
  digits.insert(0, 16 - digits.size(), '0');
  int day = std::stoi(digits.substr(6, 2));
  const int month = std::stoi(digits.substr(8, 2)), year = std::stoi(digits.substr(10, 2));
  sex = day > 40 ? 2 : 1;
  if (day > 40) day -= 40;
  const int whole = year <= 26 ? 2000 + year : 1900 + year;
  const bool leap = whole % 4 == 0 && (whole % 100 != 0 || whole % 400 == 0);
  const int days[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > days[month - 1]) return false;
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", whole, month, day);
  birth = text;
  return true;
}

// By row: the persons it meets, each with its passes. A key with more than `most` persons is met by nobody.
inline std::vector<std::map<std::size_t, unsigned>> wide_pairs(const std::vector<WideTraits>& rows,
                                                               const std::vector<WideTraits>& persons,
                                                               std::size_t most) {
  std::map<std::pair<int, std::string>, std::vector<std::size_t>> blocks;
  for (std::size_t p = 0; p < persons.size(); ++p) {
    for (const auto& key : wide_keys(persons[p])) blocks[key].push_back(p);
  }
  std::vector<std::map<std::size_t, unsigned>> met(rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    auto keys = wide_keys(rows[r]);
    WideTraits told = rows[r];
    if (told_by_nik(told.nik, told.birth, told.sex)) {
      for (const auto& key : wide_keys(told)) keys.push_back(key);
    }
    for (const auto& key : std::set(keys.begin(), keys.end())) {
      const auto block = blocks.find(key);
      if (block == blocks.end() || block->second.size() > most) continue;
      for (const std::size_t p : block->second) met[r][p] |= 1u << key.first;
    }
    for (std::size_t p = 0; p < persons.size(); ++p) {
      if (near_niks(rows[r].nik, persons[p].nik)) met[r][p] |= 1u << 3;
    }
  }
  return met;
}

}  // namespace reference
