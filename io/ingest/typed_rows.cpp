#include "io/ingest/typed_rows.h"

#include "io/ingest/cell_values.h"
#include "io/ingest/family_reader.h"
#include "io/ingest/person_reader.h"

namespace io::detail {
namespace {

std::vector<std::string> date_formats(const SourceSpec& spec) {
  std::vector<std::string> formats = {spec.date_format};
  formats.insert(formats.end(), spec.more_date_formats.begin(), spec.more_date_formats.end());
  return formats;
}

}  // namespace

PersonRows::PersonRows(const SourceSpec& spec, const engine::RegionTree& regions, bool normalise)
    : spec_(spec),
      regions_(regions),
      normalise_(normalise),
      date_format_(date_formats(spec), spec.name),
      under_two_(UnderTwo::at(spec.date)) {}

std::pair<engine::PersonBatch, BatchTotals> PersonRows::parse(const TextChunk& chunk) const {
  std::pair<engine::PersonBatch, BatchTotals> result;
  engine::PersonBatch& batch = result.first;
  const std::vector<UsedColumn>& columns = chunk.plan->used;
  PersonReader reader(spec_, regions_, date_format_, under_two_, chunk.text);
  batch.first_row = chunk.first_row;
  batch.first_byte = chunk.byte;
  engine::PersonBatch::CodeSet coded{};
  for (const UsedColumn& column : columns) coded[column.slot] |= column.kind == ColumnKind::kPersonCode;
  result.second =
      for_each_row(chunk, spec_.name, spec_.persons[chunk.file].shown, spec_.encoding, batch.rejects,
                   [&](const RowCells& cells, std::uint64_t baris, RowQuality& quality) -> std::optional<Fault> {
                     reader.begin(baris, chunk.byte + cells.begin());
                     for (const UsedColumn& column : columns) {
                       if (auto fault = reader.read(column, cells[column.cell], quality)) return fault;
                     }
                     reader.accept(coded, quality, batch);
                     return std::nullopt;
                   });
  const std::vector<std::uint16_t> places = places_of(regions_, spec_.region_codes, batch);
  for (std::size_t i = 0; i < batch.size(); ++i) result.second.regions.add_row(places[i], batch.findings[i]);
  if (normalise_) normalise_names(batch.written, batch.normal);
  batch.rows_read = result.second.rows_read;
  batch.bytes = chunk.text.size();
  return result;
}

FamilyRows::FamilyRows(const SourceSpec& spec, const engine::RegionTree& regions) : spec_(spec), regions_(regions) {}

std::pair<engine::FamilyBatch, BatchTotals> FamilyRows::parse(const TextChunk& chunk) const {
  std::pair<engine::FamilyBatch, BatchTotals> result;
  engine::FamilyBatch& batch = result.first;
  const std::vector<UsedColumn>& columns = chunk.plan->used;
  FamilyReader reader(spec_, regions_);
  result.second =
      for_each_row(chunk, spec_.name, spec_.families[chunk.file].shown, spec_.encoding, batch.rejects,
                   [&](const RowCells& cells, std::uint64_t baris, RowQuality& quality) -> std::optional<Fault> {
                     reader.begin(baris);
                     for (const UsedColumn& column : columns) {
                       if (auto fault = reader.read(column, cells[column.cell], quality)) return fault;
                     }
                     reader.accept(quality, batch);
                     return std::nullopt;
                   });
  for (std::size_t i = 0; i < batch.rows.size(); ++i) {
    const engine::FamilyRecord& family = batch.rows[i];
    result.second.regions.add_row(place_of(regions_, spec_.region_codes, family.village, family.village_code),
                                  batch.findings[i]);
  }
  batch.rows_read = result.second.rows_read;
  batch.bytes = chunk.text.size();
  return result;
}

std::pair<engine::FlagBatch, BatchTotals> FlagRows::parse(const TextChunk& chunk) const {
  std::pair<engine::FlagBatch, BatchTotals> result;
  engine::FlagBatch& batch = result.first;
  const UsedColumn& key = chunk.plan->used.front();
  result.second = for_each_row(chunk, spec_.name, spec_.file.shown, spec_.encoding, batch.rejects,
                               [&](const RowCells& cells, std::uint64_t, RowQuality& quality) -> std::optional<Fault> {
                                 std::uint64_t number = 0;
                                 if (auto fault = read_number16(cells[key.cell], key.name, Need::kMustBeThere, number,
                                                                quality, Quality::kNikEmpty, Quality::kNikZero)) {
                                   return fault;
                                 }
                                 batch.keys.push_back(number);
                                 return std::nullopt;
                               });
  batch.rows_read = result.second.rows_read;
  batch.bytes = chunk.text.size();
  return result;
}

}  // namespace io::detail
