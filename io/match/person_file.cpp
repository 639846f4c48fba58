#include "io/match/person_file.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>

#include "engine/error.h"
#include "io/config/nearest_name.h"
#include "io/ingest/header.h"
#include "io/ingest/input_file.h"
#include "io/ingest/text_format.h"

namespace io {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 24;
constexpr std::size_t kMostFeeds = 7;  // in a quoted cell, as io/ingest/record_cutter.h
constexpr std::uint64_t kMostRows = std::uint64_t{1} << 31;

std::string read_text(const std::string& path) {
  InputFile file({path, path}, false);
  std::string text;
  if (const auto size = file.text_size()) text.reserve(static_cast<std::size_t>(*size) + 1);
  while (true) {
    const std::size_t had = text.size();
    const std::size_t room = std::max(std::min(text.capacity() - had, kPiece), kPiece / 64);
    text.resize(had + room);
    const std::size_t got = file.read(text.data() + had, room);
    text.resize(had + got);
    if (got < room) break;
  }
  file.finish();
  return text;
}

// Where the wanted columns stand in the header.
std::vector<std::size_t> find_columns(const std::string& path, const std::vector<std::string>& cells,
                                      std::span<const std::string> wanted) {
  const std::vector<std::string_view> views(cells.begin(), cells.end());
  std::vector<std::size_t> places;
  for (const std::string& name : wanted) {
    const auto found = std::find(cells.begin(), cells.end(), name);
    const auto count = std::count(cells.begin(), cells.end(), name);
    if (count != 1) {
      throw engine::Error(engine::ExitCode::kInput,
                          path + ": the header has " +
                              (count == 0 ? "no column '" + name + "'" + suggestion(", nearest", name, views)
                                          : "the column '" + name + "' more than once") +
                              ". Cure: correct the name in the link model or in the header.",
                          {path, 1, name, 0});
    }
    places.push_back(static_cast<std::size_t>(found - cells.begin()));
  }
  return places;
}

// Walks the cells of the text behind the header.
class CellWalk {
 public:
  CellWalk(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  bool at_end() const { return at_ >= text_.size(); }

  // Passes over an empty line.
  bool skip_empty_line() {
    const std::size_t end = at_ + (text_[at_] == '\r' ? 1 : 0);
    if (end < text_.size() && text_[end] != '\n') return false;
    at_ = end + 1;
    return true;
  }

  // Reads a cell; false where its row ends behind it.
  bool read(std::string& cell) {
    if (const auto close = closing_quote()) {
      unquote(at_ + 1, *close, cell);
      at_ = *close + 1;
      while (at_ < text_.size() && blank(text_[at_])) ++at_;
    } else {
      std::size_t end = at_;
      while (end < text_.size() && text_[end] != delimiter_ && text_[end] != '\n') ++end;
      cell.assign(trimmed(text_.substr(at_, end - at_)));
      at_ = end;
    }
    const bool more = at_ < text_.size() && text_[at_] == delimiter_;
    ++at_;
    return more;
  }

 private:
  bool blank(char c) const { return (c == ' ' || c == '\t' || c == '\r') && c != delimiter_; }

  // The quote that closes the cell, where the cell is a well quoted one.
  std::optional<std::size_t> closing_quote() {
    std::size_t begin = at_;
    while (begin < text_.size() && blank(text_[begin])) ++begin;
    if (begin >= text_.size() || text_[begin] != '"') return std::nullopt;
    std::size_t feeds = 0;
    for (std::size_t i = begin + 1; i < text_.size(); ++i) {
      if (text_[i] == '\n' && ++feeds > kMostFeeds) return std::nullopt;
      if (text_[i] != '"') continue;
      if (i + 1 < text_.size() && text_[i + 1] == '"') {
        ++i;
        continue;
      }
      std::size_t behind = i + 1;
      while (behind < text_.size() && blank(text_[behind])) ++behind;
      if (behind < text_.size() && text_[behind] != delimiter_ && text_[behind] != '\n') return std::nullopt;
      at_ = begin;
      return i;
    }
    return std::nullopt;
  }

  void unquote(std::size_t begin, std::size_t end, std::string& cell) const {
    std::string inside;
    for (std::size_t i = begin; i < end; ++i) {
      inside += text_[i];
      i += text_[i] == '"';
    }
    cell.assign(trimmed(inside));
  }

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
};

void read_rows(CellWalk walk, std::size_t width, const std::vector<std::vector<std::size_t>>& takers,
               PersonFile& file) {
  std::string cell;
  std::uint64_t rows = 0;
  while (!walk.at_end()) {
    if (walk.skip_empty_line()) continue;
    if (++rows >= kMostRows) {
      throw engine::Error(engine::ExitCode::kUsage, file.path + ": more than 2,147,483,647 rows. Cure: split the file.",
                          {file.path, rows, "", 0});
    }
    for (auto& column : file.columns) column.emplace_back();
    std::size_t place = 0;
    for (bool more = true; more; ++place) {
      more = walk.read(cell);
      if (place >= width) continue;
      for (const std::size_t column : takers[place]) file.columns[column].back() = cell;
    }
    file.short_rows += place < width;
    file.long_rows += place > width;
  }
  file.rows = static_cast<std::uint32_t>(rows);
}

}  // namespace

PersonFile read_person_file(const std::string& path, std::span<const std::string> wanted) {
  const std::string text = read_text(path);
  std::string_view rest = text;
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const auto known = [&](std::string_view cell) {
    return std::find(wanted.begin(), wanted.end(), cell) != wanted.end();
  };
  const Header header = read_header(path, rest.substr(0, end), Encoding::kUtf8, known);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  const std::vector<std::size_t> places = find_columns(path, header.cells, wanted);
  std::vector<std::vector<std::size_t>> takers(header.cells.size());
  for (std::size_t i = 0; i < places.size(); ++i) takers[places[i]].push_back(i);
  PersonFile file;
  file.path = path;
  file.columns.resize(wanted.size());
  read_rows(CellWalk(rest, header.delimiter), header.cells.size(), takers, file);
  return file;
}

}  // namespace io
