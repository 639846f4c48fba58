// Names the ways in which pairs of two persons have more in common than chance gives, from the types of the fields.
//
//   same place     names and dates agree by chance; towns, post codes, streets go together
//   kin of a field one name field and one date agree by chance, all else may go together: brothers and sisters, who
//                  share address, telephone and family name, but not the given name and the birth date. One class for
//                  every name field and date, since nobody says which is the given name and which the birth date; EM
//                  leaves no share to those that are not there. Without dates, or without names: one for every field
//
// Of a name that is the only one, just the upper levels are by chance (equal, the same words, nearly the same): a full
// name may have the family name in common. A class needs two fields beside those, else nothing can go together; files
// without names and without dates have none.
//
// order: that of the fields. shape: at most kMostRelated; further ones are left out. threads: safe.
#pragma once

#include <span>
#include <vector>

#include "engine/linkage/match/field_values.h"
#include "engine/linkage/model/fellegi_sunter.h"

namespace engine {

// With start values: small shares, and free levels from most to least agreement.
std::vector<RelatedClass> related_classes(std::span<const FieldValues> fields, const FellegiSunterModel& start);

}  // namespace engine
