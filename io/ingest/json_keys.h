// Tells what a key of an NDJSON row stands for under one specification: the column plan of a format without header.
//
// shape: `keys` are the names as they stand in the file, renames applied; at() of a key never moves.
// cost: find is one hash look-up; `told` compares an unknown key with every known name, once per key and caller's care.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "io/ingest/column_plan.h"

namespace io {

struct JsonKey {
  enum class Use : std::uint8_t { kRead, kUnused, kIgnored };
  std::string name;  // in the file
  std::string ours;
  Use use = Use::kUnused;
  const UsedColumn* column = nullptr;  // where it is read
  bool takes_number = false;           // codes, counts and what is passed over
  bool must_be_judged = false;         // its absence is a finding or a fault
  std::uint32_t index = 0;             // in JsonKeys::keys()
};

class JsonKeys {
 public:
  // `columns`: what the table reads. `keys`: without column, takes_number, must_be_judged and index, which are set here
  // from `ours`. `renamed`: our name → the key that stands for it here.
  JsonKeys(std::vector<UsedColumn> columns, std::vector<JsonKey> keys,
           std::vector<std::pair<std::string, std::string>> renamed);
  JsonKeys(const JsonKeys&) = delete;
  JsonKeys& operator=(const JsonKeys&) = delete;

  const JsonKey* find(std::string_view key) const {
    const auto found = by_name_.find(key);
    return found == by_name_.end() ? nullptr : found->second;
  }
  const std::vector<JsonKey>& keys() const { return keys_; }
  // The keys whose absence is judged, in a fixed order.
  const std::vector<const JsonKey*>& judged() const { return judged_; }

  // An unknown key as rejects.csv may show it: with the key it most likely stands for, else masked, for what stands
  // where a key should may be anybody's name.
  std::string told(std::string_view unknown) const;

 private:
  std::vector<UsedColumn> columns_;
  std::vector<JsonKey> keys_;
  std::vector<const JsonKey*> judged_;
  std::vector<std::pair<std::string, std::string>> renamed_;
  std::unordered_map<std::string_view, const JsonKey*> by_name_;
};

}  // namespace io
