#include "io/resume/input_stamps.h"

#include <sys/stat.h>

namespace io {
namespace {

std::uint64_t nanoseconds(const timespec& time) {
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(time.tv_nsec);
}

InputStamp stamp_of(const InputPath& path) {
  InputStamp stamp;
  stamp.path = path.shown;
  struct stat status {};
  if (::stat(path.path.c_str(), &status) != 0) return stamp;
  stamp.bytes = static_cast<std::uint64_t>(status.st_size);
  stamp.modified_ns = nanoseconds(status.st_mtim);
  stamp.changed_ns = nanoseconds(status.st_ctim);
  stamp.inode = status.st_ino;
  return stamp;
}

}  // namespace

std::vector<InputStamp> input_stamps(const RunConfig& config, RunStage stage) {
  std::vector<InputStamp> stamps;
  for (const SourceConfig& source : config.sources) {
    if ((source.role == SourceRole::kRegistry) != (stage == RunStage::kIngest)) continue;
    for (const InputPath& path : source.persons) stamps.push_back(stamp_of(path));
    for (const InputPath& path : source.families) stamps.push_back(stamp_of(path));
  }
  if (stage == RunStage::kLink) {
    for (const auto* path : {&config.link_model, &config.decisions}) {
      if (*path) stamps.push_back(stamp_of(**path));
    }
  }
  if (stage == RunStage::kIngest) {
    for (const FlagConfig& flag : config.flags) stamps.push_back(stamp_of(flag.file));
  }
  return stamps;
}

std::string first_changed(const std::vector<InputStamp>& before, const std::vector<InputStamp>& now) {
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (i >= before.size() || !(before[i] == now[i]) || now[i].inode == 0) return now[i].path;
  }
  return before.size() == now.size() ? "" : before[now.size()].path;
}

}  // namespace io
