#include "tools/error_report.h"

#include <cstdio>
#include <nlohmann/json.hpp>

namespace tools {

int report_error(const engine::Error& error, bool json) {
  const int code = static_cast<int>(error.code());
  if (!json) {
    std::fprintf(stderr, "desil: %s\n", error.what());
    return code;
  }
  const engine::Place& place = error.place();
  nlohmann::ordered_json object;
  object["code"] = code;
  object["file"] = place.file;
  object["row"] = place.row;
  object["column"] = place.column;
  object["byte"] = place.byte;
  object["message"] = error.what();
  // Paths may hold bytes that are not UTF-8: replace them rather than throw.
  const std::string text = object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  std::fprintf(stderr, "%s\n", text.c_str());
  return code;
}

}  // namespace tools
