// Reads dates by a format of %Y, %m, %d once each and separators, e.g. "%d/%m/%Y".
//
// %Y is four digits. %m and %d are two; one digit is enough in a format with separators between all
// three, but not in the default "%Y-%m-%d", which is exact. errors: engine::Error kUsage for a format of another kind.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/store/date.h"

namespace io {

class DateFormat {
 public:
  DateFormat(const std::string& format, const std::string& source);

  // The date as it is written; whether it is a day of the calendar, engine::day_from_civil tells.
  std::optional<engine::CivilDate> read(std::string_view text) const {
    return iso_ ? read_iso(text) : read_by_format(text);
  }

 private:
  static std::optional<engine::CivilDate> read_iso(std::string_view text);
  std::optional<engine::CivilDate> read_by_format(std::string_view text) const;

  std::string format_;
  bool iso_ = false;
  bool separated_ = false;
};

}  // namespace io
