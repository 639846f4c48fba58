#include "io/resume/reject_columns.h"

#include <array>
#include <map>
#include <numeric>

#include "io/registry_snapshot/text_columns.h"

namespace io {
namespace {

using nlohmann::json;
using Kind = std::array<std::string, 4>;

constexpr char kValues[] = "reject/value";

}  // namespace

json write_reject_columns(SnapshotWriter& writer, const std::vector<const RejectList*>& lists) {
  std::map<Kind, std::uint32_t> numbers;
  std::vector<Kind> kinds;
  std::vector<std::size_t> lengths;
  std::vector<const engine::Reject*> all;
  std::vector<std::uint64_t> rows, bytes;
  std::vector<std::uint32_t> kind_of, rows_each;
  for (const RejectList* list : lists) {
    lengths.push_back(list->size());
    for (const engine::Reject& reject : *list) {
      const Kind kind = {reject.source, reject.file, reject.column, reject.reason};
      const auto [at, added] = numbers.emplace(kind, static_cast<std::uint32_t>(kinds.size()));
      if (added) kinds.push_back(kind);
      all.push_back(&reject);
      rows.push_back(reject.row);
      bytes.push_back(reject.byte);
      kind_of.push_back(at->second);
      rows_each.push_back(reject.rows);
    }
  }
  writer.write_column<std::uint64_t>("reject/row", rows);
  writer.write_column<std::uint64_t>("reject/byte", bytes);
  writer.write_column<std::uint32_t>("reject/kind", kind_of);
  writer.write_column<std::uint32_t>("reject/rows", rows_each);
  write_texts(writer, kValues, all.size(), [&](std::size_t i) { return all[i]->value.view(); });
  return {{"lengths", lengths}, {"kinds", kinds}};
}

void read_reject_columns(const ColumnSource& source, const json& document, const std::vector<RejectList*>& lists) {
  const auto lengths = document.at("lengths").get<std::vector<std::size_t>>();
  const auto kinds = document.at("kinds").get<std::vector<Kind>>();
  const std::uint64_t count = source.rows("reject/row");
  std::uint64_t sum = 0;
  for (const std::size_t length : lengths) {
    if (length > count - sum) source.refuse("reject/row", "fewer rows than the lists have");
    sum += length;
  }
  if (sum != count || lengths.size() != lists.size()) source.refuse("reject/row", "more rows than the lists have");
  const auto rows = source.column<std::uint64_t>("reject/row", count);
  const auto bytes = source.column<std::uint64_t>("reject/byte", count);
  const auto kind_of = source.column<std::uint32_t>("reject/kind", count);
  const auto rows_each = source.column<std::uint32_t>("reject/rows", count);
  source.check("reject/rows", count, "a reject of no row", [&](std::size_t i) { return rows_each[i] == 0; });
  source.check("reject/kind", count, "a kind that is not in the table",
               [&](std::size_t i) { return kind_of[i] >= kinds.size(); });
  std::size_t list = 0, in_list = 0;
  read_texts(source, kValues, count, [&](std::size_t i, std::string_view value) {
    while (in_list == lengths[list]) ++list, in_list = 0;
    const auto& [name, file, column, reason] = kinds[kind_of[i]];
    lists[list]->push_back({name, file, rows[i], bytes[i], column, reason, std::string(value), rows_each[i]});
    ++in_list;
  });
}

}  // namespace io
