#include "io/ingest/date_format.h"

#include <algorithm>

#include "engine/error.h"

namespace io {

DateFormat::DateFormat(const std::string& format, const std::string& source)
    : format_(format), iso_(format == "%Y-%m-%d"), separated_(true) {
  std::string letters;
  bool good = true;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '%' && i + 1 < format.size()) {
      letters += format[++i];
      separated_ = separated_ && (i + 1 == format.size() || format[i + 1] != '%');
    } else {
      good = good && (c == '-' || c == '/' || c == '.' || c == ' ');
    }
  }
  std::sort(letters.begin(), letters.end());
  if (!good || letters != "Ydm") {
    throw engine::Error(engine::ExitCode::kUsage,
                        "source '" + source + "': date_format \"" + format +
                            "\" is not made of %Y, %m and %d once each, with - / . or a space between. "
                            "Cure: write for example \"%d/%m/%Y\".",
                        {});
  }
}

std::optional<engine::CivilDate> DateFormat::read_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  unsigned wrong = 0;
  const auto digit = [&](std::size_t at) {
    const unsigned value = static_cast<unsigned char>(text[at]) - unsigned{'0'};
    wrong |= value > 9;
    return static_cast<int>(value);
  };
  const int year = ((digit(0) * 10 + digit(1)) * 10 + digit(2)) * 10 + digit(3);
  const int month = digit(5) * 10 + digit(6), day = digit(8) * 10 + digit(9);
  if (wrong != 0) return std::nullopt;
  return engine::CivilDate{year, month, day};
}

std::optional<engine::CivilDate> DateFormat::read_by_format(std::string_view text) const {
  int year = 0, month = 0, day = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < format_.size(); ++i) {
    if (format_[i] != '%') {
      if (at >= text.size() || text[at] != format_[i]) return std::nullopt;
      ++at;
      continue;
    }
    const char letter = format_[++i];
    const std::size_t most = letter == 'Y' ? 4 : 2;
    int value = 0;
    std::size_t digits = 0;
    for (; digits < most && at < text.size() && text[at] >= '0' && text[at] <= '9'; ++digits, ++at) {
      value = value * 10 + (text[at] - '0');
    }
    if (digits < most && (letter == 'Y' || digits == 0 || !separated_)) return std::nullopt;
    (letter == 'Y' ? year : letter == 'm' ? month : day) = value;
  }
  if (at != text.size()) return std::nullopt;
  return engine::CivilDate{year, month, day};
}

}  // namespace io
