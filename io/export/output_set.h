// The output files of one run: all of them appear under their final names only after the last one is
// complete, so a failed or killed run leaves the earlier files as they were.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "io/output_file.h"

namespace io {

class OutputSet {
 public:
  // Makes the folder where it does not exist.
  explicit OutputSet(std::string folder);

  // Opens a file of the set; every name once.
  OutputFile& open(const std::string& name);

  struct Written {
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;
  };
  // Commits every open file, in order of names; returns them in that order.
  std::vector<Written> commit();

  const std::string& folder() const { return folder_; }
  std::uint64_t bytes() const;

 private:
  std::string folder_;
  std::map<std::string, std::unique_ptr<OutputFile>> files_;
};

}  // namespace io
