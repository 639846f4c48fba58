// Makes small synthetic nations in temporary folders and reads them back as plain text cells.
//
// The reader is its own: it splits at the delimiter and undoes quotes, and keeps broken lines as they are.
#pragma once

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tools/synth/synth.h"

namespace small_nation {

namespace fs = std::filesystem;
using Cells = std::vector<std::string>;

// A folder that is removed at the end of the process.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_((fs::temp_directory_path() / ("desil_" + name + "_" + std::to_string(::getpid()))).string()) {
    fs::remove_all(path_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

inline Cells split(const std::string& line, char delimiter) {
  Cells cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == delimiter && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

// Records of a file without its header.
inline std::vector<Cells> read_rows(const std::string& path, char delimiter = ',') {
  std::vector<Cells> rows;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) rows.push_back(split(line, delimiter));
  return rows;
}

inline const std::vector<std::pair<std::string, char>>& sources() {
  static const std::vector<std::pair<std::string, char>> kSources = {{"regsosek", ','}, {"dtks", '|'}, {"p3ke", ';'}};
  return kSources;
}

struct Nation {
  std::string path;
  std::vector<Cells> registry;                                                 // rows of dukcapil.csv
  std::map<std::string, std::vector<std::uint64_t>> persons;                   // source → orang by row
  std::map<std::string, std::map<std::string, std::set<std::size_t>>> faults;  // source → jenis → rows from 0
};

inline Nation load(const std::string& path) {
  Nation nation;
  nation.path = path;
  nation.registry = read_rows(path + "/dukcapil.csv");
  for (const Cells& row : read_rows(path + "/truth/persons.csv")) nation.persons[row[0]].push_back(std::stoull(row[2]));
  for (const Cells& row : read_rows(path + "/truth/faults.csv"))
    nation.faults[row[0]][row[2]].insert(std::stoull(row[1]) - 1);
  return nation;
}

inline tools::SynthOptions options_for(std::uint64_t persons, std::uint64_t seed, const std::string& out) {
  tools::SynthOptions options;
  options.persons = persons;
  options.seed = seed;
  options.out = out;
  options.survey_rows = 514;
  return options;
}

// 100,000 persons at national density, made once per process.
inline const Nation& dense() {
  static const Folder kFolder("dense_nation");
  static const Nation kNation = [] {
    tools::SynthOptions options = options_for(100'000, 7, kFolder.path());
    options.survey_rows = 30'840;
    tools::synthesize(options);
    return load(kFolder.path());
  }();
  return kNation;
}

}  // namespace small_nation
