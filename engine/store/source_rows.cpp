#include "engine/store/source_rows.h"

#include <algorithm>

namespace engine {

PersonRecord PersonBatch::record(std::size_t i) const {
  PersonRecord record;
  record.nik = {nik[i]};
  record.kk = {kk[i]};
  record.row = baris(i);
  record.byte = first_byte + byte[i];
  record.village = village[i];
  const auto odd = std::lower_bound(odd_villages.begin(), odd_villages.end(), i,
                                    [](const OddVillage& one, std::size_t at) { return one.row < at; });
  if (odd != odd_villages.end() && odd->row == i) record.village_code = odd->code;
  record.birth = birth[i];
  record.sex = sex[i];
  for (std::size_t c = 0; c < kPersonCodeCount; ++c) record.codes[c] = code(i, static_cast<PersonCode>(c));
  return record;
}

void PersonBatch::append(const PersonRecord& record, const CodeSet& coded, bool odd_village, Findings found) {
  if (odd_village) odd_villages.push_back({static_cast<std::uint32_t>(size()), record.village_code});
  nik.push_back(record.nik.value);
  kk.push_back(record.kk.value);
  row.push_back(static_cast<std::uint32_t>(record.row - first_row));
  byte.push_back(static_cast<std::uint32_t>(record.byte - first_byte));
  village.push_back(record.village);
  birth.push_back(record.birth);
  sex.push_back(record.sex);
  findings.add(size() - 1, found);
  for (std::size_t c = 0; c < kPersonCodeCount; ++c) {
    if (coded[c]) codes[c].push_back(record.codes[c]);
  }
}

void PersonBatch::reserve(std::size_t rows, const CodeSet& coded) {
  nik.reserve(rows);
  kk.reserve(rows);
  byte.reserve(rows);
  village.reserve(rows);
  birth.reserve(rows);
  sex.reserve(rows);
  for (std::size_t c = 0; c < kPersonCodeCount; ++c) {
    if (coded[c]) codes[c].reserve(rows);
  }
  written.ends.reserve(rows);
}

}  // namespace engine
