#include "io/regions/region_tree.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/error.h"
#include "io/regions/region_data.h"

namespace io {
namespace {

[[noreturn]] void refuse(std::string_view line) {
  throw engine::Error(engine::ExitCode::kInvariant, "embedded region table: unreadable line: " + std::string(line));
}

// Takes the text before the next `end` off the front; a name in quotes loses them.
std::string_view take(std::string_view& rest, char end) {
  const bool quoted = end == ',' && rest.starts_with('"');
  const std::size_t close = quoted ? rest.find('"', 1) : std::string_view::npos;
  const std::size_t at = rest.find(end, quoted && close != std::string_view::npos ? close : 0);
  std::string_view cell = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  if (quoted && cell.size() >= 2) cell = cell.substr(1, cell.size() - 2);
  return cell;
}

std::uint64_t number(std::string_view cell, std::string_view line) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) refuse(line);
  return value;
}

// Calls visit(code, name, third cell) for every line after the header.
template <class Visit>
void for_each_line(std::string_view table, Visit visit) {
  take(table, '\n');
  while (!table.empty()) {
    const std::string_view line = take(table, '\n');
    std::string_view rest = line;
    const std::string_view first = take(rest, ','), second = take(rest, ','), third = take(rest, ',');
    visit(line, first, second, third);
  }
}

std::vector<engine::Region> regions_of(std::string_view table) {
  std::vector<engine::Region> regions;
  for_each_line(table,
                [&](std::string_view line, std::string_view code, std::string_view name, std::string_view population) {
                  engine::Region region;
                  region.code = static_cast<std::uint32_t>(number(code, line));
                  region.name = name;
                  region.population = population.empty() ? 0 : number(population, line);
                  regions.push_back(std::move(region));
                });
  return regions;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> successors() {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for_each_line(successor_codes_csv(),
                [&](std::string_view line, std::string_view, std::string_view retired, std::string_view rest) {
                  pairs.emplace_back(number(retired, line), number(rest, line));
                });
  return pairs;
}

engine::RegionTree parse_tree() {
  engine::RegionTree::Tables tables;
  for_each_line(villages_csv(), [&](std::string_view line, std::string_view code, std::string_view, std::string_view) {
    tables.villages.push_back(number(code, line));
  });
  for_each_line(districts_csv(),
                [&](std::string_view line, std::string_view code, std::string_view name, std::string_view) {
                  tables.districts.emplace_back(number(code, line), std::string(name));
                });
  tables.regencies = regions_of(regencies_csv());
  tables.provinces = regions_of(provinces_csv());
  tables.successors = successors();
  for_each_line(retired_codes_csv(),
                [&](std::string_view line, std::string_view code, std::string_view, std::string_view) {
                  tables.retired.push_back(static_cast<std::uint32_t>(number(code, line)));
                });
  if (!std::is_sorted(tables.villages.begin(), tables.villages.end()) ||
      !std::is_sorted(tables.districts.begin(), tables.districts.end())) {
    refuse("codes out of order");
  }
  return engine::RegionTree(std::move(tables));
}

using Bridge = std::unordered_map<std::uint32_t, std::uint32_t>;

Bridge parse_bridge() {
  const auto pairs = successors();
  const std::unordered_map<std::uint32_t, std::uint32_t> successor_of(pairs.begin(), pairs.end());
  Bridge bridge;
  for_each_line(bps_bridge_2020_csv(),
                [&](std::string_view line, std::string_view level, std::string_view bps, std::string_view dagri) {
                  if (level != "district") return;
                  auto code = static_cast<std::uint32_t>(number(dagri, line));
                  if (const auto next = successor_of.find(code); next != successor_of.end()) code = next->second;
                  bridge.emplace(static_cast<std::uint32_t>(number(bps, line)), code);
                });
  return bridge;
}

}  // namespace

const engine::RegionTree& region_tree() {
  static const engine::RegionTree tree = parse_tree();
  return tree;
}

std::optional<std::uint32_t> district_of_bps_2020(std::uint32_t bps_district) {
  static const Bridge bridge = parse_bridge();
  const auto found = bridge.find(bps_district);
  return found == bridge.end() ? std::nullopt : std::optional<std::uint32_t>(found->second);
}

}  // namespace io
