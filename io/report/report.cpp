#include "io/report/report.h"

#include <fmt/format.h>

#include "io/output_file.h"
#include "io/report/page_script.h"
#include "io/report/page_style.h"
#include "io/report/phrases.h"
#include "io/report/quality_phrases.h"
#include "io/report/sections.h"
#include "io/report/table.h"
#include "io/report/tenths.h"
#include "io/report/truth_phrases.h"
#include "io/report/uncertainty_phrases.h"

namespace io {
namespace report {
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

std::string head(const engine::RunSummary& summary, Language language) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\" data-release=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; "
      "script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{} – "
      "{}</title>\n<style>{}</style>\n</head>\n",
      language == Language::kIndonesian ? "id" : "en", escaped(summary.release), policy_hash(kPageStyle),
      policy_hash(kPageScript), pick(say(phrase::kTitle), language), escaped(summary.release), kPageStyle);
}

std::string language_switch(Language language) {
  const auto pressed = [&](Language own) { return own == language ? "true" : "false"; };
  return fmt::format(
      "<div class=\"language\" role=\"group\" aria-label=\"Bahasa / Language\" hidden>"
      "<button type=\"button\" data-language=\"id\" aria-pressed=\"{}\">Bahasa Indonesia</button>"
      "<button type=\"button\" data-language=\"en\" aria-pressed=\"{}\">English</button></div>",
      pressed(Language::kIndonesian), pressed(Language::kEnglish));
}

// What the run file says to every reader, e.g. that the data are invented.
std::string banner(const engine::RunSummary& summary) {
  if (summary.note.empty()) return "";
  return fmt::format("<p class=\"banner\" role=\"note\">{}</p>\n", escaped(summary.note));
}

std::string header(const engine::RunSummary& summary, Language language) {
  return fmt::format(
      "<header>\n<a class=\"skip\" href=\"#isi\">{}</a>\n<div class=\"top\"><p class=\"release\">{} · "
      "{}</p>{}</div>\n"
      "<h1 id=\"h1\">{}</h1>\n{}</header>\n",
      spans(phrase::kSkip), spans(say(phrase::kRelease, {same(summary.release)})), spans(tenths_of(summary)),
      language_switch(language), spans(phrase::kTitle), banner(summary));
}

struct Part {
  const char* slug;
  const Phrase& heading;
  std::string markup;
};

std::string contents(const std::vector<Part>& parts) {
  std::string list;
  for (const Part& part : parts) {
    if (!part.markup.empty()) list += fmt::format("<li><a href=\"#{}\">{}</a></li>", part.slug, spans(part.heading));
  }
  return fmt::format(
      "<nav class=\"contents\" aria-labelledby=\"h-isi\"><span id=\"h-isi\" "
      "hidden>{}</span><ul>{}</ul></nav>\n",
      spans(phrase::kContents), list);
}

}  // namespace
}  // namespace report

std::string render_report(const engine::RunSummary& summary, Language language) {
  using namespace report;
  const std::vector<Part> parts = {
      {"batas", phrase::kCutsHeading, cuts_section(summary, language)},
      {"provinsi", phrase::kRegionsHeading, region_section(summary, language)},
      {"menonjol", phrase::kOddHeading, odd_section(summary, language)},
      {"sebaran", phrase::kScoreHeading, score_section(summary, language)},
      {"kepastian", phrase::kSureHeading, uncertainty_section(summary, language)},
      {"padanan", phrase::kSourcesHeading, match_section(summary, language)},
      {"kebenaran", phrase::kTruthHeading, truth_section(summary, language)},
      {"baris", phrase::kRowsHeading, rows_section(summary, language)},
      {"mutu", phrase::kQualityHeading, quality_section(summary, language)},
      {"status", phrase::kStatusHeading, status_section(summary, language)},
      {"program", phrase::kProgrammesHeading, programme_section(summary, language)},
      {"arti", phrase::kWordsHeading, words_section()},
      {"asal", phrase::kProvenanceHeading, provenance_section(summary, language)},
  };
  std::string page = head(summary, language);
  page += "<body>\n";
  page += header(summary, language);
  page += "<main id=\"isi\">\n";
  page += overview_section(summary, language);
  page += contents(parts);
  for (const Part& part : parts) page += part.markup;
  page += "</main>\n<footer>";
  page += paragraph(say(phrase::kFooter));
  page += fmt::format("</footer>\n<script>{}</script>\n</body>\n</html>\n", kPageScript);
  return page;
}

}  // namespace io
