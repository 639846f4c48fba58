#include "io/registry_snapshot/name_columns.h"

#include <algorithm>

#include "io/registry_snapshot/text_columns.h"

namespace io {
namespace {

constexpr char kNames[] = "person/name";

bool holds_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

void write_person_names(SnapshotWriter& writer, const engine::PersonTable& persons) {
  write_texts(writer, kNames, persons.size(),
              [&](std::size_t row) { return persons.name_of(static_cast<engine::PersonRow>(row)); });
}

void read_person_names(const ColumnSource& source, engine::PersonTable& persons) {
  persons.name.resize(persons.size());
  read_texts(source, kNames, persons.size(),
             [&](std::size_t row, std::string_view name) {
               if (holds_control(name)) source.refuse_row(kNames, row, "a control character");
               persons.name[row] = persons.names.add(name);
             });
}

}  // namespace io
