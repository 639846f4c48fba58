// A text of which many copies are kept: each distinct text once for the whole process, 8 bytes a copy.
//
// For names of sources, files, columns and reasons: a few thousand at most, never values of persons. Texts are never
// given back. threads: any. cost: a look-up under a lock to make one, nothing to copy it.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace engine {

class SharedText {
 public:
  SharedText();  // empty
  SharedText(std::string_view text);
  SharedText(const std::string& text) : SharedText(std::string_view(text)) {}
  SharedText(const char* text) : SharedText(std::string_view(text)) {}

  const std::string& text() const { return *text_; }
  operator const std::string&() const { return *text_; }
  bool empty() const { return text_->empty(); }
  friend bool operator==(const SharedText& a, const SharedText& b) { return a.text_ == b.text_; }
  friend std::string operator+(std::string a, const SharedText& b) { return a += *b.text_; }

 private:
  const std::string* text_;
};

}  // namespace engine
