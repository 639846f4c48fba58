#include "tools/synth/nation_files.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <filesystem>

#include "engine/error.h"
#include "io/source_snapshot/layout.h"
#include "tools/synth/configuration.h"
#include "tools/synth/survey.h"

namespace tools::synth {
namespace {

std::string table_name(std::size_t table) {
  if (table == 0) return "dukcapil";
  return std::string(source_spec((table - 1) / 2).name) + (table % 2 == 1 ? "_persons" : "_families");
}

std::string table_header(std::size_t table) {
  TableFormat format;
  if (table == 0) return TableText(registry_columns(), format).header();
  const SourceSpec& spec = source_spec((table - 1) / 2);
  format.delimiter = spec.delimiter;
  return TableText(table % 2 == 1 ? person_columns(spec) : family_columns(spec), format).header();
}

std::string_view compression_suffix(SynthCompression compression) {
  return compression == SynthCompression::kGzip ? ".gz" : compression == SynthCompression::kZstd ? ".zst" : "";
}

std::string in_folder(const SynthOptions& options, const std::string& name) { return options.out + "/" + name; }

[[noreturn]] void refuse(const std::string& what) { throw engine::Error(engine::ExitCode::kUsage, what); }

std::string gzip(const std::string& text) {
  z_stream stream{};
  if (deflateInit2(&stream, 4, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int end = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (end != Z_STREAM_END) throw engine::Error(engine::ExitCode::kInvariant, "gzip of a table piece did not end");
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3);
  if (ZSTD_isError(size) != 0)
    throw engine::Error(engine::ExitCode::kResource, std::string("zstd: ") + ZSTD_getErrorName(size));
  out.resize(size);
  return out;
}

}  // namespace

NationFiles::NationFiles(const SynthOptions& options)
    : options_(options),
      truth_persons_((io::make_folder(options.out), io::make_folder(options.out + "/flags"),
                      io::make_folder(options.out + "/truth"), io::make_folder(options.out + "/scenarios"),
                      in_folder(options, "truth/persons.csv"))),
      truth_faults_(in_folder(options, "truth/faults.csv")),
      truth_families_(in_folder(options, "truth/families.csv")),
      survey_(in_folder(options, "susenas.csv")) {
  for (const std::string& format : options.formats) {
    if (format == "csv") {
      csv_ = true;
    } else if (format == "ndjson") {
      ndjson_ = true;
    } else if (format == "desil") {
      if (options.compression != SynthCompression::kNone)
        refuse("--compress: not with --format desil, whose pages are encrypted. Cure: --compress none.");
    } else {
      refuse("--format " + format + ": unknown. Cure: csv, ndjson or desil.");
    }
  }
  if (options.formats.empty()) refuse("--format: nothing to write. Cure: csv, ndjson or desil.");
  if (std::find(options.formats.begin(), options.formats.end(), "desil") != options.formats.end()) open_snapshots();
  const std::string suffix(compression_suffix(options.compression));
  for (std::size_t t = 0; t < kTableCount; ++t) {
    if (csv_) {
      tables_.emplace_back(in_folder(options, table_name(t) + ".csv" + suffix));
      tables_.back().write(pack(table_header(t)));
    }
    if (ndjson_) tables_.emplace_back(in_folder(options, table_name(t) + ".ndjson" + suffix));
  }
  for (const FlagList& list : flag_lists()) {
    flags_.emplace_back(in_folder(options, "flags/" + std::string(list.name) + ".csv"));
    flags_.back().write(list.by_family ? "nomor_kartu_keluarga\n" : "nik\n");
  }
  truth_persons_.write("sumber,baris,orang\n");
  truth_faults_.write("sumber,baris,jenis\n");
  truth_families_.write("nomor_kartu_keluarga,ln_pengeluaran\n");
  survey_.write(survey_header());
}

std::string NationFiles::extension() const {
  return "." + options_.formats.front() + std::string(compression_suffix(options_.compression));
}

std::string NationFiles::pack(std::string text) const {
  if (text.empty() || options_.compression == SynthCompression::kNone) return text;
  return options_.compression == SynthCompression::kGzip ? gzip(text) : zstd(text);
}

void NationFiles::write(UnitOutput& unit) {
  for (std::size_t t = 0; t < tables_.size(); ++t) tables_[t].write(unit.tables[t]);
  for (std::size_t t = 0; t < snapshots_.size(); ++t) snapshots_[t].write(std::move(unit.rows[t]));
  for (std::size_t f = 0; f < kFlagCount; ++f) flags_[f].write(unit.flags[f]);
  truth_families_.write(unit.families);
  for (std::size_t s = 0; s < unit.truth.size(); ++s) {
    const RowTruth& truth = unit.truth[s];
    const std::string prefix = std::string(s == 0 ? "dukcapil" : source_spec(s - 1).name) + ",";
    std::string lines;
    lines.reserve(truth.persons.size() * 28);
    for (std::size_t i = 0; i < truth.persons.size(); ++i) {
      lines += prefix;
      append_number(lines, rows_[s] + i + 1);
      lines += ',';
      append_number(lines, truth.persons[i]);
      lines += '\n';
    }
    truth_persons_.write(lines);
    lines.clear();
    for (const PlantedFault& fault : truth.faults) {
      lines += prefix;
      append_number(lines, rows_[s] + fault.row + 1);
      lines += ',';
      lines += fault_name(fault.fault);
      lines += '\n';
    }
    truth_faults_.write(lines);
    rows_[s] += truth.persons.size();
  }
}

// Page sizes by the bytes of CSV that a person has in a table, about.
void NationFiles::open_snapshots() {
  constexpr std::uint64_t kTextBytesPerPerson = 80;
  key_ = io::key_to_write_with(options_.keys);
  for (std::size_t t = 0; t < kTableCount; ++t) {
    TableSnapshot::Description table;
    table.path = in_folder(options_, table_name(t) + ".desil");
    table.source = t == 0 ? "dukcapil" : std::string(source_spec((t - 1) / 2).name);
    table.date = t == 0 ? kRegistryDate : std::string(source_spec((t - 1) / 2).date);
    table.registry = t == 0;
    table.families = t > 0 && t % 2 == 0;
    table.header = table_header(t);
    table.header.pop_back();  // the line feed
    table.page_size = io::source_snapshot::page_size_for(options_.persons * kTextBytesPerPerson);
    snapshots_.emplace_back(table, key_);
  }
}

void NationFiles::commit() {
  for (TableSnapshot& table : snapshots_) table.finish();
  for (TableSnapshot& table : snapshots_) table.commit();
  for (io::OutputFile& file : tables_) file.commit();
  for (io::OutputFile& file : flags_) file.commit();
  truth_persons_.commit();
  truth_faults_.commit();
  truth_families_.commit();
  survey_.commit();
}

}  // namespace tools::synth
