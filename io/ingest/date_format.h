// Reads dates by a format of %Y, %m, %d once each and separators, e.g. "%d/%m/%Y".
//
// %Y is four digits. %m and %d are two; one digit is enough where a separator or the end follows, but
// not in the default "%Y-%m-%d", which is exact. Days that do not exist, and years outside 1900 to 2079,
// are no dates. errors: engine::Error kUsage for a format of another kind.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/store/date.h"

namespace io {

class DateFormat {
 public:
  DateFormat(const std::string& format, const std::string& source);

  std::optional<engine::Day> read(std::string_view text) const {
    return iso_ ? engine::day_from_iso(text) : read_by_format(text);
  }

 private:
  std::optional<engine::Day> read_by_format(std::string_view text) const;

  std::string format_;
  bool iso_ = false;
};

}  // namespace io
