// An open snapshot file: a regular file, not followed through a link, the same size and time before and after.
//
// errors: engine::Error: kUsage where it is missing, kKey where it may not be read, kDamaged where it is a link or no
// regular file, kResource where it
// cannot be read, kDamaged where it changes while it is read. threads: `read` from any number.
#pragma once

#include <cstdint>
#include <string>

namespace io {

class PageFile {
 public:
  explicit PageFile(std::string path);
  // Takes over an open descriptor; `name` is for messages. For tests that keep files in memory.
  PageFile(int descriptor, std::string name);
  PageFile(const PageFile&) = delete;
  PageFile& operator=(const PageFile&) = delete;
  ~PageFile();

  const std::string& path() const { return path_; }
  std::uint64_t size() const { return size_; }

  // Reads exactly `size` bytes; a file that ends before is damaged.
  void read(std::uint64_t offset, void* out, std::size_t size) const;
  // Tells the system that the range will be read soon.
  void read_ahead(std::uint64_t offset, std::uint64_t size) const;
  // Refuses where size or time of change differ from when it was opened.
  void check_unchanged() const;

 private:
  void examine();

  std::string path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::int64_t seconds_ = 0, nanoseconds_ = 0;
};

}  // namespace io
