// Names the sections of source snapshots; LAYOUT.md tells what they hold.
#pragma once

#include <cstdint>
#include <string>

#include "engine/store/catalogue.h"
#include "io/snapshot/snapshot_header.h"

namespace io::source_snapshot {

inline constexpr std::uint64_t kLayout = 1;  // raised where a section changes its meaning

inline constexpr char kPersonsKind[] = "persons";
inline constexpr char kFamiliesKind[] = "families";

inline constexpr char kDescription[] = "description";
inline constexpr char kNik[] = "nik";
inline constexpr char kKk[] = "kk";
inline constexpr char kBaris[] = "baris";
inline constexpr char kVillage[] = "village";
inline constexpr char kVillageCodes[] = "village/codes";
inline constexpr char kFindings[] = "findings";
inline constexpr char kFindingSets[] = "findings/sets";
inline constexpr char kBirth[] = "birth";
inline constexpr char kSex[] = "sex";
inline constexpr char kNameLength[] = "name/length";
inline constexpr char kNameText[] = "name/text";

// "code/status_kawin", "number/luas_lantai"
inline std::string code_section(const engine::CodedColumn& column) { return "code/" + std::string(column.name); }
inline std::string number_section(const engine::NumberColumn& column) { return "number/" + std::string(column.name); }

// The page size that suits a source of so many bytes of text: a section takes a page at least, and a families
// snapshot has up to 40 of them.
constexpr std::uint32_t page_size_for(std::uint64_t text_bytes) {
  if (text_bytes < std::uint64_t{1} << 20) return std::uint32_t{4} << 10;
  return text_bytes < std::uint64_t{64} << 20 ? std::uint32_t{32} << 10 : kDefaultPage;
}

// Village codes have 10 digits.
inline constexpr std::uint64_t kVillageCodeLimit = 10'000'000'000ull;

}  // namespace io::source_snapshot
