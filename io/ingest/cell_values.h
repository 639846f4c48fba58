// Reads the values that several tables share: numbers of 16 digits, villages, codes, counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/ingest/column_plan.h"
#include "io/ingest/row_loop.h"
#include "io/ingest/source_spec.h"
#include "kernels/digits16.h"

namespace io::detail {

// Whether the cell must hold a value.
enum class Need : bool { kMayBeMissing, kMustBeThere };

// Reads a NIK or KK; 0 where missing.
inline std::optional<Fault> read_number16(std::string_view text, std::string_view column, Need need,
                                          std::uint64_t& number, RowQuality& quality, Quality empty, Quality zero) {
  if (text.empty()) {
    if (need == Need::kMustBeThere) return Fault{RejectReason::kEmpty, column, text};
    quality.note(empty);
    return std::nullopt;
  }
  if (text.size() != 16 || !kernels::parse_digits16(text.data(), number)) {
    return Fault{RejectReason::kNot16Digits, column, text};
  }
  if (number == 0) {
    if (need == Need::kMustBeThere) return Fault{RejectReason::kZeroNumber, column, text};
    quality.note(zero);
  }
  return std::nullopt;
}

// Reads up to `most` digits; nothing where there are more, fewer than one, or others.
inline std::optional<std::uint64_t> read_digits(std::string_view text, std::size_t most) {
  if (text.empty() || text.size() > most) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

// Reads a code by the source's map, then by the catalogue's range; `missing` where empty.
inline std::optional<Fault> read_code(std::string_view text, const UsedColumn& column, std::uint8_t missing,
                                      std::uint8_t& code) {
  code = missing;
  if (text.empty()) return std::nullopt;
  if (column.texts != nullptr) {
    if (const auto found = column.texts->find(std::string(text)); found != column.texts->end()) {
      if (holds_control(text)) return Fault{RejectReason::kControl, column.name, text, Privacy::kPlain};
      if (found->second > 0) code = static_cast<std::uint8_t>(found->second - 1);
      return std::nullopt;
    }
  }
  const auto value = read_digits(text, 3);
  if (!value || *value < column.lowest || *value > column.highest)
    return Fault{RejectReason::kUnknownCode, column.name, text, Privacy::kPlain};
  code = static_cast<std::uint8_t>(*value);
  return std::nullopt;
}

// Reads L or P, else 1 or 2 after the source's map; empty is unknown.
inline std::optional<Fault> read_sex(std::string_view text, const UsedColumn& column, engine::Sex& sex,
                                     RowQuality& quality) {
  if (text == "L") {
    sex = engine::Sex::kMale;
  } else if (text == "P") {
    sex = engine::Sex::kFemale;
  } else {
    std::uint8_t code = 0;
    if (const auto fault = read_code(text, column, 0, code)) return fault;
    sex = static_cast<engine::Sex>(code);
  }
  quality.note_if(sex == engine::Sex::kUnknown, Quality::kSexEmpty);
  return std::nullopt;
}

// Reads a count or measure; `missing` where empty.
inline std::optional<Fault> read_count(std::string_view text, const UsedColumn& column, std::uint16_t missing,
                                       std::uint16_t& count) {
  count = missing;
  if (text.empty()) return std::nullopt;
  const auto value = read_digits(text, 18);
  if (!value) return Fault{RejectReason::kNotNumber, column.name, text, Privacy::kPlain};
  if (*value < column.lowest || *value > column.highest)
    return Fault{RejectReason::kOutOfRange, column.name, text, Privacy::kPlain};
  count = static_cast<std::uint16_t>(*value);
  return std::nullopt;
}

// Resolves village codes; remembers the last one, for neighbours stand together in most files.
class VillageReader {
 public:
  VillageReader(const engine::RegionTree& regions, RegionCodes codes) : regions_(regions), codes_(codes) {}

  std::optional<Fault> read(std::string_view text, std::string_view column, std::uint64_t& code,
                            engine::VillageIndex& village, RowQuality& quality);

  // The same for a code that is there.
  void resolve(std::uint64_t code, engine::VillageIndex& village, RowQuality& quality);

 private:
  const engine::RegionTree& regions_;
  RegionCodes codes_;
  std::uint64_t last_code_ = 0;
  engine::RegionTree::Resolution last_;
};

}  // namespace io::detail
