#include "tools/synth/region_stock.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <unordered_map>

#include "io/regions/region_data.h"
#include "tools/synth/random_stream.h"

namespace tools::synth {
namespace {

// Calls visit(line) for every line after the header.
template <class Visit>
void for_each_line(std::string_view text, Visit visit) {
  bool header = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!header && !line.empty()) visit(line);
    header = false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// The cell of a line by its place; the tables quote no cell but names of villages, which nobody asks for.
std::string_view cell(std::string_view line, int index) {
  for (; index > 0; --index) line.remove_prefix(std::min(line.find(','), line.size() - 1) + 1);
  return line.substr(0, line.find(','));
}

RegionStock load() {
  RegionStock stock;
  for_each_line(io::villages_csv(), [&](std::string_view line) { stock.villages.push_back(number(cell(line, 0))); });
  std::sort(stock.villages.begin(), stock.villages.end());
  std::unordered_map<std::uint64_t, std::uint64_t> male, female;
  for_each_line(io::population_sex_csv(), [&](std::string_view line) {
    male[number(cell(line, 0))] = number(cell(line, 1));
    female[number(cell(line, 0))] = number(cell(line, 2));
  });
  std::unordered_map<std::uint32_t, std::uint32_t> predecessor;
  for_each_line(io::successor_codes_csv(), [&](std::string_view line) {
    if (cell(line, 0) != "district") return;
    predecessor.emplace(static_cast<std::uint32_t>(number(cell(line, 2))),
                        static_cast<std::uint32_t>(number(cell(line, 1))));
  });
  std::unordered_map<std::uint32_t, std::uint32_t> regency_of;
  for_each_line(io::regencies_csv(), [&](std::string_view line) {
    Regency regency;
    regency.code = static_cast<std::uint32_t>(number(cell(line, 0)));
    regency.province = regency.code / 100;
    regency.population = number(line.substr(line.rfind(',') + 1));
    const double men = static_cast<double>(male[regency.code]), women = static_cast<double>(female[regency.code]);
    if (men + women > 0) regency.male_share = men / (men + women);
    regency_of[regency.code] = static_cast<std::uint32_t>(stock.regencies.size());
    stock.population += regency.population;
    stock.regencies.push_back(regency);
  });
  for_each_line(io::districts_csv(), [&](std::string_view line) {
    District district;
    district.code = static_cast<std::uint32_t>(number(cell(line, 0)));
    district.regency = regency_of.at(district.code / 100);
    const auto known = predecessor.find(district.code);
    if (known != predecessor.end()) district.predecessor = known->second;
    const auto at = [&](std::uint64_t code) {
      return static_cast<std::uint32_t>(std::lower_bound(stock.villages.begin(), stock.villages.end(), code) -
                                        stock.villages.begin());
    };
    district.first_village = at(district.code * 10'000ull);
    district.last_village = at((district.code + 1) * 10'000ull);
    if (district.first_village < district.last_village) stock.districts.push_back(district);
  });
  for (std::uint32_t d = 0; d < stock.districts.size(); ++d) {
    Regency& regency = stock.regencies[stock.districts[d].regency];
    if (regency.last_district == 0) regency.first_district = d;
    regency.last_district = d + 1;
  }
  return stock;
}

}  // namespace

const RegionStock& RegionStock::get() {
  static const RegionStock kStock = load();
  return kStock;
}

bool RegionStock::urban(std::uint32_t village) const {
  const std::uint64_t code = villages[village];
  if (code / 1000 % 10 == 1) return true;
  const std::uint64_t province = code / 100'000'000;
  const double share = province >= 31 && province <= 36 ? 0.42 : 0.10;  // assumed
  return stream_of(0, Purpose::kRegion, code).chance(share);
}

}  // namespace tools::synth
