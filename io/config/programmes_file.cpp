#include "io/config/programmes_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/error.h"
#include "io/config/nearest_name.h"
#include "io/config/small_file.h"
#include "io/config/toml_table.h"

namespace io {
namespace {

constexpr std::array<std::string_view, 1> kRootKeys = {"programme"};
constexpr std::array<std::string_view, 8> kKeys = {"code",  "name",  "unit",    "desil_max",
                                                   "level", "quota", "exclude", "notes"};
constexpr std::array<std::string_view, 1> kUnits = {"family"};
constexpr std::array<std::string_view, 3> kLevels = {"national", "province", "regency"};
constexpr std::size_t kLongestCode = 32;
constexpr std::int64_t kLargestQuota = 1'000'000'000'000;

bool plain_code(const std::string& code) {
  return !code.empty() && code.size() <= kLongestCode && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  }) && code.front() != '-';
}

std::uint32_t exclude_mask(const TomlTable& fields, const std::vector<FlagConfig>& flags) {
  std::uint32_t mask = 0;
  const auto written = fields.texts("exclude", false);
  if (!written) return mask;
  std::vector<std::string_view> names;
  for (const FlagConfig& flag : flags) names.push_back(flag.name);
  for (const std::string& name : *written) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      fields.refuse(
          "exclude",
          names.empty()
              ? fmt::format("'{}' is no flag: the run file has no [[flag]]. Cure: add the flag list to the run file.",
                            name)
              : fmt::format("'{}' is no flag of the run file{}. Flags: {}. Cure: correct the name, or add a [[flag]] "
                            "to the run file.",
                            name, suggestion(", nearest", name, names), listed_names(names)));
    }
    mask |= std::uint32_t{1} << (found - names.begin());
  }
  return mask;
}

engine::Programme parse_programme(const TomlDocument& document, const toml::table& table,
                                  const std::vector<FlagConfig>& flags) {
  const TomlTable fields(document, table, "[[programme]]", kKeys);
  engine::Programme programme;
  programme.code = fields.required_text("code");
  if (!plain_code(programme.code)) {
    fields.refuse("code",
                  "wanted 1 to 32 letters, digits, '_' or '-', with a letter or digit first. Cure: choose a short "
                  "code; it stands in families.csv.");
  }
  programme.name = fields.required_text("name");
  fields.word("unit", kUnits);
  programme.desil_max = static_cast<engine::Desil>(fields.required("desil_max", fields.integer("desil_max", 1, 10)));
  programme.level = static_cast<engine::DesilLevel>(fields.word("level", kLevels).value_or(0));
  if (const auto quota = fields.integer("quota", 0, kLargestQuota))
    programme.quota = static_cast<std::uint64_t>(*quota);
  programme.exclude = exclude_mask(fields, flags);
  fields.text("notes");
  return programme;
}

}  // namespace

std::vector<engine::Programme> parse_programmes(const std::string& text, const std::string& shown_path,
                                                const std::vector<FlagConfig>& flags) {
  const TomlDocument document = parse_toml(text, shown_path);
  const TomlTable root(document, document.root, "the programmes file", kRootKeys);
  std::vector<engine::Programme> programmes;
  for (const toml::table* table : tables_at(document, "programme")) {
    engine::Programme programme = parse_programme(document, *table, flags);
    if (std::any_of(programmes.begin(), programmes.end(),
                    [&](const auto& other) { return other.code == programme.code; })) {
      refuse_at(
          document, table->get("code")->source(),
          fmt::format(
              "'code' in [[programme]]: '{}' is the code of an earlier programme too. Cure: give each its own code.",
              programme.code));
    }
    programmes.push_back(std::move(programme));
  }
  std::sort(programmes.begin(), programmes.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
  return programmes;
}

std::vector<engine::Programme> read_programmes(const InputPath& file, const std::vector<FlagConfig>& flags) {
  return parse_programmes(read_small_file(file.path, kConfigLimit, "programmes file"), file.shown, flags);
}

}  // namespace io
