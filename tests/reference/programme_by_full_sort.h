// Decides a programme the slow way: sorts every eligible family and counts down the quota.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace reference {

struct Family {
  bool ranked = false;
  int desil = 0;
  std::uint32_t flags = 0;
  long long score = 0;
  std::uint64_t hash = 0;
  std::uint64_t kk = 0;
};

// The word of families.csv for every family; quota < 0 = no quota.
inline std::vector<std::string> programme_by_full_sort(const std::vector<Family>& families, int desil_max,
                                                       std::uint32_t exclude, long long quota) {
  std::vector<std::string> words(families.size());
  std::vector<std::tuple<long long, std::uint64_t, std::uint64_t, std::size_t>> order;
  for (std::size_t i = 0; i < families.size(); ++i) {
    const Family& f = families[i];
    if (!f.ranked) {
      words[i] = "data_kurang";
    } else if (f.desil > desil_max) {
      words[i] = "tidak_memenuhi";
    } else if (f.flags & exclude) {
      words[i] = "dikecualikan";
    } else {
      order.emplace_back(f.score, f.hash, f.kk, i);
    }
  }
  std::sort(order.begin(), order.end());
  for (std::size_t place = 0; place < order.size(); ++place) {
    const bool within = quota < 0 || static_cast<long long>(place) < quota;
    words[std::get<3>(order[place])] = within ? "terima" : "di_luar_kuota";
  }
  return words;
}

}  // namespace reference
