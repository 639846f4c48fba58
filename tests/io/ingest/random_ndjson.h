// Makes random NDJSON of persons: rows as exporters write them, odd but good ones, and damaged ones; and files of rows
// that are alike from value to value, with some among them that nearly are.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace tests {

class RandomNdjson {
 public:
  explicit RandomNdjson(std::uint64_t seed) : random_(seed) {}

  // `odd`: of a hundred rows, how many are of another shape than their neighbours or damaged.
  std::string text(int rows, unsigned odd) {
    std::string out = below(10) == 0 ? "\xEF\xBB\xBF" : "";
    const std::string feed = below(5) == 0 ? "\r\n" : "\n";
    const bool spaced = below(3) == 0;
    for (int i = 0; i < rows; ++i) {
      std::string line = object(below(100) < odd, spaced);
      if (below(200) < odd) line = damaged(line);
      out += line;
      if (i + 1 < rows || below(4) != 0) out += feed;
    }
    if (below(8) == 0) out.resize(out.size() - below(std::min<std::size_t>(out.size(), 60)));
    return out;
  }

  // What may stand in a value's place, though hardly any is right.
  static const std::vector<std::string>& near_values() {
    static const std::vector<std::string> values = {"null",
                                                    "nulL",
                                                    "nul",
                                                    "true",
                                                    "01",
                                                    "00",
                                                    "-0",
                                                    "-1",
                                                    "+1",
                                                    "0",
                                                    "7",
                                                    "10",
                                                    "15",
                                                    "99",
                                                    "123",
                                                    "1.0",
                                                    "1.",
                                                    "1e0",
                                                    "1E",
                                                    "L",
                                                    "x",
                                                    "",
                                                    " 1",
                                                    "1 ",
                                                    "\t1",
                                                    "1\t",
                                                    "\"1\"",
                                                    "\"\"",
                                                    "\"01\"",
                                                    "\" 1\"",
                                                    "\"1 \"",
                                                    "\"L\"",
                                                    "\"null\"",
                                                    "\"A\\\"B\"",
                                                    "\"\\u0041NI\"",
                                                    "\"\\u0031\"",
                                                    "\" BUDI\"",
                                                    "\"BUDI \"",
                                                    "\"1 BUDI\"",
                                                    "\"A\tB\"",
                                                    "\"A\x01\"",
                                                    "\"A\x7f\"",
                                                    "\"A\xC3\"",
                                                    "\"A\xC3\xA9\"",
                                                    "\"\xE5\xAE\x89\"",
                                                    "\"A\"\"",
                                                    "\"A\\\"",
                                                    "\"\\\"",
                                                    "\"\\\\\"",
                                                    "\"A",
                                                    "A\"",
                                                    "\"A\" ",
                                                    "\"A\" \"B\"",
                                                    "{}",
                                                    "[]",
                                                    "[1",
                                                    "\"1980-02-30\"",
                                                    "\"1980-02-29\"",
                                                    "\"1980/02/29\"",
                                                    "\"1101012001\"",
                                                    "1101012001",
                                                    "\"9999999999\"",
                                                    "\"0000000000\"",
                                                    "\"0000000000000000\"",
                                                    "\"1101010107800001\"",
                                                    "1101010107800001",
                                                    "\"110101010780000\\\"",
                                                    "\"11010101078000012\""};
    return values;
  }

  // Rows of a shape that changes now and then; of a hundred rows `near` are a little off it.
  std::string shaped_text(int rows, unsigned near) {
    const std::string feed = below(4) == 0 ? "\r\n" : "\n";
    std::string out;
    Style style = random_style();
    for (int i = 0; i < rows; ++i) {
      if (below(60) == 0) style = random_style();
      std::string line = styled(style, below(100) < near);
      if (below(400) < near) line = damaged(line);
      if (below(400) < near) line.insert(below(line.size()), line);
      out += line;
      if (i + 1 < rows || below(4) != 0) out += below(400) < near ? "\r\n" : feed;
      if (below(800) < near) out += feed;
    }
    return out;
  }

 private:
  struct Style {
    std::string comma = ",", colon = ":";
    std::size_t turn = 0;  // keys begin with this one
    bool swapped = false, quoted_sex = false, quoted_code = false, with_village = true, with_code = true;
    std::size_t unread = 0;  // which key that is not read stands at the end
  };

  Style random_style() {
    static const char* const kCommas[] = {",", ",", ", ", " ,", " , "};
    static const char* const kColons[] = {":", ":", ": ", " : "};
    return {one_of(kCommas), one_of(kColons), below(3) == 0 ? below(7) : 0,
            below(4) == 0,   below(3) == 0,   below(3) == 0,
            below(12) != 0,  below(3) != 0,   below(4)};
  }

  std::string styled(const Style& style, bool near) {
    static const char* const kNames[] = {"SITI AMINAH",    "BUDI",
                                         "Andr\xC3\xA9",   "D'ARC-NGUY",
                                         "ANI {1,2}: [X]", "NI PUTU AYU KADEK SUKERTI DEWI WIJAYANINGSIH"};
    const auto code = [&](bool quoted, std::size_t value) {
      return quoted ? '"' + std::to_string(value) + '"' : std::to_string(value);
    };
    std::vector<std::pair<std::string, std::string>> members = {
        {"nik", '"' + number16() + '"'},
        {"nomor_kartu_keluarga", '"' + number16() + '"'},
        {"nama", '"' + one_of(kNames) + '"'},
        {"jenis_kelamin", code(style.quoted_sex, 1 + below(2))},
        {"tanggal_lahir", "\"19" + std::to_string(50 + below(49)) + "-0" + std::to_string(1 + below(9)) + "-1" +
                              std::to_string(below(10)) + '"'},
        {"kode_desa", '"' + std::string(below(3) == 0 ? "1101012001" : "3201012001") + '"'},
        {"status_kawin", code(style.quoted_code, 1 + below(5))}};
    if (!style.with_code) members.pop_back();
    if (!style.with_village) members.erase(members.begin() + 5);
    if (style.unread == 1) members.emplace_back("alamat", "\"JL. MAWAR RT 1\"");
    if (style.unread == 2) members.emplace_back("alamat", std::to_string(below(100'000)) + (below(3) == 0 ? ".5" : ""));
    if (style.unread == 3) members.emplace_back("catatan", below(2) == 0 ? "true" : "null");
    if (style.swapped) std::swap(members[0], members[3]);
    std::rotate(members.begin(), members.begin() + static_cast<std::ptrdiff_t>(style.turn % members.size()),
                members.end());
    if (near) make_near(members);
    std::string line = "{";
    for (std::size_t i = 0; i < members.size(); ++i) {
      line += (i == 0                   ? ""
               : near && below(20) == 0 ? std::string(", ")
                                        : style.comma) +
              '"' + members[i].first + '"' + (near && below(20) == 0 ? std::string(": ") : style.colon) +
              members[i].second;
    }
    return line + "}";
  }

  // Takes little away from how the row looks.
  void make_near(std::vector<std::pair<std::string, std::string>>& members) {
    auto& member = members[below(members.size())];
    switch (below(8)) {
      case 0: std::swap(members.front(), members.back()); break;
      case 1: members.push_back(member); break;
      case 2: members.erase(members.begin()); break;
      case 3:
        member.first = one_of(std::vector<std::string>{"nik", "nama", "alamat", "NAMA", "n\\u0069k", "catatan"});
        break;
      case 4: member.second = '"' + std::string(below(700), 'A') + '"'; break;
      case 5: std::swap(member.second, members.front().second); break;
      default: member.second = one_of(near_values()); break;
    }
    if (members.empty()) members.emplace_back("nama", "\"BUDI\"");
  }

  std::size_t below(std::size_t n) { return n == 0 ? 0 : random_() % n; }
  template <class List>
  std::string one_of(const List& list) {
    return list[below(std::size(list))];
  }

  std::string number16() { return std::to_string(1101010107800000 + below(99999)); }

  std::string object(bool odd, bool spaced) {
    static const char* const kNames[] = {
        "SITI AMINAH",        "BUDI", "H. ANDR\xC3\x89", "  OTONG  ", "NI PUTU AYU KADEK SUKERTI DEWI",
        "\xF0\x9F\x98\x80 X", "",     "D'ARC-NGUY"};
    std::vector<std::pair<std::string, std::string>> members = {
        {"nik", '"' + number16() + '"'},
        {"nomor_kartu_keluarga", '"' + number16() + '"'},
        {"nama", '"' + one_of(kNames) + '"'},
        {"jenis_kelamin", std::to_string(1 + below(2))},
        {"tanggal_lahir", "\"19" + std::to_string(50 + below(49)) + "-0" + std::to_string(1 + below(9)) + "-1" +
                              std::to_string(below(10)) + '"'},
        {"kode_desa", '"' + std::string(below(3) == 0 ? "1101012001" : "3201012001") + '"'},
        {"status_kawin", below(4) == 0 ? "\"\"" : std::to_string(1 + below(5))},
        {"alamat", "\"JL. MAWAR RT 1\""}};
    if (odd) make_odd(members);
    std::string line = "{";
    const std::string comma = spaced ? ", " : ",", colon = spaced ? ": " : ":";
    for (std::size_t i = 0; i < members.size(); ++i) {
      line += (i == 0 ? "" : comma) + blank(odd) + '"' + members[i].first + '"' + blank(odd) + colon + blank(odd) +
              members[i].second + blank(odd);
    }
    return line + "}" + blank(odd);
  }

  std::string blank(bool odd) {
    static const char* const kBlanks[] = {" ", "\t", "\r", "  "};
    return odd && below(20) == 0 ? one_of(kBlanks) : "";
  }

  void make_odd(std::vector<std::pair<std::string, std::string>>& members) {
    static const char* const kValues[] = {"null",
                                          "true",
                                          "false",
                                          "1",
                                          "0",
                                          "-0",
                                          "-1",
                                          "1.0",
                                          "1e2",
                                          "1e309",
                                          "01",
                                          "NaN",
                                          "12345678901234567890",
                                          "\"\"",
                                          "\"1\"",
                                          "\"L\"",
                                          "\"x\\\"y\"",
                                          "\"a\\\\\"",
                                          "\"\\u0041NI\"",
                                          "\"\\ud83d\\ude00\"",
                                          "\"\\ud83d\"",
                                          "\"\\ude00\"",
                                          "\"\\ud83d\\u0041\"",
                                          "\"\\u0000\"",
                                          "\"a\\nb\"",
                                          "\"\\x\"",
                                          "\"\\u12\"",
                                          "[]",
                                          "{}",
                                          "[1,[2]]",
                                          "{\"a\":[1,{}]}",
                                          "[[[[[[[1]]]]]]]",
                                          "[[[[[[[[1]]]]]]]]",
                                          "[1",
                                          "{\"a\"}",
                                          "\"\x7f\"",
                                          "\"110101010780000\"",
                                          "\"1101010107800001 \"",
                                          "\"2079-06-05\"",
                                          "\"1980-02-30\"",
                                          "\"9999999999\"",
                                          "\"tab\there\"",
                                          "\"\xC3\"",
                                          "\"\xED\xA0\x80\"",
                                          "\"{[\"",
                                          "\"\\/\\b\\f\\r\\t\"",
                                          "tru",
                                          "nul",
                                          "\"",
                                          "1 2",
                                          "\"a\" \"b\"",
                                          ""};
    static const char* const kKeys[] = {
        "nik", "nama", "catatan",      "namaa",     "n\\u0069k", "alamat", "kode_desa",
        "",    "NIK",  "status_kawin", "ijazah\\n", "\\ud800",   "x\"y",   "1101010107800001"};
    for (std::size_t times = 1 + below(2); times > 0; --times) {
      const std::size_t at = below(members.size());
      switch (below(6)) {
        case 0: members[at].second = one_of(kValues); break;
        case 1: members.erase(members.begin() + static_cast<std::ptrdiff_t>(at)); break;
        case 2: std::shuffle(members.begin(), members.end(), random_); break;
        case 3: members.emplace_back(one_of(kKeys), one_of(kValues)); break;
        case 4: members[at].first = one_of(kKeys); break;
        default: members[at].second = one_of(kValues); break;
      }
      if (members.empty()) return;
    }
  }

  // A few bytes taken out, put in, changed, or the tail cut.
  std::string damaged(std::string line) {
    static const std::string kBytes = "{}[]\",:\\u0019aeE.+- \t\r\x01\x7f\xC3\xA9\xFF\n";
    for (std::size_t times = 1 + below(3); times > 0 && !line.empty(); --times) {
      const std::size_t at = below(line.size());
      switch (below(5)) {
        case 0: line.erase(at, 1); break;
        case 1: line.insert(at, 1, below(30) == 0 ? '\0' : kBytes[below(kBytes.size())]); break;
        case 2: line[at] = kBytes[below(kBytes.size())]; break;
        case 3: line.resize(at); break;
        default: line.insert(at, line.substr(below(line.size()), below(20))); break;
      }
    }
    return line;
  }

  std::mt19937_64 random_;
};

}  // namespace tests
