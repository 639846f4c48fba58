// Holds the answers of one row against each other. Nothing here rejects a row: each rule is a soft finding.
//
// Family rules are the checks of the Regsosek 2022 data entry that the DTSEN notes on columns carry over
// (domain 6.1, "consistency checks worth carrying"):
//   kGasNoElpiji      owns a gas cylinder of 5.5 kg or more (1), cooks with something else than fuel 2 or 3
//   kElpijiNoGas      cooks with elpiji of 5.5 or 12 kg (2, 3), owns no such cylinder (2)
//                     The merged fuel 12, electricity or gas, agrees with both answers.
//   kElectricNoPower  owns a fridge, AC, water heater, flat television or computer, lighting is 4, none
//   kClosetNoToilet   kind of closet given, fasilitas_bab 4-6 (6.1: the column is empty there)
//   kSewageNoToilet   disposal given, fasilitas_bab 5 or 6: no toilet is used. A public toilet (4) is used,
//                     and 6.1 does not say that the question is skipped there.
// Person rules follow from the ranges and the meanings of the codes in the same table:
//   kDisabilityUnderTwo  a disability item given, born, but younger than two at the source's date ("asked from
//                        age 2"); a birth after that date is a finding of its own
//   kJobNotWorking       sector or job status given, status_bekerja 2, no
//   kDiplomaNoSchool     partisipasi_sekolah 1, never or not yet, with a certificate (ijazah 1-22)
// "Some items from age 5" is no rule: which ones is unknown. Nor are least ages of work.
//
// missing values: a rule holds only where both answers are given. threads: safe. cost: a few comparisons.
#pragma once

#include "engine/store/source_rows.h"
#include "io/ingest/row_findings.h"

namespace io {

engine::Findings family_contradictions(const engine::FamilyRecord& family);

// The birth days of those who are under two at the source's date: after `from`, up to `date`.
struct UnderTwo {
  int from = engine::kNoDate;  // −1: before the first Day; kNoDate, and so nobody, where there is no date
  engine::Day date = engine::kNoDate;
  // 29 February counts as 28 February two years before.
  static UnderTwo at(engine::Day date);
  bool holds(engine::Day birth) const { return birth != engine::kNoDate && birth > from && birth <= date; }
};

engine::Findings person_contradictions(const engine::PersonRecord& person, const UnderTwo& under_two);

}  // namespace io
