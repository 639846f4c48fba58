#include "io/ingest/date_format.h"

#include <algorithm>

#include "engine/error.h"
#include "io/ingest/month_names.h"

namespace io {
namespace {

constexpr char kWanted[] =
    "wanted %Y, %m and %d once each (%b for a month by name), with - / . or a space between. "
    "Cure: e.g. \"%d/%m/%Y\".";

bool is_separator(char c) { return c == '-' || c == '/' || c == '.' || c == ' '; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_month_name(char letter) { return letter == 'b' || letter == 'B'; }

bool well_formed(const std::string& format) {
  std::string letters;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '%' && i + 1 < format.size()) {
      const char letter = format[++i];
      letters += is_month_name(letter) ? 'm' : letter;
    } else if (!is_separator(format[i])) {
      return false;
    }
  }
  std::sort(letters.begin(), letters.end());
  return letters == "Ydm";
}

bool separated(const std::string& format) {
  for (std::size_t i = 0; i + 2 < format.size(); ++i) {
    if (format[i] == '%' && format[i + 2] == '%') return false;
  }
  return true;
}

// What the texts of a format look like: two formats of one form could read the same text as two days.
std::string form_of(const std::string& format) {
  std::string form;
  const bool apart = separated(format);
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      form += format[i];
      continue;
    }
    const char letter = format[++i];
    form += is_month_name(letter) ? "a" : letter == 'Y' ? "9999" : apart ? "9" : "99";
  }
  return form;
}

}  // namespace

std::string date_format_fault(const std::vector<std::string>& formats) {
  if (formats.empty()) return std::string("is an empty list, ") + kWanted;
  for (const std::string& format : formats) {
    if (!well_formed(format)) return "seen '" + format + "', " + kWanted;
  }
  for (std::size_t i = 0; i < formats.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (form_of(formats[i]) != form_of(formats[k])) continue;
      return "names '" + formats[k] + "' and '" + formats[i] +
             "', which fit the same texts, so that nobody could say which day is meant. Cure: keep the one the source "
             "uses, or split the source.";
    }
  }
  return "";
}

DateFormat::DateFormat(const std::string& format, const std::string& source)
    : DateFormat(std::vector<std::string>{format}, source) {}

DateFormat::DateFormat(const std::vector<std::string>& formats, const std::string& source) {
  if (const std::string fault = date_format_fault(formats); !fault.empty()) {
    const std::string seen = formats.size() == 1 ? " \"" + formats[0] + "\"" : "";
    throw engine::Error(engine::ExitCode::kUsage, "source '" + source + "': date_format" + seen + ": " + fault, {});
  }
  for (const std::string& format : formats) forms_.push_back({format, separated(format)});
  iso_first_ = formats[0] == "%Y-%m-%d";
}

std::optional<engine::CivilDate> DateFormat::read_by_forms(std::string_view text) const {
  for (const Form& form : forms_) {
    const auto date = form.format == "%Y-%m-%d" ? read_iso(text) : read_by(form, text);
    if (date) return date;
  }
  return std::nullopt;
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

std::optional<kernels::DateLayout> DateFormat::layout() const {
  const std::string& format = forms_[0].format;
  kernels::DateLayout layout;
  layout.separator[0] = layout.separator[1] = '\0';
  layout.separator_at[0] = layout.separator_at[1] = 0;
  std::size_t at = 0, separators = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      if (separators == 2) return std::nullopt;
      layout.separator[separators] = format[i];
      layout.separator_at[separators++] = static_cast<std::uint8_t>(at++);
      continue;
    }
    const char letter = format[++i];
    if (is_month_name(letter)) return std::nullopt;
    (letter == 'Y' ? layout.year : letter == 'm' ? layout.month : layout.day) = static_cast<std::uint8_t>(at);
    at += letter == 'Y' ? 4 : 2;
  }
  layout.width = static_cast<std::uint8_t>(at);
  return layout;
}

std::optional<engine::CivilDate> DateFormat::read_by(const Form& form, std::string_view text) {
  int year = 0, month = 0, day = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < form.format.size(); ++i) {
    if (form.format[i] != '%') {
      if (at >= text.size() || text[at] != form.format[i]) return std::nullopt;
      ++at;
      continue;
    }
    const char letter = form.format[++i];
    if (is_month_name(letter)) {
      const std::size_t begin = at;
      while (at < text.size() && is_letter(text[at])) ++at;
      month = month_of_name(text.substr(begin, at - begin));
      if (month == 0) return std::nullopt;
      continue;
    }
    const std::size_t most = letter == 'Y' ? 4 : 2;
    int value = 0;
    std::size_t digits = 0;
    for (; digits < most && at < text.size() && text[at] >= '0' && text[at] <= '9'; ++digits, ++at) {
      value = value * 10 + (text[at] - '0');
    }
    if (digits < most && (letter == 'Y' || digits == 0 || !form.separated)) return std::nullopt;
    (letter == 'Y' ? year : letter == 'm' ? month : day) = value;
  }
  if (at != text.size()) return std::nullopt;
  return engine::CivilDate{year, month, day};
}

}  // namespace io
