// Tells what a registry snapshot is of: release, sources, flags, programmes, cuts. The section `meta`, JSON.
//
// Holds nothing that differs from run to run (times, threads, folders), so that equal inputs give the same
// SHA-256 of the plain columns. errors: engine::Error (kDamaged).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/ids.h"
#include "io/registry_snapshot/column_source.h"

namespace io {

struct RegistryMeta {
  struct Source {
    std::string name, role, date;  // role: registry | source
    std::uint8_t rank = 0;         // as in family/source_rank
    friend bool operator==(const Source&, const Source&) = default;
  };
  struct Flag {
    std::string name, key;  // key: nik | kk
    friend bool operator==(const Flag&, const Flag&) = default;
  };
  struct Programme {
    std::string code, name;
    friend bool operator==(const Programme&, const Programme&) = default;
  };
  struct Input {
    std::string source, path, sha256;
    std::uint64_t bytes = 0;
    friend bool operator==(const Input&, const Input&) = default;
  };
  using Cuts = std::array<engine::PmtScore, 9>;

  std::string version, release, note, weight, mode, model_provenance;
  std::uint64_t seed = 0;
  std::vector<std::string> class_labels;
  std::vector<Source> sources;        // order of the run file
  std::vector<Flag> flags;            // bit i of family/flags
  std::vector<Programme> programmes;  // programme i is the section programme/i
  std::vector<Input> inputs;
  std::map<std::string, std::string> rules;  // model, programmes, regions → SHA-256
  std::optional<Cuts> national;              // empty where nobody is ranked
  std::map<std::uint32_t, Cuts> regions;     // by code of 2 or 4 digits: those with ranked families

  // Whether what is ranked is another value than the score: the section family/ranking_score.
  bool lifts() const { return mode == "lifted" || mode == "groups"; }

  friend bool operator==(const RegistryMeta&, const RegistryMeta&) = default;
};

std::string registry_meta_json(const RegistryMeta& meta);
RegistryMeta read_registry_meta(const ColumnSource& source);

}  // namespace io
