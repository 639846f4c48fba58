#include "io/report/page_frame.h"

#include <fmt/format.h>

#include "io/output_file.h"
#include "io/report/page_script.h"
#include "io/report/page_style.h"
#include "io/report/phrases.h"
#include "io/report/table.h"

namespace io::report {
namespace {

// SHA-256 in base64, as a content security policy names a script or style.
std::string policy_hash(std::string_view text) {
  const std::string hex = sha256_of(text);
  const auto nibble = [&](std::size_t i) {
    return i < hex.size() ? static_cast<unsigned>(hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10) : 0u;
  };
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 3) {  // three nibbles are two digits
    const unsigned bits = nibble(i) << 8 | nibble(i + 1) << 4 | nibble(i + 2);
    out += kDigits[bits >> 6];
    if (i + 2 < hex.size() + 1) out += kDigits[bits & 63];
  }
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::string language_switch(Language language) {
  const auto pressed = [&](Language own) { return own == language ? "true" : "false"; };
  return fmt::format(
      "<div class=\"language\" role=\"group\" aria-label=\"Bahasa / Language\" hidden>"
      "<button type=\"button\" data-language=\"id\" aria-pressed=\"{}\">Bahasa Indonesia</button>"
      "<button type=\"button\" data-language=\"en\" aria-pressed=\"{}\">English</button></div>",
      pressed(Language::kIndonesian), pressed(Language::kEnglish));
}

}  // namespace

std::string page_head(const Phrase& title, std::string_view release, Language language) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\" data-release=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; "
      "script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{} – "
      "{}</title>\n<style>{}</style>\n</head>\n",
      language == Language::kIndonesian ? "id" : "en", escaped(release), policy_hash(kPageStyle),
      policy_hash(kPageScript), pick(say(title), language), escaped(release), kPageStyle);
}

std::string page_header(const Phrase& title, const std::string& line, const std::string& banner, Language language) {
  return fmt::format(
      "<body>\n<header>\n<a class=\"skip\" href=\"#isi\">{}</a>\n<div class=\"top\"><p "
      "class=\"release\">{}</p>{}</div>\n"
      "<h1 id=\"h1\">{}</h1>\n{}</header>\n<main id=\"isi\">\n",
      spans(phrase::kSkip), line, language_switch(language), spans(title), banner);
}

std::string page_contents(const std::vector<PagePart>& parts) {
  std::string list;
  for (const PagePart& part : parts) {
    if (!part.markup.empty()) list += fmt::format("<li><a href=\"#{}\">{}</a></li>", part.slug, spans(part.heading));
  }
  return fmt::format(
      "<nav class=\"contents\" aria-labelledby=\"h-isi\"><span id=\"h-isi\" "
      "hidden>{}</span><ul>{}</ul></nav>\n",
      spans(phrase::kContents), list);
}

std::string page_end(const Both& footer) {
  return fmt::format("</main>\n<footer>{}</footer>\n<script>{}</script>\n</body>\n</html>\n", paragraph(footer),
                     kPageScript);
}

}  // namespace io::report
