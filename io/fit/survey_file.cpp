#include "io/fit/survey_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/config/nearest_name.h"
#include "io/ingest/cell_values.h"
#include "io/ingest/chunk_reader.h"
#include "io/ingest/input_file.h"
#include "io/ingest/row_loop.h"
#include "io/ingest/text_format.h"
#include "io/regions/region_tree.h"
#include "kernels/mark_rows.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;
using engine::Variable;
using engine::VariableTable;

// What a column is read as.
enum class Role : std::uint8_t { kTarget, kWeight, kRegion, kCluster, kStratum, kUrban, kVariable };

struct ReadColumn {
  Role role = Role::kVariable;
  Variable variable;
  std::string name;      // in the file
  std::size_t cell = 0;  // position in the file
};

// Columns that a survey must have, and may have.
std::vector<ReadColumn> wanted_columns(const FitSpec& spec) {
  std::vector<ReadColumn> wanted = {{Role::kTarget, {}, spec.target, 0}, {Role::kRegion, {}, spec.region, 0}};
  if (spec.weight) wanted.push_back({Role::kWeight, {}, *spec.weight, 0});
  if (spec.cluster) wanted.push_back({Role::kCluster, {}, *spec.cluster, 0});
  if (spec.urban) wanted.push_back({Role::kUrban, {}, *spec.urban, 0});
  for (const std::string& name : spec.strata) wanted.push_back({Role::kStratum, {}, name, 0});
  std::vector<Variable> variables;
  const auto want = [&](Variable variable) {
    if (std::find(variables.begin(), variables.end(), variable) == variables.end()) variables.push_back(variable);
  };
  for (const engine::Feature& term : spec.plan.terms) {
    if (term.kind == engine::FeatureKind::kInteraction) continue;
    want(term.variable);
    if (term.per) want(*term.per);
  }
  for (const Variable variable : variables) {
    wanted.push_back({Role::kVariable, variable, spec.in_file(std::string(engine::variable_name(variable))), 0});
  }
  return wanted;
}

[[noreturn]] void refuse_column(const std::string& file, const ReadColumn& column, const Header& header) {
  std::vector<std::string_view> names(header.cells.begin(), header.cells.end());
  throw Error(ExitCode::kInput,
              fmt::format("{}: row 1: no column '{}'{}. Cure: correct the name in the specification (a variable is "
                          "renamed under [columns]), or add the column to the survey.",
                          file, column.name, suggestion(", nearest", column.name, names)),
              {file, 1, column.name, 0});
}

// One chunk's rows.
struct Part {
  std::vector<double> target, weight;
  std::vector<std::uint32_t> regency;
  std::vector<std::string> cluster, stratum;
  std::vector<std::uint8_t> urban;
  std::vector<std::vector<std::uint16_t>> values;  // by variable column; kMissingNumber where empty
  std::vector<engine::Reject> rejects;
};

std::optional<double> read_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

class SurveyRows {
 public:
  SurveyRows(std::vector<ReadColumn> columns) : columns_(std::move(columns)) {
    for (const engine::Region& regency : region_tree().regencies()) regencies_.push_back(regency.code);
  }

  Part parse(const detail::TextChunk& chunk, const std::string& file) const {
    Part part;
    part.values.resize(columns_.size());
    detail::for_each_row(
        chunk, "survey", file, Encoding::kUtf8, part.rejects,
        [&](const detail::RowCells& cells, std::uint64_t, detail::RowQuality&) { return read_row(cells, part); });
    return part;
  }

 private:
  using Fault = detail::Fault;

  static std::optional<Fault> read_positive(const ReadColumn& column, std::string_view text, double& value) {
    if (text.empty()) return Fault{RejectReason::kEmpty, column.name, text};
    const auto number = read_number(text);
    if (!number) return Fault{RejectReason::kNotNumber, column.name, text, detail::Privacy::kPlain};
    if (!(*number > 0)) return Fault{RejectReason::kOutOfRange, column.name, text, detail::Privacy::kPlain};
    value = *number;
    return std::nullopt;
  }

  std::optional<Fault> read_regency(const ReadColumn& column, std::string_view text, std::uint32_t& code) const {
    if (text.empty()) return Fault{RejectReason::kEmpty, column.name, text};
    const auto digits = detail::read_digits(text, 4);
    code = static_cast<std::uint32_t>(digits.value_or(0));
    if (!std::binary_search(regencies_.begin(), regencies_.end(), code)) {
      return Fault{RejectReason::kUnknownCode, column.name, text, detail::Privacy::kPlain};
    }
    return std::nullopt;
  }

  static std::optional<Fault> read_value(const ReadColumn& column, std::string_view text, std::uint16_t& value) {
    value = engine::kMissingNumber;
    if (text.empty()) return std::nullopt;
    const auto digits = detail::read_digits(text, 9);
    const bool code = engine::has_codes(column.variable);
    const engine::ValueRange range = engine::value_range(column.variable);
    if (!digits && !code) return Fault{RejectReason::kNotNumber, column.name, text, detail::Privacy::kPlain};
    if (!digits || *digits < range.lowest || *digits > range.highest) {
      return Fault{code ? RejectReason::kUnknownCode : RejectReason::kOutOfRange, column.name, text,
                   detail::Privacy::kPlain};
    }
    value = static_cast<std::uint16_t>(*digits);
    return std::nullopt;
  }

  std::optional<Fault> read_row(const detail::RowCells& cells, Part& part) const {
    double target = 0, weight = 1;
    std::uint32_t regency = 0;
    std::uint16_t urban = 0;
    std::string cluster, stratum;
    std::vector<std::uint16_t> values(columns_.size(), 0);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const ReadColumn& column = columns_[i];
      const std::string_view text = cells[column.cell];
      std::optional<Fault> fault;
      switch (column.role) {
        case Role::kTarget: fault = read_positive(column, text, target); break;
        case Role::kWeight: fault = read_positive(column, text, weight); break;
        case Role::kRegion: fault = read_regency(column, text, regency); break;
        case Role::kVariable: fault = read_value(column, text, values[i]); break;
        case Role::kUrban:
          if (text == "1" || text == "2")
            urban = static_cast<std::uint16_t>(text[0] - '0');
          else if (!text.empty())
            fault = Fault{RejectReason::kUnknownCode, column.name, text, detail::Privacy::kPlain};
          break;
        case Role::kCluster:
        case Role::kStratum:
          if (text.empty()) fault = Fault{RejectReason::kEmpty, column.name, text};
          if (column.role == Role::kCluster)
            cluster = text;
          else
            stratum.append(text).push_back('\x1f');
          break;
      }
      if (fault) return fault;
    }
    part.target.push_back(std::log(target));
    part.weight.push_back(weight);
    part.regency.push_back(regency);
    part.urban.push_back(static_cast<std::uint8_t>(urban));
    part.cluster.push_back(std::move(cluster));
    part.stratum.push_back(std::move(stratum));
    for (std::size_t i = 0; i < columns_.size(); ++i) part.values[i].push_back(values[i]);
    return std::nullopt;
  }

  std::vector<ReadColumn> columns_;
  std::vector<std::uint32_t> regencies_;
};

std::string wanted_words(const ReadColumn* column, std::string_view reason) {
  const auto range = [](Variable v) {
    const engine::ValueRange r = engine::value_range(v);
    return fmt::format("a whole number from {} to {}, or an empty cell", r.lowest, r.highest);
  };
  if (column == nullptr)
    return "a readable line with as many cells as the header. Cure: export the survey again as CSV";
  switch (column->role) {
    case Role::kTarget:
      return "rupiah per person per month, a number above 0 with a decimal point. Cure: correct the "
             "cell, or take the row out of the survey";
    case Role::kWeight: return "a weight above 0 with a decimal point. Cure: correct the cell, or take the row out";
    case Role::kRegion:
      return "the Kemendagri code of a regency of today, four digits. Cure: map old and BPS codes first";
    case Role::kUrban: return "1 (urban), 2 (rural) or an empty cell. Cure: recode the column, or leave `urban` out";
    case Role::kCluster:
    case Role::kStratum:
      return "a value in every row. Cure: fill the cell, or leave the column out of the specification";
    case Role::kVariable: break;
  }
  if (reason == "kode_tidak_dikenal") {
    const engine::ValueRange r = engine::value_range(column->variable);
    return fmt::format("a code of the catalogue, {} to {}, or an empty cell. Cure: recode the column", r.lowest,
                       r.highest);
  }
  return range(column->variable) + ". Cure: correct the cell";
}

[[noreturn]] void refuse_row(const std::string& file, const std::vector<ReadColumn>& columns,
                             const engine::Reject& first, std::uint64_t all) {
  const std::string name(first.column.text());
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const ReadColumn& c) { return c.name == name; });
  const ReadColumn* const column = name.empty() || found == columns.end() ? nullptr : &*found;
  const std::string where = name.empty() ? std::string() : fmt::format(", column '{}'", name);
  const std::string seen = first.value.empty() ? "an empty cell" : "'" + std::string(first.value) + "'";
  throw Error(ExitCode::kInput,
              fmt::format("{}: row {}{}: seen {} ({}), wanted {}. Rows that cannot be used: {}.", file, first.row,
                          where, name.empty() && first.value.empty() ? "a line" : seen, first.reason.text(),
                          wanted_words(column, first.reason.text()), all),
              {file, first.row, name, first.byte});
}

std::string read_text(InputFile& input) {
  constexpr std::size_t kPiece = std::size_t{16} << 20, kMost = std::size_t{4000} << 20;
  std::string text;
  for (std::size_t got = kPiece; got == kPiece;) {
    const std::size_t before = text.size();
    if (before > kMost) {
      throw Error(ExitCode::kInput, input.file().shown +
                                        ": more than 4 GB of text. Cure: leave out columns that the "
                                        "specification does not name.");
    }
    text.resize(before + kPiece);
    got = input.read(text.data() + before, kPiece);
    text.resize(before + got);
  }
  return text;
}

std::vector<detail::TextChunk> cut_chunks(const std::string& text, std::size_t begin, std::size_t size,
                                          const std::shared_ptr<const ColumnPlan>& plan) {
  RecordCutter cutter(plan->delimiter, IngestOptions{}.row_limit, plan->cells);
  std::vector<detail::TextChunk> chunks;
  std::uint64_t row = 1;
  for (std::size_t at = begin; at < size;) {
    constexpr std::size_t kAtOnce = std::size_t{1} << 20;
    std::size_t window = std::min(kAtOnce, size - at);
    cutter.scan(std::string_view(text).substr(at, window), at + window == size);
    while (cutter.complete_bytes() == 0 && at + window < size) {
      window = std::min(window + kAtOnce, size - at);
      cutter.scan(std::string_view(text).substr(at, window), at + window == size);
    }
    detail::TextChunk& chunk = chunks.emplace_back();
    chunk.text = std::string_view(text).substr(at, cutter.complete_bytes());
    chunk.plan = plan;
    chunk.first_row = row;
    chunk.byte = at;
    chunk.bad = std::move(cutter.bad_records());
    chunk.records = cutter.records();
    row += chunk.records;
    at += chunk.text.size();
    cutter.release();
  }
  return chunks;
}

// Numbers for texts in the order in which they first come.
class Numbering {
 public:
  std::uint32_t of(const std::string& text) {
    return numbers_.try_emplace(text, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

void put_value(engine::FamilyIndicators& indicators, Variable variable, std::size_t row, std::uint16_t value) {
  const bool missing = value == engine::kMissingNumber;
  switch (variable.table) {
    case VariableTable::kCode:
      indicators.codes.set(row, variable.index, missing ? engine::kMissingCode : static_cast<std::uint8_t>(value));
      break;
    case VariableTable::kNumber: indicators.numbers[variable.index][row] = value; break;
    case VariableTable::kAggregate:
      indicators.aggregates[variable.index][row] =
          missing ? engine::kMissingAggregate : static_cast<std::uint8_t>(value);
      break;
  }
}

struct Place {
  std::uint32_t part = 0, row = 0;
};

engine::SurveyTable put_together(const std::vector<Part>& parts, const std::vector<ReadColumn>& columns,
                                 const FitSpec& spec) {
  std::vector<Place> order;
  for (std::uint32_t p = 0; p < parts.size(); ++p) {
    for (std::uint32_t row = 0; row < parts[p].target.size(); ++row) order.push_back({p, row});
  }
  const auto regency = [&](const Place& at) { return parts[at.part].regency[at.row]; };
  std::stable_sort(order.begin(), order.end(), [&](const Place& a, const Place& b) { return regency(a) < regency(b); });
  engine::SurveyTable table;
  table.has_clusters = spec.cluster.has_value();
  table.has_strata = !spec.strata.empty();
  table.indicators.resize(order.size());
  Numbering clusters, strata;
  for (std::size_t row = 0; row < order.size(); ++row) {
    const auto [p, at] = order[row];
    const Part& part = parts[p];
    table.target.push_back(part.target[at]);
    table.weight.push_back(part.weight[at]);
    table.regency.push_back(part.regency[at]);
    table.cluster.push_back(table.has_clusters ? clusters.of(part.cluster[at]) : static_cast<std::uint32_t>(row));
    table.stratum.push_back(strata.of(part.stratum[at]));
    if (spec.urban) table.urban.push_back(static_cast<engine::Residence>(part.urban[at]));
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (columns[c].role == Role::kVariable) put_value(table.indicators, columns[c].variable, row, part.values[c][at]);
    }
  }
  return table;
}

}  // namespace

SurveyFile read_survey(const std::string& path, const FitSpec& spec) {
  InputFile input({path, path});
  std::string text = read_text(input);
  SurveyFile survey;
  survey.sha256 = input.finish();
  survey.bytes = input.bytes();
  if (find_text_format(path, std::string_view(text).substr(0, 4096), Encoding::kUtf8) == TextFormat::kNdjson) {
    throw Error(ExitCode::kInput,
                path + ": row 1: the survey is NDJSON, wanted delimited text. Cure: export it as CSV.",
                {path, 1, "", 0});
  }
  std::vector<ReadColumn> columns = wanted_columns(spec);
  const std::size_t header_end = std::min(text.find('\n'), text.size());
  const Header header =
      read_header(path, std::string_view(text).substr(0, header_end), Encoding::kUtf8, [&](std::string_view cell) {
        return std::any_of(columns.begin(), columns.end(), [&](const ReadColumn& c) { return c.name == cell; });
      });
  // The report tells results by the sex of the head and for persons where the survey has them.
  for (const auto aggregate : {engine::MemberAggregate::kHeadSex, engine::MemberAggregate::kMembers}) {
    const Variable variable = engine::variable(aggregate);
    const std::string name = spec.in_file(std::string(engine::variable_name(variable)));
    const bool asked = std::any_of(columns.begin(), columns.end(), [&](const ReadColumn& column) {
      return column.role == Role::kVariable && column.variable == variable;
    });
    const bool there = std::find(header.cells.begin(), header.cells.end(), name) != header.cells.end();
    if (!asked && there) columns.push_back({Role::kVariable, variable, name, 0});
  }
  for (ReadColumn& column : columns) {
    const auto found = std::find(header.cells.begin(), header.cells.end(), column.name);
    if (found == header.cells.end()) refuse_column(path, column, header);
    if (std::find(found + 1, header.cells.end(), column.name) != header.cells.end()) {
      throw Error(ExitCode::kInput,
                  fmt::format("{}: row 1: two columns '{}'. Cure: rename or remove one of them.", path, column.name),
                  {path, 1, column.name, 0});
    }
    column.cell = static_cast<std::size_t>(found - header.cells.begin());
  }
  auto plan = std::make_shared<ColumnPlan>();
  plan->delimiter = header.delimiter;
  plan->cells = header.cells.size();
  plan->names = header.cells;
  for (const std::string& name : header.cells) {
    survey.passed_over +=
        std::none_of(columns.begin(), columns.end(), [&](const ReadColumn& c) { return c.name == name; });
  }
  const std::size_t size = text.size();
  text.resize(size + kernels::kTextPadding);
  const std::vector<detail::TextChunk> chunks = cut_chunks(text, std::min(header_end + 1, size), size, plan);
  const SurveyRows rows(columns);
  std::vector<Part> parts(chunks.size());
  engine::parallel_for(chunks.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) parts[i] = rows.parse(chunks[i], path);
  });
  std::uint64_t bad = 0;
  const engine::Reject* first = nullptr;
  for (const Part& part : parts) {
    if (first == nullptr && !part.rejects.empty()) first = &part.rejects.front();
    bad += engine::rejected_rows(part.rejects);
  }
  if (first != nullptr) refuse_row(path, columns, *first, bad);
  survey.table = put_together(parts, columns, spec);
  if (survey.table.rows() == 0) {
    throw Error(ExitCode::kInput, path + ": no data row behind the header. Cure: name a survey with rows.",
                {path, 1, "", 0});
  }
  return survey;
}

}  // namespace io
