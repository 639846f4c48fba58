#include "io/source_snapshot/description.h"

#include <fmt/format.h>

#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "io/ingest/row_findings.h"
#include "io/source_snapshot/layout.h"

namespace io::source_snapshot {
namespace {

using nlohmann::json;  // sorts its keys

constexpr const char* kRegionCodes[] = {"kemendagri", "bps2020"};
constexpr std::size_t kMostFindings = 64;

// The folder of an input is nobody's business (portable_path of run_config.h).
std::string portable(const std::string& shown) {
  const std::filesystem::path path = shown;
  return path.is_absolute() ? path.filename().string() : shown;
}

[[noreturn]] void refuse(const std::string& path, const std::string& what, const std::string& cure) {
  throw engine::Error(engine::ExitCode::kDamaged,
                      path + ": section " + kDescription + ": " + what + ". Cure: " + cure + ".",
                      {path, 0, kDescription, 0});
}

// Throws json::exception where a member is missing or of another type.
Description description_of(const json& document, const std::string& path) {
  Description description;
  description.source = document.at("source").get<std::string>();
  description.date = document.at("date").get<std::string>();
  const std::string codes = document.at("region_codes").get<std::string>();
  if (codes != kRegionCodes[0] && codes != kRegionCodes[1]) {
    refuse(path, "its village codes are of a system this version does not know", "use the newest version");
  }
  description.region_codes = codes == kRegionCodes[0] ? RegionCodes::kKemendagri : RegionCodes::kBps2020;
  description.rows = document.at("rows").get<std::uint64_t>();
  description.records = document.at("records").get<std::uint64_t>();
  for (const json& file : document.at("files")) {
    FileTotals totals;
    totals.path = file.at("path").get<std::string>();
    totals.bytes = file.at("bytes").get<std::uint64_t>();
    totals.sha256 = file.at("sha256").get<std::string>();
    totals.rows_read = file.at("rows_read").get<std::uint64_t>();
    totals.accepted = file.at("accepted").get<std::uint64_t>();
    totals.rejected = file.at("rejected").get<std::uint64_t>();
    description.files.push_back(std::move(totals));
  }
  description.findings = document.at("findings").get<std::vector<std::string>>();
  return description;
}

}  // namespace

std::string iso_text(engine::Day day) {
  if (day == engine::kNoDate) return "";
  const engine::CivilDate date = engine::civil_from_day(day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

Description describe(const SourceSpec& spec, const SourceTotals& totals) {
  Description description;
  description.source = spec.name;
  description.date = iso_text(spec.date);
  const bool snapshots = !totals.files.empty() && totals.files.front().snapshot;
  description.region_codes = snapshots ? totals.files.front().region_codes : spec.region_codes;
  description.files = totals.files;
  for (const FileTotals& file : totals.files) description.records += file.records;
  for (std::size_t i = 0; i < kQualityCount; ++i)
    description.findings.emplace_back(quality_name(static_cast<Quality>(i)));
  return description;
}

RegionCodes village_code_system(const SourceSpec& spec, const OpeningKey& key) {
  if (!are_snapshots(spec.name, spec.persons)) return spec.region_codes;
  const SourceFile& first = spec.persons.front();
  const auto file = open_snapshot(first, kPersonsKind, key);
  return read_description(file->read_json(kDescription), first.shown).region_codes;
}

std::string description_json(const Description& description) {
  json files = json::array();
  for (const FileTotals& file : description.files) {
    files.push_back({{"path", portable(file.path)},
                     {"bytes", file.bytes},
                     {"sha256", file.sha256},
                     {"rows_read", file.rows_read},
                     {"accepted", file.accepted},
                     {"rejected", file.rejected}});
  }
  const json document = {{"layout", kLayout},
                         {"program", DESIL_VERSION},
                         {"source", description.source},
                         {"date", description.date},
                         {"region_codes", kRegionCodes[description.region_codes == RegionCodes::kBps2020 ? 1 : 0]},
                         {"rows", description.rows},
                         {"records", description.records},
                         {"findings", description.findings},
                         {"files", std::move(files)}};
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

Description read_description(const std::string& text, const std::string& path) {
  const json document = json::parse(text, nullptr, false);
  try {
    if (document.is_discarded()) refuse(path, "not JSON", "write the snapshot anew from its source");
    if (document.at("layout").get<std::uint64_t>() != kLayout) {
      refuse(path, "the layout of another version", "use the version that wrote it, or write it anew from its source");
    }
    Description description = description_of(document, path);
    if (description.rows > description.records || description.records > std::numeric_limits<std::uint32_t>::max() ||
        description.findings.size() > kMostFindings) {
      refuse(path, "its counts contradict each other", "write the snapshot anew from its source");
    }
    return description;
  } catch (const json::exception&) {
    refuse(path, "a part of it is missing or of the wrong type", "write the snapshot anew from its source");
  }
}

std::string setting_of_text(const SourceSpec& spec) {
  const SourceSpec plain;
  if (spec.encoding != plain.encoding) return "encoding";
  if (spec.region_codes != plain.region_codes) return "region_codes";
  if (spec.date_format != plain.date_format || !spec.more_date_formats.empty()) return "date_format";
  if (!spec.missing.empty()) return "missing";
  if (!spec.ignore.empty()) return "ignore";
  if (!spec.columns.empty()) return "[source.columns]";
  return spec.codes.empty() ? "" : "[source.codes]";
}

void check_source(const Description& description, const std::string& source, const std::string& date,
                  const std::string& shown) {
  const auto refuse = [&](const std::string& why) {
    throw engine::Error(engine::ExitCode::kInput, shown + ": " + why, {shown, 0, "", 0});
  };
  if (description.source != source) {
    refuse("a snapshot of source '" + description.source + "', and the run file names it under '" + source +
           "'. Cure: name the snapshot of that source, or call the source as it was called.");
  }
  if (!date.empty() && description.date != date) {
    refuse("made with the date " + (description.date.empty() ? "left open" : description.date) +
           ", the run file says " + date +
           ": what was found about dates and ages holds for the first. Cure: set that date, or make the snapshot again "
           "(desil run --to ingest).");
  }
}

}  // namespace io::source_snapshot
