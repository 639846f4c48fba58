#include "tools/build_description.h"

#include <elf.h>
#include <link.h>

#include <cstddef>
#include <cstring>

namespace tools {
namespace {

constexpr std::size_t kNoteAlignment = 4;

std::size_t padded(std::size_t size) { return (size + kNoteAlignment - 1) / kNoteAlignment * kNoteAlignment; }

// Reads the build id from the notes of one segment; empty where there is none.
std::string build_id_of(const unsigned char* notes, std::size_t size) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (std::size_t at = 0; at + sizeof(ElfW(Nhdr)) <= size;) {
    ElfW(Nhdr) note{};
    std::memcpy(&note, notes + at, sizeof note);
    const std::size_t name = at + sizeof note, content = name + padded(note.n_namesz);
    if (content + note.n_descsz > size) break;
    if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && std::memcmp(notes + name, "GNU", 4) == 0) {
      std::string hex;
      for (std::size_t i = 0; i < note.n_descsz; ++i) {
        hex += kDigits[notes[content + i] >> 4];
        hex += kDigits[notes[content + i] & 15];
      }
      return hex;
    }
    at = content + padded(note.n_descsz);
  }
  return {};
}

// Visits the program itself, which the loader lists first, and stops there.
int visit_program(dl_phdr_info* info, std::size_t, void* result) {
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const auto& header = info->dlpi_phdr[i];
    if (header.p_type != PT_NOTE) continue;
    const auto* const notes = reinterpret_cast<const unsigned char*>(info->dlpi_addr + header.p_vaddr);
    const std::string id = build_id_of(notes, header.p_memsz);
    if (id.empty()) continue;
    *static_cast<std::string*>(result) = id;
    break;
  }
  return 1;
}

}  // namespace

std::string program_version() { return DESIL_VERSION; }

std::string compiler_name() {
#if defined(__clang__)
  return "clang " __clang_version__;
#else
  return "g++ " __VERSION__;
#endif
}

std::string build_id() {
  std::string id;
  ::dl_iterate_phdr(visit_program, &id);
  return id;
}

}  // namespace tools
