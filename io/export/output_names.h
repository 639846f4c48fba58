// Names what a run may write into its folder: the fixed names, and those of source snapshots.
//
// threads: any.
#pragma once

#include <array>
#include <string>

namespace io {

// Everything a run may write whatever its sources are called.
inline constexpr std::array<const char*, 15> kKnownOutputs = {
    "distribution.csv", "duplicates.csv", "families.csv",  "families_unmatched.csv",
    "link_model.json",  "links.csv",      "manifest.json", "manifest.json.sig",
    "quality.csv",      "registry.desil", "rejects.csv",   "rejects.failed.csv",
    "report.html",      "review.csv",     "summary.json"};

// Name of a source's snapshot, `table` being "persons" or "families": "regsosek_persons.desil". Letters, digits,
// '-' and '_' of the source's name stay, every other byte becomes '_', so that no name leads out of the folder.
std::string source_snapshot_name(const std::string& source, const std::string& table);

// True for a fixed name and for one that source_snapshot_name can give.
bool is_output_name(const std::string& name);

}  // namespace io
