#include "io/ingest/json_keys.h"

#include <algorithm>

#include "engine/store/ids.h"
#include "io/config/nearest_name.h"

namespace io {
namespace {

// Keys longer than any name of the catalogue can grow by typing errors are not compared with it.
constexpr std::size_t kLongestTypo = 48;

bool takes_number(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::kSex:
    case ColumnKind::kPersonCode:
    case ColumnKind::kFamilyCode:
    case ColumnKind::kFamilyNumber: return true;
    case ColumnKind::kNik:
    case ColumnKind::kKk:
    case ColumnKind::kName:
    case ColumnKind::kBirth:
    case ColumnKind::kVillage: return false;
  }
  return false;
}

bool is_coded(ColumnKind kind) {
  return kind == ColumnKind::kPersonCode || kind == ColumnKind::kFamilyCode || kind == ColumnKind::kFamilyNumber;
}

// Whether all of the key may be printed: what a near name differs from it by is a typing error, no text.
bool looks_like_a_name(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  });
}

// Written as columns are, and as no name in a register is.
bool is_column_like(std::string_view key) {
  constexpr std::size_t kLongest = 40;
  return !key.empty() && key.size() <= kLongest &&
         std::all_of(key.begin(), key.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

JsonKeys::JsonKeys(std::vector<UsedColumn> columns, std::vector<JsonKey> keys,
                   std::vector<std::pair<std::string, std::string>> renamed)
    : columns_(std::move(columns)), keys_(std::move(keys)), renamed_(std::move(renamed)) {
  for (JsonKey& key : keys_) {
    key.index = static_cast<std::uint32_t>(&key - keys_.data());
    key.takes_number = key.use != JsonKey::Use::kRead;
    if (key.use == JsonKey::Use::kRead) {
      key.column = &*std::find_if(columns_.begin(), columns_.end(),
                                  [&](const UsedColumn& column) { return column.name == key.ours; });
      key.takes_number = takes_number(key.column->kind);
      key.must_be_judged = !is_coded(key.column->kind);
      if (key.must_be_judged) judged_.push_back(&key);
    }
    by_name_.emplace(key.name, &key);
  }
}

std::string JsonKeys::told(std::string_view unknown) const {
  std::string near;
  const auto renamed =
      std::find_if(renamed_.begin(), renamed_.end(), [&](const auto& one) { return one.first == unknown; });
  if (renamed != renamed_.end()) {
    near = renamed->second;
  } else if (looks_like_a_name(unknown) && unknown.size() <= kLongestTypo) {
    std::vector<std::string_view> names;
    for (const JsonKey& key : keys_) {
      // No more edits than a third of the longer name are near, and each changes the length by one at most.
      const std::size_t longer = std::max(key.name.size(), unknown.size()),
                        shorter = std::min(key.name.size(), unknown.size());
      if (3 * (longer - shorter) <= longer) names.push_back(key.name);
    }
    near = near_name(unknown, names);
  }
  if (near.empty()) return is_column_like(unknown) ? std::string(unknown) : engine::masked(unknown);
  return std::string(unknown) + " (" + near + "?)";
}

}  // namespace io
