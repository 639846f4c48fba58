#include "tools/synth/name_stock.h"

#include <set>

#include "tools/synth/region_stock.h"

namespace tools::synth {
namespace {

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    if (end != 0) out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

constexpr std::uint32_t bit(Custom custom) { return 1u << static_cast<unsigned>(custom); }
constexpr std::uint32_t kJavanese = bit(Custom::kJava);
constexpr std::uint32_t kMuslim = bit(Custom::kJava) | bit(Custom::kSunda) | bit(Custom::kMalay) |
                                  bit(Custom::kMinang) | bit(Custom::kBugis) | bit(Custom::kMadura);
constexpr std::uint32_t kOuterMuslim =
    bit(Custom::kSunda) | bit(Custom::kMalay) | bit(Custom::kMinang) | bit(Custom::kBugis);

struct ProvinceCustoms {
  std::uint32_t province;
  std::array<std::uint8_t, kCustomCount> percent;
};
//                              Java Sunda Malay Batak Minang Bali Bugis Chin Papua East Madura Dayak
constexpr ProvinceCustoms kProvinceCustoms[] = {
    {11, {7, 0, 86, 3, 2, 0, 0, 1, 0, 0, 0, 1}},    {12, {32, 0, 16, 42, 4, 0, 0, 5, 0, 1, 0, 0}},
    {13, {5, 0, 4, 4, 86, 0, 0, 1, 0, 0, 0, 0}},    {14, {28, 1, 40, 12, 13, 0, 2, 3, 0, 0, 0, 1}},
    {15, {28, 2, 54, 4, 6, 0, 3, 2, 0, 0, 0, 1}},   {16, {27, 2, 64, 2, 2, 1, 0, 2, 0, 0, 0, 0}},
    {17, {22, 3, 65, 2, 6, 0, 0, 1, 0, 0, 0, 1}},   {18, {63, 9, 22, 1, 1, 2, 1, 1, 0, 0, 0, 0}},
    {19, {10, 2, 74, 1, 1, 0, 3, 9, 0, 0, 0, 0}},   {21, {23, 3, 38, 13, 9, 0, 3, 8, 0, 3, 0, 0}},
    {31, {36, 15, 28, 4, 4, 0, 1, 8, 0, 2, 2, 0}},  {32, {14, 78, 4, 1, 1, 0, 0, 1, 0, 0, 1, 0}},
    {33, {97, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0}},    {34, {95, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0}},
    {35, {78, 0, 1, 0, 0, 0, 0, 2, 0, 0, 19, 0}},   {36, {16, 64, 13, 2, 2, 0, 0, 3, 0, 0, 0, 0}},
    {51, {9, 0, 2, 0, 0, 86, 0, 1, 0, 1, 1, 0}},    {52, {3, 0, 88, 0, 0, 3, 4, 0, 0, 2, 0, 0}},
    {53, {2, 0, 5, 0, 0, 1, 3, 0, 0, 89, 0, 0}},    {61, {10, 1, 38, 1, 0, 0, 3, 8, 0, 1, 5, 33}},
    {62, {22, 1, 25, 1, 0, 1, 1, 1, 0, 1, 2, 45}},  {63, {14, 1, 77, 0, 0, 1, 2, 1, 0, 0, 1, 3}},
    {64, {30, 2, 25, 2, 1, 1, 20, 2, 0, 3, 2, 12}}, {65, {18, 1, 22, 1, 0, 0, 26, 2, 0, 4, 1, 25}},
    {71, {5, 0, 12, 0, 0, 1, 3, 2, 0, 77, 0, 0}},   {72, {9, 1, 30, 0, 0, 5, 28, 1, 0, 26, 0, 0}},
    {73, {4, 0, 3, 0, 0, 1, 82, 1, 0, 9, 0, 0}},    {74, {7, 1, 42, 0, 0, 3, 42, 0, 0, 5, 0, 0}},
    {75, {4, 0, 88, 0, 0, 2, 4, 0, 0, 2, 0, 0}},    {76, {6, 0, 8, 0, 0, 2, 76, 0, 0, 8, 0, 0}},
    {81, {4, 0, 18, 0, 0, 0, 16, 1, 1, 60, 0, 0}},  {82, {5, 0, 55, 0, 0, 0, 5, 1, 0, 34, 0, 0}},
    {91, {13, 1, 4, 1, 0, 0, 9, 1, 60, 11, 0, 0}},  {92, {12, 1, 6, 1, 0, 0, 9, 1, 55, 15, 0, 0}},
    {93, {24, 1, 3, 1, 0, 0, 8, 1, 52, 10, 0, 0}},  {94, {10, 0, 2, 1, 0, 0, 7, 0, 75, 5, 0, 0}},
    {95, {2, 0, 0, 0, 0, 0, 1, 0, 96, 1, 0, 0}},    {96, {15, 1, 8, 1, 0, 0, 12, 1, 45, 17, 0, 0}},
};

}  // namespace

TokenPool::TokenPool(std::string_view listed, std::size_t made, std::string_view starts, std::string_view middles,
                     std::string_view ends) {
  std::set<std::string> known;
  for (const std::string_view token : words(listed)) {
    if (known.insert(std::string(token)).second) tokens_.emplace_back(token);
  }
  // Frequent full names keep their published share: no pool may make them again.
  for (const FrequentName& frequent : frequent_names()) known.insert(std::string(frequent.name));
  const auto first = words(starts), middle = words(middles), last = words(ends);
  const std::size_t wanted = tokens_.size() + made;
  Stream stream = stream_of(0, Purpose::kTokens, listed.size(), made, starts.size());
  for (std::size_t tries = 0; tokens_.size() < wanted && tries < 40 * made; ++tries) {
    std::string token(first[stream.below(static_cast<std::uint32_t>(first.size()))]);
    if (!middle.empty() && stream.chance(0.55))
      token += middle[stream.below(static_cast<std::uint32_t>(middle.size()))];
    token += last[stream.below(static_cast<std::uint32_t>(last.size()))];
    if (token.size() >= 3 && token.size() <= 12 && known.insert(token).second) tokens_.push_back(std::move(token));
  }
}

const std::vector<FrequentName>& frequent_names() {
  // Men and Nurhayati: counts of exact registered names as published in 2024; the other women's counts
  // are assumed, in the published order.
  constexpr double kNation = 284'973'643;
  static const std::vector<FrequentName> kNames = {
      {"SUTRISNO", true, 144'497 / kNation, kJavanese},
      {"SLAMET", true, 115'354 / kNation, kJavanese},
      {"MULYADI", true, 111'685 / kNation, kMuslim},
      {"HERMAN", true, 101'990 / kNation, kMuslim | bit(Custom::kEastern)},
      {"SUPARDI", true, 93'202 / kNation, kJavanese | bit(Custom::kBugis)},
      {"ISMAIL", true, 89'732 / kNation, kOuterMuslim},
      {"SUPRIYANTO", true, 87'929 / kNation, kJavanese},
      {"WAHYUDI", true, 85'502 / kNation, kMuslim},
      {"JUNAIDI", true, 85'375 / kNation, kMuslim},
      {"SUPARMAN", true, 84'749 / kNation, kJavanese | bit(Custom::kSunda)},
      {"NURHAYATI", false, 254'922 / kNation, kMuslim},
      {"SULASTRI", false, 180'000 / kNation, kJavanese | bit(Custom::kSunda)},
      {"SUMIYATI", false, 110'000 / kNation, kJavanese},
      {"SUMIATI", false, 100'000 / kNation, kMuslim},
      {"SRI WAHYUNI", false, 150'000 / kNation, kMuslim},
      {"SUMARNI", false, 140'000 / kNation, kMuslim},
  };
  return kNames;
}

const std::array<std::uint8_t, kCustomCount>& customs_of_province(std::uint32_t province) {
  for (const ProvinceCustoms& row : kProvinceCustoms) {
    if (row.province == province) return row.percent;
  }
  return kProvinceCustoms[0].percent;
}

const std::array<double, kCustomCount>& customs_of_nation() {
  static const std::array<double, kCustomCount> kShares = [] {
    std::array<double, kCustomCount> shares{};
    double all = 0;
    for (const Regency& regency : RegionStock::get().regencies) {
      const auto& percent = customs_of_province(regency.province);
      double sum = 0;
      for (const std::uint8_t p : percent) sum += p;
      for (std::size_t c = 0; c < kCustomCount; ++c)
        shares[c] += static_cast<double>(regency.population) * percent[c] / sum;
      all += static_cast<double>(regency.population);
    }
    for (double& share : shares) share /= all;
    return shares;
  }();
  return kShares;
}

}  // namespace tools::synth
