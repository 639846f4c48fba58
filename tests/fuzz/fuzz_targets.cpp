#include "tests/fuzz/fuzz_target.h"

namespace fuzz {

std::map<std::string, Target>& targets() {
  static std::map<std::string, Target> instance;
  return instance;
}

}  // namespace fuzz
