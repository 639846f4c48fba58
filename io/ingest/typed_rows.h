// Turns the rows of a chunk into typed records, or into rejects with their reason.
//
// Empty cells, and those of SourceSpec::missing, are missing values; only the registry must have NIK, KK and a name
// with a letter in it, and only families files and flag lists their key. A person or family of whom no cell that is
// read says anything is no row: it is rejected as a blank line. A NIK or KK of sixteen zeros counts as missing too.
// What is there must be right: 16 digits, 10 digits of a village, a date of the source's format, a code of the
// catalogue (after the source's code map: a text the map does not name is read as a code of the catalogue), a count in
// range. jenis_kelamin is 1 or 2, L or P. No used cell may hold a control character: a line break in one means that
// quotes have joined rows. A well-formed village that the table does not know is accepted as unknown. Names are kept as
// written (trimmed, in UTF-8) and normalised (kernels/normalize_name.h). Birth dates after the source's reference date
// are kept and counted. region_codes = bps2020: villages stay unknown, since the bridge ends at the district; rows of a
// district the bridge knows are counted as desa_bps.
//
// threads: `parse` may run on any number of threads at once.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/ingest/consistency_rules.h"
#include "io/ingest/date_format.h"
#include "io/ingest/missing_texts.h"
#include "io/ingest/row_loop.h"
#include "io/ingest/source_spec.h"

namespace io::detail {

class PlainPersons;

class PersonRows {
 public:
  // `plain_rows_apart`: plain rows go through plain_persons.h, which changes nothing but the time.
  PersonRows(const SourceSpec& spec, const engine::RegionTree& regions, bool normalise, bool plain_rows_apart);
  std::pair<engine::PersonBatch, BatchTotals> parse(const TextChunk& chunk) const;

 private:
  SourceSpec spec_;
  const engine::RegionTree& regions_;
  bool normalise_, plain_rows_apart_;
  MissingTexts missing_;
  DateFormat date_format_;
  UnderTwo under_two_;  // at the date of the source
  class PlainReaders;
  std::shared_ptr<const PlainPersons> plain_reader(const std::shared_ptr<const ColumnPlan>& plan) const;
  std::shared_ptr<const PlainPersons> plain_reader(const std::shared_ptr<const ColumnPlan>& plan,
                                                   std::string_view line) const;
  std::shared_ptr<PlainReaders> plain_rows_;
};

class FamilyRows {
 public:
  FamilyRows(const SourceSpec& spec, const engine::RegionTree& regions);
  std::pair<engine::FamilyBatch, BatchTotals> parse(const TextChunk& chunk) const;

 private:
  SourceSpec spec_;
  MissingTexts missing_;
  const engine::RegionTree& regions_;
};

class FlagRows {
 public:
  explicit FlagRows(const FlagSpec& spec) : spec_(spec) {}
  std::pair<engine::FlagBatch, BatchTotals> parse(const TextChunk& chunk) const;

 private:
  FlagSpec spec_;
};

}  // namespace io::detail
