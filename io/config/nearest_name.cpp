#include "io/config/nearest_name.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace io {
namespace {

constexpr std::size_t kLongest = 64;  // longer names are compared by their beginning

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Restricted Damerau-Levenshtein distance (optimal string alignment) in three rows.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  a = a.substr(0, kLongest);
  b = b.substr(0, kLongest);
  std::array<std::size_t, kLongest + 1> before{}, last{}, now{};
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool equal = lower(a[i - 1]) == lower(b[j - 1]);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (equal ? 0u : 1u)});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    before = last;
    last = now;
  }
  return last[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view seen, std::span<const std::string_view> known) {
  std::string_view best;
  std::size_t least = static_cast<std::size_t>(-1);
  for (const std::string_view name : known) {
    const std::size_t distance = edit_distance(seen, name);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return std::string(best);
}

std::string near_name(std::string_view seen, std::span<const std::string_view> known) {
  const std::string nearest = nearest_name(seen, known);
  const bool near = edit_distance(seen, nearest) <= std::max(seen.size(), nearest.size()) / 3;
  return near && seen.size() <= kLongest ? nearest : "";
}

std::string suggestion(std::string_view title, std::string_view seen, std::span<const std::string_view> known) {
  const std::string near = near_name(seen, known);
  return near.empty() ? "" : std::string(title) + " '" + near + "'";
}

std::string listed_names(std::span<const std::string_view> names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += '\'';
    out += names[i];
    out += '\'';
  }
  return out;
}

}  // namespace io
