// Builds a pretty-printed JSON document piece by piece: objects and lists on lines of their own, lists
// of plain values on one line.
//
// Numbers are written as given, so that a score keeps its 8 decimals. A null key is an entry of a list
// (or the document itself). Order is the order of the calls.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace io {

// `text` as a JSON string, quotes included; always valid UTF-8.
std::string json_quoted(std::string_view text);

class JsonText {
 public:
  void open(const char* key, char bracket) {
    begin(key);
    out_ += bracket;
    closers_ += bracket == '{' ? '}' : ']';
    empty_ = true;
  }
  void close() {
    const char closer = closers_.back();
    closers_.pop_back();
    if (!empty_) new_line();
    out_ += closer;
    empty_ = false;
  }
  void raw(const char* key, const std::string& value) {
    begin(key);
    out_ += value;
  }
  void text(const char* key, const std::string& value) { raw(key, json_quoted(value)); }
  void number(const char* key, std::uint64_t value) { raw(key, std::to_string(value)); }
  void decimal(const char* key, double value, int digits);  // null where it is not finite
  template <class Range, class Print>
  void line(const char* key, const Range& range, Print print) {
    std::string values;
    for (const auto& item : range) {
      if (!values.empty()) values += ", ";
      values += print(item);
    }
    begin(key);
    out_ += '[';
    out_ += values;
    out_ += ']';
  }
  template <class Range>
  void numbers(const char* key, const Range& range) {
    line(key, range, [](std::uint64_t value) { return std::to_string(value); });
  }
  void counts(const char* key, const std::map<std::string, std::uint64_t>& counts) {
    open(key, '{');
    for (const auto& [name, count] : counts) {
      begin(nullptr);
      out_ += json_quoted(name) + ": " + std::to_string(count);
    }
    close();
  }
  std::string finish() { return std::move(out_) + "\n"; }

 private:
  void new_line() {
    out_ += '\n';
    out_.append(closers_.size() * 2, ' ');
  }
  void begin(const char* key) {
    if (!empty_) out_ += ',';
    if (!closers_.empty()) new_line();
    if (key != nullptr) out_ += json_quoted(key) + ": ";
    empty_ = false;
  }

  std::string out_, closers_;
  bool empty_ = true;
};

}  // namespace io
