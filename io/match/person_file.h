// Reads some columns of any delimited file of persons, whole, and loses no row.
//
// The header decides the delimiter and the columns (io/ingest/header.h); cells and header cells are trimmed. A quoted
// cell holds delimiters, doubled quotes and up to seven line feeds; a quote that does not close so is a letter like any
// other, and its row keeps its line. Cells that a short row has not are empty, those beyond the header are passed over;
// both are counted. Lines without any byte are no rows.
//
// shape: rows from 1 in the order of the file. errors: engine::Error kInput for a file that cannot be read, has no
// header line, or lacks a wanted column (with the nearest name) or has it twice; kUsage from 2^31 rows on.
// memory: the text, and the wanted cells. cost: one pass.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace io {

struct PersonFile {
  std::string path;
  std::uint32_t rows = 0;
  std::vector<std::vector<std::string>> columns;  // in the order of the wanted names
  std::uint64_t short_rows = 0, long_rows = 0;
};

PersonFile read_person_file(const std::string& path, std::span<const std::string> wanted);

}  // namespace io
