#include "io/config/class_labels.h"

namespace io {
namespace {

constexpr std::array<std::string_view, 3> kNames = {"seed", "menengah", "pbi"};

const std::array<ClassLabels, 3>& sets() {
  static const std::array<ClassLabels, 3> kSets = {{
      {"Sangat Miskin", "Miskin", "Rentan Miskin", "Hampir Miskin", "Tidak Miskin", "Tidak Miskin", "Tidak Miskin",
       "Tidak Miskin", "Tidak Miskin", "Tidak Miskin"},
      {"Sangat Miskin", "Miskin", "Hampir Miskin", "Rentan Miskin", "Menengah", "Menengah", "Menengah Atas",
       "Menengah Atas", "Mampu", "Mampu"},
      {"Fakir Miskin", "Fakir Miskin", "Miskin", "Miskin", "Rentan", "Mampu", "Mampu", "Mampu", "Mampu", "Mampu"},
  }};
  return kSets;
}

}  // namespace

std::span<const std::string_view> class_set_names() { return kNames; }

ClassLabels class_labels_of(std::size_t set) { return sets()[set]; }

}  // namespace io
