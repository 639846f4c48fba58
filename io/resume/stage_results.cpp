#include "io/resume/stage_results.h"

namespace io {
namespace {

using nlohmann::json;

// Each `auto& [...]` names every member on purpose: a new one that is not kept here does not compile.
json file_json(const FileTotals& file) {
  const auto& [path, sha256, snapshot, bytes, text_bytes, open_end, rows_read, accepted, rejected, records, codes] =
      file;
  return {path,
          sha256,
          snapshot,
          bytes,
          text_bytes,
          open_end,
          rows_read,
          accepted,
          rejected,
          records,
          static_cast<int>(codes)};
}

FileTotals file_of(const json& list) {
  return {list.at(0),
          list.at(1),
          list.at(2),
          list.at(3),
          list.at(4),
          list.at(5),
          list.at(6),
          list.at(7),
          list.at(8),
          list.at(9),
          static_cast<RegionCodes>(list.at(10).get<int>())};
}

// A list of [place, rows, [finding, rows] …], places without rows or findings left out.
json regions_json(const RegionFindings& regions) {
  json list = json::array();
  for (std::size_t place = 0; place < regions.places(); ++place) {
    json entry = {place, regions.rows(place)};
    for (std::size_t q = 0; q < kQualityCount; ++q) {
      if (const auto rows = regions.rows(place, static_cast<Quality>(q))) entry.push_back({q, rows});
    }
    if (regions.rows(place) > 0 || entry.size() > 2) list.push_back(std::move(entry));
  }
  return list;
}

RegionFindings regions_of(const json& list) {
  constexpr std::size_t kMostPlaces = 4096;
  RegionFindings regions;
  for (const json& entry : list) {
    const auto place = entry.at(0).get<std::size_t>();
    if (place >= kMostPlaces) throw json::other_error::create(501, "a place that does not exist", &entry);
    regions.add_rows(place, entry.at(1).get<std::uint64_t>());
    for (std::size_t i = 2; i < entry.size(); ++i) {
      const auto quality = entry.at(i).at(0).get<std::size_t>();
      if (quality >= kQualityCount) throw json::other_error::create(501, "a finding that does not exist", &entry);
      regions.add_finding(place, static_cast<Quality>(quality), entry.at(i).at(1));
    }
  }
  return regions;
}

json registry_check_json(const engine::RegistryCheck& check) {
  const auto& [with_nik, not_found, dead] = check;
  return {with_nik, not_found, dead};
}

engine::RegistryCheck registry_check_of(const json& list) { return {list.at(0), list.at(1), list.at(2)}; }

json linking_json(const engine::LinkSummary& linking) {
  const auto& [closed, open, padan_probability, false_per_million, missed_per_million, model, decided_same,
               decided_other, passes, weights, without] = linking;
  json list = json::array();
  for (const engine::LinkSummary::Pass& pass : passes) {
    const auto& [name, pairs, hot_blocks, largest, found, only] = pass;
    list.push_back({name, pairs, hot_blocks, largest, found, only});
  }
  json bits = json::array();
  for (const auto& [bit, rows] : weights) bits.push_back({bit, rows});
  return {closed,        open, padan_probability, false_per_million, missed_per_million, model, decided_same,
          decided_other, list, bits,              without};
}

engine::LinkSummary linking_of(const json& document) {
  engine::LinkSummary linking{document.at(0), document.at(1), document.at(2),
                              document.at(3), document.at(4), document.at(5),
                              document.at(6), document.at(7), {},
                              {},             {}};
  for (const json& pass : document.at(8)) {
    linking.passes.push_back({pass.at(0), pass.at(1), pass.at(2), pass.at(3), pass.at(4), pass.at(5)});
  }
  for (const json& bits : document.at(9)) bits.at(1).get_to(linking.weights[bits.at(0).get<int>()]);
  document.at(10).get_to(linking.without_candidate);
  return linking;
}

json totals_json(const SourceTotals& totals) {
  const auto& [files, rejects, quality, regions, stopped_early, unused_columns] = totals;
  json list = json::array();
  for (const FileTotals& file : files) list.push_back(file_json(file));
  return {{"files", list},
          {"rejects", rejects},
          {"quality", quality},
          {"regions", regions_json(regions)},
          {"stopped_early", stopped_early},
          {"unused_columns", unused_columns}};
}

SourceTotals totals_of(const json& document) {
  SourceTotals totals;
  for (const json& file : document.at("files")) totals.files.push_back(file_of(file));
  document.at("rejects").get_to(totals.rejects);
  document.at("quality").get_to(totals.quality);
  totals.regions = regions_of(document.at("regions"));
  document.at("stopped_early").get_to(totals.stopped_early);
  document.at("unused_columns").get_to(totals.unused_columns);
  return totals;
}

}  // namespace

json source_results_json(const std::vector<SourceResult>& sources) {
  json list = json::array();
  for (const SourceResult& source : sources) {
    // `truth` is not kept: with one, link is done again (run_checkpoints.h).
    const auto& [persons, families, repeated, check, person_rejects, family_rejects, linking, truth, states, linked,
                 unmatched, strays, rank] = source;
    list.push_back({{"persons", totals_json(persons)},
                    {"families", totals_json(families)},
                    {"repeated_numbers", repeated},
                    {"registry_check", check ? registry_check_json(*check) : json()},
                    {"linking", linking ? linking_json(*linking) : json()},
                    {"states", states},
                    {"families_linked", linked},
                    {"families_unmatched", unmatched},
                    {"members_without_family", strays},
                    {"rank", rank}});
  }
  return list;
}

std::vector<SourceResult> source_results_of(const json& list) {
  std::vector<SourceResult> sources;
  for (const json& document : list) {
    SourceResult& source = sources.emplace_back();
    source.persons = totals_of(document.at("persons"));
    source.families = totals_of(document.at("families"));
    document.at("repeated_numbers").get_to(source.repeated_numbers);
    if (const json& check = document.at("registry_check"); !check.is_null()) {
      source.registry_check = registry_check_of(check);
    }
    if (const json& linking = document.at("linking"); !linking.is_null()) source.linking = linking_of(linking);
    document.at("states").get_to(source.states);
    document.at("families_linked").get_to(source.families_linked);
    document.at("families_unmatched").get_to(source.families_unmatched);
    document.at("members_without_family").get_to(source.members_without_family);
    document.at("rank").get_to(source.rank);
  }
  return sources;
}

json flag_results_json(const std::vector<FlagResult>& flags) {
  json list = json::array();
  for (const FlagResult& flag : flags) {
    const auto& [totals, rejects, found] = flag;
    list.push_back({{"totals", totals_json(totals)}, {"found", found}});
  }
  return list;
}

std::vector<FlagResult> flag_results_of(const json& list) {
  std::vector<FlagResult> flags;
  for (const json& document : list) {
    FlagResult& flag = flags.emplace_back();
    flag.totals = totals_of(document.at("totals"));
    document.at("found").get_to(flag.found);
  }
  return flags;
}

json stages_json(const std::vector<engine::StageSummary>& stages) {
  json list = json::array();
  for (const engine::StageSummary& stage : stages) {
    const auto& [name, seconds, rows, bytes, peak_bytes] = stage;
    list.push_back({name, seconds, rows, bytes, peak_bytes});
  }
  return list;
}

std::vector<engine::StageSummary> stages_of(const json& list) {
  std::vector<engine::StageSummary> stages;
  for (const json& stage : list) stages.push_back({stage.at(0), stage.at(1), stage.at(2), stage.at(3), stage.at(4)});
  return stages;
}

}  // namespace io
