// Reads link.toml: which columns `desil match` compares, as what, and the few choices around it.
//
//   missing = ["", "NA"]       cells that mean nothing; the empty one always does
//   one_to_one = false         two files: keep the best choice of pairs in which no row is twice
//   threshold = 0.5            probability from which a pair is a link
//   model = "model.json"       a trained model instead of training one; relative to this file
//   [[field]]                  column = "…" or columns = ["…", …]; type = name, date, digits, category, text, number;
//                              a date's format (one or a list, default "%Y-%m-%d")
//   [block] rules = [["…"]]    blocking by these columns instead of the keys that are found
//   [id] column = "…"          written instead of row numbers
//
// missing: `fields` is never empty. errors: engine::Error kUsage with file, line and column for anything else, an
// unknown key with the nearest one; a key that stands before the first table is refused inside one with that advice.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/linkage/match/match_field.h"

namespace io {

struct MatchFieldConfig {
  std::vector<std::string> columns;  // three of a date: year, month, day; several of another type are one text
  engine::FieldType type = engine::FieldType::kText;
  std::vector<std::string> formats;  // of a date in one column
  std::string name() const;          // the columns joined by " + "
};

struct MatchConfig {
  std::string path;
  std::vector<std::string> missing;
  bool one_to_one = false;
  double threshold = 0.5;
  std::string model;  // empty: trained
  std::vector<MatchFieldConfig> fields;
  std::vector<std::vector<std::size_t>> rules;  // fields
  std::string id_column;                        // empty: row numbers
};

MatchConfig read_match_config(const std::string& path);

inline constexpr std::string_view kFieldTypeWords[] = {"name", "date", "digits", "category", "text", "number"};

}  // namespace io
