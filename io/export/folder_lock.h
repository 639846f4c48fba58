// Keeps two runs from writing into one folder at a time: an advisory lock (flock) that ends with the process.
//
// errors: engine::Error (kUsage) where another process holds it. Where the file system knows no such locks there is
// none, and the user has to take care. threads: one at a time.
#pragma once

#include <string>

namespace io {

class FolderLock {
 public:
  explicit FolderLock(const std::string& folder);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  int descriptor_ = -1;
};

}  // namespace io
