// Numbers to and from little-endian bytes, for structures of a file; never a cast of a pointer.
#pragma once

#include <bit>
#include <cstring>
#include <string>

namespace io {

static_assert(std::endian::native == std::endian::little, "snapshots are written as the memory of x86-64 has them");

template <class Number>
void store_number(unsigned char* at, Number value) {
  std::memcpy(at, &value, sizeof value);
}

template <class Number>
Number load_number(const unsigned char* at) {
  Number value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

template <class Number>
void append_number(std::string& out, Number value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace io
