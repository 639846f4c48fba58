#include "io/run/source_findings.h"

namespace io {
namespace {

void settle(const engine::RepeatedRows& found, Quality quality, SourceResult& result) {
  for (std::size_t place = 0; place < found.rows.size(); ++place) {
    if (found.rows[place] > 0) result.persons.regions.add_finding(place, quality, found.rows[place]);
  }
  if (found.numbers > 0) result.repeated_numbers[std::string(quality_name(quality))] = found.numbers;
}

// Brings the totals by name up to the counts by place.
void name_findings(SourceTotals& totals) {
  for (std::size_t i = 0; i < kQualityCount; ++i) {
    const auto quality = static_cast<Quality>(i);
    if (const std::uint64_t rows = totals.regions.total(quality))
      totals.quality[std::string(quality_name(quality))] = rows;
  }
}

}  // namespace

BatchFindings SourceFindings::of_batch(const engine::PersonBatch& batch, std::span<const engine::PersonRow> bearers,
                                       const engine::PersonTable& registry) const {
  BatchFindings found;
  const std::vector<std::uint16_t> places = places_of(regions_, codes_, batch);
  found.rows.reserve(batch.size());
  for (std::size_t i = 0; i < batch.size(); ++i) {
    found.rows.push_back({{batch.nik[i]}, {batch.kk[i]}, places[i], batch.code(i, engine::PersonCode::kRelation)});
    if (batch.nik[i] == 0 || bearers.empty()) continue;
    ++found.check.with_nik;
    const engine::PersonRow person = bearers[i];
    if (person == engine::kNoRow) {
      ++found.check.not_found;
      found.registry.add_finding(places[i], Quality::kNikUnknown);
    } else if (registry.marks[person].dead()) {
      ++found.check.dead;
      found.registry.add_finding(places[i], Quality::kNikDead);
    }
  }
  return found;
}

void SourceFindings::add(const BatchFindings& batch) {
  for (const BatchFindings::Row& row : batch.rows) repeated_.add(row.nik, row.kk, row.place, row.relation);
  registry_.add(batch.registry);
  check_.with_nik += batch.check.with_nik;
  check_.not_found += batch.check.not_found;
  check_.dead += batch.check.dead;
}

void SourceFindings::finish(SourceResult& result) {
  const engine::RepeatedCounts counts = repeated_.count(unknown_place(regions_) + 1);
  settle(counts.nik_repeated, Quality::kNikRepeated, result);
  settle(counts.nik_several_kk, Quality::kNikSeveralKk, result);
  settle(counts.kk_no_head, Quality::kKkNoHead, result);
  settle(counts.kk_several_heads, Quality::kKkSeveralHeads, result);
  result.persons.regions.add(registry_);
  result.registry_check = check_;
  name_findings(result.persons);
}

void find_registry_heads(const RunState& run, SourceResult& result) {
  const engine::FamilyTable& families = run.registry.families;
  engine::RepeatedRows none, several;
  none.rows.assign(unknown_place(run.regions) + 1, 0);
  several.rows = none.rows;
  for (engine::FamilyRow family = 0; family < families.size(); ++family) {
    const engine::PersonRow begin = families.first_person[family], end = families.first_person[family + 1];
    std::uint64_t heads = 0, given = 0;
    for (engine::PersonRow person = begin; person < end; ++person) {
      heads += run.registry.persons.marks[person].relation() == 1 ? 1u : 0u;
      given += run.registry.persons.marks[person].relation() != 0 ? 1u : 0u;
    }
    if (given == 0 || heads == 1) continue;
    engine::RepeatedRows& found = heads == 0 ? none : several;
    ++found.numbers;
    const auto village = families.village[family];
    found.rows[village == engine::kUnknownVillage ? unknown_place(run.regions) : run.regions.regency_of(village)] +=
        end - begin;
  }
  settle(none, Quality::kKkNoHead, result);
  settle(several, Quality::kKkSeveralHeads, result);
  name_findings(result.persons);
}

}  // namespace io
