#include "io/ingest/typed_rows.h"

#include "io/ingest/cell_values.h"
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

std::optional<Fault> read_sex(std::string_view text, const UsedColumn& column, engine::Sex& sex, RowQuality& quality) {
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

void note_numbers(const engine::RegionTree& regions, engine::Nik nik, engine::NomorKk kk, RowQuality& quality) {
  if (nik.value != 0) {
    const NumberFindings found = check_nik(nik, regions.known_area(area_of(nik.value)));
    quality.note_if(found.area_unknown, Quality::kNikArea);
    quality.note_if(found.date_impossible, Quality::kNikDate);
    quality.note_if(found.serial_zero, Quality::kNikSerial);
  }
  if (kk.value != 0) {
    const NumberFindings found = check_kk(kk, regions.known_area(area_of(kk.value)));
    quality.note_if(found.area_unknown, Quality::kKkArea);
    quality.note_if(found.date_impossible, Quality::kKkDate);
    quality.note_if(found.serial_zero, Quality::kKkSerial);
  }
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

// Reads the cells of one row after another; one for each chunk.
struct PersonRows::Reader {
  const PersonRows& rows;
  std::string_view chunk;
  VillageReader villages;
  std::string_view name;  // of the row that is being read; in the chunk, the scratch of its cells or below
  std::string converted_name;
  engine::CivilDate birth{};  // of the row that is being read; valid where person.birth is

  std::optional<Fault> read_cell(const UsedColumn& column, std::string_view text, engine::PersonRecord& person,
                                 RowQuality& quality) {
    const Need need = rows.spec_.registry ? Need::kMustBeThere : Need::kMayBeMissing;
    switch (column.kind) {
      case ColumnKind::kNik:
        return read_number16(text, column.name, need, person.nik.value, quality, Quality::kNikEmpty, Quality::kNikZero);
      case ColumnKind::kKk:
        return read_number16(text, column.name, need, person.kk.value, quality, Quality::kKkEmpty, Quality::kKkZero);
      case ColumnKind::kName: {
        if (holds_control(text)) return Fault{RejectReason::kControl, column.name, text};
        name =
            text.data() >= chunk.data() && text.data() <= chunk.data() + chunk.size() ? text : (converted_name = text);
        if (rows.spec_.encoding == Encoding::kLatin1 && !is_ascii(text)) name = converted_name = utf8_of_latin1(text);
        if (name.size() > kLongestName) return Fault{RejectReason::kCellTooLong, column.name, text};
        if (names_somebody(name)) return std::nullopt;
        if (need == Need::kMustBeThere) return Fault{RejectReason::kEmpty, column.name, text};
        quality.note(Quality::kNameEmpty);
        return std::nullopt;
      }
      case ColumnKind::kSex: return read_sex(text, column, person.sex, quality);
      case ColumnKind::kBirth: return read_birth(column, text, person, quality);
      case ColumnKind::kVillage: return villages.read(text, column.name, person.village_code, person.village, quality);
      case ColumnKind::kPersonCode: return read_code(text, column, 0, person.codes[column.slot]);
      case ColumnKind::kFamilyCode:
      case ColumnKind::kFamilyNumber: break;  // not in a persons plan
    }
    return std::nullopt;
  }

  std::optional<Fault> read_birth(const UsedColumn& column, std::string_view text, engine::PersonRecord& person,
                                  RowQuality& quality) {
    if (text.empty()) {
      quality.note(Quality::kBirthEmpty);
      return std::nullopt;
    }
    const auto date = rows.date_format_.read(text);
    const auto day = date ? engine::day_from_civil(date->year, date->month, date->day) : std::nullopt;
    if (!day) return Fault{RejectReason::kBadDate, column.name, text};
    birth = *date;
    person.birth = *day;
    quality.note_if(rows.spec_.date != engine::kNoDate && *day > rows.spec_.date, Quality::kBirthAfterDate);
    quality.note_if(default_birthday(birth), Quality::kBirthDefault);
    return std::nullopt;
  }
};

PersonRows::PersonRows(const SourceSpec& spec, const engine::RegionTree& regions, bool normalise)
    : spec_(spec), regions_(regions), normalise_(normalise), date_format_(spec.date_format, spec.name) {}

std::pair<engine::PersonBatch, BatchTotals> PersonRows::parse(const TextChunk& chunk) const {
  std::pair<engine::PersonBatch, BatchTotals> result;
  engine::PersonBatch& batch = result.first;
  const std::vector<UsedColumn>& columns = chunk.plan->used;
  Reader reader{*this, chunk.text, VillageReader(regions_, spec_.region_codes), {}, {}, {}};
  batch.first_row = chunk.first_row;
  batch.first_byte = chunk.byte;
  engine::PersonBatch::CodeSet coded{};
  for (const UsedColumn& column : columns) coded[column.slot] |= column.kind == ColumnKind::kPersonCode;
  result.second =
      for_each_row(chunk, spec_.name, spec_.persons[chunk.file].shown, spec_.encoding, batch.rejects,
                   [&](const RowCells& cells, std::uint64_t baris, RowQuality& quality) -> std::optional<Fault> {
                     engine::PersonRecord person;
                     person.row = baris;
                     person.byte = chunk.byte + cells.begin();
                     for (const UsedColumn& column : columns) {
                       if (auto fault = reader.read_cell(column, cells[column.cell], person, quality)) return fault;
                     }
                     note_numbers(regions_, person.nik, person.kk, quality);
                     if (person.nik.value != 0) {
                       quality.note_if(nik_contradicts_sex(person.nik, person.sex), Quality::kNikSex);
                       const bool dated = person.birth != engine::kNoDate;
                       quality.note_if(dated && nik_contradicts_birth(person.nik, reader.birth), Quality::kNikBirth);
                     }
                     batch.append(person, coded, odd_village(person, regions_), quality.bits());
                     batch.written.push_back(reader.name);
                     return std::nullopt;
                   });
  count_findings(batch.findings, result.second.quality);
  if (normalise_) normalise_names(batch.written, batch.normal);
  batch.rows_read = result.second.rows_read;
  batch.bytes = chunk.text.size();
  return result;
}

FamilyRows::FamilyRows(const SourceSpec& spec, const engine::RegionTree& regions) : spec_(spec), regions_(regions) {}

std::pair<engine::FamilyBatch, BatchTotals> FamilyRows::parse(const TextChunk& chunk) const {
  std::pair<engine::FamilyBatch, BatchTotals> result;
  engine::FamilyBatch& batch = result.first;
  const std::vector<UsedColumn>& columns = chunk.plan->used;
  VillageReader villages(regions_, spec_.region_codes);
  const auto read_cell = [&](const UsedColumn& column, std::string_view text, engine::FamilyRecord& family,
                             RowQuality& quality) -> std::optional<Fault> {
    switch (column.kind) {
      case ColumnKind::kKk:
        return read_number16(text, column.name, Need::kMustBeThere, family.kk.value, quality, Quality::kKkEmpty,
                             Quality::kKkZero);
      case ColumnKind::kVillage: return villages.read(text, column.name, family.village_code, family.village, quality);
      case ColumnKind::kFamilyCode: return read_code(text, column, engine::kMissingCode, family.codes[column.slot]);
      case ColumnKind::kFamilyNumber:
        return read_count(text, column, engine::kMissingNumber, family.numbers[column.slot]);
      default: return std::nullopt;
    }
  };
  result.second =
      for_each_row(chunk, spec_.name, spec_.families[chunk.file].shown, spec_.encoding, batch.rejects,
                   [&](const RowCells& cells, std::uint64_t baris, RowQuality& quality) -> std::optional<Fault> {
                     engine::FamilyRecord family;
                     family.row = baris;
                     family.codes.fill(engine::kMissingCode);
                     family.numbers.fill(engine::kMissingNumber);
                     for (const UsedColumn& column : columns) {
                       if (auto fault = read_cell(column, cells[column.cell], family, quality)) return fault;
                     }
                     note_numbers(regions_, {}, family.kk, quality);
                     batch.rows.push_back(family);
                     batch.findings.push_back(quality.bits());
                     return std::nullopt;
                   });
  count_findings(batch.findings, result.second.quality);
  batch.rows_read = result.second.rows_read;
  batch.bytes = chunk.text.size();
  return result;
}

std::pair<engine::FlagBatch, BatchTotals> FlagRows::parse(const TextChunk& chunk) const {
  std::pair<engine::FlagBatch, BatchTotals> result;
  engine::FlagBatch& batch = result.first;
  const UsedColumn& key = chunk.plan->used.front();
  result.second = for_each_row(chunk, spec_.name, spec_.file.shown, spec_.encoding, batch.rejects,
                               [&](const RowCells& cells, std::uint64_t, RowQuality& quality) -> std::optional<Fault> {
                                 std::uint64_t number = 0;
                                 if (auto fault = read_number16(cells[key.cell], key.name, Need::kMustBeThere, number,
                                                                quality, Quality::kNikEmpty, Quality::kNikZero)) {
                                   return fault;
                                 }
                                 batch.keys.push_back(number);
                                 return std::nullopt;
                               });
  batch.rows_read = result.second.rows_read;
  batch.bytes = chunk.text.size();
  return result;
}

}  // namespace io::detail
