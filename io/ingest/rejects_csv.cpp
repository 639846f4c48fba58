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
  std::string front, back, line;
  for (const engine::Reject& reject : rejects) {
    front.clear();
    append_csv_cell(front, reject.source.text());
    front += ',';
    append_csv_cell(front, reject.file.text());
    front += ',';
    back = ",";
    append_csv_cell(back, reject.column.text());
    back += ',';
    append_csv_cell(back, reject.reason.text());
    back += ',';
    append_csv_cell(back, without_formula(reject.value));
    back += '\n';
    for (std::uint32_t i = 0; i < reject.rows; ++i) {
      line = front;
      line += std::to_string(reject.row + i);
      line += ',';
      line += std::to_string(reject.byte + i);
      line += back;
      file.write(line);
    }
  }
}

}  // namespace io
