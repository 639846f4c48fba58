#include "io/registry_snapshot/indicator_columns.h"

#include "engine/pmt/variable.h"

namespace io {
namespace {

constexpr char kCodes[] = "family/codes";

std::string section_of(engine::Variable variable) { return "family/" + std::string(engine::variable_name(variable)); }

// Calls `visit(variable, column)` for the columns that are no tiles.
template <class Indicators, class Visit>
void each_column(Indicators& indicators, IndicatorColumns columns, Visit&& visit) {
  for (std::size_t i = 0; i < engine::kFamilyNumberCount; ++i) {
    visit(engine::variable(static_cast<engine::FamilyNumber>(i)), indicators.numbers[i]);
  }
  if (columns != IndicatorColumns::kAll) return;
  for (std::size_t i = 0; i < engine::kMemberAggregateCount; ++i) {
    visit(engine::variable(static_cast<engine::MemberAggregate>(i)), indicators.aggregates[i]);
  }
}

void check_codes(const ColumnSource& source, const engine::NibbleTiles& codes) {
  std::array<engine::ValueRange, engine::kFamilyCodeCount> ranges;
  for (std::size_t c = 0; c < ranges.size(); ++c) {
    ranges[c] = engine::value_range(engine::variable(static_cast<engine::FamilyCode>(c)));
  }
  source.check(kCodes, codes.rows(), "a code that the catalogue does not have", [&](std::size_t f) {
    for (std::size_t c = 0; c < ranges.size(); ++c) {
      const std::uint8_t code = codes.get(f, c);
      if (code != engine::kMissingCode && (code < ranges[c].lowest || code > ranges[c].highest)) return true;
    }
    return false;
  });
}

}  // namespace

void write_tiles(SnapshotWriter& writer, const std::string& section, const engine::NibbleTiles& tiles) {
  const auto width = static_cast<std::uint32_t>(tiles.columns() * engine::kTileBytes);
  writer.append(writer.add_section(section, ElementType::kBytes, width), std::as_bytes(tiles.bytes()));
}

engine::NibbleTiles read_tiles(const ColumnSource& source, const std::string& section, std::size_t rows,
                               std::size_t columns) {
  source.check_rows(section, engine::NibbleTiles::tile_count(rows));
  engine::NibbleTiles tiles(rows, columns);
  source.reader().read_records(section, static_cast<std::uint32_t>(columns * engine::kTileBytes), 0,
                               std::as_writable_bytes(tiles.bytes()));
  for (std::size_t row = rows; row < tiles.tiles() * engine::kTileRows; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      if (tiles.get(row, column) != engine::kMissingCode)
        source.refuse_row(section, row, "a value behind the last row");
    }
  }
  return tiles;
}

void write_indicator_columns(SnapshotWriter& writer, const engine::FamilyIndicators& indicators,
                             IndicatorColumns columns) {
  write_tiles(writer, kCodes, indicators.codes);
  each_column(indicators, columns, [&]<class Value>(engine::Variable variable, const std::vector<Value>& values) {
    writer.write_column<Value>(section_of(variable), values);
  });
}

engine::FamilyIndicators read_indicator_columns(const ColumnSource& source, std::size_t families,
                                                IndicatorColumns columns) {
  engine::FamilyIndicators indicators;
  indicators.codes = read_tiles(source, kCodes, families, engine::kFamilyCodeCount);
  check_codes(source, indicators.codes);
  each_column(indicators, IndicatorColumns::kAll,
              [&]<class Value>(engine::Variable variable, std::vector<Value>& values) {
                constexpr auto kMissing = static_cast<Value>(~Value{0});
                if (columns == IndicatorColumns::kFromSources && variable.table == engine::VariableTable::kAggregate) {
                  values.assign(families, kMissing);
                  return;
                }
                const std::string section = section_of(variable);
                values = source.column<Value>(section, families);
                const engine::ValueRange range = engine::value_range(variable);
                source.check(section, families, "outside the range of its column", [&](std::size_t f) {
                  return values[f] != kMissing && (values[f] < range.lowest || values[f] > range.highest);
                });
              });
  return indicators;
}

}  // namespace io
