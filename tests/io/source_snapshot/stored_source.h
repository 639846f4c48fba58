// Stores the tables of a source as snapshots in a test's folder, and writes hostile ones section by section.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "io/regions/region_tree.h"
#include "io/snapshot/snapshot_keys.h"
#include "io/source_snapshot/family_snapshot_writer.h"
#include "io/source_snapshot/layout.h"
#include "io/source_snapshot/person_snapshot_writer.h"
#include "tests/io/ingest/source_folder.h"
#include "tests/io/snapshot/snapshot_bytes.h"

namespace tests {

inline constexpr std::uint32_t kSmallPage = 4096;

inline io::IngestOptions with_test_key(unsigned char value = 7) {
  io::IngestOptions options;
  options.key = [value] { return test_key(value); };
  return options;
}

// Reads the persons of `spec` (text or snapshots) and writes them to NAME in the folder.
inline io::SourceFile store_persons(const SourceFolder& folder, const io::SourceSpec& spec, const std::string& name) {
  const std::optional<io::SecretKey> key = test_key();
  const std::string path = folder.path() + "/" + name;
  io::SnapshotWriter file(path, io::snapshot_options(io::source_snapshot::kPersonsKind, key, kSmallPage));
  io::source_snapshot::PersonSnapshotWriter writer(file, io::region_tree());
  const io::SourceTotals totals = io::stream_persons<engine::PersonBatch>(
      spec, io::region_tree(), [](engine::PersonBatch&& batch) { return std::move(batch); },
      [&](engine::PersonBatch&& batch) { writer.append(batch); }, with_test_key());
  writer.finish(io::source_snapshot::describe(spec, totals));
  file.commit();
  return {path, name};
}

inline io::SourceFile store_families(const SourceFolder& folder, const io::SourceSpec& spec, const std::string& name) {
  const std::optional<io::SecretKey> key = test_key();
  const std::string path = folder.path() + "/" + name;
  io::SnapshotWriter file(path, io::snapshot_options(io::source_snapshot::kFamiliesKind, key, kSmallPage));
  io::source_snapshot::FamilySnapshotWriter writer(file);
  const io::SourceTotals totals = io::stream_families<engine::FamilyBatch>(
      spec, io::region_tree(), [](engine::FamilyBatch&& batch) { return std::move(batch); },
      [&](engine::FamilyBatch&& batch) { writer.append(batch); }, with_test_key());
  writer.finish(io::source_snapshot::describe(spec, totals));
  file.commit();
  return {path, name};
}

// The sections of a snapshot of three persons, honest until a test changes them.
struct SealedPersons {
  std::vector<std::uint64_t> nik = {3201010101900001, 0, 3201014202910002};
  std::vector<std::uint64_t> kk = {3201010202120002, 3201010202120002, 3201010202120002};
  std::vector<std::uint32_t> baris = {1, 3, 4}, village = {0, 1, 0}, findings = {0, 1, 0};
  std::vector<std::uint16_t> birth = {30000, 0xFFFF, 31000}, name_length = {4, 0, 7};
  std::vector<std::uint8_t> sex = {1, 0, 2}, marital = {1, 0, 2};
  std::string name_text = "BUDISITI A.";
  std::vector<std::uint64_t> village_codes = {3201012001, 0}, finding_sets = {0, 1};
  std::string description =
      R"({"date":"2022-11-15","files":[],"findings":["nik_kosong"],"layout":1,"program":"0","records":5,)"
      R"("region_codes":"kemendagri","rows":3,"source":"s"})";
  std::string kind = io::source_snapshot::kPersonsKind;
  std::string left_out;  // section that is not written

  io::SourceFile write(const SourceFolder& folder, const std::string& name = "hostile.desil") const {
    using namespace io::source_snapshot;
    const std::optional<io::SecretKey> key = test_key();
    io::SnapshotWriter file(folder.path() + "/" + name, io::snapshot_options(kind, key, kSmallPage));
    const auto column = [&](const std::string& section, const auto& values) {
      using Value = typename std::decay_t<decltype(values)>::value_type;
      if (section != left_out) file.write_column(section, std::span<const Value>(values));
    };
    column(kNik, nik);
    column(kKk, kk);
    column(kBaris, baris);
    column(kVillage, village);
    column(kFindings, findings);
    column(kBirth, birth);
    column(kSex, sex);
    column("code/status_kawin", marital);
    column(kNameLength, name_length);
    column(kNameText, name_text);
    column(kVillageCodes, village_codes);
    column(kFindingSets, finding_sets);
    if (left_out != kDescription) file.write_json(kDescription, description);
    file.commit();
    return {folder.path() + "/" + name, name};
  }
};

// The same for two families.
struct SealedFamilies {
  std::vector<std::uint64_t> kk = {3201010202120002, 3201010101100001};
  std::vector<std::uint32_t> baris = {1, 2}, village = {0, 0}, findings = {0, 0};
  std::vector<std::uint8_t> floor = {1, 15};
  std::vector<std::uint16_t> area = {36, 0xFFFF};
  std::vector<std::uint64_t> village_codes = {3201012001}, finding_sets = {0};
  std::string description = R"({"date":"","files":[],"findings":[],"layout":1,"program":"0","records":2,)"
                            R"("region_codes":"kemendagri","rows":2,"source":"s"})";

  io::SourceFile write(const SourceFolder& folder) const {
    using namespace io::source_snapshot;
    const std::optional<io::SecretKey> key = test_key();
    io::SnapshotWriter file(folder.path() + "/families.desil", io::snapshot_options(kFamiliesKind, key, kSmallPage));
    const auto column = [&](const std::string& section, const auto& values) {
      using Value = typename std::decay_t<decltype(values)>::value_type;
      file.write_column(section, std::span<const Value>(values));
    };
    column(kKk, kk);
    column(kBaris, baris);
    column(kVillage, village);
    column(kFindings, findings);
    column("code/jenis_lantai_terluas", floor);
    column("number/luas_lantai", area);
    column(kVillageCodes, village_codes);
    column(kFindingSets, finding_sets);
    file.write_json(kDescription, description);
    file.commit();
    return {folder.path() + "/families.desil", "families.desil"};
  }
};

}  // namespace tests
