// The entry of libFuzzer: the one target that is linked in, and one thread so that its work is traced.
#include <exception>

#include "engine/parallel.h"
#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  engine::set_threads(1);
  fuzz::targets().begin()->second(data, size);
  return 0;
}
