#include "io/export/output_set.h"

#include <utility>

#include "engine/error.h"

namespace io {

OutputSet::OutputSet(std::string folder) : folder_(std::move(folder)) { make_folder(folder_); }

OutputFile& OutputSet::open(const std::string& name) {
  auto [at, fresh] = files_.try_emplace(name);
  if (!fresh) throw engine::Error(engine::ExitCode::kInvariant, name + ": opened twice in one run");
  at->second = std::make_unique<OutputFile>(folder_ + "/" + name);
  return *at->second;
}

std::vector<OutputSet::Written> OutputSet::commit() {
  std::vector<Written> written;
  for (auto& [name, file] : files_) {
    file->commit();
    written.push_back({name, file->bytes(), file->sha256()});
  }
  files_.clear();
  return written;
}

std::uint64_t OutputSet::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& [name, file] : files_) sum += file->bytes();
  return sum;
}

}  // namespace io
