#include "io/ingest/json_cells.h"

#include <emmintrin.h>
#include <simdjson.h>

#include <cstring>

#include "io/ingest/json_text.h"

namespace io::detail {
namespace {

constexpr std::size_t kLongestCell = std::size_t{1} << 16;
// Bytes behind the place of a step that it may touch: a Link, or a vector.
constexpr std::size_t kReach = 80;
constexpr std::size_t kLongestPlainNumber = 18;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

__m128i load(const char* at) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at)); }

// The bytes that end or spoil a plain text: quote, backslash, control characters.
std::uint32_t text_ends(const char* at) {
  const __m128i bytes = load(at);
  const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i escape = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, escape), control)));
}

const char* pass_blanks(const char* at, const char* limit) {
  while (at <= limit && (*at == ' ' || *at == '\t')) ++at;
  return at;
}

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Texts of these columns nearly always have one length; a text of that length needs no search for its end,
// since their readers refuse what could be wrong inside it.
std::uint8_t usual_width(const JsonKey& key) {
  if (key.column == nullptr) return 0;
  switch (key.column->kind) {
    case ColumnKind::kNik:
    case ColumnKind::kKk: return 16;
    case ColumnKind::kBirth:
    case ColumnKind::kVillage: return 10;
    default: return 0;
  }
}

}  // namespace

JsonCells::JsonCells(std::string_view chunk, const JsonKeys& keys)
    : chunk_(chunk), keys_(keys), slots_(keys.keys().size()) {
  if (chunk.size() > kReach) limit_ = chunk.data() + chunk.size() - kReach;
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    slots_[i].key = &keys.keys()[i];
    slots_[i].width = usual_width(keys.keys()[i]);
  }
}

bool JsonCells::follows(const char* at, const Link& link) {
  const auto differ = [&](std::size_t vector) {
    const __m128i same = _mm_cmpeq_epi8(load(at + 16 * vector), load(link.bytes + 16 * vector));
    return ~static_cast<std::uint32_t>(_mm_movemask_epi8(same)) & link.masks[vector];
  };
  if (link.length <= 32) return (differ(0) | differ(1)) == 0;
  return (differ(0) | differ(1) | differ(2) | differ(3)) == 0;
}

// Reads `, "key": ` (or `{"key": ` at the start) and remembers it in the link; nothing where that is not plain.
const char* JsonCells::find_key(const char* at, bool first, Link& link) {
  const char* p = pass_blanks(at, limit_);
  if (*p != (first ? '{' : ',')) return nullptr;
  p = pass_blanks(p + 1, limit_);
  if (p > limit_ || *p != '"') return nullptr;
  const char* const key = ++p;
  std::uint32_t ends = text_ends(p);
  while (ends == 0) {
    p += 16;
    if (p > limit_) return nullptr;
    ends = text_ends(p);
  }
  p += __builtin_ctz(ends);
  if (p > limit_ || *p != '"') return nullptr;
  const JsonKey* const found = keys_.find(between(key, p));
  if (found == nullptr) return nullptr;
  p = pass_blanks(p + 1, limit_);
  if (*p != ':') return nullptr;
  p = pass_blanks(p + 1, limit_);
  if (p > limit_) return nullptr;
  link.slot = &slots_[found->index];
  link.length = static_cast<std::size_t>(p - at);
  if (link.length > Link::kRoom) {
    link.slot = nullptr;
    link.length = 0;
    return nullptr;
  }
  std::memcpy(link.bytes, at, link.length);
  for (std::size_t v = 0; v < Link::kRoom / 16; ++v) {
    const std::size_t used = link.length > 16 * v ? link.length - 16 * v : 0;
    link.masks[v] = used >= 16 ? 0xFFFFu : (1u << used) - 1;
  }
  return p;
}

// `at` stands behind the opening quote. Gives the place behind the closing one.
const char* JsonCells::read_text(const char* at, const Slot& slot) {
  const char* p = at;
  if (slot.width != 0 && at[slot.width] == '"' && is_digit(*at)) {
    p += slot.width;
  } else {
    std::uint32_t ends = text_ends(p);
    while (ends == 0) {
      p += 16;
      if (p > limit_) return nullptr;
      ends = text_ends(p);
    }
    p += __builtin_ctz(ends);
    if (*p != '"' || static_cast<std::size_t>(p - at) > kLongestCell) return nullptr;
  }
  if (slot.key->column != nullptr) {
    std::string_view text = between(at, p);
    if (!text.empty() && (text.front() == ' ' || text.back() == ' ')) text = without_spaces(text);
    cells_.push_back({slot.key->column, text});
  }
  return p + 1;
}

// A number, true, false or null where nothing is read.
const char* JsonCells::pass_scalar(const char* at) const {
  const char* p = at;
  while (p <= limit_ && (is_digit(*p) || (*p | 0x20) == 'e' || *p == '.' || *p == '+' || *p == '-')) ++p;
  if (p > at)
    return p <= limit_ && static_cast<std::size_t>(p - at) <= kLongestCell && is_json_number(between(at, p)) ? p
                                                                                                             : nullptr;
  if (std::memcmp(at, "true", 4) == 0) return at + 4;
  if (std::memcmp(at, "false", 5) == 0) return at + 5;
  return std::memcmp(at, "null", 4) == 0 ? at + 4 : nullptr;
}

const char* JsonCells::read_value(const char* at, const Slot& slot) {
  if (*at == '"') return read_text(at + 1, slot);
  const JsonKey& key = *slot.key;
  if (key.column == nullptr) return pass_scalar(at);
  if (is_digit(*at)) {
    if (!key.takes_number) return nullptr;
    const char* p = at + 1;
    while (is_digit(*p) && p < at + kLongestPlainNumber) ++p;
    if (*at == '0' && p != at + 1) return nullptr;
    cells_.push_back({key.column, between(at, p)});
    return p;  // another digit, point or exponent does not pass as what follows a value
  }
  if (std::memcmp(at, "null", 4) != 0) return nullptr;
  cells_.push_back({key.column, {}});
  return at + 4;
}

void JsonCells::add_missing() {
  for (const JsonKey* key : keys_.judged()) {
    if (slots_[key->index].last_row != row_) cells_.push_back({key->column, {}});
  }
}

bool JsonCells::line_is_utf8(const char* begin, const char* end) {
  if (++lines_ == kManyLines) all_utf8_ = simdjson::validate_utf8(chunk_.data(), chunk_.size());
  return all_utf8_ || simdjson::validate_utf8(begin, static_cast<std::size_t>(end - begin));
}

std::size_t JsonCells::read_plain(std::size_t begin) {
  if (limit_ == nullptr) return 0;
  const char* const start = chunk_.data() + begin;
  const char* p = start;
  note_fresh();
  ++row_;
  cells_.clear();
  judged_seen_ = 0;
  Link* link = &first_;
  for (;;) {
    if (p > limit_) return 0;
    if (link->slot != nullptr && follows(p, *link)) {
      p += link->length;
    } else {
      p = find_key(p, link == &first_, *link);
      if (p == nullptr) return 0;
    }
    Slot& slot = *link->slot;
    if (slot.last_row == row_) return 0;
    slot.last_row = row_;
    judged_seen_ += slot.key->must_be_judged;
    if (slot.key->use == JsonKey::Use::kUnused && !slot.noted) fresh_.push_back(&slot);
    if (p > limit_) return 0;
    p = read_value(p, slot);
    if (p == nullptr) return 0;
    if (*p == '}') break;
    link = &slot.next;
  }
  ++p;
  const char* const end = p;
  if (*p == '\r') ++p;
  if (*p != '\n' || !line_is_utf8(start, end)) return 0;
  if (judged_seen_ != keys_.judged().size()) add_missing();
  return static_cast<std::size_t>(p + 1 - chunk_.data());
}

std::optional<Fault> JsonCells::judge_line(std::string_view line) {
  if (trimmed(line).empty()) return Fault{RejectReason::kBlankLine, {}, {}};
  if (line.find('\0') != std::string_view::npos) return Fault{RejectReason::kNul, {}, line};
  if (!line_is_utf8(line.data(), line.data() + line.size())) return Fault{RejectReason::kUtf8, {}, line};
  if (!line_) line_ = std::make_unique<JsonLine>();
  if (const auto reason = line_->read(line)) return Fault{*reason, {}, line};
  return std::nullopt;
}

std::optional<Fault> JsonCells::judge_keys() {
  for (const JsonMember& member : line_->members()) {
    const JsonKey* const key = keys_.find(member.key);
    if (key == nullptr) {
      if (told_.empty() || told_key_ != member.key) {
        told_ = keys_.told(member.key);
        told_key_ = member.key;
      }
      return Fault{RejectReason::kUnknownKey, told_, {}};
    }
    Slot& slot = slots_[key->index];
    if (slot.last_row == row_) return Fault{RejectReason::kDoubleKey, key->name, {}};
    slot.last_row = row_;
  }
  return std::nullopt;
}

std::optional<Fault> JsonCells::judge_value(const JsonMember& member, const JsonKey& key) {
  const std::string& name = key.column != nullptr ? key.column->name : key.name;
  if (member.written > kLongestCell) return Fault{RejectReason::kCellTooLong, name, member.text};
  if (key.column == nullptr) return std::nullopt;
  switch (member.type) {
    case JsonMember::Type::kText: cells_.push_back({key.column, without_spaces(member.text)}); break;
    case JsonMember::Type::kNull: cells_.push_back({key.column, {}}); break;
    case JsonMember::Type::kNumber:
      if (!key.takes_number) return Fault{RejectReason::kWrongType, name, member.text};
      if (!is_json_integer(member.text)) return Fault{RejectReason::kNotInteger, name, member.text, Privacy::kPlain};
      cells_.push_back({key.column, member.text});
      break;
    case JsonMember::Type::kBoolean:
    case JsonMember::Type::kNested: return Fault{RejectReason::kWrongType, name, member.text};
  }
  return std::nullopt;
}

std::optional<Fault> JsonCells::read_strict(std::string_view line) {
  ++row_;
  cells_.clear();
  fresh_.clear();
  if (auto fault = judge_line(line)) return fault;
  if (auto fault = judge_keys()) return fault;
  for (const JsonMember& member : line_->members()) {
    const JsonKey& key = *keys_.find(member.key);
    if (key.use == JsonKey::Use::kUnused) slots_[key.index].noted = true;
  }
  for (const JsonMember& member : line_->members()) {
    if (auto fault = judge_value(member, *keys_.find(member.key))) return fault;
  }
  add_missing();
  return std::nullopt;
}

void JsonCells::note_fresh() {
  for (Slot* slot : fresh_) slot->noted = true;
  fresh_.clear();
}

std::vector<std::string> JsonCells::unused() {
  note_fresh();
  std::vector<std::string> names;
  for (const Slot& slot : slots_) {
    if (slot.noted) names.push_back(slot.key->ours);
  }
  return names;
}

}  // namespace io::detail
