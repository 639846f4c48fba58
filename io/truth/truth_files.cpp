#include "io/truth/truth_files.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/ingest/input_file.h"
#include "io/ingest/text_format.h"

namespace io {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr std::size_t kLongestLine = 4096;
constexpr std::size_t kMostKinds = 1000;

[[noreturn]] void refuse(const std::string& file, std::uint64_t row, const std::string& column, const std::string& seen,
                         const std::string& wanted, const std::string& cure) {
  throw engine::Error(engine::ExitCode::kInput,
                      file + ": row " + std::to_string(row) + (column.empty() ? "" : ", column '" + column + "'") +
                          ": seen " + seen + ", wanted " + wanted + ". Cure: " + cure + ".",
                      {file, row, column, 0});
}

constexpr char kCureMadeAnew[] = "give the files that desil synth wrote, or write yours in the same form";

// A short cell as it may be shown: a truth holds no names and no NIK, a wrong file may.
std::string shown(std::string_view cell) {
  if (cell.empty()) return "an empty cell";
  const bool harmless = cell.size() <= 12 && std::all_of(cell.begin(), cell.end(), [](char c) {
                          return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
                        });
  return "'" + (harmless ? std::string(cell) : engine::masked(cell)) + "'";
}

// Gives the lines of a file one by one, without their ends.
class Lines {
 public:
  explicit Lines(const InputPath& path) : file_({path.path, path.shown}, /*hash=*/false), shown_(path.shown) {}

  bool next(std::string_view& line) {
    for (;;) {
      const std::size_t end = text_.find('\n', at_);
      if (end != std::string::npos) {
        line = std::string_view(text_).substr(at_, end - at_);
        at_ = end + 1;
        break;
      }
      if (ended_) {
        if (at_ == text_.size()) return false;
        line = std::string_view(text_).substr(at_);
        at_ = text_.size();
        break;
      }
      read_on();
    }
    ++row_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    return true;
  }
  std::uint64_t row() const { return row_; }  // of the last line; the header is 1
  const std::string& shown() const { return shown_; }
  // At least the bytes of the whole text; no such text is compressed to less than a 64th.
  std::uint64_t most_bytes() const {
    return file_.text_size() ? *file_.text_size() : 64 * std::filesystem::file_size(file_.file().path);
  }
  void finish() { file_.finish(); }

 private:
  void read_on() {
    text_.erase(0, at_);
    at_ = 0;
    if (text_.size() > kLongestLine) {
      refuse(shown_, row_ + 1, "", "a line of over 4,096 bytes", "a line of three cells", kCureMadeAnew);
    }
    const std::size_t kept = text_.size();
    text_.resize(kept + kBlock);
    const std::size_t got = file_.read(text_.data() + kept, kBlock);
    text_.resize(kept + got);
    ended_ = got < kBlock;
  }

  InputFile file_;
  std::string shown_, text_;
  std::size_t at_ = 0;
  std::uint64_t row_ = 0;
  bool ended_ = false;
};

void read_header(Lines& lines, const char* last) {
  const std::string wanted = std::string("sumber,baris,") + last;
  std::string_view line;
  if (!lines.next(line)) refuse(lines.shown(), 1, "", "an empty file", "the header " + wanted, kCureMadeAnew);
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  if (line != wanted) refuse(lines.shown(), 1, "", shown(line), "the header " + wanted, kCureMadeAnew);
}

struct Cells {
  std::string_view source, row, last;
};

Cells cells_of(const Lines& lines, std::string_view line) {
  const std::size_t first = line.find(','), second = line.find(',', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos ||
      line.find(',', second + 1) != std::string_view::npos) {
    const auto commas = static_cast<std::size_t>(std::count(line.begin(), line.end(), ','));
    refuse(lines.shown(), lines.row(), "", std::to_string(commas + 1) + (commas == 0 ? " cell" : " cells"), "3",
           kCureMadeAnew);
  }
  return {line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)};
}

// A whole number from 1 to kNoTruth − 1.
std::uint32_t number(const Lines& lines, const char* column, std::string_view cell) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size() || value == 0 || value == engine::kNoTruth) {
    refuse(lines.shown(), lines.row(), column, shown(cell), "a whole number from 1 to 4294967294", kCureMadeAnew);
  }
  return value;
}

// Finds the column of a source by its name; most lines have that of the line before.
class SourceFinder {
 public:
  explicit SourceFinder(const std::vector<std::string>& names) : names_(names) {}
  // names.size() where there is none.
  std::size_t find(std::string_view name) {
    if (last_ < names_.size() && names_[last_] == name) return last_;
    last_ = static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
    return last_;
  }

 private:
  const std::vector<std::string>& names_;
  std::size_t last_ = 0;
};

void pass_over(Truth& truth, const Lines& lines, std::string_view source) {
  if (source.empty())
    refuse(lines.shown(), lines.row(), "sumber", shown(source), "the name of a source", kCureMadeAnew);
  if (truth.lines_passed_over++ == 0) truth.other_source = shown(source);
}

void read_persons(const InputPath& path, Truth& truth) {
  Lines lines(path);
  read_header(lines, "orang");
  SourceFinder finder(truth.sources);
  std::string_view line;
  while (lines.next(line)) {
    const Cells cells = cells_of(lines, line);
    const std::uint32_t row = number(lines, "baris", cells.row);
    const std::uint32_t person = cells.last.empty() ? 0 : number(lines, "orang", cells.last);
    const std::size_t source = finder.find(cells.source);
    if (source == truth.sources.size()) {
      pass_over(truth, lines, cells.source);
      continue;
    }
    std::vector<std::uint32_t>& column = truth.columns[source].person;
    if (row > column.size()) {
      // A truth has a line for every row: no row number can be larger than the bytes of the file.
      if (row > lines.most_bytes()) {
        refuse(lines.shown(), lines.row(), "baris", shown(cells.row),
               "the number of a row of '" + truth.sources[source] + "', whose rows all stand in this file",
               kCureMadeAnew);
      }
      if (row > column.capacity()) column.reserve(std::max<std::size_t>(row, column.size() + column.size() / 2));
      column.resize(row, engine::kNoTruth);
    }
    if (column[row - 1] != engine::kNoTruth) {
      refuse(lines.shown(), lines.row(), "baris", shown(cells.row) + " a second time", "one line for a row",
             kCureMadeAnew);
    }
    column[row - 1] = person;
  }
  lines.finish();
}

struct Fault {
  std::uint32_t row, kind;
  friend auto operator<=>(const Fault&, const Fault&) = default;
};

// Puts the kinds into the order of their names.
void sort_kinds(std::vector<std::string>& kinds, std::vector<std::vector<Fault>>& faults) {
  std::vector<std::string> sorted = kinds;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::uint32_t> place(kinds.size());
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    place[k] = static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), kinds[k]) - sorted.begin());
  }
  for (std::vector<Fault>& of_source : faults) {
    for (Fault& fault : of_source) fault.kind = place[fault.kind];
  }
  kinds = std::move(sorted);
}

void read_faults(const InputPath& path, Truth& truth) {
  Lines lines(path);
  read_header(lines, "jenis");
  SourceFinder sources(truth.sources);
  std::vector<std::vector<Fault>> faults(truth.sources.size());
  std::string_view line;
  while (lines.next(line)) {
    const Cells cells = cells_of(lines, line);
    const std::uint32_t row = number(lines, "baris", cells.row);
    const bool is_name =
        !cells.last.empty() && cells.last.size() <= 40 && std::all_of(cells.last.begin(), cells.last.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        });
    if (!is_name) {
      refuse(lines.shown(), lines.row(), "jenis", shown(cells.last), "a kind of fault: letters a-z, digits and _",
             kCureMadeAnew);
    }
    const std::size_t source = sources.find(cells.source);
    if (source == truth.sources.size()) {
      pass_over(truth, lines, cells.source);
      continue;
    }
    auto kind =
        static_cast<std::size_t>(std::find(truth.kinds.begin(), truth.kinds.end(), cells.last) - truth.kinds.begin());
    if (kind == truth.kinds.size()) {
      if (kind == kMostKinds) {
        refuse(lines.shown(), lines.row(), "jenis", "kind number 1,001", "at most 1,000 kinds of faults",
               kCureMadeAnew);
      }
      truth.kinds.emplace_back(cells.last);
    }
    faults[source].push_back({row, static_cast<std::uint32_t>(kind)});
  }
  lines.finish();
  sort_kinds(truth.kinds, faults);
  for (std::size_t s = 0; s < faults.size(); ++s) {
    std::sort(faults[s].begin(), faults[s].end());
    engine::SourceTruth& columns = truth.columns[s];
    columns.fault_row.reserve(faults[s].size());
    columns.fault_kind.reserve(faults[s].size());
    for (const Fault& fault : faults[s]) {
      columns.fault_row.push_back(fault.row);
      columns.fault_kind.push_back(fault.kind);
    }
    std::vector<Fault>().swap(faults[s]);
  }
}

}  // namespace

TruthPaths find_truth(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::string persons = path;
  if (fs::is_directory(path, error)) {
    persons = path + "/persons.csv";
    if (!fs::exists(persons, error) && fs::exists(path + "/truth/persons.csv", error)) {
      persons = path + "/truth/persons.csv";
    }
  }
  if (!fs::exists(persons, error)) {
    throw engine::Error(
        engine::ExitCode::kUsage,
        "--truth: there is no " + persons +
            ", wanted the file of sumber,baris,orang or its folder. Cure: correct the path; desil synth "
            "writes the folder truth/ of a nation.",
        {persons, 0, "", 0});
  }
  TruthPaths paths{{persons, fs::absolute(persons).string()}, std::nullopt};
  const std::string faults = (fs::path(persons).parent_path() / "faults.csv").string();
  if (fs::exists(faults, error)) paths.faults = InputPath{faults, fs::absolute(faults).string()};
  return paths;
}

void check_truth(const TruthPaths& paths) {
  Lines persons(paths.persons);
  read_header(persons, "orang");
  if (!paths.faults) return;
  Lines faults(*paths.faults);
  read_header(faults, "jenis");
}

Truth read_truth(const TruthPaths& paths, std::vector<std::string> sources) {
  Truth truth;
  truth.sources = std::move(sources);
  truth.columns.resize(truth.sources.size());
  read_persons(paths.persons, truth);
  if (paths.faults) read_faults(*paths.faults, truth);
  return truth;
}

}  // namespace io
