#include "io/config/decisions_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/error.h"
#include "engine/store/ids.h"
#include "io/config/nearest_name.h"
#include "io/config/small_file.h"
#include "io/export/review_csv.h"
#include "io/ingest/header.h"

namespace io {
namespace {

constexpr std::size_t kDecisionsLimit = std::size_t{64} << 20;
enum Column : std::size_t { kSource, kBaris, kNik, kRegistryNik, kDecision };
constexpr std::array<std::string_view, 5> kNeeded = {"sumber", "baris", "nik", "nik_registri", "keputusan"};
constexpr std::uint64_t kMostRows = 0xFFFF'FFFEu;

// Cuts a text into records and cells.
class Records {
 public:
  Records(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  // False at the end. A quote that does not close takes all that is left.
  bool next(std::vector<std::string>& cells) {
    if (at_ >= text_.size()) return false;
    cells.clear();
    cells.emplace_back();
    bool quoted = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (quoted) {
        if (c != '"') {
          cells.back() += c;
        } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
          cells.back() += text_[++at_];
        } else {
          quoted = false;
        }
      } else if (c == '"' && cells.back().empty()) {
        quoted = true;
      } else if (c == delimiter_) {
        cells.emplace_back();
      } else if (c == '\n') {
        ++at_;
        break;
      } else {
        cells.back() += c;
      }
    }
    for (std::string& cell : cells) cell = std::string(trimmed(cell));
    return true;
  }

 private:
  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
};

std::vector<std::string_view> known_columns() {
  std::vector<std::string_view> columns;
  std::string_view header = kReviewHeader;
  header.remove_suffix(1);
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(','), header.size());
    columns.push_back(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
  }
  return columns;
}

// Where the needed columns stand.
std::array<std::size_t, kNeeded.size()> find_columns(const std::string& file, const Header& header) {
  const std::vector<std::string_view> known = known_columns();
  std::array<std::size_t, kNeeded.size()> places{};
  places.fill(header.cells.size());
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const std::string& cell = header.cells[i];
    if (std::find(known.begin(), known.end(), cell) == known.end()) {
      refuse_decision(file, 0, cell.substr(0, 60), "a column of another name",
                      "a column of review.csv, nearest '" + nearest_name(cell, known) + "'",
                      "correct or remove the column.");
    }
    if (std::count(header.cells.begin(), header.cells.end(), cell) > 1) {
      refuse_decision(file, 0, cell, "two columns of that name", "each column once", "remove one of the two.");
    }
    const auto needed = std::find(kNeeded.begin(), kNeeded.end(), cell);
    if (needed != kNeeded.end()) places[static_cast<std::size_t>(needed - kNeeded.begin())] = i;
  }
  for (std::size_t c = 0; c < kNeeded.size(); ++c) {
    if (places[c] == header.cells.size()) {
      refuse_decision(file, 0, std::string(kNeeded[c]), "no such column", "all columns of review.csv",
                      "start from the review.csv of a run and fill in its last column.");
    }
  }
  return places;
}

std::uint64_t read_nik(const std::string& file, std::uint64_t row, Column column, const std::string& cell) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (cell.empty() && column == kNik) return 0;
  if (cell.size() != 16 || read.ec != std::errc() || read.ptr != cell.data() + cell.size()) {
    refuse_decision(file, row, std::string(kNeeded[column]), cell.empty() ? "nothing" : engine::masked(cell),
                    "16 digits",
                    "a spreadsheet may have changed the number: take that column from review.csv as text.");
  }
  return value;
}

std::uint64_t read_baris(const std::string& file, std::uint64_t row, const std::string& cell) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (read.ec != std::errc() || read.ptr != cell.data() + cell.size() || value == 0 || value > kMostRows) {
    refuse_decision(file, row, "baris", cell.empty() ? "nothing" : engine::masked(cell), "a row number from 1",
                    "take that column from review.csv as it was.");
  }
  return value;
}

// Nothing where the row is undecided.
std::optional<bool> read_word(const std::string& file, std::uint64_t row, const std::string& cell) {
  std::string word = cell;
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (word.empty()) return std::nullopt;
  if (word != "sama" && word != "beda") {
    refuse_decision(file, row, "keputusan", engine::masked(cell), "'sama', 'beda' or nothing",
                    "write one of the two words, or leave the cell empty where it is undecided.");
  }
  return word == "sama";
}

const SourceConfig& find_source(const std::string& file, std::uint64_t row, const std::string& cell,
                                const std::vector<SourceConfig>& sources) {
  std::vector<std::string_view> names;
  for (const SourceConfig& source : sources) {
    if (source.role != SourceRole::kSource) continue;
    if (source.name == cell) return source;
    names.push_back(source.name);
  }
  refuse_decision(file, row, "sumber", engine::masked(cell), "a source of the run file: " + listed_names(names),
                  "give the decisions of this run's sources.");
}

using Pair = std::tuple<std::string, std::uint64_t, std::uint64_t>;  // source, baris, registry NIK

// Refuses what contradicts an earlier decision; false where the pair is decided alike already.
class Contradictions {
 public:
  Contradictions(const std::string& file) : file_(file) {}

  bool add(const ReviewDecision& d, bool one_row_per_person) {
    const auto refuse = [&](const std::string& what, std::uint64_t other) {
      refuse_decision(file_, d.row, "keputusan", fmt::format("{} (row {})", what, other),
                      "decisions that can hold together", "look at both rows again and correct one.");
    };
    const auto [pair, fresh] = pairs_.try_emplace({d.source, d.baris, d.registry_nik}, d.same, d.row);
    if (!fresh && pair->second.first != d.same) refuse("the same pair decided otherwise", pair->second.second);
    if (!d.same) return fresh;
    const auto [row, first] = persons_.try_emplace({d.source, d.baris}, d.registry_nik, d.row);
    if (!first && row->second.first != d.registry_nik) {
      refuse("another person for the same row of the source", row->second.second);
    }
    if (one_row_per_person) {
      const auto [person, alone] = rows_.try_emplace({d.source, d.registry_nik}, d.baris, d.row);
      if (!alone && person->second.first != d.baris) {
        refuse("another row of the source, which has one row a person, for the same person", person->second.second);
      }
    }
    return fresh;
  }

 private:
  using Key = std::pair<std::string, std::uint64_t>;
  const std::string& file_;
  std::map<Pair, std::pair<bool, std::uint64_t>> pairs_;
  std::map<Key, std::pair<std::uint64_t, std::uint64_t>> persons_, rows_;
};

struct OpenedDecisions {
  std::string text;
  Header header;
  std::size_t begin = 0;  // of the first record
};

OpenedDecisions open_decisions(const std::string& path, const std::string& shown) {
  OpenedDecisions opened;
  opened.text = read_small_file(path, kDecisionsLimit, "decisions file", engine::ExitCode::kInput);
  const std::size_t end = std::min(opened.text.find('\n'), opened.text.size());
  const std::vector<std::string_view> known = known_columns();
  opened.header =
      read_header(shown, std::string_view(opened.text).substr(0, end), Encoding::kUtf8,
                  [&](std::string_view cell) { return std::find(known.begin(), known.end(), cell) != known.end(); });
  opened.begin = std::min(end + 1, opened.text.size());
  return opened;
}

}  // namespace

void refuse_decision(const std::string& file, std::uint64_t row, const std::string& column, const std::string& seen,
                     const std::string& wanted, const std::string& cure) {
  throw engine::Error(engine::ExitCode::kInput,
                      fmt::format("{}: {}, column '{}': seen {}, wanted {}. Cure: {}", file,
                                  row == 0 ? "the header" : fmt::format("row {}", row), column, seen, wanted, cure),
                      {file, row, column, 0});
}

std::vector<ReviewDecision> read_decisions(const InputPath& path, const std::vector<SourceConfig>& sources) {
  const std::string& file = path.shown;
  const OpenedDecisions opened = open_decisions(path.path, file);
  const auto places = find_columns(file, opened.header);
  Records records(std::string_view(opened.text).substr(opened.begin), opened.header.delimiter);
  Contradictions contradictions(file);
  std::vector<ReviewDecision> decisions;
  std::vector<std::string> cells;
  for (std::uint64_t row = 1; records.next(cells); ++row) {
    if (cells.size() == 1 && cells[0].empty()) continue;
    if (cells.size() != opened.header.cells.size()) {
      refuse_decision(file, row, "sumber", fmt::format("{} cells", cells.size()),
                      fmt::format("{}, as the header has", opened.header.cells.size()),
                      "take the row from review.csv again; a quote may be open above it.");
    }
    const auto cell = [&](Column column) -> const std::string& { return cells[places[column]]; };
    const std::optional<bool> same = read_word(file, row, cell(kDecision));
    if (!same) continue;
    ReviewDecision decision;
    const SourceConfig& source = find_source(file, row, cell(kSource), sources);
    decision.source = source.name;
    decision.baris = read_baris(file, row, cell(kBaris));
    decision.nik = read_nik(file, row, kNik, cell(kNik));
    decision.registry_nik = read_nik(file, row, kRegistryNik, cell(kRegistryNik));
    decision.same = *same;
    decision.row = row;
    if (contradictions.add(decision, source.one_row_per_person)) decisions.push_back(std::move(decision));
  }
  return decisions;
}

bool has_decisions(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;
  try {
    const OpenedDecisions opened = open_decisions(path, path);
    const auto at = std::find(opened.header.cells.begin(), opened.header.cells.end(), kNeeded[kDecision]);
    const auto column = static_cast<std::size_t>(at - opened.header.cells.begin());
    Records records(std::string_view(opened.text).substr(opened.begin), opened.header.delimiter);
    for (std::vector<std::string> cells; records.next(cells);) {
      if (column < cells.size() && !cells[column].empty()) return true;
    }
    return false;
  } catch (const engine::Error&) {
    return true;  // somebody has made something else of it
  }
}

}  // namespace io
