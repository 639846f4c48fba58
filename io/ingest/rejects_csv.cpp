#include "io/ingest/rejects_csv.h"

#include <string_view>

#include "io/output_file.h"

namespace io {
namespace {

std::string without_formula(std::string value) {
  if (!value.empty() && std::string_view("=+-@").find(value.front()) != std::string_view::npos) value.front() = '*';
  return value;
}

}  // namespace

void write_rejects_header(OutputFile& file) { file.write("sumber,berkas,baris,byte,kolom,alasan,nilai\n"); }

void write_rejects(OutputFile& file, const std::vector<engine::Reject>& rejects) {
  std::string line;
  for (const engine::Reject& reject : rejects) {
    line.clear();
    append_csv_cell(line, reject.source.text());
    line += ',';
    append_csv_cell(line, reject.file.text());
    line += ',';
    line += std::to_string(reject.row);
    line += ',';
    line += std::to_string(reject.byte);
    line += ',';
    append_csv_cell(line, reject.column.text());
    line += ',';
    append_csv_cell(line, reject.reason.text());
    line += ',';
    append_csv_cell(line, without_formula(reject.value));
    line += '\n';
    file.write(line);
  }
}

}  // namespace io
