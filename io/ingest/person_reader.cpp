#include "io/ingest/person_reader.h"

#include "io/ingest/issued_numbers.h"
#include "io/ingest/number_checks.h"
#include "kernels/normalize_name.h"

namespace io::detail {
namespace {

constexpr std::size_t kLongestName = 0xFFFF;

bool is_ascii(std::string_view text) {
  unsigned char high = 0;
  for (const char c : text) high |= static_cast<unsigned char>(c);
  return high < 0x80;
}

// Whether a name says anything at all.
bool names_somebody(std::string_view name) {
  for (const char c : name) {
    if (static_cast<unsigned char>((c | 0x20) - 'a') < 26) return true;
  }
  if (is_ascii(name)) return false;
  std::string normal(name.size(), '\0');
  return kernels::normalize_name(name, normal.data()) > 0;
}

// Whether the code as written would be lost with the index alone.
bool odd_village(const engine::PersonRecord& person, const engine::RegionTree& regions) {
  if (person.village_code == 0) return false;
  return person.village == engine::kUnknownVillage || regions.village_code(person.village) != person.village_code;
}

// 31 December was written for unknown birthdays until 2004, 1 July since (Permendagri 19/2010).
bool default_birthday(const engine::CivilDate& date) {
  return (date.day == 1 && date.month == 7) || (date.day == 31 && date.month == 12);
}

}  // namespace

void PersonReader::begin(std::uint64_t baris, std::uint64_t byte) {
  person_ = {};
  person_.row = baris;
  person_.byte = byte;
}

std::optional<Fault> PersonReader::read(const UsedColumn& column, std::string_view text, RowQuality& quality) {
  const Need need = spec_.registry ? Need::kMustBeThere : Need::kMayBeMissing;
  switch (column.kind) {
    case ColumnKind::kNik:
      return read_number16(text, column.name, need, person_.nik.value, quality, Quality::kNikEmpty, Quality::kNikZero);
    case ColumnKind::kKk:
      return read_number16(text, column.name, need, person_.kk.value, quality, Quality::kKkEmpty, Quality::kKkZero);
    case ColumnKind::kName: return read_name(column, text, need, quality);
    case ColumnKind::kSex: return read_sex(text, column, person_.sex, quality);
    case ColumnKind::kBirth: return read_birth(column, text, quality);
    case ColumnKind::kVillage: return villages_.read(text, column.name, person_.village_code, person_.village, quality);
    case ColumnKind::kPersonCode: return read_code(text, column, 0, person_.codes[column.slot]);
    case ColumnKind::kFamilyCode:
    case ColumnKind::kFamilyNumber: break;  // not in a persons plan
  }
  return std::nullopt;
}

std::optional<Fault> PersonReader::read_name(const UsedColumn& column, std::string_view text, Need need,
                                             RowQuality& quality) {
  if (holds_control(text)) return Fault{RejectReason::kControl, column.name, text};
  const bool lives_on = text.data() >= chunk_.data() && text.data() <= chunk_.data() + chunk_.size();
  name_ = lives_on ? text : (converted_name_ = text);
  if (spec_.encoding == Encoding::kLatin1 && !is_ascii(text)) name_ = converted_name_ = utf8_of_latin1(text);
  if (name_.size() > kLongestName) return Fault{RejectReason::kCellTooLong, column.name, text};
  if (names_somebody(name_)) return std::nullopt;
  if (need == Need::kMustBeThere) return Fault{RejectReason::kEmpty, column.name, text};
  quality.note(Quality::kNameEmpty);
  return std::nullopt;
}

std::optional<Fault> PersonReader::read_birth(const UsedColumn& column, std::string_view text, RowQuality& quality) {
  if (text.empty()) {
    quality.note(Quality::kBirthEmpty);
    return std::nullopt;
  }
  const auto date = dates_.read(text);
  const auto day = date ? engine::day_from_civil(date->year, date->month, date->day) : std::nullopt;
  if (!day) return Fault{RejectReason::kBadDate, column.name, text};
  birth_ = *date;
  person_.birth = *day;
  quality.note_if(spec_.date != engine::kNoDate && *day > spec_.date, Quality::kBirthAfterDate);
  quality.note_if(default_birthday(birth_), Quality::kBirthDefault);
  return std::nullopt;
}

void PersonReader::accept(const engine::PersonBatch::CodeSet& coded, RowQuality& quality, engine::PersonBatch& batch) {
  note_numbers(regions_, person_.nik, person_.kk, quality);
  if (person_.nik.value != 0) {
    quality.note_if(nik_contradicts_sex(person_.nik, person_.sex), Quality::kNikSex);
    const bool dated = person_.birth != engine::kNoDate;
    quality.note_if(dated && nik_contradicts_birth(person_.nik, birth_), Quality::kNikBirth);
  }
  quality.note_all(person_contradictions(person_, under_two_));
  batch.append(person_, coded, odd_village(person_, regions_), quality.bits());
  batch.written.push_back(name_);
}

void normalise_names(const engine::TextColumn& written, engine::TextColumn& normal) {
  normal.bytes.resize(written.bytes.size());
  normal.ends.resize(written.size());
  std::size_t at = 0;
  for (std::size_t i = 0; i < written.size(); ++i) {
    at += kernels::normalize_name(written[i], normal.bytes.data() + at);
    normal.ends[i] = static_cast<std::uint32_t>(at);
  }
  normal.bytes.resize(at);
}

}  // namespace io::detail
