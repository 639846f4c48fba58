#include "io/run/run_plan.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/export/json_text.h"
#include "io/source_snapshot/layout.h"
#include "io/source_snapshot/snapshot_input.h"

namespace io {
namespace {

constexpr std::size_t kSampleBytes = std::size_t{1} << 20;
constexpr std::uint64_t kCompression = 4;

// Bytes per row, from the data model (engine/store/registry.h, family_indicators.h, source_rows.h).
constexpr std::uint64_t kRegistryPersonBytes = 110;  // columns, names and index, and once more while sorting
constexpr std::uint64_t kFamilyBytes = 90;
constexpr std::uint64_t kSourceFamilyBytes = 120;
constexpr std::uint64_t kVoteBytes = 32;
constexpr std::uint64_t kBaseBytes = std::uint64_t{64} << 20;
// Bytes of text that one thread reads, checks, links and writes in a second on a common x86 server core.
constexpr std::uint64_t kBytesPerThreadSecond = 60'000'000;

bool compressed(const std::string& path) { return path.ends_with(".gz") || path.ends_with(".zst"); }

PlannedFile plan_file(const std::string& source, const InputPath& path, const char* kind, const SnapshotKeys& keys) {
  PlannedFile planned{source, path.shown, 0, 0};
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path.path, error);
  const char* fault = nullptr;
  if (!std::filesystem::exists(status)) {
    fault = "is missing";
  } else if (!std::filesystem::is_regular_file(status)) {
    fault = "is not a regular file (a folder, a pipe, a device?)";
  } else if (planned.bytes = std::filesystem::file_size(path.path, error); error || planned.bytes == 0) {
    fault = "is empty";
  }
  if (fault == nullptr && source_snapshot::is_snapshot(path.path)) {
    planned.rows = source_snapshot::row_count({path.path, path.shown}, kind, keys.opening);
    return planned;
  }
  std::ifstream in;
  if (fault == nullptr) in.open(path.path, std::ios::binary);
  std::string sample(kSampleBytes, '\0');
  if (fault == nullptr && !in) fault = "cannot be opened";
  if (fault != nullptr) {
    throw engine::Error(engine::ExitCode::kInput,
                        path.shown + ": " + fault + ", wanted the file of '" + source +
                            "'. Cure: correct its path in the run file or ask the provider again.",
                        {path.shown, 0, "", 0});
  }
  in.read(sample.data(), static_cast<std::streamsize>(sample.size()));
  sample.resize(static_cast<std::size_t>(in.gcount()));
  if (compressed(path.path)) {
    planned.rows = planned.bytes * kCompression / 90;
    return planned;
  }
  auto lines = static_cast<std::uint64_t>(std::count(sample.begin(), sample.end(), '\n'));
  if (sample.back() != '\n') ++lines;
  if (lines > 1) planned.rows = planned.bytes * lines / sample.size() - 1;
  return planned;
}

}  // namespace

RunPlan plan_run(const RunConfig& config, RunStage to, const SnapshotKeys& keys) {
  RunPlan plan;
  for (const std::string_view name : kRunStageNames) {
    plan.stages.emplace_back(name);
    if (name == run_stage_name(to)) break;
  }
  std::vector<std::uint64_t> rows_of, families_of;  // by source
  std::uint64_t families = 0, largest_families = 0, largest_persons = 0, text_bytes = 0, linked_bytes = 0;
  const auto add = [&](const std::string& source, const std::vector<InputPath>& paths, const char* kind) {
    std::uint64_t rows = 0;
    for (const InputPath& path : paths) {
      plan.files.push_back(plan_file(source, path, kind, keys));
      rows += plan.files.back().rows;
      text_bytes += plan.files.back().bytes * (compressed(path.path) ? kCompression : 1);
    }
    return rows;
  };
  for (const SourceConfig& source : config.sources) {
    const std::uint64_t before = text_bytes;
    const std::uint64_t persons = add(source.name, source.persons, source_snapshot::kPersonsKind);
    rows_of.push_back(persons);
    families_of.push_back(0);
    if (source.role == SourceRole::kRegistry) {
      if (persons == 0) {
        throw engine::Error(
            engine::ExitCode::kInput,
            source.persons[0].shown + ": the registry has no row behind its header. Cure: check the file.",
            {source.persons[0].shown, 1, "", 0});
      }
      plan.registry_rows += persons;
      continue;
    }
    plan.source_rows += persons;
    families = add(source.name, source.families, source_snapshot::kFamiliesKind);
    families_of.back() = families;
    linked_bytes += text_bytes - before;
    largest_persons = std::max(largest_persons, persons);
    largest_families = std::max(largest_families, families);
  }
  for (const FlagConfig& flag : config.flags) add(flag.name, {flag.file}, "");
  const std::uint64_t registry_families = plan.registry_rows / 3;
  plan.memory_bytes = kBaseBytes + plan.registry_rows * kRegistryPersonBytes + registry_families * kFamilyBytes +
                      std::max(largest_persons * kVoteBytes, largest_families * kSourceFamilyBytes);
  plan.disk_bytes = plan.source_rows * 72 + registry_families * 110 + (std::uint64_t{3} << 20);
  // io/registry_snapshot/LAYOUT.md and io/resume/LAYOUT.md, with names of 15 letters.
  if (config.output.snapshot && to >= RunStage::kReport) {
    plan.disk_bytes += plan.registry_rows * 29 + registry_families * 75;
  }
  if (config.checkpoint && to >= RunStage::kLink) plan.disk_bytes += plan.registry_rows * 33 + registry_families * 49;
  if (to < RunStage::kLink) {
    plan.seconds = 1 + text_bytes / (kBytesPerThreadSecond * static_cast<std::uint64_t>(engine::threads()));
    return plan;
  }
  plan.link = preview_links(config, rows_of, families_of, keys);
  plan.pairs = plan.link->pairs();
  plan.memory_bytes = std::max(plan.memory_bytes, plan.link->memory_bytes);
  const std::uint64_t other_bytes = text_bytes - linked_bytes;
  plan.seconds = 1 + other_bytes / (kBytesPerThreadSecond * static_cast<std::uint64_t>(engine::threads())) +
                 static_cast<std::uint64_t>(plan.link->seconds + 0.5);
  return plan;
}

namespace {

void write_preview(JsonText& json, const LinkPreview& link) {
  json.open("link", '{');
  json.number("registry_one_in", link.one_in);
  json.number("memory_bytes", link.memory_bytes);
  json.decimal("seconds_estimate", link.seconds, 3);
  json.open("sources", '[');
  for (const PreviewedSource& source : link.sources) {
    json.open(nullptr, '{');
    json.text("name", source.name);
    json.number("rows", source.rows);
    json.number("sample_rows", source.sample_rows);
    json.number("sample_places", static_cast<std::uint64_t>(source.sample_places));
    const auto share = [&](std::uint64_t rows) {
      return source.sample_rows == 0 ? 0.0 : static_cast<double>(rows) / static_cast<double>(source.sample_rows);
    };
    json.decimal("open_share", share(source.open_sample_rows), 6);
    json.decimal("searched_share", share(source.wide_sample_rows), 6);
    json.open("passes", '[');
    for (std::size_t p = 0; p < engine::kLinkPasses; ++p) {
      if (p < static_cast<std::size_t>(engine::LinkPass::kNearNik)) continue;  // ways of a family have no blocks
      json.open(nullptr, '{');
      json.text("name", engine::link_pass_name(static_cast<engine::LinkPass>(p)));
      json.number("pairs", source.pairs[p]);
      json.number("largest_block", source.largest_block[p]);
      json.number("hot_blocks_of_sample", source.hot_blocks[p]);
      json.close();
    }
    json.close();
    json.number("memory_bytes", source.memory_bytes);
    json.decimal("seconds_estimate", source.seconds, 3);
    json.close();
  }
  json.close();
  json.close();
}

}  // namespace

std::string plan_json(const RunPlan& plan) {
  JsonText json;
  json.open(nullptr, '{');
  json.line("stages", plan.stages, [](const std::string& name) { return json_quoted(name); });
  json.open("files", '[');
  for (const PlannedFile& file : plan.files) {
    json.open(nullptr, '{');
    json.text("source", file.source);
    json.text("path", file.path);
    json.number("bytes", file.bytes);
    json.number("rows", file.rows);
    json.close();
  }
  json.close();
  json.number("registry_rows", plan.registry_rows);
  json.number("source_rows", plan.source_rows);
  json.number("pairs", plan.pairs);
  json.number("memory_bytes", plan.memory_bytes);
  json.number("disk_bytes", plan.disk_bytes);
  json.number("seconds", plan.seconds);
  if (plan.link) write_preview(json, *plan.link);
  json.close();
  return json.finish();
}

}  // namespace io
