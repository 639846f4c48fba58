#include "io/registry_snapshot/name_columns.h"

#include <algorithm>

#include "engine/store/name_coder.h"
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
  engine::NameBuffer buffer;
  write_texts(writer, kNames, persons.size(),
              [&](std::size_t row) { return persons.written_name_of(static_cast<engine::PersonRow>(row), buffer); });
}

void read_person_names(const ColumnSource& source, engine::PersonTable& persons) {
  persons.name.resize(persons.size());
  engine::NameCoder coder;
  read_texts(source, kNames, persons.size(), [&](std::size_t row, std::string_view name) {
    if (holds_control(name)) source.refuse_row(kNames, row, "a control character");
    persons.name[row] = coder.code(name);
  });
  persons.names = coder.settle(persons.name);
}

}  // namespace io
