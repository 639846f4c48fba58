// A file under a temporary name beside its final one: made, synced, closed, renamed, or removed.
//
// The name is ".NAME.tmp-PID" in the same folder, mode 0600, so that a rename is atomic and an
// interrupted run's leftovers can be told from living ones (io/export/manifest_check.h). The destructor
// removes what was neither renamed nor released. Every call is checked; a failed fsync or close is
// never tried again (the kernel may have dropped the pages already).
//
// errors: engine::Error (kResource) that names the final file. threads: `write_at` from any number of
// threads for ranges that do not overlap; the others one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace io {

class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path);
  TemporaryFile(TemporaryFile&&) noexcept;
  TemporaryFile& operator=(TemporaryFile&&) noexcept;
  ~TemporaryFile();

  void write(std::string_view bytes);                              // at the end of what was written
  void write_at(std::uint64_t offset, std::string_view bytes);     // anywhere
  void start_writeback(std::uint64_t offset, std::uint64_t size);  // a hint: the disk may begin
  void sync_and_close();
  // Gives the final name and makes it durable; after `sync_and_close`.
  void rename_to_final();
  // Leaves the file to the caller.
  void release() { name_.clear(); }

  const std::string& path() const { return path_; }
  const std::string& name() const { return name_; }
  bool open() const { return descriptor_ >= 0; }

 private:
  void discard() noexcept;

  std::string path_, name_;
  int descriptor_ = -1;
};

// Makes renames in the folder durable. errors: engine::Error (kResource).
void sync_folder(const std::string& folder);

}  // namespace io
