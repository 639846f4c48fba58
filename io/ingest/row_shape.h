// Where the values of plain rows stand between the marks of their text, and what stands between the values.
//
// Delimited text: one mark ends each cell, and nothing else is there. NDJSON: the marks are the quotes and the line
// feed (kernels/mark_rows.h), and rows as one exporter writes them have the same bytes from value to value: keys,
// quotes, colons, commas and blanks. A row that has these bytes, and between them texts without escapes or small whole
// numbers, is the object that its values say.
//
// shape: marks of a row count from 0, its line feed is the last one; −1 is the line feed before it.
// cost: shape_of_json is a few hundred ns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/ingest/column_plan.h"
#include "io/ingest/json_keys.h"
#include "kernels/match_texts.h"

namespace io::detail {

// A value runs from `skip` behind the mark before `mark` to `cut` before it.
struct CellPlace {
  std::uint32_t mark = 0;
  std::uint32_t skip = 1, cut = 0;
  bool bare = false;  // a JSON value without quotes: a number or null
};

struct RowShape {
  std::vector<UsedColumn> columns;
  std::vector<CellPlace> places;  // by position in columns
  std::vector<CellPlace> unread;  // bare values that are not read
  // What every row has, and the same where the lines end with CR LF: what is told from the line feed on comes sooner.
  std::vector<kernels::FixedText> texts, texts_before_cr;
  std::size_t marks = 0;  // of every row
  std::string pattern;    // of NDJSON: the text around the values; shapes of one pattern and the same keys are equal
};

// `cells`: in every row.
RowShape shape_of_cells(const std::vector<UsedColumn>& columns, std::size_t cells);

// The shape of an NDJSON line (without line end) that was read as a plain row and accepted; nothing where a judged key
// is missing or a text between values is long or odd.
std::optional<RowShape> shape_of_json(std::string_view line, const JsonKeys& keys);

}  // namespace io::detail
