#include "tools/command_line.h"
#include "tools/process_setup.h"

int main(int argc, char** argv) {
  tools::prepare_process();
  return tools::run_command_line({argv + (argc > 0 ? 1 : 0), argv + argc});
}
