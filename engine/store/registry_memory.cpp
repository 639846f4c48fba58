#include "engine/store/registry_memory.h"

namespace engine {

std::vector<TableMemory> registry_memory(const Registry& registry) {
  const PersonTable& p = registry.persons;
  TableMemory persons{"persons", p.size(), {}};
  persons.add("nik", p.nik);
  persons.add("family", p.family);
  persons.add("birth", p.birth);
  persons.add("marks", p.marks);
  persons.add("name", p.name);
  TableMemory person_index{"person_index", p.size(), {}};
  person_index.add("nik", p.by_nik.memory_bytes());
  TableMemory names{"name_dictionary", p.names.size(), {}};
  names.add("tokens", p.names.token_bytes());
  names.add("escaped_names", p.names.heap_bytes());

  const FamilyTable& f = registry.families;
  TableMemory families{"families", f.size(), {}};
  families.add("kk", f.kk);
  families.add("village", f.village);
  families.add("first_person", f.first_person);
  families.add("members", f.members);
  families.add("flags", f.flags);
  TableMemory family_index{"family_index", f.size(), {}};
  family_index.add("kk", f.by_kk.memory_bytes());
  return {persons, person_index, names, families, family_index};
}

}  // namespace engine
