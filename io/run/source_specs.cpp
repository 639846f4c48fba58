#include "io/run/source_specs.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace io {
namespace {

std::vector<SourceFile> files_of(const std::vector<InputPath>& paths) {
  std::vector<SourceFile> files;
  for (const InputPath& path : paths) files.push_back({path.path, path.shown});
  return files;
}

}  // namespace

SourceSpec source_spec(const SourceConfig& source) {
  SourceSpec spec;
  spec.name = source.name;
  spec.registry = source.role == SourceRole::kRegistry;
  spec.persons = files_of(source.persons);
  spec.families = files_of(source.families);
  spec.date = source.day;
  spec.encoding = source.encoding;
  spec.region_codes = source.region_codes;
  spec.date_format = source.date_format;
  spec.more_date_formats = source.more_date_formats;
  spec.missing = source.missing;
  spec.ignore = source.ignore;
  spec.columns = source.columns;
  for (const auto& [column, map] : source.codes) {
    for (const auto& [cell, code] : map) spec.codes[column][cell] = code;
  }
  return spec;
}

FlagSpec flag_spec(const FlagConfig& flag) {
  FlagSpec spec;
  spec.name = flag.name;
  spec.file = {flag.file.path, flag.file.shown};
  spec.by_kk = flag.key == FlagKey::kKk;
  return spec;
}

std::vector<std::uint8_t> source_ranks(const RunConfig& config) {
  std::vector<std::size_t> order(config.sources.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const SourceConfig &x = config.sources[a], &y = config.sources[b];
    return std::tuple(x.role == SourceRole::kRegistry, x.precedence, y.day, a) <
           std::tuple(y.role == SourceRole::kRegistry, y.precedence, x.day, b);
  });
  std::vector<std::uint8_t> ranks(order.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    ranks[order[i]] = static_cast<std::uint8_t>(std::min<std::size_t>(i, 14));
  return ranks;
}

}  // namespace io
