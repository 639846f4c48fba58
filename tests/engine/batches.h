// Builds small batches of source rows from literals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/source_rows.h"

namespace tests {

struct Person {
  std::uint64_t nik = 0;
  std::uint64_t kk = 0;
  std::string name = "BUDI";
  std::string birth = "1980-05-17";
  engine::Sex sex = engine::Sex::kMale;
  engine::VillageIndex village = 0;
  std::uint8_t relation = 0;
};

inline engine::PersonBatch batch_of(const std::vector<Person>& people, std::uint64_t first_row = 1) {
  engine::PersonBatch batch;
  batch.first_row = first_row;
  engine::PersonBatch::CodeSet coded{};
  coded[static_cast<std::size_t>(engine::PersonCode::kRelation)] = true;
  for (const Person& p : people) {
    engine::PersonRecord record;
    record.nik = {p.nik};
    record.kk = {p.kk};
    record.row = first_row++;
    record.village = p.village;
    record.birth = p.birth.empty() ? engine::kNoDate : engine::day_from_iso(p.birth).value();
    record.sex = p.sex;
    record.codes[static_cast<std::size_t>(engine::PersonCode::kRelation)] = p.relation;
    batch.append(record, coded, false, 0);
    batch.written.push_back(p.name);
    batch.normal.push_back(p.name);
  }
  batch.rows_read = batch.size();
  return batch;
}

inline engine::FamilyRecord family_row(std::uint64_t kk, std::uint64_t row, std::uint8_t floor = engine::kMissingCode) {
  engine::FamilyRecord record;
  record.kk = {kk};
  record.row = row;
  record.codes.fill(engine::kMissingCode);
  record.numbers.fill(engine::kMissingNumber);
  record.codes[static_cast<std::size_t>(engine::FamilyCode::kFloor)] = floor;
  return record;
}

}  // namespace tests
