#include "io/resume/run_checkpoints.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "io/export/manifest_check.h"
#include "io/registry_snapshot/registry_columns.h"
#include "io/resume/checkpoint_columns.h"

namespace io {
namespace {

using nlohmann::json;

constexpr int kLayout = 3;
constexpr char kKind[] = "checkpoint";
const std::vector<std::string> kLinkOutputs = {"duplicates.csv", "families_unmatched.csv", "link_model.json",
                                               "links.csv", "review.csv"};

std::string folder_of(const std::string& out) { return out + "/" + kResumeFolderName; }

json stamps_json(const std::vector<InputStamp>& stamps) {
  json list = json::array();
  for (const InputStamp& s : stamps) list.push_back({s.path, s.bytes, s.modified_ns, s.changed_ns, s.inode});
  return list;
}

std::vector<InputStamp> stamps_of(const json& list) {
  std::vector<InputStamp> stamps;
  for (const json& s : list) stamps.push_back({s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)});
  return stamps;
}

// Why a checkpoint is not used; said to the user.
struct Unusable {
  std::string why;
};

// One file of a checkpoint, opened, with its JSON.
struct OpenedCheckpoint {
  SnapshotReader reader;
  ColumnSource source;
  json meta;

  OpenedCheckpoint(const std::string& path, const SnapshotKeys& keys)
      : reader(path, access_of(keys)), source(reader, path), meta(json::parse(reader.read_json("meta"))) {}

  static SnapshotAccess access_of(const SnapshotKeys& keys) {
    SnapshotAccess access = snapshot_access(kKind, keys);
    access.refuse_plain = !keys.plaintext;  // a plain one in the place of a sealed one could be anybody's
    return access;
  }
};

}  // namespace

RunCheckpoints::RunCheckpoints(const RunConfig& config, Settings settings, const std::optional<SecretKey>& key)
    : settings_(std::move(settings)),
      key_(key),
      config_(canonical_config(config)),
      ingest_inputs_(input_stamps(config, RunStage::kIngest)),
      link_inputs_(input_stamps(config, RunStage::kLink)) {
  if (!settings_.resume) remove_resume_folder(settings_.out);
  if (std::filesystem::is_directory(folder_of(settings_.out))) remove_stale_temporary_files(folder_of(settings_.out));
}

std::string RunCheckpoints::path(RunStage stage) const {
  return folder_of(settings_.out) + "/" + std::string(run_stage_name(stage)) + ".desil";
}

std::optional<RunStage> RunCheckpoints::restore(RunState& run, RunStage to) {
  if (!settings_.resume || to < RunStage::kLink) return std::nullopt;
  const auto check = [&](const OpenedCheckpoint& opened, RunStage stage, const std::vector<InputStamp>& now) {
    const json& meta = opened.meta;
    if (meta.at("layout") != kLayout || meta.at("version") != DESIL_VERSION || meta.at("build") != settings_.build_id) {
      throw Unusable{"it was made by another version of the program"};
    }
    if (meta.at("stage") != run_stage_name(stage)) throw Unusable{"it is of another stage"};
    if (meta.at("config") != config_) throw Unusable{"the run file says something else since"};
    const std::string changed = first_changed(stamps_of(meta.at("inputs")), now);
    if (!changed.empty()) throw Unusable{changed + " has changed since"};
  };
  // Runs `load`; true where it went through, else the reason is told with what follows from it.
  const auto attempt = [&](RunStage stage, const char* consequence, auto&& load) {
    std::error_code error;
    if (!std::filesystem::exists(path(stage), error)) return false;
    const auto tell = [&](const std::string& why) {
      run.observer.remark("the checkpoint after " + std::string(run_stage_name(stage)) + " is not used: " + why + "; " +
                          consequence);
    };
    try {
      load();
      return true;
    } catch (const Unusable& unusable) {
      tell(unusable.why);
    } catch (const engine::Error& failure) {
      tell(failure.what());
    } catch (const json::exception&) {
      tell("a part of it is missing or of the wrong type");
    }
    return false;
  };

  const bool ingested = attempt(RunStage::kIngest, "the run starts from the beginning", [&] {
    const OpenedCheckpoint opened(path(RunStage::kIngest), settings_.keys);
    check(opened, RunStage::kIngest, ingest_inputs_);
    RunState loaded(run.config, run.regions, run.observer, nullptr);
    read_ingest_columns(opened.source, opened.meta.at("state"), loaded);
    ingest_plain_ = opened.reader.plain_sha256();
    run.take_ingest_results(std::move(loaded));
  });
  if (!ingested) {
    std::error_code error;
    if (!std::filesystem::exists(path(RunStage::kIngest), error)) {
      run.observer.remark(
          "--resume: no interrupted run has left a checkpoint here, and what is here is not the whole result of this "
          "run file "
          "and these inputs; the run starts from the beginning");
    }
    remove_resume_folder(settings_.out);
    return std::nullopt;
  }
  holds_ingest_ = true;

  std::vector<std::string> adopted;
  // Links can be held against a truth only while they are made.
  if (run.config.truth) {
    run.observer.remark(
        "--resume with --truth: continues after ingest; link is done, to hold its links against the truth");
    return RunStage::kIngest;
  }
  const bool linked = attempt(RunStage::kLink, "link is done again", [&] {
    const OpenedCheckpoint opened(path(RunStage::kLink), settings_.keys);
    check(opened, RunStage::kLink, link_inputs_);
    if (opened.meta.at("ingest") != ingest_plain_) throw Unusable{"it belongs to another checkpoint after ingest"};
    for (const json& file : opened.meta.at("outputs")) {
      const OutputSet::Written written = {file.at(0), file.at(1), file.at(2)};
      if (run.outputs != nullptr && !run.outputs->adopt(written)) {
        throw Unusable{written.name + " beside it is missing or damaged"};
      }
      adopted.push_back(written.name);
    }
    RunState loaded(run.config, run.regions, run.observer, nullptr);
    loaded.registry.families.kk.swap(run.registry.families.kk);  // the columns are checked against their numbers
    loaded.registry.persons.nik.swap(run.registry.persons.nik);
    const auto give_back = [&] {
      loaded.registry.families.kk.swap(run.registry.families.kk);
      loaded.registry.persons.nik.swap(run.registry.persons.nik);
    };
    try {
      read_link_columns(opened.source, opened.meta.at("state"), loaded);
    } catch (...) {
      give_back();
      throw;
    }
    give_back();
    run.take_link_results(std::move(loaded));
  });
  if (!linked && run.outputs != nullptr) {
    for (const std::string& name : adopted) run.outputs->forget(name);
  }
  holds_link_ = linked;
  run.observer.remark(linked ? "--resume: continues after link; ingest and link are not repeated"
                             : "--resume: continues after ingest; ingest is not repeated");
  return linked ? RunStage::kLink : RunStage::kIngest;
}

void RunCheckpoints::keep(RunState& run, RunStage stage) {
  if (!settings_.keep) return;
  const bool link = stage == RunStage::kLink;
  // A link.desil without its ingest.desil would lead nowhere.
  if (link && !holds_ingest_) return;
  const std::vector<InputStamp>& before = link ? link_inputs_ : ingest_inputs_;
  if (!first_changed(before, input_stamps(run.config, stage)).empty()) return;
  // What cannot be completed is lost as an output too, so this is no matter of checkpoints.
  if (link && run.outputs != nullptr) run.outputs->complete(kLinkOutputs);
  try {
    make_folder(folder_of(settings_.out));
    write(run, stage,
          link && run.outputs != nullptr ? run.outputs->settle(kLinkOutputs) : std::vector<OutputSet::Written>());
    (link ? holds_link_ : holds_ingest_) = true;
  } catch (const engine::Error& error) {
    if (error.code() != engine::ExitCode::kResource) throw;
    run.observer.remark("no checkpoint after " + std::string(run_stage_name(stage)) +
                        ": a --resume would not find this stage; the run goes on (" + error.what() + ")");
  }
}

void RunCheckpoints::write(RunState& run, RunStage stage, const std::vector<OutputSet::Written>& finished) {
  SnapshotOptions options = snapshot_options(kKind, key_);
  options.page_size = page_size_of_registry(run.registry);
  SnapshotWriter writer(path(stage), options);
  const bool link = stage == RunStage::kLink;
  json outputs = json::array();
  for (const OutputSet::Written& file : finished) outputs.push_back({file.name, file.bytes, file.sha256});
  json meta = {{"layout", kLayout},           {"version", DESIL_VERSION},
               {"build", settings_.build_id}, {"stage", run_stage_name(stage)},
               {"config", config_},           {"inputs", stamps_json(link ? link_inputs_ : ingest_inputs_)},
               {"outputs", outputs},          {"ingest", link ? ingest_plain_ : ""}};
  meta["state"] = link ? write_link_columns(writer, run) : write_ingest_columns(writer, run);
  writer.write_json("meta", meta.dump(-1, ' ', false, json::error_handler_t::replace));
  writer.commit();
  if (!link) ingest_plain_ = writer.plain_sha256();
}

}  // namespace io
