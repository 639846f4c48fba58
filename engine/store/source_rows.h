// The typed rows that ingest hands to the engine, batch by batch, in the order of the source.
//
// A batch holds the accepted rows of one chunk of a file, the rejects of the same chunk and the names
// of its rows. Rows carry their record number (`baris`), so nothing depends on how a file was cut.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/catalogue.h"
#include "engine/store/date.h"
#include "engine/store/ids.h"
#include "engine/store/reject.h"

namespace engine {

enum class Sex : std::uint8_t { kUnknown = 0, kMale = 1, kFemale = 2 };

struct PersonRecord {
  Nik nik;                                 // 0 = empty cell (never in the registry)
  NomorKk kk;                              // 0 = empty cell (never in the registry)
  std::uint64_t row = 0;                   // baris, from 1
  std::uint64_t byte = 0;                  // offset of the record in its (decompressed) file
  std::uint64_t village_code = 0;          // as written, 10 digits in the source's code system; 0 = empty
  VillageIndex village = kUnknownVillage;  // resolved, withdrawn codes mapped to their successor
  std::uint32_t name_begin = 0;            // into PersonBatch::names: the normalised name
  std::uint16_t name_length = 0;
  Day birth = kNoDate;
  Sex sex = Sex::kUnknown;
  std::array<std::uint8_t, kPersonCodeCount> codes{};  // by PersonCode; 0 = empty (no person code is 0)
};

struct PersonBatch {
  std::vector<PersonRecord> rows;
  std::string names;  // normalised names, end to end
  std::vector<Reject> rejects;
  std::uint64_t rows_read = 0;
  std::uint64_t bytes = 0;

  std::string_view name(const PersonRecord& row) const {
    return std::string_view(names).substr(row.name_begin, row.name_length);
  }
};

struct FamilyRecord {
  NomorKk kk;
  std::uint64_t row = 0;
  std::uint64_t village_code = 0;
  VillageIndex village = kUnknownVillage;
  std::array<std::uint8_t, kFamilyCodeCount> codes{};       // kMissingCode = empty
  std::array<std::uint16_t, kFamilyNumberCount> numbers{};  // kMissingNumber = empty
};

struct FamilyBatch {
  std::vector<FamilyRecord> rows;
  std::vector<Reject> rejects;
  std::uint64_t rows_read = 0;
  std::uint64_t bytes = 0;
};

// One line of a flag list: the NIK or KK it names.
struct FlagBatch {
  std::vector<std::uint64_t> keys;
  std::vector<Reject> rejects;
  std::uint64_t rows_read = 0;
  std::uint64_t bytes = 0;
};

}  // namespace engine
