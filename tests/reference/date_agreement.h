// Says how two birth dates agree, from their text YYYYMMDD, by trying every edit of one date and looking whether the
// other comes out. Empty text is missing. The answer is the name of the kind.
#pragma once

#include <cstdlib>
#include <string>

namespace reference {

inline bool is_default_date(const std::string& date, bool first_of_january) {
  const std::string rest = date.substr(4);
  return rest == "1231" || rest == "0701" || (first_of_january && rest == "0101");
}

inline bool one_digit_written_over(const std::string& a, const std::string& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string edited = a;
      edited[i] = digit;
      if (edited == b) return true;
    }
  }
  return false;
}

inline bool neighbours_exchanged(const std::string& a, const std::string& b) {
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    std::string edited = a;
    std::swap(edited[i], edited[i + 1]);
    if (edited == b) return true;
  }
  return false;
}

inline std::string date_agreement(const std::string& a, const std::string& b, bool first_of_january = false) {
  if (a.empty() || b.empty()) return "missing";
  const std::string year_a = a.substr(0, 4), month_a = a.substr(4, 2), day_a = a.substr(6);
  const std::string year_b = b.substr(0, 4), month_b = b.substr(4, 2), day_b = b.substr(6);
  const int apart = std::abs(std::stoi(year_a) - std::stoi(year_b));
  if (is_default_date(a, first_of_january) || is_default_date(b, first_of_january)) {
    if (a == b) return "default equal";
    if (apart == 0) return "default same year";
    return apart == 1 || apart == 10 || apart == 100 ? "default near year" : "default other year";
  }
  if (a == b) return "equal";
  if (year_a + day_a + month_a == b) return "day month swapped";
  if (neighbours_exchanged(a, b)) return "digits swapped";
  if (month_a + day_a == month_b + day_b) {
    if (apart == 1) return "year one off";
    if (apart == 10) return "year ten off";
    if (apart == 100) return "century off";
  }
  if (one_digit_written_over(a, b)) return "one digit";
  if (year_a + month_a == year_b + month_b) return day_a == "15" || day_b == "15" ? "default day" : "same year month";
  return year_a == year_b ? "same year" : "other";
}

}  // namespace reference
