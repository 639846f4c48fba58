#include "engine/store/name_dictionary.h"

#include <cstring>

#include "kernels/name_titles.h"
#include "kernels/normalize_name.h"

namespace engine {
namespace {

constexpr std::size_t kStep = 16;

// Copies by whole steps: reads and writes up to 15 bytes past the end.
char* copy_steps(char* to, std::string_view from) {
  for (std::size_t at = 0; at < from.size(); at += kStep) std::memcpy(to + at, from.data() + at, kStep);
  return to + from.size();
}

}  // namespace

std::string_view NameDictionary::written_name(NameCode code, NameBuffer& buffer) const {
  if (code.escaped()) return heap_.written(code.ref());
  char* end = buffer.data();
  for (const TokenId token : unpack_tokens(code)) {
    end = copy_steps(end, written(token));
    *end++ = ' ';
  }
  const auto size = static_cast<std::size_t>(end - buffer.data());
  return {buffer.data(), size == 0 ? 0 : size - 1};
}

std::string_view NameDictionary::normal_name(NameCode code, NameBuffer& buffer) const {
  if (code.escaped()) return heap_.normal(code.ref());
  const TokenList tokens = unpack_tokens(code);
  char* end = buffer.data();
  unsigned marks = 0, last_marks = 0;
  for (const TokenId token : tokens) {
    const Entry& entry = entries_[token];
    if (entry.normal_size == 0) continue;
    if (end == buffer.data()) marks = entry.marks & kMayBegin;
    last_marks = entry.marks & kMayEnd;
    end = copy_steps(end, text(entry.normal, entry.normal_size));
    *end++ = ' ';
  }
  const auto size = static_cast<std::size_t>(end - buffer.data());
  const std::string_view name{buffer.data(), size == 0 ? 0 : size - 1};
  return (marks | last_marks) == 0 ? name : kernels::without_titles(name);
}

bool NameDictionary::add(std::string_view token, std::uint32_t count) {
  char folded[kLongestToken];
  const std::string_view normal{folded, kernels::fold_name(token, folded)};
  if (text_.size() + token.size() + normal.size() + kStep > 0xFFFFFFFFu) return false;
  Entry entry{};
  entry.written = entry.normal = static_cast<std::uint32_t>(text_.size());
  entry.count = count;
  entry.written_size = static_cast<std::uint8_t>(token.size());
  entry.normal_size = static_cast<std::uint8_t>(normal.size());
  text_ += token;
  if (normal != token) {
    entry.normal = static_cast<std::uint32_t>(text_.size());
    text_ += normal;
  }
  if (!normal.empty()) {
    if (kernels::may_begin_title(normal.substr(0, normal.find(' ')))) entry.marks |= kMayBegin;
    if (kernels::may_end_degree(normal.substr(normal.rfind(' ') + 1))) entry.marks |= kMayEnd;
  }
  entries_.push_back(entry);
  return true;
}

void NameDictionary::finish() {
  letters_ = text_.size();
  text_.append(kStep, ' ');
  text_.shrink_to_fit();
  entries_.shrink_to_fit();
}

}  // namespace engine
