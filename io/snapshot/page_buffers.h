// Buffers of one page, shared by the threads of a loop so that no page costs an allocation.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace io {

class PageBuffers {
 public:
  explicit PageBuffers(std::size_t bytes) : bytes_(bytes) {}

  // A buffer that returns by itself.
  class Lease {
   public:
    explicit Lease(PageBuffers& pool) : pool_(pool), buffer_(pool.take()) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() { pool_.give(std::move(buffer_)); }
    unsigned char* data() { return buffer_.get(); }

   private:
    PageBuffers& pool_;
    std::unique_ptr<unsigned char[]> buffer_;
  };

 private:
  std::unique_ptr<unsigned char[]> take() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!free_.empty()) {
        std::unique_ptr<unsigned char[]> buffer = std::move(free_.back());
        free_.pop_back();
        return buffer;
      }
    }
    return std::make_unique<unsigned char[]>(bytes_);
  }
  void give(std::unique_ptr<unsigned char[]> buffer) {
    const std::lock_guard<std::mutex> lock(mutex_);
    free_.push_back(std::move(buffer));
  }

  std::size_t bytes_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<unsigned char[]>> free_;
};

}  // namespace io
