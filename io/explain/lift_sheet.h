// Says in words what a ranking mode did for one family (lift_trail.h), in English or Bahasa Indonesia.
#pragma once

#include <string>
#include <vector>

#include "io/explain/lift_trail.h"
#include "io/export/json_text.h"
#include "io/report/language.h"

namespace io {

struct LiftSheet {
  std::string title;
  std::vector<std::string> sentences;
  std::vector<std::string> heading;            // of the table of lists; empty: none
  std::vector<std::vector<std::string>> rows;  // numbers from column 1 on
};

LiftSheet lift_sheet(const LiftTrail& trail, const std::string& regency, Language language);

// The same as an object `lift`.
void write_lift(JsonText& json, const LiftTrail& trail);

}  // namespace io
