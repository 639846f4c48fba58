// Writes the civil registry's rows of one unit: families in order, then the second rows of persons whom
// the registry holds twice. Names are upper case; NIKs are unique in the nation.
#pragma once

#include "tools/synth/source_rows.h"

namespace tools::synth {

std::vector<std::string_view> registry_columns();

struct RegistryText {
  TableText persons;
  RowTruth truth;
};

RegistryText write_registry(const NationPlan& plan, const Unit& unit, const People& people, TableFormat format);

// Appends `nomor_kartu_keluarga,ln_pengeluaran` for every family: the true ln expenditure with 8 decimals.
void append_true_families(const People& people, std::string& out);
// Writes a score in units of 2^-24 with 8 decimals, rounded half up.
void append_ln(std::string& out, std::int32_t value);

}  // namespace tools::synth
