// A snapshot whose header and directory say anything, with all sums fixed: it is refused with engine::Error, or
// every section gives exactly count × width bytes, and no more than the file holds.
#include "engine/error.h"
#include "io/snapshot/snapshot_check.h"
#include "tests/fuzz/edit_program.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/io/snapshot/forged_snapshot.h"

namespace {

constexpr std::uint64_t kPayload = 256 - io::kPageTrailer;

void edit_header(fuzz::EditProgram& program, io::SnapshotHeader& header) {
  const std::uint64_t field = program.number(1) % 8, value = program.number(8);
  switch (field) {
    case 0: header.page_size = static_cast<std::uint32_t>(value); break;
    case 1: header.sections = static_cast<std::uint32_t>(value); break;
    case 2: header.pages = value; break;
    case 3: header.directory_first_page = value; break;
    case 4: header.directory_bytes = value; break;
    case 5: header.epoch = value; break;
    case 6: header.retention_day = value; break;
    default: header.kind = std::string(reinterpret_cast<const char*>(&value), 8); break;
  }
}

void edit_page(fuzz::EditProgram& program, tests::ForgedSnapshot& forged) {
  const std::size_t page = program.number(1) % forged.labels.size();
  io::PageLabel& label = forged.labels[page];
  switch (program.number(1) % 4) {
    case 0: label.section = static_cast<std::uint32_t>(program.number(4)); break;
    case 1: label.page_in_section = program.number(8) >> 1; break;
    case 2: label.last = !label.last; break;
    default:
      label.used = static_cast<std::uint32_t>(program.number(1) % (kPayload + 1));
      forged.payloads[page].resize(label.used);
      break;
  }
}

void edit(fuzz::EditProgram& program, tests::ForgedSnapshot& forged) {
  switch (program.number(1) % 4) {
    case 0: edit_header(program, forged.header); break;
    case 1: edit_page(program, forged); break;
    default:
      program.edit(forged.directory, 32, 40);
      if (program.number(1) % 4 != 0 && forged.header.page_size == 256) forged.fix_counts();
      break;
  }
}

}  // namespace

DESIL_FUZZ_TARGET(snapshot_sections, data, size) {
  fuzz::EditProgram program(data, size);
  tests::ForgedSnapshot forged = tests::ForgedSnapshot::valid(program.number(1) % 2 == 0);
  for (int edits = 0; !program.done() && edits < 16; ++edits) edit(program, forged);
  const std::string bytes = forged.bytes();
  bool loaded = false;
  try {
    const io::SnapshotReader reader = tests::open_bytes(bytes);
    std::uint64_t total = 0;
    for (const io::SnapshotSection& section : reader.sections()) total += section.bytes();
    fuzz::require(total <= bytes.size(), "the sections hold more than the file");
    tests::all_contents(reader);
    loaded = true;
  } catch (const engine::Error& error) {
    fuzz::require(error.code() != engine::ExitCode::kInvariant, "a hostile file breaks an invariant of ours");
  }
  try {
    io::SnapshotCheckOptions options;
    options.key = [] { return tests::test_key(); };
    const io::SnapshotCheck check = io::check_snapshot(*tests::file_in_memory(bytes), options);
    // The forged digest of the contents is not the true one: only this part may differ from loading.
    for (const io::SnapshotDamage& damage : check.damage) {
      fuzz::require(!loaded || damage.part == io::SnapshotDamage::Part::kContents, "loads, but is found damaged");
    }
    fuzz::require(loaded || !check.intact(), "does not load, but is found intact");
  } catch (const engine::Error& error) {
    fuzz::require(error.code() != engine::ExitCode::kInvariant, "a hostile file breaks an invariant of ours");
    fuzz::require(!loaded, "loads, but is refused by the check");
  }
}
