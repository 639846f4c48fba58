#include "io/report/phrase.h"

#include "io/export/utf8_text.h"

namespace io::report {
namespace {

std::string filled(std::string_view text, std::initializer_list<Both> values, Language language) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}') {
      const auto place = static_cast<std::size_t>(text[i + 1] - '0');
      if (place < values.size()) out += pick(values.begin()[place], language);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

Both say(const Phrase& phrase, std::initializer_list<Both> values) {
  return {filled(phrase.id, values, Language::kIndonesian), filled(phrase.en, values, Language::kEnglish)};
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : utf8_text(text)) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        if (byte < 0x20 || byte == 0x7F) {
          out += ' ';  // control characters have no place in a page
        } else {
          out += c;
        }
    }
  }
  return out;
}

Both same(std::string_view text) {
  const std::string safe = escaped(text);
  return {safe, safe};
}

Both same_word(std::string_view word) {
  std::string out;
  for (const char c : escaped(word)) {
    out += c;
    if (c == '_') out += "<wbr>";
  }
  return {out, out};
}

Both operator+(const Both& left, const Both& right) { return {left.id + right.id, left.en + right.en}; }

std::string tooltip(const Both& both, Language language) {
  const Language other = language == Language::kIndonesian ? Language::kEnglish : Language::kIndonesian;
  if (both.id == both.en) return "<title>" + both.id + "</title>";
  return "<title data-other=\"" + pick(both, other) + "\">" + pick(both, language) + "</title>";
}

std::string spans(const Both& both) {
  if (both.id == both.en) return both.id;
  std::string out = "<span lang=\"id\">";
  out += both.id;
  out += "</span><span lang=\"en\">";
  out += both.en;
  out += "</span>";
  return out;
}

}  // namespace io::report
