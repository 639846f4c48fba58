// A changed snapshot is refused, or its bytes are those of the original: the first byte picks the original
// (encrypted, plain, or none: the input itself), the rest edits it (edit_program.h).
#include "tests/io/snapshot/snapshot_bytes.h"
#include "engine/error.h"
#include "io/snapshot/snapshot_check.h"
#include "tests/fuzz/edit_program.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

constexpr std::uint32_t kPage = 256;

std::string original(bool encrypted) {
  const io::SecretKey key = tests::test_key();
  io::SnapshotOptions options;
  options.kind = "fuzz";
  options.page_size = kPage;
  options.epoch = 2;
  options.key = encrypted ? &key : nullptr;
  options.plain = !encrypted;
  return tests::snapshot_bytes(options, [](io::SnapshotWriter& writer) {
    const std::vector<std::uint64_t> numbers(60, 0x0102030405060708);
    writer.write_column<std::uint64_t>("numbers", numbers);
    const std::vector<std::uint8_t> codes(100, 9);
    writer.write_column<std::uint8_t>("codes", codes);
    writer.write_json("meta", "{\"rows\":60}");
  });
}

bool loads(const std::string& bytes) {
  try {
    tests::all_contents(tests::open_bytes(bytes));
    return true;
  } catch (const engine::Error&) {
    return false;
  }
}

bool passes_check(const std::string& bytes) {
  try {
    io::SnapshotCheckOptions options;
    options.key = [] { return tests::test_key(); };
    return io::check_snapshot(*tests::file_in_memory(bytes), options).intact();
  } catch (const engine::Error&) {
    return false;
  }
}

}  // namespace

DESIL_FUZZ_TARGET(snapshot_bytes, data, size) {
  static const std::string kEncrypted = original(true), kPlain = original(false);
  fuzz::EditProgram program(data, size);
  const std::uint64_t which = program.number(1) % 8;
  std::string bytes = which == 0  ? std::string(reinterpret_cast<const char*>(data), size)
                      : which < 5 ? kEncrypted
                                  : kPlain;
  for (int edits = 0; which != 0 && !program.done() && edits < 16; ++edits) {
    program.edit(bytes, io::kHeaderBytes, kPage);
  }
  const bool same = bytes == kEncrypted || bytes == kPlain;
  fuzz::require(loads(bytes) == same, "a changed snapshot loads, or an unchanged one does not");
  fuzz::require(passes_check(bytes) == same, "a changed snapshot passes the check, or an unchanged one does not");
}
