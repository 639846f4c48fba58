#include "io/ingest/plain_persons.h"

#include <algorithm>
#include <cstring>

#include "io/ingest/json_text.h"
#include "io/ingest/missing_texts.h"
#include "io/ingest/number_tables.h"

namespace io::detail {
namespace {

const kernels::MonthTable& months() {
  static const kernels::MonthTable table = birth_months();
  return table;
}

// Whether a bare JSON value says the text: a number as small as a cell of ShortCodes, or null for the empty one.
bool may_be_bare(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::all_of(text.begin(), text.end(), is_digit) && (text.size() < 2 || text.front() != '0');
}

ShortCodes short_codes(const UsedColumn& column, const CellPlace& place, const MissingTexts& missing) {
  return ShortCodes([&](std::string_view cell) {
    if (place.bare && !may_be_bare(cell)) return ShortCodes::kOdd;
    const std::string_view text = missing.value_of(cell);
    std::uint8_t code = 0;
    RowQuality unused;
    if (column.kind == ColumnKind::kSex) {
      engine::Sex sex{};
      return read_sex(text, column, sex, unused) ? ShortCodes::kOdd : static_cast<std::uint8_t>(sex);
    }
    if (column.kind != ColumnKind::kPersonCode) return ShortCodes::kOdd;
    return read_code(text, column, 0, code) ? ShortCodes::kOdd : code;
  });
}

kernels::CellColumn cells_at(const char* text, const PlainRows& rows, const CellPlace& place) {
  const bool is_last = place.mark + 1 == rows.cells;
  const std::uint32_t quote = rows.quoted.has(place.mark) ? 1 : 0;
  return {text, rows.ends + place.mark, rows.cells, place.cut + (is_last ? rows.cut : 0) + quote, place.skip + quote};
}

// Whether a JSON value without quotes is one that the reader of single rows passes over.
bool may_be_passed(std::string_view text) {
  constexpr std::size_t kLongest = 64;
  if (text.empty() || text.size() > kLongest) return false;
  return is_json_number(text) || text == "null" || text == "true" || text == "false";
}

// Calls change(column of a, the same of b) for all columns of cells but the names.
template <class Change>
void for_columns(const std::vector<UsedColumn>& columns, engine::PersonBatch& a, engine::PersonBatch& b,
                 Change&& change) {
  change(a.nik, b.nik);
  change(a.kk, b.kk);
  change(a.village, b.village);
  change(a.birth, b.birth);
  change(a.sex, b.sex);
  for (const UsedColumn& column : columns) {
    if (column.kind == ColumnKind::kPersonCode) change(a.codes[column.slot], b.codes[column.slot]);
  }
}

}  // namespace

PlainPersons::PlainPersons(const SourceSpec& spec, const engine::RegionTree& regions, const DateFormat& dates,
                           const UnderTwo& under_two, RowShape shape)
    : regions_(regions),
      shape_(std::move(shape)),
      region_codes_(spec.region_codes),
      may_be_empty_(!spec.registry),
      reference_date_(spec.date),
      under_two_(under_two),
      dates_(dates.layout()) {
  for (unsigned mark = 0; mark < birth_findings_.size(); ++mark) {
    birth_findings_[mark] = finding_if((mark & kernels::kNoDateWritten) != 0, Quality::kBirthEmpty) |
                            finding_if((mark & kernels::kLateDay) != 0, Quality::kBirthAfterDate) |
                            finding_if((mark & kernels::kDefaultBirthday) != 0, Quality::kBirthDefault);
  }
  const MissingTexts missing(spec.missing);
  for (std::size_t c = 0; c < shape_.columns.size(); ++c) {
    const UsedColumn& column = shape_.columns[c];
    codes_.push_back(short_codes(column, shape_.places[c], missing));
    // Relation and marriage are in no rule.
    has_answers_ |=
        column.kind == ColumnKind::kPersonCode && column.slot > static_cast<std::uint8_t>(engine::PersonCode::kMarital);
  }
}

std::size_t PlainPersons::next_odd(const PlainRun& run, std::size_t begin, std::size_t end) {
  const void* const found = std::memchr(run.odd.data() + begin, 1, end - begin);
  return found == nullptr ? end : static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - run.odd.data());
}

void PlainPersons::set_size(engine::PersonBatch& batch, std::size_t rows) const {
  for_columns(shape_.columns, batch, batch, [&](auto& column, auto&) { column.resize(rows); });
}

// Marks the rows that have another text between their values, or no good value where nothing is read.
void PlainPersons::check_shape(const char* text, const PlainRows& rows, std::uint8_t* odd) const {
  kernels::match_texts(text, rows.ends, rows.cells, rows.cut == 0 ? shape_.texts : shape_.texts_before_cr, rows.rows,
                       odd);
  for (const CellPlace& place : shape_.unread) {
    const kernels::CellColumn cells = cells_at(text, rows, place);
    const std::uint32_t* end = cells.ends;
    for (std::size_t i = 0; i < rows.rows; ++i, end += cells.stride) {
      const std::uint32_t begin = end[-1] + cells.skip, size = *end - cells.cut - begin;
      if (!may_be_passed({text + begin, size})) odd[i] = 1;
    }
  }
}

void PlainPersons::read_columns(const char* text, const PlainRows& rows, PlainRun& run,
                                engine::PersonBatch& batch) const {
  const std::size_t n = rows.rows, at = batch.size();
  set_size(batch, at + n + kernels::kRowPadding);
  std::fill_n(run.odd.begin(), n, std::uint8_t{0});
  engine::Findings* const findings = run.findings.data();
  std::fill_n(findings, n, engine::Findings{0});
  std::uint8_t* const odd = run.odd.data();
  check_shape(text, rows, odd);
  for (std::size_t c = 0; c < shape_.columns.size(); ++c) {
    const UsedColumn& column = shape_.columns[c];
    const kernels::CellColumn cells = cells_at(text, rows, shape_.places[c]);
    const bool bare = shape_.places[c].bare;
    switch (column.kind) {
      case ColumnKind::kNik:
        kernels::read_numbers16(cells, n, may_be_empty_, batch.nik.data() + at, run.nik_tail.data(), odd);
        break;
      case ColumnKind::kKk:
        kernels::read_numbers16(cells, n, may_be_empty_, batch.kk.data() + at, run.kk_tail.data(), odd);
        break;
      case ColumnKind::kName: read_names(cells, n, batch.written, odd); break;
      case ColumnKind::kSex: codes_[c].read(cells, n, bare, &batch.sex.data()[at], odd); break;
      case ColumnKind::kBirth: read_births(cells, n, run, batch.birth.data() + at, findings); break;
      case ColumnKind::kVillage: kernels::read_codes10(cells, n, true, run.village_code.data(), odd); break;
      case ColumnKind::kPersonCode: codes_[c].read(cells, n, bare, batch.codes[column.slot].data() + at, odd); break;
      case ColumnKind::kFamilyCode:
      case ColumnKind::kFamilyNumber: break;  // not in a persons plan
    }
  }
  find_villages(n, run, batch.village.data() + at, findings);
  check_numbers(n, run, batch, at);
  set_size(batch, at + n);
  if (has_answers_) check_answers(n, run, batch, at);
}

void PlainPersons::read_names(const kernels::CellColumn& cells, std::size_t rows, engine::TextColumn& names,
                              std::uint8_t* odd) {
  constexpr std::size_t kCopied = 32;  // longer names are rare
  const std::size_t before = names.bytes.size(), first = names.ends.size();
  names.bytes.resize(before + (cells.ends[(rows - 1) * cells.stride] - (cells.ends[-1] + 1)) + kCopied);
  names.ends.resize(first + rows);
  const auto [text, first_end, stride, cut, skip] = cells;  // copies: a byte that is written might be one of theirs
  const std::uint32_t* end = first_end;
  std::uint32_t* const ends = names.ends.data() + first;
  char* const bytes = names.bytes.data();
  std::size_t at = before;
  for (std::size_t i = 0; i < rows; ++i, end += stride) {
    const std::uint32_t begin = end[-1] + skip, size = *end - cut - begin;
    const char* const name = text + begin;
    const bool letter = static_cast<unsigned char>((name[0] | 0x20) - 'a') < 26;
    const bool plain = letter & (size > 0) & (text[*end - cut - 1] != ' ');
    odd[i] = static_cast<std::uint8_t>(odd[i] | !plain);
    std::memcpy(bytes + at, name, kCopied);
    if (size > kCopied) [[unlikely]]
      std::memcpy(bytes + at + kCopied, name + kCopied, size - kCopied);
    at += size;
    ends[i] = static_cast<std::uint32_t>(at);
  }
  names.bytes.resize(at);
}

void PlainPersons::read_births(const kernels::CellColumn& cells, std::size_t rows, PlainRun& run, engine::Day* births,
                               engine::Findings* findings) const {
  if (!dates_) {
    std::fill_n(run.odd.begin(), rows, std::uint8_t{1});
    std::fill_n(run.written_birth.begin(), rows, kernels::WrittenDate{});
    return;
  }
  kernels::read_dates(cells, rows, *dates_, true, run.written_birth.data(), run.odd.data());
  kernels::find_days(run.written_birth.data(), rows, months(), engine::kNoDate, reference_date_, births,
                     run.birth_marks.data());
  const std::uint8_t* const marks = run.birth_marks.data();
  std::uint8_t* const odd = run.odd.data();
  for (std::size_t i = 0; i < rows; ++i) findings[i] = birth_findings_.data()[marks[i]];
  for (std::size_t i = 0; i < rows; ++i) {
    odd[i] = static_cast<std::uint8_t>(odd[i] | (marks[i] & kernels::kNoSuchDay) / kernels::kNoSuchDay);
  }
}

PlainRun::Village PlainPersons::look_up(std::uint64_t code) const {
  PlainRun::Village village{code, engine::kUnknownVillage, code != 0, 0};
  if (code == 0) {
    village.findings = finding_if(true, Quality::kVillageEmpty);
    return village;
  }
  RowQuality quality;
  VillageReader(regions_, region_codes_).resolve(code, village.index, quality);
  village.is_odd = village.index == engine::kUnknownVillage || regions_.village_code(village.index) != code;
  village.findings = quality.bits();
  return village;
}

void PlainPersons::find_villages(std::size_t rows, PlainRun& run, engine::VillageIndex* villages,
                                 engine::Findings* findings) const {
  const std::uint64_t* const codes = run.village_code.data();
  PlainRun::Village* const known = run.villages.data();
  bool is_odd = false;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::uint64_t code = codes[i];
    PlainRun::Village& village = known[code * 0x9E3779B97F4A7C15ull >> 56];
    if ((village.code != code) | (code == 0)) village = look_up(code);
    villages[i] = village.index;
    is_odd |= village.is_odd;
    findings[i] |= village.findings;
  }
  run.has_odd_villages = is_odd;
}

void PlainPersons::check_numbers(std::size_t rows, PlainRun& run, engine::PersonBatch& batch, std::size_t first) const {
  const std::uint64_t *const niks = batch.nik.data() + first, *const kks = batch.kk.data() + first;
  const engine::Sex* const sexes = batch.sex.data() + first;
  const kernels::WrittenDate* const births = run.written_birth.data();
  engine::Findings* const findings = run.findings.data();
  using Area = engine::RegionTree::Area;
  static_assert(sizeof(Area) == 1 && static_cast<std::uint8_t>(Area::kCurrent) == kernels::kUsualArea);
  const kernels::NumberRows numbers{
      niks, kks, run.nik_tail.data(), run.kk_tail.data(), births, reinterpret_cast<const std::uint8_t*>(sexes)};
  const kernels::NumberTables tables{reinterpret_cast<const std::uint8_t*>(regions_.areas().data()), kDayTable.data()};
  const std::size_t count = kernels::find_unusual_numbers(numbers, rows, tables, run.looked_at.data());
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t i = run.looked_at[k];
    const kernels::WrittenDate birth = births[i];
    findings[i] |= finding_if(sexes[i] == engine::Sex::kUnknown, Quality::kSexEmpty);
    findings[i] |= niks[i] == 0 ? finding_if(true, Quality::kNikEmpty)
                                : nik_findings(niks[i], regions_, sexes[i], birth.bits != 0, birth.day(), birth.month(),
                                               birth.short_year());
    findings[i] |= kks[i] == 0 ? finding_if(true, Quality::kKkEmpty) : kk_findings(kks[i], regions_);
  }
}

void PlainPersons::check_answers(std::size_t rows, PlainRun& run, engine::PersonBatch& batch, std::size_t first) const {
  for (std::size_t i = 0; i < rows; ++i) {
    engine::PersonRecord person;
    person.birth = batch.birth[first + i];
    for (const UsedColumn& column : shape_.columns) {
      if (column.kind == ColumnKind::kPersonCode) person.codes[column.slot] = batch.codes[column.slot][first + i];
    }
    run.findings[i] |= person_contradictions(person, under_two_);
  }
}

// Notes where the rows from `begin` on stand in the file and what is odd about them; in the batch they stand from `at`
// on.
void PlainPersons::note_records(const PlainRows& rows, std::uint32_t first, std::size_t begin, std::size_t end,
                                std::size_t at, const PlainRun& run, engine::PersonBatch& batch) const {
  batch.row.append(first + static_cast<std::uint32_t>(begin), end - begin);
  batch.byte.append({rows.begins() + begin, end - begin}, 1);
  batch.findings.add_rows(at, {run.findings.data() + begin, end - begin});
  note_odd_villages(run, begin, end, at, batch);
}

// `at`: where the rows from `begin` on stand in the batch.
void PlainPersons::note_odd_villages(const PlainRun& run, std::size_t begin, std::size_t end, std::size_t at,
                                     engine::PersonBatch& batch) const {
  if (!run.has_odd_villages) return;
  for (std::size_t i = begin; i < end; ++i) {
    const std::uint64_t code = run.village_code[i];
    const engine::VillageIndex village = batch.village[at + i - begin];
    if (code == 0 || (village != engine::kUnknownVillage && regions_.village_code(village) == code)) continue;
    batch.odd_villages.push_back({static_cast<std::uint32_t>(at + i - begin), code});
  }
}

// Moves the rows from `first` on to the front of another batch.
void PlainPersons::move_rows(std::size_t first, engine::PersonBatch& batch, engine::PersonBatch& to) const {
  for_columns(shape_.columns, batch, to, [&](auto& column, auto& parted) {
    parted.assign(column.begin() + static_cast<std::ptrdiff_t>(first), column.end());
    column.resize(first);
  });
  engine::TextColumn &names = batch.written, &parted = to.written;
  const std::uint32_t from = first == 0 ? 0 : names.ends[first - 1];
  parted.bytes.assign(names.bytes.begin() + from, names.bytes.end());
  parted.ends.assign(names.ends.begin() + static_cast<std::ptrdiff_t>(first), names.ends.end());
  for (std::uint32_t& end : parted.ends) end -= from;
  names.bytes.resize(from);
  names.ends.resize(first);
}

void PlainPersons::append_part(const PlainRows& rows, std::uint32_t first, std::size_t begin, std::size_t end,
                               PlainRun& run, engine::PersonBatch& batch) const {
  if (begin == end) return;
  const std::size_t at = batch.size();
  for_columns(shape_.columns, batch, run.parted, [&](auto& column, const auto& parted) {
    column.insert(column.end(), parted.begin() + static_cast<std::ptrdiff_t>(begin),
                  parted.begin() + static_cast<std::ptrdiff_t>(end));
  });
  note_records(rows, first, begin, end, at, run, batch);
  for (std::size_t i = begin; i < end; ++i) batch.written.push_back(run.parted.written[i]);
}

}  // namespace io::detail
