#include "tools/synth/source_spec.h"

#include <array>

#include "tools/synth/exact_math.h"

namespace tools::synth {
namespace {

using engine::FamilyCode;
using engine::FamilyNumber;
using engine::PersonCode;

constexpr double kMiddle = 14.27, kSpread = 0.69;  // of ln expenditure

template <class Code>
std::vector<Code> all_but(std::size_t count, std::initializer_list<Code> without) {
  std::vector<Code> codes;
  for (std::size_t i = 0; i < count; ++i) {
    const auto code = static_cast<Code>(i);
    bool left_out = false;
    for (const Code c : without) left_out = left_out || c == code;
    if (!left_out) codes.push_back(code);
  }
  return codes;
}

std::array<SourceSpec, kSourceCount> make_specs() {
  using PC = PersonCode;
  SourceSpec regsosek, dtks, p3ke;
  regsosek.name = "regsosek", regsosek.date = "2022-11-15", regsosek.precedence = 1;
  regsosek.families = 0.972, regsosek.members = 0.990, regsosek.drift = 0.05, regsosek.missing = 0.004;
  regsosek.person_codes = all_but<PC>(engine::kPersonCodeCount, {});
  regsosek.family_codes = all_but<FamilyCode>(engine::kFamilyCodeCount, {});
  regsosek.family_numbers = all_but<FamilyNumber>(engine::kFamilyNumberCount, {});

  dtks.name = "dtks", dtks.date = "2024-12-31", dtks.precedence = 3, dtks.delimiter = '|';
  dtks.families = 0.417, dtks.members = 0.965, dtks.poor_tilt = 1.15, dtks.drift = 0.09, dtks.missing = 0.06;
  dtks.person_codes = all_but<PC>(7, {PC::kAttendance});
  dtks.family_codes =
      all_but<FamilyCode>(engine::kFamilyCodeCount, {FamilyCode::kWaterHeater, FamilyCode::kLandline, FamilyCode::kBoat,
                                                     FamilyCode::kSmartphone, FamilyCode::kBicycle});
  dtks.family_numbers = {FamilyNumber::kFloorArea};

  p3ke.name = "p3ke", p3ke.date = "2023-12-31", p3ke.precedence = 2, p3ke.delimiter = ';';
  p3ke.families = 0.772, p3ke.members = 0.975, p3ke.poor_tilt = 0.35, p3ke.drift = 0.07, p3ke.missing = 0.02;
  p3ke.merged_codes = true;
  p3ke.person_codes = all_but<PC>(7, {});
  p3ke.family_codes = all_but<FamilyCode>(engine::kFamilyCodeCount, {FamilyCode::kLandline, FamilyCode::kOtherHouse});
  p3ke.family_numbers = {FamilyNumber::kFloorArea, FamilyNumber::kCattle, FamilyNumber::kGoats};
  return {regsosek, dtks, p3ke};
}

}  // namespace

const SourceSpec& source_spec(std::size_t source) {
  static const std::array<SourceSpec, kSourceCount> kSpecs = make_specs();
  return kSpecs[source];
}

std::vector<std::string_view> person_columns(const SourceSpec& spec) {
  std::vector<std::string_view> columns = {"nik",           "nomor_kartu_keluarga", "nama",
                                           "jenis_kelamin", "tanggal_lahir",        "kode_desa"};
  for (const PersonCode code : spec.person_codes)
    columns.push_back(engine::person_codes()[static_cast<std::size_t>(code)].name);
  return columns;
}

std::vector<std::string_view> family_columns(const SourceSpec& spec) {
  std::vector<std::string_view> columns = {"nomor_kartu_keluarga", "kode_desa"};
  for (const FamilyCode code : spec.family_codes)
    columns.push_back(engine::family_codes()[static_cast<std::size_t>(code)].name);
  for (const FamilyNumber number : spec.family_numbers)
    columns.push_back(engine::family_numbers()[static_cast<std::size_t>(number)].name);
  return columns;
}

Coverage::Coverage(const std::vector<Sampled>& sample) {
  for (std::size_t s = 0; s < kSourceCount; ++s) {
    double low = -20, high = 20;
    for (int step = 0; step < 50; ++step) {
      offset_[s] = 0.5 * (low + high);
      double covered = 0, all = 0;
      for (const Sampled& family : sample) {
        covered += family.members * of(s, family.ln_expenditure);
        all += family.members;
      }
      (covered > source_spec(s).families * all ? low : high) = offset_[s];
    }
  }
}

double Coverage::of(std::size_t source, double ln_expenditure) const {
  const SourceSpec& spec = source_spec(source);
  if (spec.poor_tilt == 0) return spec.families;
  return 1.0 / (1.0 + exp_exact(offset_[source] + spec.poor_tilt * (ln_expenditure - kMiddle) / kSpread));
}

}  // namespace tools::synth
