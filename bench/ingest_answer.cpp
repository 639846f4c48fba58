#include "bench/ingest_answer.h"

#include <chrono>
#include <fstream>
#include <map>
#include <stdexcept>
#include <unordered_set>
#include <vector>

#include <nlohmann/json.hpp>

namespace bench {
namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += line[i++];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  if (quoted) throw std::runtime_error("plain reader: a quoted cell does not end on its line");
  return cells;
}

std::uint64_t birth_day(const std::string& iso) {
  using namespace std::chrono;
  const year_month_day date{year{std::stoi(iso.substr(0, 4))},
                            month{static_cast<unsigned>(std::stoi(iso.substr(5, 2)))},
                            day{static_cast<unsigned>(std::stoi(iso.substr(8, 2)))}};
  const sys_days first = year{1900} / January / 1;
  return static_cast<std::uint64_t>((sys_days{date} - first).count());
}

class Totals {
 public:
  void add(const std::string& nik, const std::string& kk, const std::string& name, const std::string& sex,
           const std::string& birth, const std::string& village) {
    ++answer_.rows;
    answer_.name_bytes += name.size();
    if (!nik.empty()) answer_.nik_sum += std::stoull(nik);
    if (!kk.empty()) answer_.kk_sum += std::stoull(kk);
    answer_.men += sex == "1";
    answer_.women += sex == "2";
    if (!birth.empty()) answer_.birth_days += birth_day(birth);
    if (!village.empty()) villages_.insert(std::stoull(village));
  }

  IngestAnswer answer() const {
    IngestAnswer done = answer_;
    done.villages = villages_.size();
    return done;
  }

 private:
  IngestAnswer answer_;
  std::unordered_set<std::uint64_t> villages_;
};

IngestAnswer answer_of_csv(std::ifstream& file) {
  Totals totals;
  std::string line;
  std::getline(file, line);
  std::map<std::string, std::size_t> at;
  const auto header = cells_of(line);
  for (std::size_t i = 0; i < header.size(); ++i) at[header[i]] = i;
  const std::size_t nik = at.at("nik"), kk = at.at("nomor_kartu_keluarga"), name = at.at("nama"),
                    sex = at.at("jenis_kelamin"), birth = at.at("tanggal_lahir"), village = at.at("kode_desa");
  while (std::getline(file, line)) {
    const auto cells = cells_of(line);
    if (cells.size() != header.size()) throw std::runtime_error("plain reader: a row of another width");
    totals.add(cells[nik], cells[kk], cells[name], cells[sex], cells[birth], cells[village]);
  }
  return totals.answer();
}

IngestAnswer answer_of_ndjson(std::ifstream& file) {
  Totals totals;
  std::string line;
  while (std::getline(file, line)) {
    const auto row = nlohmann::json::parse(line);
    const auto text = [&](const char* key) {
      const auto found = row.find(key);
      if (found == row.end() || found->is_null()) return std::string();
      return found->is_string() ? found->get<std::string>() : found->dump();
    };
    totals.add(text("nik"), text("nomor_kartu_keluarga"), text("nama"), text("jenis_kelamin"), text("tanggal_lahir"),
               text("kode_desa"));
  }
  return totals.answer();
}

}  // namespace

std::string IngestAnswer::text() const {
  return "rows=" + std::to_string(rows) + " nik_sum=" + std::to_string(nik_sum) + " kk_sum=" + std::to_string(kk_sum) +
         " men=" + std::to_string(men) + " women=" + std::to_string(women) +
         " birth_days=" + std::to_string(birth_days) + " villages=" + std::to_string(villages) +
         " name_bytes=" + std::to_string(name_bytes);
}

IngestAnswer plain_answer(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("plain reader: " + path + " cannot be opened");
  return path.ends_with(".ndjson") ? answer_of_ndjson(file) : answer_of_csv(file);
}

}  // namespace bench
