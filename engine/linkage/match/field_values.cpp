#include "engine/linkage/match/field_values.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/parallel.h"

namespace engine {
namespace {

// Numbers the values of fields that share a numbering.
void number_together(std::vector<MatchField>& fields, const std::vector<std::size_t>& group,
                     std::vector<FieldValues>& out) {
  if (group.empty()) return;
  const std::size_t rows = fields[group.front()].values.size();
  std::vector<std::uint64_t> order;  // place in the group, row
  for (std::size_t g = 0; g < group.size(); ++g) {
    for (std::size_t row = 0; row < rows; ++row) {
      if (!fields[group[g]].values[row].empty()) order.push_back(std::uint64_t{g} << 32 | row);
    }
  }
  const auto text = [&](std::uint64_t cell) -> std::string& {
    return fields[group[cell >> 32]].values[cell & 0xFFFF'FFFF];
  };
  parallel_sort(order, [&](std::uint64_t a, std::uint64_t b) {
    const int compared = text(a).compare(text(b));
    return compared != 0 ? compared < 0 : a < b;
  });
  std::vector<std::string> texts;
  for (const std::size_t field : group) out[field].rows.assign(rows, kMissingValue);
  for (const std::uint64_t cell : order) {
    if (texts.empty() || texts.back() != text(cell)) texts.push_back(text(cell));
    out[group[cell >> 32]].rows[cell & 0xFFFF'FFFF] = static_cast<ValueId>(texts.size() - 1);
  }
  const auto shared = std::make_shared<const std::vector<std::string>>(std::move(texts));
  for (const std::size_t field : group) {
    FieldValues& values = out[field];
    values.texts = shared;
    values.counts.assign(shared->size(), 0);
    for (const ValueId value : values.rows) {
      if (value == kMissingValue) continue;
      ++values.counts[value];
      ++values.present;
    }
    fields[field].values = {};
  }
}

}  // namespace

std::vector<FieldValues> number_values(std::vector<MatchField> fields) {
  std::vector<FieldValues> out(fields.size());
  std::vector<std::size_t> names;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    out[f].name = fields[f].name;
    out[f].type = fields[f].type;
    if (fields[f].type == FieldType::kName) {
      names.push_back(f);
    } else {
      number_together(fields, {f}, out);
    }
  }
  number_together(fields, names, out);
  return out;
}

std::vector<std::uint32_t> rank_by_content(std::span<const FieldValues> fields) {
  std::vector<std::uint32_t> order(fields.empty() ? 0 : fields.front().rows.size());
  std::iota(order.begin(), order.end(), 0u);
  parallel_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    for (const FieldValues& field : fields) {
      if (field.rows[a] != field.rows[b]) return field.rows[a] < field.rows[b];
    }
    return a < b;
  });
  std::vector<std::uint32_t> ranks(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) ranks[order[i]] = i;
  return ranks;
}

}  // namespace engine
