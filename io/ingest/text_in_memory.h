// Reads rows of a source from delimited text in memory, as stream_persons and stream_families read its files.
//
// For programs that make text themselves: a text is whole records without their header, at most 4 GiB. `first_row`
// is the `baris` of its first record; offsets count from its start. Rejects name `shown` as their file.
// errors: engine::Error as for a file with this header. threads: `read` may run on any number at once.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/ingest/source_spec.h"

namespace io {

class PersonTextReader {
 public:
  // `spec` without files, `header` without its line end; names are not normalised.
  PersonTextReader(const SourceSpec& spec, const engine::RegionTree& regions, const std::string& shown,
                   std::string_view header);
  ~PersonTextReader();
  std::vector<engine::PersonBatch> read(std::string text, std::uint64_t first_row = 1) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

class FamilyTextReader {
 public:
  FamilyTextReader(const SourceSpec& spec, const engine::RegionTree& regions, const std::string& shown,
                   std::string_view header);
  ~FamilyTextReader();
  std::vector<engine::FamilyBatch> read(std::string text, std::uint64_t first_row = 1) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace io
