// A library that is loaded before the program (LD_PRELOAD) and makes one of its write-like calls fail.
//
// Write-like calls are those that can change a disk: open with O_CREAT, write, pwrite, fsync, fdatasync,
// ftruncate, rename, unlink, remove, mkdir, and close of a descriptor that was opened for writing here. Those on
// descriptors 0 to 2 do not count. DESIL_FAULT tells what happens at the n-th of them, from 1:
//
//   kill@N     the process is killed before the call
//   enospc@N   the call fails with ENOSPC; so eio, emfile
//   eintr@N    the call fails with EINTR once
//   short@N    a write takes half of its bytes; other calls go on as usual
//
// A plus behind the number means: from the n-th on. DESIL_FAULT_COUNT names a file that receives the number of calls
// when the program ends by itself.
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

enum class Kind { kNone, kKill, kError, kInterrupt, kShort };

struct Fault {
  Kind kind = Kind::kNone;
  int error = 0;
  long at = 0;
  bool from_then_on = false;
};

Fault fault_of(const char* text) {
  Fault fault;
  const char* at = text == nullptr ? nullptr : std::strchr(text, '@');
  if (at == nullptr) return fault;
  const auto is = [&](const char* word) {
    return std::strlen(word) == static_cast<std::size_t>(at - text) && std::strncmp(text, word, std::strlen(word)) == 0;
  };
  if (is("kill")) fault.kind = Kind::kKill;
  if (is("short")) fault.kind = Kind::kShort;
  if (is("eintr")) fault = {Kind::kInterrupt, EINTR, 0, false};
  if (is("enospc")) fault = {Kind::kError, ENOSPC, 0, false};
  if (is("eio")) fault = {Kind::kError, EIO, 0, false};
  if (is("emfile")) fault = {Kind::kError, EMFILE, 0, false};
  char* end = nullptr;
  fault.at = std::strtol(at + 1, &end, 10);
  fault.from_then_on = *end == '+';
  return fault;
}

// Made at the first call, since constructors of the program may write before ours has run.
const Fault& planned() {
  static const Fault fault = fault_of(std::getenv("DESIL_FAULT"));
  return fault;
}

std::atomic<long> g_calls{0};
std::array<std::atomic<bool>, 4096> g_writable{};

template <class Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

// Counts a call; true where it is the one that has to fail.
bool struck() {
  const long call = ++g_calls;
  const Fault& fault = planned();
  if (fault.kind == Kind::kNone) return false;
  const bool now = fault.from_then_on ? call >= fault.at : call == fault.at;
  if (now && fault.kind == Kind::kKill) ::raise(SIGKILL);
  return now;
}

bool fails() {
  if (!struck()) return false;
  if (planned().kind == Kind::kShort) return false;
  errno = planned().error;
  return true;
}

bool counts(int descriptor) { return descriptor > 2; }

void note_writable(int descriptor, int flags) {
  if (descriptor < 0 || static_cast<std::size_t>(descriptor) >= g_writable.size()) return;
  g_writable[static_cast<std::size_t>(descriptor)] = (flags & O_ACCMODE) != O_RDONLY;
}

struct CountAtEnd {
  ~CountAtEnd() {
    const char* path = std::getenv("DESIL_FAULT_COUNT");
    if (path == nullptr) return;
    if (std::FILE* file = std::fopen(path, "w")) {
      std::fprintf(file, "%ld\n", g_calls.load());
      std::fclose(file);
    }
  }
};
const CountAtEnd g_count_at_end;

int open_by(const char* name, const char* path, int flags, mode_t mode) {
  if ((flags & O_CREAT) != 0 && fails()) return -1;
  const int descriptor = real<int (*)(const char*, int, mode_t)>(name)(path, flags, mode);
  note_writable(descriptor, flags);
  return descriptor;
}

int openat_by(const char* name, int folder, const char* path, int flags, mode_t mode) {
  if ((flags & O_CREAT) != 0 && fails()) return -1;
  const int descriptor = real<int (*)(int, const char*, int, mode_t)>(name)(folder, path, flags, mode);
  note_writable(descriptor, flags);
  return descriptor;
}

mode_t mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? static_cast<mode_t>(va_arg(arguments, int)) : 0;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_by("open", path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_by("open64", path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return openat_by("openat", folder, path, flags, mode);
}

ssize_t write(int descriptor, const void* bytes, std::size_t count) {
  const auto go = real<ssize_t (*)(int, const void*, std::size_t)>("write");
  if (!counts(descriptor) || !struck()) return go(descriptor, bytes, count);
  if (planned().kind == Kind::kShort) return go(descriptor, bytes, count > 1 ? count / 2 : count);
  errno = planned().error;
  return -1;
}

ssize_t pwrite(int descriptor, const void* bytes, std::size_t count, off_t offset) {
  const auto go = real<ssize_t (*)(int, const void*, std::size_t, off_t)>("pwrite");
  if (!struck()) return go(descriptor, bytes, count, offset);
  if (planned().kind == Kind::kShort) return go(descriptor, bytes, count > 1 ? count / 2 : count, offset);
  errno = planned().error;
  return -1;
}

ssize_t pwrite64(int descriptor, const void* bytes, std::size_t count, off64_t offset) {
  return pwrite(descriptor, bytes, count, offset);
}

int fsync(int descriptor) {
  if (fails()) return -1;
  return real<int (*)(int)>("fsync")(descriptor);
}

int fdatasync(int descriptor) {
  if (fails()) return -1;
  return real<int (*)(int)>("fdatasync")(descriptor);
}

int ftruncate(int descriptor, off_t length) noexcept {
  if (fails()) return -1;
  return real<int (*)(int, off_t)>("ftruncate")(descriptor, length);
}

int close(int descriptor) {
  const auto at = static_cast<std::size_t>(descriptor);
  if (descriptor > 2 && at < g_writable.size() && g_writable[at].exchange(false) && fails()) {
    const int error = errno;
    real<int (*)(int)>("close")(descriptor);
    errno = error;
    return -1;
  }
  return real<int (*)(int)>("close")(descriptor);
}

int rename(const char* from, const char* to) noexcept {
  if (fails()) return -1;
  return real<int (*)(const char*, const char*)>("rename")(from, to);
}

int unlink(const char* path) noexcept {
  if (fails()) return -1;
  return real<int (*)(const char*)>("unlink")(path);
}

int remove(const char* path) noexcept {
  if (fails()) return -1;
  return real<int (*)(const char*)>("remove")(path);
}

int mkdir(const char* path, mode_t mode) noexcept {
  if (fails()) return -1;
  return real<int (*)(const char*, mode_t)>("mkdir")(path, mode);
}

}  // extern "C"
