#include "io/report/disclosure.h"

#include <functional>

namespace io::report {
namespace {

std::uint64_t amount(const engine::RegionSummary& region, std::size_t column) {
  return column == kTotalColumn ? region.families : region.families_by_desil[column];
}

// One line whose sum a reader knows. Withholds further cells until no withheld one follows from the
// others; true when it changed something.
bool protect_line(std::size_t length, const std::function<std::uint64_t(std::size_t)>& value,
                  const std::function<Cell&(std::size_t)>& cell) {
  bool changed = false;
  while (true) {
    std::size_t withheld = 0, smallest = length;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < length; ++i) {
      if (cell(i) != Cell::kShown) {
        ++withheld;
        sum += value(i);
      } else if (smallest == length || value(i) < value(smallest)) {
        smallest = i;
      }
    }
    const bool safe = withheld == 0 || (withheld >= 2 && sum >= kSmallestShown);
    if (safe || smallest == length) return changed;
    cell(smallest) = Cell::kProtected;
    changed = true;
  }
}

}  // namespace

std::vector<CellRow> disclosed(const std::vector<const engine::RegionSummary*>& siblings) {
  std::vector<CellRow> cells(siblings.size());
  for (std::size_t r = 0; r < siblings.size(); ++r) {
    for (std::size_t c = 0; c < cells[r].size(); ++c) {
      cells[r][c] = amount(*siblings[r], c) < kSmallestShown ? Cell::kSmall : Cell::kShown;
    }
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t r = 0; r < siblings.size(); ++r) {
      if (cells[r][kTotalColumn] != Cell::kShown) continue;  // without its sum a row gives nothing away
      changed |= protect_line(
          kTotalColumn, [&](std::size_t i) { return amount(*siblings[r], i); },
          [&](std::size_t i) -> Cell& { return cells[r][i]; });
    }
    for (std::size_t c = 0; c <= kTotalColumn; ++c) {
      changed |= protect_line(
          siblings.size(), [&](std::size_t i) { return amount(*siblings[i], c); },
          [&](std::size_t i) -> Cell& { return cells[i][c]; });
    }
  }
  return cells;
}

std::vector<CellRow> disclosed_by_parent(const std::vector<engine::RegionSummary>& regions, std::uint32_t divisor) {
  std::vector<CellRow> cells;
  std::vector<const engine::RegionSummary*> siblings;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    siblings.push_back(&regions[i]);
    const bool last = i + 1 == regions.size() || regions[i + 1].code / divisor != regions[i].code / divisor;
    if (!last) continue;
    for (const CellRow& row : disclosed(siblings)) cells.push_back(row);
    siblings.clear();
  }
  return cells;
}

}  // namespace io::report
