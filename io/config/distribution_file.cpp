#include "io/config/distribution_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <vector>

#include "engine/desil/weighted_quantiles.h"
#include "engine/error.h"
#include "io/config/nearest_name.h"
#include "io/config/small_file.h"

namespace io {
namespace {

constexpr std::array<std::string_view, 3> kColumns = {"kode_kabupaten", "persentil", "pengeluaran_per_kapita"};
enum Column : std::size_t { kRegion, kPoint, kExpenditure };
constexpr std::size_t kFileLimit = std::size_t{16} << 20;  // 552 regions of 250 points are 4 MB
constexpr std::uint64_t kMostRupiah = 1'000'000'000'000;   // a month and person

struct Line {
  std::uint64_t row = 0;  // of the file, from 1
  std::array<std::string_view, kColumns.size()> cells;
};

class DistributionText {
 public:
  DistributionText(std::string_view text, const std::string& shown, const engine::RegionTree& regions)
      : text_(text), shown_(shown), regions_(regions) {}

  engine::ExpenditureTable read() {
    read_header();
    for (std::optional<Line> line = next_line(); line; line = next_line()) add(*line);
    engine::ExpenditureTable table;
    for (const auto& [region, points] : points_) table.push_back(distribution_of(region, points));
    if (table.empty()) refuse(1, "", "no row behind the header. Cure: give every regency its points.");
    return table;
  }

 private:
  struct Point {
    std::uint64_t rupiah = 0, row = 0;
  };
  using Points = std::map<std::uint32_t, Point>;  // by share

  [[noreturn]] void refuse(std::uint64_t row, std::string_view column, const std::string& what) const {
    const std::string where = column.empty() ? std::string() : fmt::format(", column '{}'", column);
    throw engine::Error(engine::ExitCode::kInput, fmt::format("{}: row {}{}: {}", shown_, row, where, what),
                        {shown_, row, std::string(column), 0});
  }
  [[noreturn]] void refuse_cell(const Line& line, Column column, const char* wanted) const {
    constexpr std::size_t kShown = 24;  // region codes and published quantiles are no personal values
    refuse(line.row, kColumns[column],
           fmt::format("seen '{}', wanted {}", line.cells[column].substr(0, kShown), wanted));
  }

  static std::string_view trimmed(std::string_view cell) {
    const auto blank = [](char c) { return c == ' ' || c == '\r'; };
    while (!cell.empty() && blank(cell.front())) cell.remove_prefix(1);
    while (!cell.empty() && blank(cell.back())) cell.remove_suffix(1);
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
    return cell;
  }

  std::vector<std::string_view> split(std::string_view line) const {
    std::vector<std::string_view> cells;
    for (;;) {
      const std::size_t end = std::min(line.find(delimiter_), line.size());
      cells.push_back(trimmed(line.substr(0, end)));
      if (end == line.size()) return cells;
      line.remove_prefix(end + 1);
    }
  }

  // The next line that is not blank, without its line end.
  std::optional<std::string_view> take_line() {
    while (!text_.empty()) {
      const std::size_t end = std::min(text_.find('\n'), text_.size());
      const std::string_view line = text_.substr(0, end);
      text_.remove_prefix(std::min(end + 1, text_.size()));
      ++row_;
      if (!trimmed(line).empty()) return line;
    }
    return std::nullopt;
  }

  void read_header() {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    const std::optional<std::string_view> line = take_line();
    const std::string wanted =
        fmt::format("wanted the columns {}. Cure: write them in the first row.", listed_names(kColumns));
    if (!line) refuse(1, "", "the file is empty, " + wanted);
    for (const char delimiter : {',', ';', '|', '\t'}) {
      if (line->find(delimiter) == std::string_view::npos) continue;
      delimiter_ = delimiter;
      break;
    }
    header_ = split(*line);
    for (const std::string_view name : header_) {
      if (std::find(kColumns.begin(), kColumns.end(), name) == kColumns.end()) {
        refuse(row_, name.substr(0, 40),
               fmt::format("an unknown column{}, {}", suggestion(", nearest", name, kColumns), wanted));
      }
    }
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
      const auto times = std::count(header_.begin(), header_.end(), kColumns[c]);
      if (times != 1) refuse(row_, kColumns[c], fmt::format("stands {} times, {}", times, wanted));
      place_[c] = static_cast<std::size_t>(std::find(header_.begin(), header_.end(), kColumns[c]) - header_.begin());
    }
  }

  std::optional<Line> next_line() {
    const std::optional<std::string_view> text = take_line();
    if (!text) return std::nullopt;
    const std::vector<std::string_view> cells = split(*text);
    if (cells.size() != header_.size()) {
      refuse(row_, "",
             fmt::format("seen {} cells, wanted {} as in the header. Cure: correct the row.", cells.size(),
                         header_.size()));
    }
    Line line;
    line.row = row_;
    for (std::size_t c = 0; c < kColumns.size(); ++c) line.cells[c] = cells[place_[c]];
    return line;
  }

  std::uint32_t region_of(const Line& line) const {
    const std::string_view text = line.cells[kRegion];
    if (text == "ID") return 0;
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), code);
    const auto known = [&](const std::vector<engine::Region>& list) {
      return std::any_of(list.begin(), list.end(), [&](const engine::Region& region) { return region.code == code; });
    };
    const bool digits = error == std::errc() && end == text.data() + text.size();
    if (digits &&
        ((text.size() == 4 && known(regions_.regencies())) || (text.size() == 2 && known(regions_.provinces())))) {
      return code;
    }
    refuse_cell(line, kRegion,
                "the Kemendagri code of a regency of today (four digits) or a province (two), or ID. Cure: map old and "
                "BPS codes first.");
  }

  std::uint32_t share_of(const Line& line) const {
    const std::string_view text = line.cells[kPoint];
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view decimals = point < text.size() ? text.substr(point + 1) : std::string_view();
    const auto digits = [](std::string_view part) {
      return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    std::uint32_t share = 0;
    if (!whole.empty() && whole.size() <= 2 && decimals.size() <= 2 && digits(whole) && digits(decimals) &&
        text.back() != '.') {
      for (const char c : whole) share = share * 10 + static_cast<std::uint32_t>(c - '0');
      for (std::size_t i = 0; i < 2; ++i) {
        share = share * 10 + (i < decimals.size() ? static_cast<std::uint32_t>(decimals[i] - '0') : 0);
      }
    }
    if (share > 0) return share;
    refuse_cell(
        line, kPoint,
        "a percent above 0 and below 100 with a decimal point and at most two decimals. Cure: correct the cell.");
  }

  std::uint64_t rupiah_of(const Line& line) const {
    const std::string_view text = line.cells[kExpenditure];
    std::uint64_t rupiah = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rupiah);
    if (error == std::errc() && end == text.data() + text.size() && rupiah >= 1 && rupiah <= kMostRupiah) return rupiah;
    refuse_cell(line, kExpenditure,
                "whole rupiah per person per month, digits alone, from 1 to 10^12. Cure: round, and take separators "
                "out.");
  }

  void add(const Line& line) {
    const std::uint32_t region = region_of(line), share = share_of(line);
    const auto [at, fresh] = points_[region].try_emplace(share, Point{rupiah_of(line), line.row});
    if (fresh) return;
    refuse(line.row, kColumns[kPoint],
           fmt::format("seen the point {} of {} a second time, the first is in row {}, wanted each once. Cure: remove "
                       "one of them.",
                       percent_point_text(share), region_code_text(region), at->second.row));
  }

  engine::ExpenditureDistribution distribution_of(std::uint32_t region, const Points& points) const {
    engine::ExpenditureDistribution distribution;
    distribution.region = region;
    const std::uint64_t first_row = points.begin()->second.row;
    if (points.size() < 2 || points.size() > engine::kMostQuantiles) {
      refuse(first_row, kColumns[kPoint],
             fmt::format("seen {} points of {}, wanted 2 to {}. Cure: give several, e.g. 5, 10 … 95.", points.size(),
                         region_code_text(region), engine::kMostQuantiles));
    }
    for (const auto& [share, point] : points) {
      if (!distribution.rupiah.empty() && point.rupiah < distribution.rupiah.back()) {
        refuse(point.row, kColumns[kExpenditure],
               fmt::format("seen {}, less than the {} of a lower point of {}, wanted expenditures that do not fall as "
                           "the points rise. Cure: correct one of the two.",
                           point.rupiah, distribution.rupiah.back(), region_code_text(region)));
      }
      distribution.shares.push_back(share);
      distribution.rupiah.push_back(point.rupiah);
    }
    if (distribution.rupiah.front() == distribution.rupiah.back()) {
      refuse(
          first_row, kColumns[kExpenditure],
          fmt::format("seen {} at every point of {}, wanted a last point above the first. Cure: correct the rows, or "
                      "leave the region to its province.",
                      distribution.rupiah.front(), region_code_text(region)));
    }
    return distribution;
  }

  std::string_view text_;
  const std::string& shown_;
  const engine::RegionTree& regions_;
  char delimiter_ = ',';
  std::uint64_t row_ = 0;
  std::vector<std::string_view> header_;
  std::array<std::size_t, kColumns.size()> place_{};
  std::map<std::uint32_t, Points> points_;
};

}  // namespace

engine::ExpenditureTable parse_distribution(std::string_view text, const std::string& shown,
                                            const engine::RegionTree& regions) {
  return DistributionText(text, shown, regions).read();
}

engine::ExpenditureTable read_distribution(const std::string& path, const std::string& shown,
                                           const engine::RegionTree& regions) {
  const std::string text = read_small_file(path, kFileLimit, "distribution of expenditure", engine::ExitCode::kInput);
  return parse_distribution(text, shown, regions);
}

std::string region_code_text(std::uint32_t region) { return region == 0 ? "ID" : std::to_string(region); }

std::string percent_point_text(std::uint32_t share) {
  std::string text = fmt::format("{}.{:02}", share / 100, share % 100);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string distribution_csv(const engine::ExpenditureTable& table) {
  std::string text = "kode_kabupaten,persentil,pengeluaran_per_kapita\n";
  for (const engine::ExpenditureDistribution& distribution : table) {
    for (std::size_t i = 0; i < distribution.shares.size(); ++i) {
      text += fmt::format("{},{},{}\n", region_code_text(distribution.region),
                          percent_point_text(distribution.shares[i]), distribution.rupiah[i]);
    }
  }
  return text;
}

}  // namespace io
