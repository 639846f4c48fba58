// A nation of a few literal families in a temporary folder, ready for a run.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/temporary_folder.h"

namespace tests {

inline void write_file(const std::string& path, const std::string& text) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream out(path, std::ios::binary);
  out << text;
}

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The five families of tests/data/small_nation: two in Bogor with indicators, one known by DTKS only, one
// whose only member is dead, one in a village that does not exist. Tests change the texts and write them.
struct SmallNation {
  SmallNation() {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(DESIL_SOURCE_DIR) + "/tests/data/small_nation")) {
      files[entry.path().filename().string()] = read_file(entry.path().string());
    }
  }

  // Writes every file below `folder` and returns the path of run.toml.
  std::string write(const std::string& folder) const {
    for (const auto& [name, text] : files) write_file(folder + "/" + name, text);
    return folder + "/run.toml";
  }

  std::map<std::string, std::string> files;
};

}  // namespace tests
