#include "io/ingest/row_shape.h"

#include <algorithm>
#include <cstring>

namespace io::detail {
namespace {

// A bare value stands no further behind its key: places of any row stay within the padding of the text.
constexpr std::size_t kFarthestValue = 32;

// What stands for a value in a pattern.
constexpr char kText = '\1', kBare = '\2';

bool is_odd(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\'; }

// Takes a line apart that is known to be a plain object.
class ShapeMaker {
 public:
  ShapeMaker(std::string_view line, const JsonKeys& keys) : line_(line), keys_(keys) {}

  std::optional<RowShape> make() {
    std::size_t judged = 0;
    do {
      const JsonKey* const key = pass_key();
      if (key == nullptr || !add_value(*key)) return std::nullopt;
      judged += key->must_be_judged;
    } while (at_ < line_.size() && line_[at_] != '}');
    if (judged != keys_.judged().size() || at_ + 1 != line_.size()) return std::nullopt;
    // The end of the line is looked at from its line feed on.
    at_ = line_.size();
    anchor_ = static_cast<std::int32_t>(mark_);
    offset_ = static_cast<std::uint32_t>(text_begin_) - static_cast<std::uint32_t>(at_);
    if (!end_text('\n')) return std::nullopt;
    shape_.marks = mark_ + 1;
    shape_.texts_before_cr = shape_.texts;
    --shape_.texts_before_cr.back().offset;
    return std::move(shape_);
  }

 private:
  // Leaves `at_` at the value, and `mark_` behind the marks of the key.
  const JsonKey* pass_key() {
    const std::size_t open = line_.find('"', at_), close = line_.find('"', open + 1);
    if (open == std::string_view::npos || close == std::string_view::npos) return nullptr;
    mark_ += 2;
    key_end_ = close;
    at_ = line_.find_first_not_of(" :", close + 1);
    if (at_ == std::string_view::npos) return nullptr;
    return keys_.find(line_.substr(open + 1, close - open - 1));
  }

  bool add_value(const JsonKey& key) { return line_[at_] == '"' ? add_text(key) : add_bare(key); }

  bool add_text(const JsonKey& key) {
    ++at_;
    ++mark_;
    if (!end_text(kText)) return false;
    at_ = line_.find('"', at_);
    if (at_ == std::string_view::npos) return false;
    add_place(key, {mark_, 1, 0, false});
    begin_text(at_, mark_++, 0);
    ++at_;
    return true;
  }

  bool add_bare(const JsonKey& key) {
    if (!key.takes_number || at_ - key_end_ > kFarthestValue || !end_text(kBare)) return false;
    const auto skip = static_cast<std::uint32_t>(at_ - key_end_);
    at_ = std::min(line_.find_first_of(" ,}", at_), line_.size());
    const auto cut = static_cast<std::uint32_t>(std::min(line_.find('"', at_), line_.size()) - at_);
    // No row has its mark nearer to its begin than so.
    if (cut > mark_) return false;
    add_place(key, {mark_, skip, cut, true});
    begin_text(at_, mark_, 0 - cut);
    return true;
  }

  void add_place(const JsonKey& key, CellPlace place) {
    if (key.column != nullptr) {
      shape_.columns.push_back(*key.column);
      shape_.places.push_back(place);
    } else if (place.bare) {
      shape_.unread.push_back(place);
    }
  }

  void begin_text(std::size_t begin, std::uint32_t mark, std::uint32_t offset) {
    text_begin_ = begin;
    anchor_ = static_cast<std::int32_t>(mark);
    offset_ = offset;
  }

  // The text up to here is told; `next` stands for what follows.
  bool end_text(char next) {
    const std::string_view text = line_.substr(text_begin_, at_ - text_begin_);
    if (text.size() > kernels::FixedText::kRoom || std::any_of(text.begin(), text.end(), is_odd)) return false;
    kernels::FixedText fixed;
    std::memcpy(fixed.bytes, text.data(), text.size());
    fixed.size = static_cast<std::uint32_t>(text.size());
    fixed.mark = anchor_;
    fixed.offset = offset_;
    shape_.texts.push_back(fixed);
    shape_.pattern.append(text) += next;
    return true;
  }

  std::string_view line_;
  const JsonKeys& keys_;
  RowShape shape_;
  std::size_t at_ = 0, key_end_ = 0, text_begin_ = 0;
  std::uint32_t mark_ = 0;  // the next one
  std::int32_t anchor_ = -1;
  std::uint32_t offset_ = 1;
};

}  // namespace

RowShape shape_of_cells(const std::vector<UsedColumn>& columns, std::size_t cells) {
  RowShape shape;
  shape.columns = columns;
  for (const UsedColumn& column : columns) shape.places.push_back({column.cell, 1, 0, false});
  shape.marks = cells;
  return shape;
}

std::optional<RowShape> shape_of_json(std::string_view line, const JsonKeys& keys) {
  return ShapeMaker(line, keys).make();
}

}  // namespace io::detail
