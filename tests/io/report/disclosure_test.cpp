#include "io/report/disclosure.h"

#include <catch2/catch.hpp>

#include <random>

using io::report::Cell;
using io::report::CellRow;

namespace {

engine::RegionSummary region(std::uint32_t code, std::array<std::uint64_t, 11> families) {
  engine::RegionSummary summary;
  summary.code = code;
  summary.families_by_desil = families;
  for (const std::uint64_t n : families) summary.families += n;
  return summary;
}

std::uint64_t amount(const engine::RegionSummary& summary, std::size_t column) {
  return column == io::report::kTotalColumn ? summary.families : summary.families_by_desil[column];
}

// What a patient reader does: whenever a line with a known sum lacks one cell, subtract. Counts the
// cells that come out.
std::size_t cells_found_by_subtraction(std::vector<CellRow> cells, const std::vector<engine::RegionSummary>& rows) {
  std::size_t found = 0;
  const auto solve = [&](const std::vector<Cell*>& line) {
    Cell* missing = nullptr;
    for (Cell* cell : line) {
      if (*cell == Cell::kShown) continue;
      if (missing != nullptr) return false;
      missing = cell;
    }
    if (missing == nullptr) return false;
    *missing = Cell::kShown;
    ++found;
    return true;
  };
  for (bool again = true; again;) {
    again = false;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      std::vector<Cell*> line;
      for (Cell& cell : cells[r]) line.push_back(&cell);
      again = solve(line) || again;
    }
    for (std::size_t c = 0; c <= io::report::kTotalColumn; ++c) {
      std::vector<Cell*> line;
      for (CellRow& row : cells) line.push_back(&row[c]);
      again = solve(line) || again;
    }
  }
  return found;
}

}  // namespace

TEST_CASE("disclosure: a cell below ten takes the smallest neighbour of its row with it", "[report]") {
  const auto poor = region(1101, {20, 5, 30, 40, 50, 60, 70, 80, 90, 100, 110});
  const auto rich = region(1102, {21, 31, 32, 41, 51, 61, 71, 81, 91, 101, 111});
  const auto cells = io::report::disclosed({&poor, &rich});
  CHECK(cells[0][1] == Cell::kSmall);
  CHECK(cells[0][0] == Cell::kProtected);
  CHECK(cells[1][1] == Cell::kProtected);  // else the column would give the 5 away
  CHECK(cells[1][0] == Cell::kProtected);
  CHECK(cells[0][2] == Cell::kShown);
  CHECK(cells[0][io::report::kTotalColumn] == Cell::kShown);
}

TEST_CASE("disclosure: ten families are shown and nine are not", "[report]") {
  const auto ten = region(1101, {10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10});
  const auto same = region(1102, {10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10});
  for (const CellRow& row : io::report::disclosed({&ten, &same})) {
    for (const Cell cell : row) CHECK(cell == Cell::kShown);
  }
  const auto nine = region(1102, {9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10});
  CHECK(io::report::disclosed({&ten, &nine})[1][0] == Cell::kSmall);
}

TEST_CASE("disclosure: nothing withheld follows by subtraction in random nations", "[report]") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<engine::RegionSummary> rows;
    const std::size_t count = 2 + random() % 12;
    const std::uint64_t size = 1 + random() % 60;
    for (std::size_t r = 0; r < count; ++r) {
      std::array<std::uint64_t, 11> families;
      for (auto& n : families) n = random() % (size * (1 + r));
      rows.push_back(region(static_cast<std::uint32_t>(1101 + r), families));
    }
    const auto cells = io::report::disclosed_by_parent(rows, 100);
    REQUIRE(cells.size() == rows.size());
    REQUIRE(cells_found_by_subtraction(cells, rows) == 0);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      std::size_t withheld = 0;
      std::uint64_t sum = 0;
      for (std::size_t c = 0; c < 11; ++c) {
        REQUIRE((cells[r][c] == Cell::kSmall) == (amount(rows[r], c) < 10));
        withheld += cells[r][c] == Cell::kShown ? 0 : 1;
        sum += cells[r][c] == Cell::kShown ? 0 : amount(rows[r], c);
      }
      const bool total_shown = cells[r][io::report::kTotalColumn] == Cell::kShown;
      if (total_shown && withheld > 0) REQUIRE((withheld >= 2 && sum >= 10));
    }
  }
}

TEST_CASE("disclosure: regencies of different provinces do not protect each other", "[report]") {
  const std::vector<engine::RegionSummary> rows = {region(1101, {50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50}),
                                                   region(1102, {50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50}),
                                                   region(1201, {1, 2, 3, 50, 50, 50, 50, 50, 50, 50, 50}),
                                                   region(1202, {50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50})};
  const auto cells = io::report::disclosed_by_parent(rows, 100);
  for (const std::size_t r : {0u, 1u}) {
    for (const Cell cell : cells[r]) CHECK(cell == Cell::kShown);
  }
  CHECK(cells[3][0] == Cell::kProtected);
}
