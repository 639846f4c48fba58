// Gives the keys by which a row may find its partners: from each field the whole value and a few coarser forms of it.
//
//   name      whole; consonants of its sorted words; first three letters; last three letters; longest word
//   date      whole; year and month; month and day; year and day; its digits in order of size
//   digits    whole; first half; second half; its digits in order of size (halves from four digits on)
//   category  whole
//   text      whole without spaces; sorted words; first five letters; last five letters; longest word
//   number    whole
// Where there are several name fields, a last key holds the sorted consonant keys of all of them: names exchanged.
//
// A key is a hash of 32 bits; two keys that fall together only make a block larger. missing: kNoKey; a missing value
// and a form that the value has no letters or digits for have none. order: field by field. threads: safe.
// cost: one pass over the values of each field and one over the rows; 4 bytes a row and key.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/linkage/match/field_values.h"

namespace engine {

using BlockKey = std::uint32_t;
inline constexpr BlockKey kNoKey = 0;

struct KeyColumn {
  std::string name;       // "surname: first letters"
  std::size_t field = 0;  // the first one where it is of several
  bool whole = false;     // the whole value
  std::vector<BlockKey> rows;
};

std::vector<KeyColumn> make_key_columns(std::span<const FieldValues> fields);

// The key of both: kNoKey where one is.
BlockKey joined_key(BlockKey a, BlockKey b);

}  // namespace engine
