#include <cstdio>

int main() {
  std::puts("desil");
  return 0;
}
