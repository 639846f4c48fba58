#include "io/ingest/family_reader.h"

#include "io/ingest/consistency_rules.h"
#include "io/ingest/issued_numbers.h"

namespace io::detail {

void FamilyReader::begin(std::uint64_t baris) {
  family_ = {};
  family_.row = baris;
  family_.codes.fill(engine::kMissingCode);
  family_.numbers.fill(engine::kMissingNumber);
}

std::optional<Fault> FamilyReader::read(const UsedColumn& column, std::string_view text, RowQuality& quality) {
  switch (column.kind) {
    case ColumnKind::kKk:
      return read_number16(text, column.name, Need::kMustBeThere, family_.kk.value, quality, Quality::kKkEmpty,
                           Quality::kKkZero);
    case ColumnKind::kVillage: return villages_.read(text, column.name, family_.village_code, family_.village, quality);
    case ColumnKind::kFamilyCode: return read_code(text, column, engine::kMissingCode, family_.codes[column.slot]);
    case ColumnKind::kFamilyNumber:
      return read_count(text, column, engine::kMissingNumber, family_.numbers[column.slot]);
    default: return std::nullopt;  // not in a families plan
  }
}

void FamilyReader::accept(RowQuality& quality, engine::FamilyBatch& batch) {
  note_numbers(regions_, {}, family_.kk, quality);
  quality.note_all(family_contradictions(family_));
  batch.rows.push_back(family_);
  batch.findings.push_back(quality.bits());
}

}  // namespace io::detail
