#include "tools/synth/name_faults.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "tools/synth/name_stock.h"
#include "tools/synth/people.h"

namespace tools::synth {
namespace {

using Words = std::vector<std::string_view>;

// Words that are written in several ways; each group is one name.
constexpr std::string_view kSameName[][7] = {
    {"MUHAMMAD", "MUHAMAD", "MOHAMMAD", "MOHAMAD", "MOCHAMAD", "MUH", "MOH"},
    {"MOH", "MOCH", "MOHAMMAD", "MUH", "MUHAMMAD"},
    {"ABDUL", "ABD", "ABDOEL"},
    {"ABD", "ABDUL"},
    {"NUR", "NOER", "NOOR"},
    {"NURUL", "NOERUL", "NURRUL"},
    {"SITI", "ST", "SITTI"},
    {"SRI", "SERI", "SHRI"},
    {"SLAMET", "SELAMET", "SLAMAT"},
    {"SUMIYATI", "SUMIATI"},
    {"SUMIATI", "SUMIYATI"},
    {"NURHAYATI", "NURHAYATY", "NOERHAYATI", "NUR HAYATI"},
    {"AHMAD", "ACHMAD", "AKHMAD", "AHMED"},
    {"YUSUF", "JUSUF", "YUSUP", "YOESOEF"},
    {"SYARIF", "SARIF", "SJARIF"},
    {"FAUZI", "FAUZY", "PAUZI"},
    {"HIDAYAT", "HIDAJAT", "HIDAYATULLAH"},
    {"RIZKY", "RISKY", "RIZKI", "RISKI"},
    {"DEWI", "DEVI"},
    {"SUTRISNO", "SOETRISNO"},
    {"ISMAIL", "ISMA'IL", "ISMAEL"},
    {"SULAIMAN", "SULEMAN", "SOLEMAN"},
    {"AISYAH", "AISAH", "AISJAH", "SITI AISYAH"},
    {"FATIMAH", "FATIMA", "PATIMAH"},
    {"YOHANES", "JOHANES", "JOHANNES"},
    {"YULIANA", "JULIANA"},
    {"WAHYUDI", "WAHJUDI", "WAHYUDY"},
    {"JUNAIDI", "DJUNAIDI", "JUNAEDI"},
    {"MULYADI", "MULJADI", "MULIADI"},
    {"SUPRIYANTO", "SUPRIANTO", "SOEPRIJANTO"},
    {"TAUFIK", "TAUFIQ", "TOPIK"},
    {"ARIF", "ARIEF", "ARIP"},
    {"RAHMAN", "ROHMAN", "RACHMAN"},
    {"RAHMAT", "ROHMAT", "RACHMAT"},
    {"EKO", "EKHO"},
    {"WAYAN", "WYN"},
    {"KADEK", "KD"},
    {"PUTU", "PT"},
    {"KOMANG", "KMG"},
    {"NYOMAN", "NJOMAN"},
    {"MARIA", "MARIYA"},
    {"ANISA", "ANNISA", "ANNISSA"},
    {"UMAR", "OEMAR"},
};

// Sounds written in two ways: today's and the old spelling, or two of today's.
constexpr std::array<std::string_view, 2> kSounds[] = {
    {"U", "OE"}, {"J", "DJ"}, {"C", "TJ"},   {"Y", "J"},  {"SY", "SJ"}, {"KH", "CH"}, {"NY", "NJ"},
    {"F", "P"},  {"Z", "S"},  {"Q", "K"},    {"TT", "T"}, {"NN", "N"},  {"MM", "M"},  {"DD", "D"},
    {"AH", "A"}, {"IE", "I"}, {"IYA", "IA"}, {"V", "F"},  {"I", "Y"},   {"DH", "D"},
};

Words split(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    words.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return words;
}

NameText join(const std::vector<std::string>& words) {
  NameText name;
  for (const std::string& word : words) name.append(word);
  return name;
}

std::string one_letter(Stream& stream, std::string text) {
  static constexpr std::string_view kLetters = "AAAEEIIOUUBDGHKLMNNPRRSTWY";
  for (int tries = 0; tries < 20; ++tries) {
    std::string changed = text;
    const std::size_t at = stream.below(static_cast<std::uint32_t>(text.size()));
    if (text[at] < 'A' || text[at] > 'Z') continue;
    const char letter = kLetters[stream.below(static_cast<std::uint32_t>(kLetters.size()))];
    const std::uint32_t kind = stream.below(10);
    if (kind < 4) {
      changed[at] = letter;
    } else if (kind < 6) {
      changed.insert(at + 1, 1, letter);
    } else if (kind < 8) {
      changed.erase(at, 1);
    } else if (at + 1 < text.size() && text[at + 1] != ' ') {
      std::swap(changed[at], changed[at + 1]);
    }
    if (changed != text && changed.size() >= 2) return changed;
  }
  return text;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// The spelling before 1947 throughout. DJ is made before J means Y.
std::string old_orthography(std::string_view text) {
  std::string out(text);
  replace_all(out, "J", "DJ");
  replace_all(out, "Y", "J");
  replace_all(out, "C", "TJ");
  replace_all(out, "KH", "CH");
  replace_all(out, "U", "OE");
  return out;
}

// Rewrites one word, or a sound in several places, by another spelling.
std::string respell(Stream& stream, std::string_view text) {
  const Words words = split(text);
  std::string out;
  if (stream.chance(0.35)) {
    out = old_orthography(text);
    if (out != text) return out;
    out.clear();
  }
  std::size_t known = words.size();
  for (std::size_t w = 0; w < words.size() && known == words.size(); ++w) {
    for (const auto& group : kSameName) {
      if (group[0] != words[w]) continue;
      known = w;
      std::uint32_t forms = 1;
      while (forms < 7 && !group[forms].empty()) ++forms;
      const std::string_view other = group[1 + stream.below(forms - 1)];
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += ' ';
        out += i == w ? other : words[i];
      }
      break;
    }
  }
  if (known < words.size() && stream.chance(0.45)) return out;
  const std::size_t count = std::size(kSounds);
  const std::size_t start = stream.chance(0.5) ? stream.below(7) : stream.below(static_cast<std::uint32_t>(count));
  if (known == words.size()) out = text;
  int changes = 0;
  for (std::size_t i = 0; i < count && changes < 4; ++i) {
    const auto& pair = kSounds[(start + i) % count];
    const bool forward = stream.chance(0.75);
    const std::string_view from = pair[forward ? 0 : 1], to = pair[forward ? 1 : 0];
    std::size_t at = out.find(from, stream.chance(0.5) ? 1 : 0);
    // Every place of one sound is spelt alike by one writer.
    bool changed = false;
    while (at != std::string::npos) {
      out.replace(at, from.size(), to);
      changed = true;
      at = out.find(from, at + to.size());
    }
    changes += changed ? 1 : 0;
    if (changed && stream.chance(0.15)) break;
  }
  return out;
}

std::string change_words(Stream& stream, std::string_view text, bool male) {
  const Words words = split(text);
  std::vector<std::string> out(words.begin(), words.end());
  const double kind = stream.unit();
  const NameStock& stock = NameStock::get();
  if (words.size() >= 2 && kind < 0.55) {
    out.erase(out.begin() + stream.below(static_cast<std::uint32_t>(out.size())));
  } else if (words.size() >= 2 && kind < 0.75) {
    std::rotate(out.begin(), out.begin() + 1, out.end());
  } else if (stream.chance(0.4)) {
    out.insert(out.begin(),
               std::string(male ? (stream.chance(0.7) ? "MUHAMMAD" : "AHMAD") : (stream.chance(0.7) ? "SITI" : "NUR")));
  } else {
    out.emplace_back((male ? stock.modern_last_male : stock.modern_last_female).draw(stream));
  }
  return std::string(join(out).view());
}

// What neighbours call a person: a part of one word.
std::string nickname(Stream& stream, std::string_view text) {
  const Words words = split(text);
  Words long_words;
  for (const std::string_view word : words) {
    if (word.size() >= 4) long_words.push_back(word);
  }
  if (long_words.empty()) return {};
  const std::string_view word = long_words[stream.below(static_cast<std::uint32_t>(long_words.size()))];
  const double kind = stream.unit();
  if (words.size() >= 2 && kind < 0.35) return std::string(word);
  if (word.size() >= 6 && kind < 0.7) return std::string(word.substr(word.size() - 3 - stream.below(2)));
  return std::string(word.substr(0, 3 + stream.below(2)));
}

std::string toggle_title(Stream& stream, std::string_view text, bool male) {
  static constexpr std::string_view kFront[] = {"H", "HJ", "DRS", "DRA", "IR", "DR", "KH"},
                                    kBack[] = {"S.PD",  "SE",   "SH",   "ST",   "S.KOM",
                                               "S.SOS", "S.AG", "M.SI", "M.PD", "S.KEP"};
  const Words words = split(text);
  if (words.size() >= 2) {
    if (std::find(std::begin(kFront), std::end(kFront), words.front()) != std::end(kFront))
      return std::string(text.substr(words.front().size() + 1));
    if (std::find(std::begin(kBack), std::end(kBack), words.back()) != std::end(kBack))
      return std::string(text.substr(0, text.size() - words.back().size() - 1));
  }
  const double kind = stream.unit();
  if (kind < 0.6) return (male ? (kind < 0.5 ? "H " : "KH ") : "HJ ") + std::string(text);
  const std::string_view degree = kBack[stream.below(10)];
  return std::string(text) + (stream.chance(0.3) ? ", " : " ") + std::string(degree);
}

engine::Day day_or(int year, int month, int day, engine::Day otherwise) {
  const auto found = engine::day_from_civil(year, month, day);
  return found && *found < reference_day() ? *found : otherwise;
}

}  // namespace

Fault change_person(Stream& stream, Fault fault, bool male, NameText& name, engine::Day& birth) {
  const std::string before(name.view());
  const engine::Day birth_before = birth;
  const engine::CivilDate date = engine::civil_from_day(birth);
  std::string after = before;
  switch (fault) {
    case Fault::kNameLetter: after = one_letter(stream, before); break;
    case Fault::kNameTwoLetters: after = one_letter(stream, one_letter(stream, before)); break;
    case Fault::kNameSpelling: after = respell(stream, before); break;
    case Fault::kNameToken: after = change_words(stream, before, male); break;
    case Fault::kNickname: after = nickname(stream, before); break;
    case Fault::kTitle: after = toggle_title(stream, before, male); break;
    case Fault::kBirthDefault: {
      const bool july = stream.chance(0.55);
      const int year = date.year + (stream.chance(0.4) ? stream.between(-2, 2) : 0);
      birth = july ? day_or(year, 7, 1, birth) : day_or(year, 12, 31, birth);
      if (birth == birth_before) birth = july ? day_or(date.year, 12, 31, birth) : day_or(date.year, 7, 1, birth);
      break;
    }
    case Fault::kBirthSwapped: birth = day_or(date.year, date.day, date.month, birth); break;
    case Fault::kBirthYear: {
      const int years = stream.between(1, 10);
      const int year = date.year + (stream.chance(0.5) ? years : -years);
      birth = day_or(year, date.month, std::min(date.day, 28),
                     day_or(date.year - years, date.month, std::min(date.day, 28), birth));
      break;
    }
    default: return Fault::kNone;
  }
  if (after.empty() || (after == before && birth == birth_before)) return Fault::kNone;
  if (after != before) {
    NameText changed;
    changed.extend(after);
    if (changed.empty() || changed.view() == before) return Fault::kNone;
    name = changed;
  }
  return fault;
}

std::uint64_t change_nik(Stream& stream, Fault fault, std::uint64_t nik) {
  std::array<int, 16> digit{};
  for (std::size_t i = 16; i-- > 0; nik /= 10) digit[i] = static_cast<int>(nik % 10);
  const auto read = [&] {
    std::uint64_t value = 0;
    for (const int d : digit) value = value * 10 + static_cast<std::uint64_t>(d);
    return value;
  };
  if (fault == Fault::kNikDigit) {
    const std::size_t at = 2 + stream.below(14);
    digit[at] = (digit[at] + 1 + static_cast<int>(stream.below(9))) % 10;
  } else if (fault == Fault::kNikSwap) {
    for (int tries = 0; tries < 40; ++tries) {
      const std::size_t at = 1 + stream.below(14);
      if (digit[at] == digit[at + 1]) continue;
      std::swap(digit[at], digit[at + 1]);
      break;
    }
  } else if (fault == Fault::kNikCut) {
    // A spreadsheet keeps 15 digits; older ones fewer.
    std::size_t lost = stream.chance(0.7) ? 1 : 2 + stream.below(3);
    while (lost < 16) {
      bool any = false;
      for (std::size_t i = 16 - lost; i < 16; ++i) any = any || digit[i] != 0;
      if (any) break;
      ++lost;
    }
    for (std::size_t i = 16 - lost; i < 16; ++i) digit[i] = 0;
  }
  return read();
}

}  // namespace tools::synth
