#include "io/report/table.h"

#include <fmt/format.h>

#include "io/report/phrases.h"

namespace io::report {

Table::Table(std::string slug, Both caption, std::vector<Column> columns)
    : slug_(std::move(slug)), caption_(std::move(caption)), columns_(std::move(columns)) {}

void Table::add_row(const std::vector<Both>& cells) { rows_.push_back(cells); }

std::string Table::csv_button() const {
  return fmt::format("<button type=\"button\" class=\"csv\" data-table=\"t-{}\" hidden>{}</button>", slug_,
                     spans(phrase::kDownloadCsv));
}

std::string Table::body(Language language) const {
  std::string out = fmt::format("<p class=\"caption\" id=\"c-{}\">{}</p>", slug_, spans(caption_));
  if (searchable_) {
    out += fmt::format("<label class=\"search\" hidden>{} <input type=\"search\" data-table=\"t-{}\"></label>",
                       spans(phrase::kSearch), slug_);
  }
  out += fmt::format("<p class=\"hint\" hidden>{}</p>", spans(phrase::kScrollHint));
  out += fmt::format(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
      "aria-labelledby=\"c-{0}\"><table id=\"t-{0}\" aria-labelledby=\"c-{0}\"><thead><tr>",
      slug_);
  for (const Column& column : columns_) {
    out += fmt::format("<th scope=\"col\"{}>{}</th>", column.kind == Kind::kNumber ? " class=\"n\"" : "",
                       spans(column.heading));
  }
  out += "</tr></thead><tbody>\n";
  for (const auto& row : rows_) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i == 0) {
        const bool number = columns_[0].kind == Kind::kNumber;
        out += fmt::format("<th scope=\"row\"{}>{}</th>", number ? " class=\"n\"" : "",
                           number ? pick(row[0], language) : spans(row[0]));
      } else if (columns_[i].kind == Kind::kNumber) {
        out += fmt::format("<td class=\"n\">{}</td>", pick(row[i], language));
      } else {
        const bool sentence = columns_[i].kind == Kind::kSentence;
        out += fmt::format("<td{}>{}</td>", sentence ? " class=\"t\"" : "", spans(row[i]));
      }
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>";
}

std::string Table::html(Language language) const {
  return fmt::format("<div class=\"table\">{}{}</div>\n", csv_button(), body(language));
}

std::string Table::folded(Language language) const { return folded(language, say(phrase::kShowTable)); }

std::string Table::folded(Language language, const Both& line) const {
  return fmt::format("<div class=\"table folded\">{}<details><summary>{}</summary>{}</details></div>\n", csv_button(),
                     spans(line), body(language));
}

std::string number_span(const Both& number, Language language) {
  return fmt::format("<span class=\"n\">{}</span>", pick(number, language));
}

std::string figure(const std::string& slug, const Both& title, const std::string& chart, const std::string& after) {
  return fmt::format("<figure><figcaption id=\"f-{}\">{}</figcaption>{}{}</figure>\n", slug, spans(title), chart,
                     after);
}

std::string section(const std::string& slug, const Both& heading, const std::string& body) {
  return fmt::format("<section id=\"{0}\" aria-labelledby=\"h-{0}\"><h2 id=\"h-{0}\">{1}</h2>\n{2}</section>\n", slug,
                     spans(heading), body);
}

std::string paragraph(const Both& text, const char* css_class) {
  const std::string attribute = *css_class == '\0' ? "" : fmt::format(" class=\"{}\"", css_class);
  return fmt::format("<p{}>{}</p>\n", attribute, spans(text));
}

}  // namespace io::report
