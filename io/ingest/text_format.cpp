#include "io/ingest/text_format.h"

#include "engine/error.h"

namespace io {
namespace {

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
  throw engine::Error(engine::ExitCode::kInput, file + ": row 1: " + why, {file, 1, "", 0});
}

bool named_json(std::string_view file) {
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (file.ends_with(packed)) file.remove_suffix(packed.size());
  }
  return file.ends_with(".ndjson") || file.ends_with(".jsonl") || file.ends_with(".json");
}

// The first byte that decides, or 0.
char first_letter(std::string_view head) {
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  const std::size_t at = head.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? '\0' : head[at];
}

}  // namespace

bool shows_format(std::string_view head) {
  if (head.size() < kByteOrderMark.size() && kByteOrderMark.starts_with(head)) return false;
  return first_letter(head) != '\0';
}

TextFormat find_text_format(const std::string& file, std::string_view head, Encoding encoding) {
  const char first = first_letter(head);
  if (first == '[') {
    refuse(file,
           "the file is a JSON array, wanted NDJSON: one object in a line. "
           "Cure: write each object in a line of its own, without the brackets and commas around them.");
  }
  if (first != '{' && !named_json(file)) return TextFormat::kDelimited;
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    refuse(file, "the file is UTF-16. Cure: save it as NDJSON in UTF-8.");
  }
  if (first == '\0') {
    refuse(file, "no NDJSON: the file has no line with an object. Cure: export it again, or take it out of the run.");
  }
  if (encoding == Encoding::kLatin1) {
    refuse(file,
           "NDJSON is always UTF-8, but the source says encoding = \"latin-1\". Cure: take that line out; where the "
           "file really is Latin-1, convert it to UTF-8.");
  }
  return TextFormat::kNdjson;
}

}  // namespace io
