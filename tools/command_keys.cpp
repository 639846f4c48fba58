#include "tools/command_keys.h"

#include <cstdio>

#include "io/snapshot/key_file.h"

namespace tools {

io::SnapshotKeys CommandKeys::keys() {
  io::SnapshotKeys keys;
  keys.plaintext = options_.plaintext;
  keys.opening = [this] { return io::key_for_opening(options_.key_file); };
  keys.writing = [this] {
    return io::key_for_writing(options_.key_file, [this](const std::string& path) { tell(path); });
  };
  return keys;
}

void CommandKeys::tell(const std::string& path) {
  made_ = true;
  if (options_.quiet || options_.json || options_.progress == ProgressMode::kJson) return;
  const std::string text =
      options_.command_language() == Language::kIndonesian
          ? path +
                ": kunci baru untuk potret terenkripsi, hanya dapat dibaca oleh Anda. Simpan salinannya: tanpa "
                "kunci ini potret tidak dapat dibuka.\n"
          : path +
                ": a new key for encrypted snapshots, readable by you alone. Keep a copy: without it they cannot "
                "be opened.\n";
  std::fputs(text.c_str(), stderr);
}

std::string CommandKeys::noted(std::string json_object) const {
  if (!made_) return json_object;
  const std::size_t brace = json_object.find('{');
  if (brace != std::string::npos) json_object.insert(brace + 1, "\"key_file_made\":true,");
  return json_object;
}

}  // namespace tools
