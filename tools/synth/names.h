// Gives people their registered names by custom, sex, generation and kin.
//
// Old Javanese, Sundanese or Minangkabau names are often one word; the young have two to four. Balinese
// names carry the birth order, Batak, Moluccan and Papuan ones the father's clan. Some sons are named
// after the father, twins nearly alike. Shares by custom and generation are assumed.
// threads: pure functions of the stream.
#pragma once

#include <string_view>

#include "tools/synth/name_stock.h"
#include "tools/synth/name_text.h"

namespace tools::synth {

struct NameWish {
  Custom custom = Custom::kJava;
  bool male = false;
  int birth_year = 1980;
  int birth_order = 1;      // among the children of the family, from 1
  std::string_view clan;    // the father's, where the custom has clans
  std::string_view father;  // his full name, empty where unknown
};

NameText make_name(Stream& stream, const NameWish& wish);

// A clan of the custom, empty where it has none.
std::string_view draw_clan(Stream& stream, Custom custom);

// The name of a twin: like the first twin's, with another first word or a letter changed.
NameText twin_name(Stream& stream, const NameText& first, const NameWish& wish);

// Adds a religious or academic title as some registered names have it. `schooling`: ladder step 0..7.
NameText with_title(Stream& stream, const NameText& name, bool male, int age, int schooling, Custom custom);

// Draws a custom by the province's shares.
Custom draw_custom(Stream& stream, std::uint32_t province);

}  // namespace tools::synth
