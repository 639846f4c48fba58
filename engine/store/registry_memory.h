// Adds up what the registry holds: its persons, their index, the dictionary of their names, its families and theirs.
//
// order: persons, person_index, name_dictionary, families, family_index. A row of the dictionary is a token; its
// heap of names that have no tokens is a column.
#pragma once

#include <vector>

#include "engine/store/registry.h"
#include "engine/store/table_memory.h"

namespace engine {

std::vector<TableMemory> registry_memory(const Registry& registry);

}  // namespace engine
