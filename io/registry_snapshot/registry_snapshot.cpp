#include "io/registry_snapshot/registry_snapshot.h"

#include "engine/assembly/assemble_families.h"
#include "engine/pmt/score.h"
#include "io/registry_snapshot/indicator_columns.h"
#include "io/registry_snapshot/registry_columns.h"

namespace io {
namespace {

constexpr std::size_t kRowGroup = std::size_t{1} << 16;

std::string programme_section(std::size_t i) { return "programme/" + std::to_string(i); }

void write_programmes(SnapshotWriter& writer, const RegistryContents& contents) {
  const std::size_t families = contents.status.size();
  std::vector<engine::ProgrammeStatus> piece;
  for (std::size_t i = 0; i < contents.meta.programmes.size(); ++i) {
    const auto section = writer.add_column<engine::ProgrammeStatus>(programme_section(i));
    for (std::size_t begin = 0; begin < families; begin += kRowGroup) {
      piece.resize(std::min(kRowGroup, families - begin));
      engine::parallel_for(piece.size(), std::size_t{1} << 12, [&](std::size_t first, std::size_t last) {
        for (std::size_t row = first; row < last; ++row) {
          piece[row] = contents.programme_status(i, static_cast<engine::FamilyRow>(begin + row));
        }
      });
      writer.append<engine::ProgrammeStatus>(section, piece);
    }
  }
}

constexpr char kRankingSection[] = "family/ranking_score";

// A column of small values, none above `highest`.
template <class Value>
std::vector<Value> small_values(const ColumnSource& source, const std::string& section, std::size_t rows,
                                unsigned highest, const char* what) {
  auto values = source.column<Value>(section, rows);
  source.check(section, rows, what, [&](std::size_t row) { return static_cast<unsigned>(values[row]) > highest; });
  return values;
}

void read_results(const ColumnSource& source, RegistrySnapshot& loaded) {
  const std::size_t families = loaded.registry.families.size();
  const auto desils = [&](const char* section) {
    return small_values<engine::Desil>(source, section, families, 10, "a desil above 10");
  };
  loaded.source_rank = source.column<std::uint8_t>("family/source_rank", families);
  source.check("family/source_rank", families, "a rank that no source has", [&](std::size_t f) {
    return loaded.source_rank[f] != engine::kNoRank && loaded.source_rank[f] >= loaded.meta.sources.size();
  });
  loaded.status = small_values<engine::FamilyStatus>(source, "family/status", families, engine::kFamilyStatusCount - 1,
                                                     "a status that does not exist");
  loaded.score = source.column<engine::PmtScore>("family/score", families);
  if (loaded.meta.lifts()) loaded.ranking = source.column<engine::PmtScore>(kRankingSection, families);
  loaded.national = desils("family/desil_nasional");
  loaded.province = desils("family/desil_provinsi");
  loaded.regency = desils("family/desil_kabupaten_kota");
  const auto ranked = [&](std::size_t f) { return loaded.status[f] == engine::FamilyStatus::kRanked; };
  source.check("family/score", families, "a ranked family without a score",
               [&](std::size_t f) { return ranked(f) && loaded.score[f] == engine::kNoScore; });
  if (!loaded.ranking.empty()) {
    source.check(kRankingSection, families, "a ranked family without a value",
                 [&](std::size_t f) { return ranked(f) && loaded.ranking[f] == engine::kNoScore; });
  }
  source.check("family/desil_nasional", families, "a desil of a family that is not ranked, or none of one that is",
               [&](std::size_t f) { return ranked(f) != (loaded.national[f] != 0); });
  for (std::size_t i = 0; i < loaded.meta.programmes.size(); ++i) {
    loaded.programmes.push_back(small_values<engine::ProgrammeStatus>(source, programme_section(i), families,
                                                                      engine::kProgrammeStatusCount - 1,
                                                                      "a programme status that does not exist"));
  }
}

}  // namespace

void write_registry_snapshot(SnapshotWriter& writer, const RegistryContents& contents,
                             const engine::RegionTree& regions) {
  writer.write_json("meta", registry_meta_json(contents.meta));
  write_registry_columns(writer, *contents.registry, regions);
  write_indicator_columns(writer, *contents.indicators, IndicatorColumns::kAll);
  writer.write_column<std::uint8_t>("family/source_rank", contents.source_rank);
  writer.write_column<engine::FamilyStatus>("family/status", contents.status);
  writer.write_column<engine::PmtScore>("family/score", contents.score);
  if (contents.meta.lifts()) {
    writer.write_column<engine::PmtScore>(kRankingSection, contents.ranking);
  }
  writer.write_column<engine::Desil>("family/desil_nasional", contents.national);
  writer.write_column<engine::Desil>("family/desil_provinsi", contents.province);
  writer.write_column<engine::Desil>("family/desil_kabupaten_kota", contents.regency);
  write_programmes(writer, contents);
}

RegistrySnapshot load_registry_snapshot(const std::string& path, const SnapshotKeys& keys,
                                        const engine::RegionTree& regions) {
  const SnapshotReader reader(path, snapshot_access(kRegistrySnapshotKind, keys));
  const ColumnSource source(reader, path);
  RegistrySnapshot loaded;
  loaded.plain_sha256 = reader.plain_sha256();
  loaded.meta = read_registry_meta(source);
  loaded.registry = read_registry_columns(source, regions, loaded.meta.flags.size());
  loaded.indicators = read_indicator_columns(source, loaded.registry.families.size(), IndicatorColumns::kAll);
  read_results(source, loaded);
  return loaded;
}

}  // namespace io
