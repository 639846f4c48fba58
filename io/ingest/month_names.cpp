#include "io/ingest/month_names.h"

#include <algorithm>

namespace io {
namespace {

struct MonthName {
  std::string_view name;
  int month;
};

// Agt and Ags stand beside Agu in exports, Nop and Pebruari are the older spelling.
constexpr MonthName kMonthNames[] = {
    {"jan", 1},       {"januari", 1}, {"january", 1},   {"feb", 2},   {"februari", 2},  {"pebruari", 2},
    {"february", 2},  {"mar", 3},     {"maret", 3},     {"march", 3}, {"apr", 4},       {"april", 4},
    {"mei", 5},       {"may", 5},     {"jun", 6},       {"juni", 6},  {"june", 6},      {"jul", 7},
    {"juli", 7},      {"july", 7},    {"agu", 8},       {"ags", 8},   {"agt", 8},       {"agustus", 8},
    {"aug", 8},       {"august", 8},  {"sep", 9},       {"sept", 9},  {"september", 9}, {"okt", 10},
    {"oktober", 10},  {"oct", 10},    {"october", 10},  {"nov", 11},  {"nop", 11},      {"november", 11},
    {"nopember", 11}, {"des", 12},    {"desember", 12}, {"dec", 12},  {"december", 12},
};

bool same_letters(std::string_view word, std::string_view name) {
  return word.size() == name.size() && std::equal(word.begin(), word.end(), name.begin(),
                                                  [](char a, char b) { return static_cast<char>(a | 0x20) == b; });
}

}  // namespace

int month_of_name(std::string_view word) {
  for (const MonthName& one : kMonthNames) {
    if (same_letters(word, one.name)) return one.month;
  }
  return 0;
}

}  // namespace io
