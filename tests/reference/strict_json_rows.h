// Reads NDJSON rows of persons letter by letter: RFC 8259 by recursive descent, then the keys, then the cells.
//
// One line of the answer per row, in the order of the text: "3 ok NIK|KK|NAME|SEX|DATE|VILLAGE|MARITAL" or
// "3 @BYTE reject COLUMN REASON" (for an unknown key without its column: what may be shown of it is another matter).
// The first fault in this order counts: line too long, blank, NUL byte, UTF-8, no object, depth, JSON (cut, where the
// last line has no line feed), keys, kinds of value (length among them), no value at all, values, each in their order,
// missing ones (none of which is a fault here: the source is no registry). The columns are those of `columns` below and
// nothing else; `catatan` is ignored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace reference {

class StrictJsonLine {
 public:
  struct Value {
    char type = '"';      // " text, 0 number, t true or false, n null, { nested
    std::string meaning;  // of text and numbers
    std::size_t written = 0;
  };
  using Member = std::pair<std::string, Value>;

  explicit StrictJsonLine(const std::string& text) : text_(text) {}

  bool read(std::vector<Member>& members) {
    blanks();
    if (!object(&members)) return false;
    blanks();
    return at_ == text_.size();
  }

 private:
  char now() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (now() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  void blanks() {
    while (now() == ' ' || now() == '\t' || now() == '\r') ++at_;
  }

  bool object(std::vector<Member>* members) {
    if (!take('{')) return false;
    blanks();
    if (take('}')) return true;
    for (;;) {
      Member member;
      std::size_t written = 0;
      blanks();
      if (!string(member.first, written)) return false;
      blanks();
      if (!take(':')) return false;
      if (!value(member.second)) return false;
      if (members != nullptr) members->push_back(member);
      if (take('}')) return true;
      if (!take(',')) return false;
    }
  }

  bool list() {
    if (!take('[')) return false;
    blanks();
    if (take(']')) return true;
    for (;;) {
      Value one;
      if (!value(one)) return false;
      if (take(']')) return true;
      if (!take(',')) return false;
    }
  }

  bool value(Value& out) {
    blanks();
    bool good = false;
    if (now() == '"') {
      out.type = '"';
      good = string(out.meaning, out.written);
    } else if (now() == '{') {
      out.type = '{';
      good = object(nullptr);
    } else if (now() == '[') {
      out.type = '{';
      good = list();
    } else if (word("true") || word("false")) {
      out.type = 't';
      good = true;
    } else if (word("null")) {
      out.type = 'n';
      good = true;
    } else {
      out.type = '0';
      good = number(out.meaning);
      out.written = out.meaning.size();
    }
    blanks();
    return good;
  }

  bool word(const std::string& wanted) {
    if (text_.compare(at_, wanted.size(), wanted) != 0) return false;
    at_ += wanted.size();
    return true;
  }

  bool digits() {
    const std::size_t begin = at_;
    while (now() >= '0' && now() <= '9') ++at_;
    return at_ > begin;
  }

  bool number(std::string& meaning) {
    const std::size_t begin = at_;
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (now() == 'e' || now() == 'E') {
      ++at_;
      if (!take('+')) take('-');
      if (!digits()) return false;
    }
    meaning = text_.substr(begin, at_ - begin);
    return true;
  }

  int hex4() {
    int code = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const std::string kDigits = "0123456789abcdef0123456789ABCDEF";
      const std::size_t found = at_ < text_.size() ? kDigits.find(text_[at_]) : std::string::npos;
      if (found == std::string::npos) return -1;
      code = code * 16 + static_cast<int>(found % 16);
    }
    return code;
  }

  static std::string utf8(unsigned code) {
    std::string bytes;
    const auto add = [&](unsigned byte) { bytes += static_cast<char>(byte); };
    if (code <= 0x7F) {
      add(code);
    } else if (code <= 0x7FF) {
      add(192 + code / 64);
      add(128 + code % 64);
    } else if (code <= 0xFFFF) {
      add(224 + code / 4096);
      add(128 + code / 64 % 64);
      add(128 + code % 64);
    } else {
      add(240 + code / 262144);
      add(128 + code / 4096 % 64);
      add(128 + code / 64 % 64);
      add(128 + code % 64);
    }
    return bytes;
  }

  bool string(std::string& meaning, std::size_t& written) {
    if (!take('"')) return false;
    const std::size_t begin = at_;
    while (now() != '"') {
      if (at_ >= text_.size() || static_cast<unsigned char>(now()) < 32) return false;
      if (now() != '\\') {
        meaning += text_[at_++];
        continue;
      }
      ++at_;
      const std::map<char, char> kPlain = {{'"', '"'},  {'\\', '\\'}, {'/', '/'},  {'b', '\b'},
                                           {'f', '\f'}, {'n', '\n'},  {'r', '\r'}, {'t', '\t'}};
      const char letter = now();
      ++at_;
      if (kPlain.count(letter) != 0) {
        meaning += kPlain.at(letter);
      } else if (letter == 'u') {
        const int code = hex4();
        if (code < 0 || (code >= 0xDC00 && code < 0xE000)) return false;
        if (code >= 0xD800 && code < 0xDC00) {
          if (!take('\\') || !take('u')) return false;
          const int low = hex4();
          if (low < 0xDC00 || low >= 0xE000) return false;
          meaning += utf8(static_cast<unsigned>(65536 + (code - 0xD800) * 1024 + (low - 0xDC00)));
        } else {
          meaning += utf8(static_cast<unsigned>(code));
        }
      } else {
        return false;
      }
    }
    written = at_ - begin;
    ++at_;
    return true;
  }

  const std::string& text_;
  std::size_t at_ = 0;
};

// Well-formed UTF-8 by the table 3-7 of the Unicode standard.
inline bool is_utf8(const std::string& text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned a = byte(i), b = byte(i + 1);
    std::size_t length = 0;
    if (a <= 0x7F) length = 1;
    if (a >= 0xC2 && a <= 0xDF && b >= 0x80 && b <= 0xBF) length = 2;
    if (a == 0xE0 && b >= 0xA0 && b <= 0xBF) length = 3;
    if (((a >= 0xE1 && a <= 0xEC) || a == 0xEE || a == 0xEF) && b >= 0x80 && b <= 0xBF) length = 3;
    if (a == 0xED && b >= 0x80 && b <= 0x9F) length = 3;
    if (a == 0xF0 && b >= 0x90 && b <= 0xBF) length = 4;
    if (a >= 0xF1 && a <= 0xF3 && b >= 0x80 && b <= 0xBF) length = 4;
    if (a == 0xF4 && b >= 0x80 && b <= 0x8F) length = 4;
    for (std::size_t k = 2; k < length; ++k) {
      if (byte(i + k) < 0x80 || byte(i + k) > 0xBF) return false;
    }
    if (length == 0) return false;
    i += length;
  }
  return true;
}

struct StrictJsonRows {
  std::size_t row_limit = std::size_t{1} << 20;

  static bool has_control(const std::string& text) {
    for (const char c : text) {
      if (static_cast<unsigned char>(c) < 32 || c == 127) return true;
    }
    return false;
  }
  static bool all_digits(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  }
  static std::string without_spaces(const std::string& text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
  }
  static bool is_date(const std::string& text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const std::string year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2);
    if (!all_digits(year) || !all_digits(month) || !all_digits(day)) return false;
    const int y = std::stoi(year), m = std::stoi(month), d = std::stoi(day);
    const int kDays[] = {31, y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
                         31};
    return y >= 1900 && text <= "2079-06-05" && m >= 1 && m <= 12 && d >= 1 && d <= kDays[m - 1];
  }
  static bool is_too_deep(const std::string& line) {
    int depth = 0;
    bool inside = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (inside) {
        if (line[i] == '\\')
          ++i;
        else if (line[i] == '"')
          inside = false;
      } else if (line[i] == '"') {
        inside = true;
      } else if (line[i] == '{' || line[i] == '[') {
        if (++depth == 9) return true;
      } else if (line[i] == '}' || line[i] == ']') {
        --depth;
      }
    }
    return false;
  }

  // The value as the answer shows it, or a reason.
  static std::string read_cell(const std::string& column, const std::string& text, std::string& reason) {
    const auto small = [&](int highest) -> std::string {
      if (text.empty()) return "0";
      if (all_digits(text) && text.size() <= 3 && std::stoi(text) >= 1 && std::stoi(text) <= highest) {
        return std::to_string(std::stoi(text));
      }
      reason = "kode_tidak_dikenal";
      return "";
    };
    std::string shown = text;
    if (column == "nik" || column == "nomor_kartu_keluarga") {
      if (!text.empty() && (text.size() != 16 || !all_digits(text))) reason = "bukan_16_digit";
      shown = all_digits(text) ? std::to_string(std::stoull(text.substr(0, 18))) : "0";
    } else if (column == "jenis_kelamin") {
      shown = text == "L" ? "1" : text == "P" ? "2" : small(2);
    } else if (column == "tanggal_lahir") {
      if (!text.empty() && !is_date(text)) reason = "tanggal_tidak_sah";
    } else if (column == "kode_desa") {
      if (!text.empty() && (text.size() != 10 || !all_digits(text))) reason = "bukan_10_digit";
      if (text == "0000000000") shown = "";  // says nothing
    } else if (column == "status_kawin") {
      shown = small(5);
    }
    if ((!reason.empty() || column == "nama") && has_control(text)) reason = "karakter_kendali";
    return shown;
  }

  std::string read_line(const std::string& line, bool last) const {
    const auto reject = [](const std::string& column, const std::string& reason) {
      return "reject " + column + " " + reason;
    };
    if (line.size() > row_limit) return reject("", "baris_terlalu_panjang");
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string::npos) return reject("", "baris_kosong");
    if (line.find('\0') != std::string::npos) return reject("", "byte_nol");
    if (!is_utf8(line)) return reject("", "utf8_tidak_sah");
    if (line[first] != '{') return reject("", "bukan_objek");
    if (is_too_deep(line)) return reject("", "json_terlalu_dalam");
    std::vector<StrictJsonLine::Member> members;
    if (!StrictJsonLine(line).read(members)) return reject("", last ? "baris_terpotong" : "json_tidak_sah");
    const std::vector<std::string> kTexts = {"nik", "nomor_kartu_keluarga", "nama", "tanggal_lahir", "kode_desa"};
    const std::set<std::string> texts(kTexts.begin(), kTexts.end()), codes = {"jenis_kelamin", "status_kawin"},
                                                                     passed = {"alamat", "catatan"};
    std::set<std::string> seen;
    for (const auto& [key, value] : members) {
      if (texts.count(key) + codes.count(key) + passed.count(key) == 0) return reject("", "kunci_tidak_dikenal");
      if (!seen.insert(key).second) return reject(key, "kunci_ganda");
    }
    std::map<std::string, std::string> shown = {
        {"nik", "0"}, {"nomor_kartu_keluarga", "0"}, {"jenis_kelamin", "0"}, {"status_kawin", "0"}};
    for (const auto& [key, value] : members) {
      if (value.written > 65536) return reject(key, "sel_terlalu_panjang");
      if (passed.count(key) != 0) continue;
      if (value.type == 't' || value.type == '{') return reject(key, "jenis_nilai_salah");
      if (value.type == '0' && texts.count(key) != 0) return reject(key, "jenis_nilai_salah");
      if (value.type == '0' && (value.meaning == "-0" || value.meaning.find_first_of(".eE") != std::string::npos)) {
        return reject(key, "bukan_bilangan_bulat");
      }
    }
    bool says_something = false;
    for (const auto& [key, value] : members) {
      const std::string text = value.type == '"' ? without_spaces(value.meaning) : value.meaning;
      says_something |= passed.count(key) == 0 && !text.empty();
    }
    if (!says_something) return reject("", "baris_kosong");
    for (const auto& [key, value] : members) {
      if (passed.count(key) != 0) continue;
      std::string reason;
      shown[key] = read_cell(key, value.type == '"' ? without_spaces(value.meaning) : value.meaning, reason);
      if (!reason.empty()) return reject(key, reason);
    }
    return "ok " + shown["nik"] + "|" + shown["nomor_kartu_keluarga"] + "|" + shown["nama"] + "|" +
           shown["jenis_kelamin"] + "|" + shown["tanggal_lahir"] + "|" + shown["kode_desa"] + "|" +
           shown["status_kawin"];
  }

  std::vector<std::string> read(const std::string& text) const {
    std::vector<std::string> answer;
    std::size_t at = text.compare(0, 3, "\xEF\xBB\xBF") == 0 ? 3 : 0;
    for (std::size_t row = 1; at < text.size(); ++row) {
      const std::size_t feed = text.find('\n', at);
      const bool last = feed == std::string::npos;
      const std::string result = read_line(text.substr(at, last ? std::string::npos : feed - at), last);
      answer.push_back(std::to_string(row) + (result[0] == 'r' ? " @" + std::to_string(at) : "") + " " + result);
      at = last ? text.size() : feed + 1;
    }
    return answer;
  }
};

}  // namespace reference
