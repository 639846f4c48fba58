#include "io/ingest/column_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "engine/error.h"
#include "engine/store/catalogue.h"
#include "engine/store/ids.h"
#include "io/config/nearest_name.h"
#include "io/ingest/json_keys.h"

namespace io {
namespace {

[[noreturn]] void refuse(const std::string& file, const std::string& column, const std::string& why) {
  throw engine::Error(engine::ExitCode::kInput, file + ": row 1" + (why.starts_with(':') ? "" : ", ") + why,
                      {file, 1, column, 0});
}

[[noreturn]] void misuse(const std::string& source, const std::string& why) {
  throw engine::Error(engine::ExitCode::kUsage, "source '" + source + "': " + why, {});
}

// A header cell as it may be printed: a cell with a row of digits may be somebody's number.
std::string printable(const std::string& cell) {
  std::size_t digits = 0;
  bool plain = !cell.empty() && cell.size() <= 64;
  for (const char c : cell) {
    digits += c >= '0' && c <= '9';
    plain = plain && (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == ' ' || c == '-' || c == '.');
  }
  if (cell.empty()) return "an empty name";
  return fmt::format("'{}'", plain && digits < 6 ? cell : engine::masked(cell));
}

// "; the nearest is 'x'" where one of the names is near, else all of them.
std::string near_or_all(std::string_view title, const std::string& seen, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string near = suggestion("; the nearest is", seen, views);
  return near.empty() ? fmt::format("; {}: {}", title, listed_names(views)) : near;
}

}  // namespace

TableColumns::TableColumns(Table table, const SourceSpec& spec)
    : table_(table), encoding_(spec.encoding), ignored_(spec.ignore) {
  add_catalogue();
  use(ColumnKind::kKk, "nomor_kartu_keluarga", true);
  use(ColumnKind::kVillage, "kode_desa", true);
  if (table == Table::kPersons) {
    use(ColumnKind::kNik, "nik", true);
    use(ColumnKind::kName, "nama", true);
    use(ColumnKind::kSex, "jenis_kelamin", true);
    use(ColumnKind::kBirth, "tanggal_lahir", true);
    columns_["jenis_kelamin"].use.lowest = 1;
    columns_["jenis_kelamin"].use.highest = 2;
  }
  const auto use_codes = [&](ColumnKind kind, const auto& codes) {
    for (std::size_t i = 0; i < codes.size(); ++i) {
      use(kind, codes[i].name, false);
      UsedColumn& column = columns_[std::string(codes[i].name)].use;
      column.slot = static_cast<std::uint8_t>(i);
      column.lowest = codes[i].lowest;
      column.highest = codes[i].highest;
    }
  };
  if (table == Table::kPersons) {
    use_codes(ColumnKind::kPersonCode, engine::person_codes());
  } else {
    use_codes(ColumnKind::kFamilyCode, engine::family_codes());
    use_codes(ColumnKind::kFamilyNumber, engine::family_numbers());
  }
  rename(spec.columns, spec.name);
  read_codes(spec);
}

TableColumns::TableColumns(const FlagSpec& spec)
    : table_(Table::kFlags), encoding_(spec.encoding), ignored_(spec.ignore) {
  add_catalogue();
  if (spec.by_kk) {
    use(ColumnKind::kKk, "nomor_kartu_keluarga", true);
  } else {
    use(ColumnKind::kNik, "nik", true);
  }
  rename(spec.columns, spec.name);
}

// Every column of the catalogue may stand in every file.
void TableColumns::add_catalogue() {
  for (const char* name : {"nik", "nomor_kartu_keluarga", "nama", "jenis_kelamin", "tanggal_lahir", "kode_desa"})
    columns_[name];
  for (const auto& column : engine::person_codes()) columns_[std::string(column.name)];
  for (const auto& column : engine::family_codes()) columns_[std::string(column.name)];
  for (const auto& column : engine::family_numbers()) columns_[std::string(column.name)];
  for (const std::string_view name : engine::unused_columns()) columns_[std::string(name)];
}

void TableColumns::use(ColumnKind kind, std::string_view name, bool required) {
  Column& column = columns_[std::string(name)];
  column.is_used = true;
  column.required = required;
  column.use.kind = kind;
  column.use.name = name;
}

void TableColumns::rename(const std::map<std::string, std::string>& columns, const std::string& source) {
  for (const auto& [name, column] : columns_) ours_.emplace(name, name);
  std::vector<std::string> names;
  for (const auto& [name, column] : columns_) names.push_back(name);
  for (const auto& [ours, theirs] : columns) {
    if (!columns_.contains(ours)) {
      misuse(source,
             "columns: '" + ours + "' is no column of the catalogue" + near_or_all("its columns", ours, names) + ".");
    }
    theirs_[ours] = theirs;
    if (const auto plain = ours_.find(ours); plain != ours_.end() && plain->second == ours) ours_.erase(plain);
  }
  for (const auto& [ours, theirs] : theirs_) {
    if (!ours_.emplace(theirs, ours).second) {
      misuse(source, "columns: '" + theirs + "' would stand for '" + ours_[theirs] + "' and for '" + ours + "'.");
    }
  }
}

void TableColumns::read_codes(const SourceSpec& spec) {
  std::map<std::string, std::pair<int, int>> ranges{{"jenis_kelamin", {1, 2}}};
  for (const auto& c : engine::person_codes()) ranges[std::string(c.name)] = {c.lowest, c.highest};
  for (const auto& c : engine::family_codes()) ranges[std::string(c.name)] = {c.lowest, c.highest};
  std::vector<std::string> names;
  for (const auto& [name, range] : ranges) names.push_back(name);
  for (const auto& [name, map] : spec.codes) {
    const auto range = ranges.find(name);
    if (range == ranges.end()) {
      misuse(spec.name, "codes: '" + name + "' is no coded column" + near_or_all("these are", name, names) + ".");
    }
    CodeTexts& texts = texts_[name];
    for (const auto& [text, code] : map) {
      if (code && (*code < range->second.first || *code > range->second.second)) {
        misuse(spec.name, "codes." + name + ": \"" + text + "\" = " + std::to_string(*code) + " is outside the codes " +
                              std::to_string(range->second.first) + " to " + std::to_string(range->second.second) +
                              ".");
      }
      texts[text] = static_cast<std::uint8_t>(code ? *code + 1 : 0);
    }
    columns_[name].use.texts = &texts;
  }
}

// What an unknown header cell may have meant: any name it is near to, else the columns this table reads.
std::string TableColumns::meant(const std::string& cell) const {
  std::vector<std::string_view> all, read;
  for (const auto& [theirs, ours] : ours_) {
    all.push_back(theirs);
    if (columns_.at(ours).is_used) read.push_back(theirs);
  }
  std::string written = cell;  // as columns are written
  for (char& c : written) c = c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  const std::string near = suggestion("; the nearest is", written, all);
  return near.empty() ? fmt::format("; columns that are read here: {}", listed_names(read)) : near;
}

// For a header without any column name: what its first cell is near to, so that a user sees how they are written.
std::string TableColumns::near_first(const std::string& cell) const {
  const std::string told = meant(cell);
  return told.starts_with("; the nearest is") ? "; the first is " + printable(cell) + told : "";
}

ColumnPlan TableColumns::plan(const std::string& file, std::string_view header_line) const {
  const auto ignored = [&](std::string_view cell) {
    return std::find(ignored_.begin(), ignored_.end(), cell) != ignored_.end();
  };
  const Header header = read_header(file, header_line, encoding_, [&](std::string_view cell) {
    return ours_.contains(std::string(cell)) || ignored(cell);
  });
  const bool is_flags = table_ == Table::kFlags;  // a [[flag]] knows no renames and no ignore
  const auto required =
      std::find_if(columns_.begin(), columns_.end(), [](const auto& one) { return one.second.required; });
  const std::string& key = required->first;
  ColumnPlan plan;
  plan.delimiter = header.delimiter;
  plan.cells = header.cells.size();
  plan.names = header.cells;
  const bool any_known = std::any_of(header.cells.begin(), header.cells.end(),
                                     [&](const std::string& cell) { return ours_.contains(cell); });
  if (!any_known) {
    refuse(file, "",
           header.cells.size() == 1
               ? ": one cell only, and it is no column name. Seen: no delimiter among | , ; and tab. "
                 "Cure: export with one of them and the column names in the first line."
               : ": none of the " + std::to_string(header.cells.size()) +
                     " cells is a column name of the catalogue" + near_first(header.cells[0]) +
                     ". Cure: put the column names in the first line" +
                     (is_flags ? "; this list needs '" + key + "'." : ", or rename them under [source.columns]."));
  }
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const std::string& cell = header.cells[i];
    const std::string where = "column " + std::to_string(i + 1) + " " + printable(cell) + ": ";
    const auto ours = ours_.find(cell);
    const auto [earlier, is_new] = seen.emplace(cell, i + 1);
    if (!is_new && !(cell.empty() && ignored(cell))) {
      refuse(file, cell,
             where + "the same name as column " + std::to_string(earlier->second) +
                 ". Cure: keep one of them, or rename the other.");
    }
    if (ignored(cell)) continue;
    if (const auto renamed = theirs_.find(cell); ours == ours_.end() && renamed != theirs_.end()) {
      refuse(file, cell,
             where + "[source.columns] says that '" + cell + "' is called '" + renamed->second +
                 "' here. Cure: drop that rename, or add '" + cell + "' to ignore.");
    }
    if (ours == ours_.end()) {
      refuse(file, cell,
             where + "not a column of the catalogue" + meant(cell) + ". Cure: " +
                 (is_flags ? "correct the name in the file, or take the column out."
                           : "correct the name, rename it under [source.columns], or add it to ignore."));
    }
    const Column& column = columns_.at(ours->second);
    if (!column.is_used) {
      plan.unused.push_back(ours->second);
      continue;
    }
    UsedColumn use = column.use;
    use.cell = static_cast<std::uint32_t>(i);
    plan.used.push_back(std::move(use));
  }
  check_missing(file, header, plan);
  return plan;
}

ColumnPlan TableColumns::json_plan(const std::string& file) const {
  std::vector<UsedColumn> used;
  std::vector<JsonKey> keys;
  for (const auto& [name, column] : columns_) {
    if (column.is_used) used.push_back(column.use);
  }
  for (const auto& [theirs, ours] : ours_) {
    const Column& column = columns_.at(ours);
    const bool ignored = std::find(ignored_.begin(), ignored_.end(), theirs) != ignored_.end();
    if (ignored && column.required) {
      refuse(file, theirs,
             printable(theirs) +
                 ": stands in ignore, but must be read. Cure: take it out of ignore, or rename the key "
                 "that holds it under [source.columns].");
    }
    if (ignored) continue;
    keys.push_back(
        {theirs, ours, column.is_used ? JsonKey::Use::kRead : JsonKey::Use::kUnused, nullptr, false, false, 0});
  }
  for (const std::string& name : ignored_) {
    keys.push_back({name, name, JsonKey::Use::kIgnored, nullptr, false, false, 0});
  }
  ColumnPlan plan;
  plan.keys = std::make_shared<const JsonKeys>(
      std::move(used), std::move(keys),
      std::vector<std::pair<std::string, std::string>>(theirs_.begin(), theirs_.end()));
  return plan;
}

void TableColumns::check_missing(const std::string& file, const Header& header, const ColumnPlan& plan) const {
  for (const auto& [name, column] : columns_) {
    if (!column.required) continue;
    const bool there = std::any_of(plan.used.begin(), plan.used.end(),
                                   [&, &wanted = name](const UsedColumn& use) { return use.name == wanted; });
    if (there) continue;
    const auto renamed = theirs_.find(name);
    const std::string wanted = renamed == theirs_.end() ? name : renamed->second;
    std::vector<std::string_view> seen(header.cells.begin(), header.cells.end());
    const std::string near = near_name(wanted, seen);
    refuse(file, name,
           "column '" + name + "' is missing" + (wanted == name ? "" : " (here called '" + wanted + "')") +
               (near.empty() ? "" : "; the nearest in the file is " + printable(near)) + ". Cure: " +
               (table_ == Table::kFlags ? "call the column so in the file, or correct 'key' in its [[flag]]."
                                        : "add the column, or name it under [source.columns]."));
  }
}

}  // namespace io
