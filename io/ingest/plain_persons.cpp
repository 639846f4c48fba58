#include "io/ingest/plain_persons.h"

#include <algorithm>
#include <cstring>

#include "io/ingest/number_tables.h"

namespace io::detail {
namespace {

const BirthDays& birth_days() {
  static const BirthDays table;
  return table;
}

ShortCodes short_codes(const UsedColumn& column) {
  return ShortCodes([&](std::string_view text) {
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

template <class Value, class Column>
void extend(std::vector<Value>& values, const Column& column, std::size_t begin, std::size_t end) {
  values.insert(values.end(), column.data() + begin, column.data() + end);
}

}  // namespace

PlainPersons::PlainPersons(const SourceSpec& spec, const engine::RegionTree& regions, const DateFormat& dates,
                           const UnderTwo& under_two, const std::vector<UsedColumn>& columns)
    : regions_(regions),
      columns_(columns),
      region_codes_(spec.region_codes),
      may_be_empty_(!spec.registry),
      reference_date_(spec.date),
      under_two_(under_two),
      dates_(dates.layout()) {
  for (const UsedColumn& column : columns) {
    codes_.push_back(short_codes(column));
    // Relation and marriage are in no rule.
    has_answers_ |=
        column.kind == ColumnKind::kPersonCode && column.slot > static_cast<std::uint8_t>(engine::PersonCode::kMarital);
  }
}

std::size_t PlainPersons::next_odd(const PlainRun& run, std::size_t begin, std::size_t end) {
  const void* const found = std::memchr(run.odd.data() + begin, 1, end - begin);
  return found == nullptr ? end : static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - run.odd.data());
}

void PlainPersons::read_columns(const char* text, const PlainRows& rows, std::uint32_t first, PlainRun& run) const {
  const std::size_t n = rows.rows;
  std::fill_n(run.odd.begin(), n, std::uint8_t{0});
  std::fill_n(run.findings.begin(), n, engine::Findings{0});
  std::uint32_t *const row = run.row.data(), *const byte = run.byte.data();
  for (std::size_t i = 0; i < n; ++i) {
    row[i] = first + static_cast<std::uint32_t>(i);
    byte[i] = rows.ends[i * rows.cells - 1] + 1;
  }
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const UsedColumn& column = columns_[c];
    const bool is_last = column.cell + 1 == rows.cells;
    const kernels::CellColumn cells{text, rows.ends + column.cell, rows.cells, is_last ? rows.cut : 0};
    switch (column.kind) {
      case ColumnKind::kNik: kernels::read_numbers16(cells, n, may_be_empty_, run.nik.data(), run.odd.data()); break;
      case ColumnKind::kKk: kernels::read_numbers16(cells, n, may_be_empty_, run.kk.data(), run.odd.data()); break;
      case ColumnKind::kName: read_names(cells, n, run); break;
      case ColumnKind::kSex: codes_[c].read(cells, n, run.sex.data(), run.odd.data()); break;
      case ColumnKind::kBirth: read_births(cells, n, run); break;
      case ColumnKind::kVillage: kernels::read_codes10(cells, n, true, run.village_code.data(), run.odd.data()); break;
      case ColumnKind::kPersonCode: codes_[c].read(cells, n, run.codes[column.slot].data(), run.odd.data()); break;
      case ColumnKind::kFamilyCode:
      case ColumnKind::kFamilyNumber: break;  // not in a persons plan
    }
  }
  find_villages(n, run);
  check_numbers(n, run);
  if (has_answers_) check_answers(n, run);
}

void PlainPersons::read_names(const kernels::CellColumn& cells, std::size_t rows, PlainRun& run) const {
  constexpr std::size_t kCopied = 32;  // longer names are rare
  const std::uint32_t* end = cells.ends;
  char* out = run.names.data();
  for (std::size_t i = 0; i < rows; ++i, end += cells.stride) {
    const std::uint32_t begin = end[-1] + 1, size = *end - cells.cut - begin;
    const char* const name = cells.text + begin;
    const bool letter = static_cast<unsigned char>((name[0] | 0x20) - 'a') < 26;
    const bool plain = letter & (size > 0) & (cells.text[*end - cells.cut - 1] != ' ');
    run.odd[i] = static_cast<std::uint8_t>(run.odd[i] | !plain);
    std::memcpy(out, name, kCopied);
    if (size > kCopied) std::memcpy(out + kCopied, name + kCopied, size - kCopied);
    out += size;
    run.name_ends[i] = static_cast<std::uint32_t>(out - run.names.data());
  }
}

void PlainPersons::read_births(const kernels::CellColumn& cells, std::size_t rows, PlainRun& run) const {
  if (!dates_) {
    std::fill_n(run.odd.begin(), rows, std::uint8_t{1});
    return;
  }
  kernels::read_dates(cells, rows, *dates_, true, run.written_birth.data(), run.odd.data());
  const BirthDays& table = birth_days();
  const kernels::WrittenDate* const written = run.written_birth.data();
  engine::Day* const births = run.birth.data();
  std::uint8_t* const odd = run.odd.data();
  engine::Findings* const findings = run.findings.data();
  for (std::size_t i = 0; i < rows; ++i) {
    const kernels::WrittenDate date = written[i];
    const engine::Day day = table.day(date);
    births[i] = day;
    const std::uint32_t month_day = date.month() * 100 + date.day();
    const bool is_empty = date.bits == 0;
    const bool is_after = (reference_date_ != engine::kNoDate) & (day != engine::kNoDate) & (day > reference_date_);
    odd[i] = static_cast<std::uint8_t>(odd[i] | ((day == engine::kNoDate) & !is_empty));
    findings[i] |= finding_if(is_empty, Quality::kBirthEmpty) | finding_if(is_after, Quality::kBirthAfterDate) |
                   finding_if((month_day == 701) | (month_day == 1231), Quality::kBirthDefault);
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

void PlainPersons::find_villages(std::size_t rows, PlainRun& run) const {
  for (std::size_t i = 0; i < rows; ++i) {
    const std::uint64_t code = run.village_code[i];
    PlainRun::Village& known = run.villages[code * 0x9E3779B97F4A7C15ull >> 56];
    if (known.code != code || code == 0) known = look_up(code);
    run.village[i] = known.index;
    run.village_is_odd[i] = known.is_odd;
    run.findings[i] |= known.findings;
  }
}

void PlainPersons::check_numbers(std::size_t rows, PlainRun& run) const {
  const std::uint64_t* const niks = run.nik.data();
  const std::uint64_t* const kks = run.kk.data();
  const std::uint8_t* const sexes = run.sex.data();
  const kernels::WrittenDate* const births = run.written_birth.data();
  engine::Findings* const findings = run.findings.data();
  for (std::size_t i = 0; i < rows; ++i) {
    const auto sex = static_cast<engine::Sex>(sexes[i]);
    const kernels::WrittenDate birth = births[i];
    engine::Findings nik =
        nik_findings(niks[i], regions_, sex, birth.bits != 0, birth.day(), birth.month(), birth.short_year());
    nik = niks[i] == 0 ? finding_if(true, Quality::kNikEmpty) : nik;
    engine::Findings kk = kk_findings(kks[i], regions_);
    kk = kks[i] == 0 ? finding_if(true, Quality::kKkEmpty) : kk;
    findings[i] |= nik | kk | finding_if(sex == engine::Sex::kUnknown, Quality::kSexEmpty);
  }
}

void PlainPersons::check_answers(std::size_t rows, PlainRun& run) const {
  for (std::size_t i = 0; i < rows; ++i) {
    engine::PersonRecord person;
    person.birth = run.birth[i];
    for (const UsedColumn& column : columns_) {
      if (column.kind == ColumnKind::kPersonCode) person.codes[column.slot] = run.codes[column.slot][i];
    }
    run.findings[i] |= person_contradictions(person, under_two_);
  }
}

void PlainPersons::append(const PlainRun& run, std::size_t begin, std::size_t end, engine::PersonBatch& batch) const {
  if (begin == end) return;
  const auto first = static_cast<std::uint32_t>(batch.size());
  std::uint8_t odd_villages = 0;
  for (std::size_t i = begin; i < end; ++i) odd_villages |= run.village_is_odd[i];
  if (odd_villages != 0) {
    for (std::size_t i = begin; i < end; ++i) {
      if (run.village_is_odd[i] == 0) continue;
      batch.odd_villages.push_back({first + static_cast<std::uint32_t>(i - begin), run.village_code[i]});
    }
  }
  extend(batch.nik, run.nik, begin, end);
  extend(batch.kk, run.kk, begin, end);
  extend(batch.row, run.row, begin, end);
  extend(batch.byte, run.byte, begin, end);
  extend(batch.village, run.village, begin, end);
  extend(batch.birth, run.birth, begin, end);
  extend(batch.findings, run.findings, begin, end);
  for (std::size_t i = begin; i < end; ++i) batch.sex.push_back(static_cast<engine::Sex>(run.sex[i]));
  for (const UsedColumn& column : columns_) {
    if (column.kind == ColumnKind::kPersonCode) extend(batch.codes[column.slot], run.codes[column.slot], begin, end);
  }
  const std::uint32_t from = begin == 0 ? 0 : run.name_ends[begin - 1];
  const auto shift = static_cast<std::uint32_t>(batch.written.bytes.size()) - from;
  batch.written.bytes.append(run.names.data() + from, run.name_ends[end - 1] - from);
  for (std::size_t i = begin; i < end; ++i) batch.written.ends.push_back(run.name_ends[i] + shift);
}

}  // namespace io::detail
