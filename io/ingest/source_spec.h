// Says where the rows of a source lie and how they are written: one [[source]] of the run file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/date.h"

namespace io {

enum class Encoding { kUtf8, kLatin1 };
enum class RegionCodes { kKemendagri, kBps2020 };

struct SourceFile {
  std::string path;   // absolute
  std::string shown;  // as the run file writes it: the name in rejects, summary and messages
};

// Text in a coded column → code of the catalogue; nothing = the text means "missing" (e.g. 98, 99).
using CodeMap = std::map<std::string, std::optional<int>>;

struct SourceSpec {
  std::string name;       // `sumber` in the outputs
  bool registry = false;  // the registry's rows need NIK, KK and name
  std::vector<SourceFile> persons;
  std::vector<SourceFile> families;
  engine::Day date = engine::kNoDate;  // reference date: later birth dates are counted as odd
  Encoding encoding = Encoding::kUtf8;
  RegionCodes region_codes = RegionCodes::kKemendagri;
  std::string date_format = "%Y-%m-%d";        // see date_format.h
  std::vector<std::string> more_date_formats;  // tried after it, in this order
  std::vector<std::string> missing;            // texts that stand for an empty cell; none is empty or has blanks around
  std::vector<std::string> ignore;             // columns of the file that are passed over
  std::map<std::string, std::string> columns;  // our name → the name in the file
  std::map<std::string, CodeMap> codes;        // our name of a coded column (or jenis_kelamin) → map
};

struct FlagSpec {
  std::string name;
  SourceFile file;
  bool by_kk = false;  // key = "kk": column nomor_kartu_keluarga, else nik
  Encoding encoding = Encoding::kUtf8;
  std::vector<std::string> ignore;
  std::map<std::string, std::string> columns;
};

}  // namespace io
