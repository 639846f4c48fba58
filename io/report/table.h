// Builds a table of the page, with its caption, a CSV button, and a box of its own to scroll in.
//
// Cells are HTML-ready texts in both languages. A number cell is written once, in the language shown
// first, and the script swaps its '.' and ','; every other cell carries both texts.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "io/report/phrase.h"

namespace io::report {

enum class Kind { kText, kSentence, kNumber };

struct Column {
  Both heading;
  Kind kind = Kind::kText;
};
inline Column text_column(const Phrase& heading) { return {say(heading), Kind::kText}; }
inline Column sentence_column(const Phrase& heading) { return {say(heading), Kind::kSentence}; }
inline Column number_column(const Phrase& heading) { return {say(heading), Kind::kNumber}; }

class Table {
 public:
  // `slug`: name of the CSV file and of the element; letters, digits and '-'.
  Table(std::string slug, Both caption, std::vector<Column> columns);

  // The first cell is the heading of the row.
  void add_row(const std::vector<Both>& cells);
  void make_searchable() { searchable_ = true; }
  bool empty() const { return rows_.empty(); }

  std::string html(Language language) const;
  // The same behind a "table and CSV" line that opens it.
  std::string folded(Language language) const;
  std::string folded(Language language, const Both& line) const;

 private:
  std::string csv_button() const;
  std::string body(Language language) const;

  std::string slug_;
  Both caption_;
  std::vector<Column> columns_;
  std::vector<std::vector<Both>> rows_;
  bool searchable_ = false;
};

// A number in running markup that the script switches in place.
std::string number_span(const Both& number, Language language);

// A chart under its title, with what follows it (its table).
std::string figure(const std::string& slug, const Both& title, const std::string& chart, const std::string& after);

// A part of the page with its heading.
std::string section(const std::string& slug, const Both& heading, const std::string& body);

std::string paragraph(const Both& text, const char* css_class = "");

}  // namespace io::report
