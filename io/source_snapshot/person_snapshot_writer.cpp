#include "io/source_snapshot/person_snapshot_writer.h"

#include "io/source_snapshot/layout.h"

namespace io::source_snapshot {
namespace {

std::vector<std::uint16_t> lengths_of(const engine::TextColumn& texts) {
  std::vector<std::uint16_t> lengths(texts.size());
  for (std::size_t i = 0; i < lengths.size(); ++i) lengths[i] = static_cast<std::uint16_t>(texts[i].size());
  return lengths;
}

}  // namespace

PersonSnapshotWriter::PersonSnapshotWriter(SnapshotWriter& file, const engine::RegionTree& regions)
    : file_(file),
      regions_(regions),
      nik_(file.add_column<std::uint64_t>(kNik)),
      kk_(file.add_column<std::uint64_t>(kKk)),
      birth_(file.add_column<engine::Day>(kBirth)),
      sex_(file.add_column<engine::Sex>(kSex)),
      name_length_(file.add_column<std::uint16_t>(kNameLength)),
      name_text_(file.add_column<char>(kNameText)),
      rows_(file) {
  for (const engine::CodedColumn& column : engine::person_codes())
    codes_.emplace_back(code_section(column), std::uint8_t{0});
}

void PersonSnapshotWriter::append(const engine::PersonBatch& batch) {
  const std::size_t count = batch.size();
  auto odd = batch.odd_villages.begin();
  engine::FindingsCursor findings(batch.findings);
  for (std::size_t i = 0; i < count; ++i) {
    const engine::VillageIndex village = batch.village[i];
    std::uint64_t code = village == engine::kUnknownVillage ? 0 : regions_.village_code(village);
    if (odd != batch.odd_villages.end() && odd->row == i) code = (odd++)->code;
    rows_.add(batch.baris(i), code, findings.at(i));
  }
  file_.append(nik_, std::span<const std::uint64_t>(batch.nik));
  file_.append(kk_, std::span<const std::uint64_t>(batch.kk));
  file_.append(birth_, std::span<const engine::Day>(batch.birth));
  file_.append(sex_, std::span<const engine::Sex>(batch.sex));
  file_.append(name_length_, std::span<const std::uint16_t>(lengths_of(batch.written)));
  file_.append(name_text_, std::span<const char>(batch.written.bytes));
  for (std::size_t c = 0; c < codes_.size(); ++c)
    codes_[c].append(file_, rows_.rows(), std::span<const std::uint8_t>(batch.codes[c]), count);
  rows_.flush();
}

}  // namespace io::source_snapshot
