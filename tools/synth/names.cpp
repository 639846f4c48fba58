#include "tools/synth/names.h"

namespace tools::synth {
namespace {

constexpr bool is_muslim(Custom c) {
  return c == Custom::kJava || c == Custom::kSunda || c == Custom::kMalay || c == Custom::kMinang ||
         c == Custom::kBugis || c == Custom::kMadura;
}

// Share of one-word names among the old, in percent by custom and sex.
struct SingleWord {
  double male, female;
};
constexpr std::array<SingleWord, kCustomCount> kSingleWord = {{
    {.50, .34},
    {.40, .38},
    {.30, .34},
    {0, 0},
    {.45, .42},
    {0, 0},
    {.34, .38},
    {.05, .05},
    {0, 0},
    {0, 0},
    {.42, .34},
    {.22, .22},
}};

// Chance that a person of this custom and sex bears one of the frequent names, and which.
std::string_view draw_frequent(Stream& stream, const NameWish& wish) {
  struct Choice {
    std::array<double, 16> upto{};
    double all = 0;
  };
  static const std::array<std::array<Choice, 2>, kCustomCount> kChoices = [] {
    std::array<std::array<Choice, 2>, kCustomCount> choices{};
    const auto& shares = customs_of_nation();
    const auto& names = frequent_names();
    for (std::size_t n = 0; n < names.size(); ++n) {
      double bearers = 0;
      for (std::size_t c = 0; c < kCustomCount; ++c) bearers += (names[n].customs >> c & 1u) != 0 ? shares[c] : 0;
      for (std::size_t c = 0; c < kCustomCount; ++c) {
        for (std::size_t sex = 0; sex < 2; ++sex) {
          Choice& choice = choices[c][sex];
          if ((names[n].customs >> c & 1u) != 0 && (sex == 1) == names[n].male)
            choice.all += names[n].per_person * 2 / bearers;
          choice.upto[n] = choice.all;
        }
      }
    }
    return choices;
  }();
  // The old bear them about four times as often as the young (assumed).
  const double by_age = wish.birth_year < 1990 ? 1.62 : 0.42;
  const Choice& choice = kChoices[static_cast<std::size_t>(wish.custom)][wish.male ? 1 : 0];
  const double u = stream.unit() / by_age;
  if (u >= choice.all) return {};
  std::size_t n = 0;
  while (choice.upto[n] <= u) ++n;
  return frequent_names()[n].name;
}

void append_muslim(Stream& stream, const NameWish& wish, bool young, NameText& name) {
  const NameStock& stock = NameStock::get();
  const auto c = static_cast<std::size_t>(wish.custom);
  const TokenPool& own = wish.male ? stock.male[c] : stock.female[c];
  const TokenPool& arabic = wish.male ? stock.arabic_male : stock.arabic_female;
  const TokenPool& modern = wish.male ? stock.modern_male : stock.modern_female;
  const TokenPool& modern_last = wish.male ? stock.modern_last_male : stock.modern_last_female;
  if (!young) {
    const double single = wish.male ? kSingleWord[c].male : kSingleWord[c].female;
    const double u = stream.unit();
    const bool arabic_first =
        stream.chance(wish.custom == Custom::kMalay || wish.custom == Custom::kMadura ? 0.55 : 0.3);
    if (wish.custom == Custom::kBugis && stream.chance(0.06)) name.append("ANDI");
    if (u < single) {
      name.append(own.draw_even(stream));
      return;
    }
    name.append(arabic_first ? arabic.draw(stream) : own.draw(stream));
    name.append(stream.chance(0.55) ? own.draw(stream) : arabic.draw(stream));
    if (u > 0.9) name.append(arabic.draw(stream));
    if (wish.custom == Custom::kMalay && stream.chance(0.03)) {
      name.append(wish.male ? "BIN" : "BINTI");
      name.append(stock.male[c].draw(stream));
    }
    return;
  }
  const double kind = stream.unit(), count = stream.unit();
  if (count < 0.06) {
    name.append(kind < 0.6 ? modern.draw_even(stream) : own.draw_even(stream));
    return;
  }
  name.append(kind < 0.5 ? modern.draw(stream) : kind < 0.8 ? arabic.draw(stream) : own.draw(stream));
  if (count > 0.52) name.append(stream.chance(0.5) ? modern.draw(stream) : arabic.draw(stream));
  if (count > 0.96) name.append(arabic.draw(stream));
  const double last = stream.unit();
  name.append(last < 0.62 ? modern_last.draw(stream) : last < 0.85 ? arabic.draw(stream) : own.draw(stream));
}

void append_balinese(Stream& stream, const NameWish& wish, bool young, NameText& name) {
  const NameStock& stock = NameStock::get();
  constexpr auto kBali = static_cast<std::size_t>(Custom::kBali);
  const double caste = stream.unit();
  if (caste < 0.03) {
    name.append(wish.male ? "IDA BAGUS" : "IDA AYU");
  } else if (caste < 0.06) {
    name.append(wish.male ? "I GUSTI" : "NI GUSTI");
  } else if (caste < 0.08) {
    name.append(wish.male ? "DEWA" : "DESAK");
  } else if (caste < 0.09) {
    name.append("ANAK AGUNG");
  } else {
    name.append(wish.male ? "I" : "NI");
  }
  static constexpr std::string_view kFirst[] = {"WAYAN", "PUTU", "GEDE"}, kFirstWoman[] = {"WAYAN", "PUTU", "LUH"},
                                    kSecond[] = {"MADE", "KADEK"}, kThird[] = {"NYOMAN", "KOMANG"};
  const int order = (wish.birth_order - 1) % 4;
  if (order == 0) name.append(wish.male ? kFirst[stream.below(3)] : kFirstWoman[stream.below(3)]);
  if (order == 1) name.append(kSecond[stream.below(2)]);
  if (order == 2) name.append(kThird[stream.below(2)]);
  if (order == 3) name.append("KETUT");
  if (young) name.append((wish.male ? stock.modern_male : stock.modern_female).draw(stream));
  name.append((wish.male ? stock.male : stock.female)[kBali].draw(stream));
}

void append_with_clan(Stream& stream, const NameWish& wish, bool young, NameText& name) {
  const NameStock& stock = NameStock::get();
  const auto c = static_cast<std::size_t>(wish.custom);
  const TokenPool& own = wish.male ? stock.male[c] : stock.female[c];
  const TokenPool& christian = wish.male ? stock.christian_male : stock.christian_female;
  const TokenPool& modern = wish.male ? stock.modern_male : stock.modern_female;
  if (wish.custom == Custom::kChinese && !young && stream.chance(0.35)) {
    name.append(wish.clan);
    name.append(own.draw(stream));
    name.append(own.draw(stream));
    return;
  }
  const double first = stream.unit();
  name.append(first < 0.45                   ? own.draw(stream)
              : first < (young ? 0.7 : 0.95) ? christian.draw(stream)
                                             : modern.draw(stream));
  if (stream.chance(young ? 0.6 : 0.3)) name.append(stream.chance(0.6) ? own.draw(stream) : modern.draw(stream));
  name.append(wish.clan);
}

}  // namespace

NameText make_name(Stream& stream, const NameWish& wish) {
  NameText name;
  const std::string_view frequent = draw_frequent(stream, wish);
  if (!frequent.empty()) return NameText(frequent);
  // Named after the father: his words with one more or another first word.
  if (wish.male && !wish.father.empty() && stream.chance(0.025)) {
    const NameText father(wish.father);
    if (stream.chance(0.5) || father.tokens() == 1) {
      name = father;
      name.append(stream.chance(0.5) ? "JUNIOR" : "PUTRA");
    } else {
      name.append(NameStock::get().arabic_male.draw(stream));
      name.append(wish.father.substr(wish.father.find(' ') + 1));
    }
    return name;
  }
  const bool young = stream.chance(wish.birth_year < 1972   ? 0.04
                                   : wish.birth_year > 2002 ? 0.97
                                                            : 0.04 + 0.031 * (wish.birth_year - 1972));
  if (is_muslim(wish.custom)) {
    append_muslim(stream, wish, young, name);
    if (young && !wish.father.empty() && stream.chance(0.08)) name.append(NameText(wish.father).last_token());
  } else if (wish.custom == Custom::kBali) {
    append_balinese(stream, wish, young, name);
  } else {
    append_with_clan(stream, wish, young, name);
  }
  if (name.empty()) name.append(NameStock::get().arabic_male.draw(stream));
  return name;
}

std::string_view draw_clan(Stream& stream, Custom custom) {
  const TokenPool& clans = NameStock::get().clan[static_cast<std::size_t>(custom)];
  return clans.size() == 0 ? std::string_view() : clans.draw(stream);
}

NameText twin_name(Stream& stream, const NameText& first, const NameWish& wish) {
  const NameStock& stock = NameStock::get();
  const std::string_view text = first.view();
  const std::size_t space = text.find(' ');
  NameText name;
  if (space == std::string_view::npos || stream.chance(0.3)) {
    // One letter of the first word is another: HASAN, HASIN.
    std::string changed(text);
    const std::size_t end = space == std::string_view::npos ? text.size() : space;
    static constexpr std::string_view kVowels = "AIUEO";
    const std::size_t at = end / 2 + stream.below(static_cast<std::uint32_t>(end - end / 2));
    const char letter = kVowels[stream.below(5)];
    changed[at] = changed[at] == letter ? (letter == 'A' ? 'I' : 'A') : letter;
    return NameText(changed);
  }
  name.append((wish.male ? stock.modern_male : stock.modern_female).draw(stream));
  name.append(text.substr(space + 1));
  return name;
}

NameText with_title(Stream& stream, const NameText& name, bool male, int age, int schooling, Custom custom) {
  const double u = stream.unit(), v = stream.unit();
  NameText titled;
  if (is_muslim(custom) && age > 42 && u < 0.035) {
    titled.append(male ? "H" : "HJ");
    titled.append(name.view());
    return titled;
  }
  if (schooling < 5 || age < 23 || u > 0.10) return name;
  if (age > 48 && v < 0.3) {
    titled.append(v < 0.2 ? (male ? "DRS" : "DRA") : "IR");
    titled.append(name.view());
    return titled;
  }
  static constexpr std::string_view kDegrees[] = {"S.PD",  "SE",   "SH",   "ST",   "S.KOM",
                                                  "S.SOS", "S.AG", "M.SI", "M.PD", "S.KEP"};
  titled = name;
  titled.append(kDegrees[stream.below(10)]);
  return titled;
}

Custom draw_custom(Stream& stream, std::uint32_t province) {
  const auto& percent = customs_of_province(province);
  std::uint32_t sum = 0;
  for (const std::uint8_t p : percent) sum += p;
  std::uint32_t left = stream.below(sum);
  std::size_t c = 0;
  while (left >= percent[c]) left -= percent[c++];
  return static_cast<Custom>(c);
}

}  // namespace tools::synth
