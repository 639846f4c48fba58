// Reads dates by one or more formats of %d, %Y and one of %m, %b, %B, with separators, e.g. "%d/%m/%Y".
//
// %Y is four digits: two would leave the century to a guess, so %y is refused. %m and %d are two digits;
// one digit is enough in a format with separators between all three (spreadsheets write 1/7/1980), but not
// in the default "%Y-%m-%d", which is exact. %b and %B are the month by name, short or long, in Indonesian
// or English, in any case: "1 Agu 1980", "01-AGUSTUS-1980", "1-Aug-1980".
// order: the first format whose form fits the text reads it; a text that fits and names no day of the
// calendar is not tried with the next one, for that would be a guess. So two formats of one form
// ("%d/%m/%Y" and "%m/%d/%Y") are refused.
// threads: safe. errors: engine::Error kUsage for formats of another kind.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/date.h"
#include "kernels/read_cells.h"

namespace io {

class DateFormat {
 public:
  DateFormat(const std::string& format, const std::string& source);
  // `formats` in the order in which they are tried; at least one.
  DateFormat(const std::vector<std::string>& formats, const std::string& source);

  // The date as it is written; whether it is a day of the calendar, engine::day_from_civil tells.
  std::optional<engine::CivilDate> read(std::string_view text) const {
    if (iso_first_) {
      const auto date = read_iso(text);
      if (date || forms_.size() == 1) return date;
    }
    return read_by_forms(text);
  }

  // The first format with all its digits, for kernels::read_dates; nothing where it names the month or has more than
  // two separators.
  std::optional<kernels::DateLayout> layout() const;

 private:
  struct Form {
    std::string format;
    bool separated = true;  // no two values without a separator between
  };
  static std::optional<engine::CivilDate> read_iso(std::string_view text);
  static std::optional<engine::CivilDate> read_by(const Form& form, std::string_view text);
  std::optional<engine::CivilDate> read_by_forms(std::string_view text) const;

  std::vector<Form> forms_;
  bool iso_first_ = false;
};

// Why a list of formats is not one that DateFormat takes, as half a sentence behind the name of the key;
// empty where it is.
std::string date_format_fault(const std::vector<std::string>& formats);

}  // namespace io
