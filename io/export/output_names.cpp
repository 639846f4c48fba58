#include "io/export/output_names.h"

#include <algorithm>
#include <string_view>

namespace io {
namespace {

bool stays(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

}  // namespace

std::string source_snapshot_name(const std::string& source, const std::string& table) {
  std::string name = source;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !stays(c); }, '_');
  return name + "_" + table + ".desil";
}

bool is_output_name(const std::string& name) {
  if (std::find(kKnownOutputs.begin(), kKnownOutputs.end(), name) != kKnownOutputs.end()) return true;
  for (const std::string_view ending : {"_persons.desil", "_families.desil"}) {
    if (name.size() <= ending.size() || !name.ends_with(ending)) continue;
    return std::all_of(name.begin(), name.end() - static_cast<std::ptrdiff_t>(ending.size()), stays);
  }
  return false;
}

}  // namespace io
