#include "io/ingest/typed_rows.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/spares.h"
#include "io/ingest/cell_values.h"
#include "io/ingest/family_reader.h"
#include "io/ingest/json_row_loop.h"
#include "io/ingest/json_walk.h"
#include "io/ingest/person_reader.h"
#include "io/ingest/plain_persons.h"

namespace io::detail {
namespace {

std::vector<std::string> date_formats(const SourceSpec& spec) {
  std::vector<std::string> formats = {spec.date_format};
  formats.insert(formats.end(), spec.more_date_formats.begin(), spec.more_date_formats.end());
  return formats;
}

// Reads the cells of a row in its order.
template <class Reader>
std::optional<Fault> read_cells(Reader& reader, const RowCells& cells, const std::vector<UsedColumn>& columns,
                                const MissingTexts& missing, RowQuality& quality) {
  const auto says_nothing = [&](const UsedColumn& column) { return missing.value_of(cells[column.cell]).empty(); };
  if (std::all_of(columns.begin(), columns.end(), says_nothing)) return Fault{RejectReason::kBlankLine, {}, {}};
  for (const UsedColumn& column : columns) {
    if (auto fault = reader.read(column, missing.value_of(cells[column.cell]), quality)) return fault;
  }
  return std::nullopt;
}

// The same of an NDJSON row.
template <class Reader>
std::optional<Fault> read_cells(Reader& reader, std::span<const JsonCell> cells, const MissingTexts& missing,
                                RowQuality& quality) {
  const auto says_nothing = [&](const JsonCell& cell) { return missing.value_of(cell.text).empty(); };
  if (std::all_of(cells.begin(), cells.end(), says_nothing)) return Fault{RejectReason::kBlankLine, {}, {}};
  for (const JsonCell& cell : cells) {
    if (auto fault = reader.read(*cell.column, missing.value_of(cell.text), quality)) return fault;
  }
  return std::nullopt;
}

// A code that no earlier row of the chunk had gets its column, with these rows empty.
void note_codes(std::span<const JsonCell> cells, engine::PersonBatch::CodeSet& coded, engine::PersonBatch& batch) {
  for (const JsonCell& cell : cells) {
    if (cell.column->kind != ColumnKind::kPersonCode || coded[cell.column->slot]) continue;
    coded[cell.column->slot] = true;
    batch.codes[cell.column->slot].resize(batch.size(), 0);
  }
}

}  // namespace

// The readers of plain rows by plan and shape, and what they need beside the batch, to be used again.
class PersonRows::PlainReaders {
 public:
  // None where the source has had too many of other shapes.
  template <class Make>
  std::shared_ptr<const PlainPersons> of(const std::shared_ptr<const ColumnPlan>& plan, std::string_view pattern,
                                         Make&& make) {
    const std::lock_guard lock(mutex_);
    for (const auto& [known, reader] : readers_) {
      if (known == plan && reader->shape().pattern == pattern) return reader;
    }
    if (!pattern.empty() && readers_.size() >= kMostReaders) return nullptr;
    return readers_.emplace_back(plan, make()).second;
  }
  // The villages that a run remembers are those of this source.
  std::unique_ptr<PlainRun> take_run() {
    std::unique_ptr<PlainRun> run = runs_.take();
    return run ? std::move(run) : std::make_unique_for_overwrite<PlainRun>();
  }
  void give_back(std::unique_ptr<PlainRun> run) { runs_.give_back(std::move(run)); }

 private:
  static constexpr std::size_t kMostReaders = 64;
  std::mutex mutex_;
  std::vector<std::pair<std::shared_ptr<const ColumnPlan>, std::shared_ptr<const PlainPersons>>> readers_;
  engine::Spares<PlainRun> runs_;
};

PersonRows::PersonRows(const SourceSpec& spec, const engine::RegionTree& regions, bool normalise, bool plain_rows_apart)
    : spec_(spec),
      regions_(regions),
      normalise_(normalise),
      plain_rows_apart_(plain_rows_apart && !MissingTexts(spec.missing).look_like_values()),
      missing_(spec.missing),
      date_format_(date_formats(spec), spec.name),
      under_two_(UnderTwo::at(spec.date)),
      plain_rows_(std::make_shared<PlainReaders>()) {}

std::shared_ptr<const PlainPersons> PersonRows::plain_reader(const std::shared_ptr<const ColumnPlan>& plan) const {
  return plain_rows_->of(plan, {}, [&] {
    return std::make_shared<const PlainPersons>(spec_, regions_, date_format_, under_two_,
                                                shape_of_cells(plan->used, plan->cells));
  });
}

// Of NDJSON rows that look like the line.
std::shared_ptr<const PlainPersons> PersonRows::plain_reader(const std::shared_ptr<const ColumnPlan>& plan,
                                                             std::string_view line) const {
  std::optional<RowShape> shape = shape_of_json(line, *plan->keys);
  if (!shape) return nullptr;
  return plain_rows_->of(plan, shape->pattern, [&] {
    return std::make_shared<const PlainPersons>(spec_, regions_, date_format_, under_two_, *shape);
  });
}

std::pair<engine::PersonBatch, BatchTotals> PersonRows::parse(const TextChunk& chunk) const {
  std::pair<engine::PersonBatch, BatchTotals> result;
  engine::PersonBatch& batch = result.first;
  const std::vector<UsedColumn>& columns = chunk.plan->used;
  PersonReader reader(spec_, regions_, date_format_, under_two_, chunk.text);
  batch.first_row = chunk.first_row;
  batch.first_byte = chunk.byte;
  engine::PersonBatch::CodeSet coded{};
  for (const UsedColumn& column : columns) coded[column.slot] |= column.kind == ColumnKind::kPersonCode;
  const std::string& file = spec_.persons[chunk.file].shown;
  if (chunk.plan->keys) {
    const auto read_row = [&](std::span<const JsonCell> cells, std::uint64_t byte, std::uint64_t baris,
                              RowQuality& quality) -> std::optional<Fault> {
      reader.begin(baris, byte);
      if (auto fault = read_cells(reader, cells, missing_, quality)) return fault;
      note_codes(cells, coded, batch);
      reader.accept(coded, quality, batch);
      return std::nullopt;
    };
    if (plain_rows_apart_) {
      batch.reserve(chunk.records + kernels::kRowPadding, coded);
      batch.written.bytes.reserve(chunk.text.size() / 8 + JsonWalk::kWindow);
      std::unique_ptr<PlainRun> run = plain_rows_->take_run();
      JsonStretches stretches(chunk.text.data(), *run, coded, batch,
                              [&](std::string_view line) { return plain_reader(chunk.plan, line); });
      result.second = for_each_json_row(chunk, spec_.name, file, batch.rejects, read_row, stretches);
      plain_rows_->give_back(std::move(run));
    } else {
      result.second = for_each_json_row(chunk, spec_.name, file, batch.rejects, read_row);
    }
  } else {
    // A row that can be accepted is not shorter than its delimiters and line feed.
    const std::size_t most = chunk.text.size() / std::max<std::size_t>(chunk.plan->cells, 1) + 1;
    batch.reserve(std::min<std::size_t>(chunk.records, most) + kernels::kRowPadding, coded);
    batch.written.bytes.reserve(chunk.text.size() / 4 + RecordWalk::kWindow);
    const auto read_row = [&](const RowCells& cells, std::uint64_t baris, RowQuality& quality) -> std::optional<Fault> {
      reader.begin(baris, chunk.byte + cells.begin());
      if (auto fault = read_cells(reader, cells, columns, missing_, quality)) return fault;
      reader.accept(coded, quality, batch);
      return std::nullopt;
    };
    if (plain_rows_apart_) {
      const std::shared_ptr<const PlainPersons> plain = plain_reader(chunk.plan);
      std::unique_ptr<PlainRun> run = plain_rows_->take_run();
      result.second = for_each_row(chunk, spec_.name, file, spec_.encoding, batch.rejects, read_row,
                                   [&](const PlainRows& rows, std::uint64_t first, auto&& one_row) {
                                     return plain->read(chunk.text.data(), rows, first, *run, batch, one_row);
                                   });
      plain_rows_->give_back(std::move(run));
    } else {
      result.second = for_each_row(chunk, spec_.name, file, spec_.encoding, batch.rejects, read_row);
    }
  }
  count_rows(regions_, spec_.region_codes, batch, result.second.regions);
  if (normalise_) normalise_names(batch.written, batch.normal);
  batch.rows_read = result.second.rows_read;
  batch.bytes = chunk.text.size();
  return result;
}

namespace {

// Counts the rows of families that an unknown code rejects, by the village of the row as far as it can be read.
class UnknownCodes {
 public:
  UnknownCodes(const SourceSpec& spec, const engine::RegionTree& regions)
      : codes_(spec.region_codes), regions_(regions), villages_(regions, spec.region_codes) {}

  // `village`: the cell of the row; empty where it has none.
  void note(const Fault& fault, std::string_view village) {
    if (fault.reason != RejectReason::kUnknownCode) return;
    std::uint64_t code = 0;
    engine::VillageIndex index = engine::kUnknownVillage;
    RowQuality ignored;
    villages_.read(village, {}, code, index, ignored);
    found_.add_finding(place_of(regions_, codes_, index, code), Quality::kFamilyCodeUnknown);
  }
  const RegionFindings& found() const { return found_; }

 private:
  RegionCodes codes_;
  const engine::RegionTree& regions_;
  VillageReader villages_;
  RegionFindings found_;
};

}  // namespace

FamilyRows::FamilyRows(const SourceSpec& spec, const engine::RegionTree& regions)
    : spec_(spec), missing_(spec.missing), regions_(regions) {}

std::pair<engine::FamilyBatch, BatchTotals> FamilyRows::parse(const TextChunk& chunk) const {
  std::pair<engine::FamilyBatch, BatchTotals> result;
  engine::FamilyBatch& batch = result.first;
  const std::vector<UsedColumn>& columns = chunk.plan->used;
  FamilyReader reader(spec_, regions_);
  UnknownCodes unknown(spec_, regions_);
  const std::string& file = spec_.families[chunk.file].shown;
  if (chunk.plan->keys) {
    result.second = for_each_json_row(chunk, spec_.name, file, batch.rejects,
                                      [&](std::span<const JsonCell> cells, std::uint64_t, std::uint64_t baris,
                                          RowQuality& quality) -> std::optional<Fault> {
                                        reader.begin(baris);
                                        if (auto fault = read_cells(reader, cells, missing_, quality)) {
                                          const auto village =
                                              std::find_if(cells.begin(), cells.end(), [](const JsonCell& cell) {
                                                return cell.column->kind == ColumnKind::kVillage;
                                              });
                                          unknown.note(*fault, village != cells.end() ? village->text : "");
                                          return fault;
                                        }
                                        reader.accept(quality, batch);
                                        return std::nullopt;
                                      });
  } else {
    const auto village = std::find_if(columns.begin(), columns.end(),
                                      [](const UsedColumn& column) { return column.kind == ColumnKind::kVillage; });
    result.second =
        for_each_row(chunk, spec_.name, file, spec_.encoding, batch.rejects,
                     [&](const RowCells& cells, std::uint64_t baris, RowQuality& quality) -> std::optional<Fault> {
                       reader.begin(baris);
                       if (auto fault = read_cells(reader, cells, columns, missing_, quality)) {
                         unknown.note(*fault, village != columns.end() ? cells.raw(village->cell) : "");
                         return fault;
                       }
                       reader.accept(quality, batch);
                       return std::nullopt;
                     });
  }
  result.second.regions.add(unknown.found());
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
  const auto read_key = [&](const UsedColumn& key, std::string_view text, RowQuality& quality) -> std::optional<Fault> {
    std::uint64_t number = 0;
    if (auto fault =
            read_number16(text, key.name, Need::kMustBeThere, number, quality, Quality::kNikEmpty, Quality::kNikZero)) {
      return fault;
    }
    batch.keys.push_back(number);
    return std::nullopt;
  };
  if (chunk.plan->keys) {
    result.second = for_each_json_row(chunk, spec_.name, spec_.file.shown, batch.rejects,
                                      [&](std::span<const JsonCell> cells, std::uint64_t, std::uint64_t,
                                          RowQuality& quality) -> std::optional<Fault> {
                                        return read_key(*cells.front().column, cells.front().text, quality);
                                      });
  } else {
    const UsedColumn& key = chunk.plan->used.front();
    result.second =
        for_each_row(chunk, spec_.name, spec_.file.shown, spec_.encoding, batch.rejects,
                     [&](const RowCells& cells, std::uint64_t, RowQuality& quality) -> std::optional<Fault> {
                       return read_key(key, cells[key.cell], quality);
                     });
  }
  batch.rows_read = result.second.rows_read;
  batch.bytes = chunk.text.size();
  return result;
}

}  // namespace io::detail
