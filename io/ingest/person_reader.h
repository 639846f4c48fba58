// Reads persons cell by cell into the columns of a batch: what every text format shares.
//
// The rules of the cells stand in typed_rows.h. For each row: `begin`, then `read` for every used column that the
// row has, in the order of its text, then `accept`. A row with a fault is left where it is; the next `begin` forgets
// it.
//
// shape: `chunk` outlives the reader; a cell outside it is copied where it must live until `accept`.
// threads: one reader for each chunk.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/ingest/cell_values.h"
#include "io/ingest/consistency_rules.h"
#include "io/ingest/date_format.h"
#include "io/ingest/row_loop.h"
#include "io/ingest/source_spec.h"

namespace io::detail {

class PersonReader {
 public:
  PersonReader(const SourceSpec& spec, const engine::RegionTree& regions, const DateFormat& dates,
               const UnderTwo& under_two, std::string_view chunk)
      : spec_(spec),
        regions_(regions),
        dates_(dates),
        under_two_(under_two),
        chunk_(chunk),
        villages_(regions, spec.region_codes) {}

  void begin(std::uint64_t baris, std::uint64_t byte);

  // `text` is trimmed; empty = missing.
  std::optional<Fault> read(const UsedColumn& column, std::string_view text, RowQuality& quality);

  // Notes what the cells say together and appends the row, its name as written included.
  void accept(const engine::PersonBatch::CodeSet& coded, RowQuality& quality, engine::PersonBatch& batch);

 private:
  std::optional<Fault> read_name(const UsedColumn& column, std::string_view text, Need need, RowQuality& quality);
  std::optional<Fault> read_birth(const UsedColumn& column, std::string_view text, RowQuality& quality);

  const SourceSpec& spec_;
  const engine::RegionTree& regions_;
  const DateFormat& dates_;
  const UnderTwo& under_two_;  // at the date of the source
  std::string_view chunk_;
  VillageReader villages_;
  engine::PersonRecord person_;
  std::string_view name_;  // in the chunk or below
  std::string converted_name_;
  engine::CivilDate birth_{};  // valid where person_.birth is
};

// Writes the normalised form of every name (kernels/normalize_name.h).
void normalise_names(const engine::TextColumn& written, engine::TextColumn& normal);

}  // namespace io::detail
