// Counts the soft findings of a persons file by regency with plain loops over its text, for tests.
//
// Knows nothing of the program: cells are cut at delimiters outside quotes, the row of the file is the line, the places
// come from the region tables as files. Rows whose number stands in `rejected` are left out.
#pragma once

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace tests::reference {

inline std::vector<std::string> split(const std::string& line, char delimiter = ',') {
  std::vector<std::string> cells(1);
  bool quoted = false;  // between quotes a delimiter is a letter; doubled quotes do not occur in these files
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == delimiter && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

inline std::vector<std::vector<std::string>> cells_of(const std::string& text, char delimiter = ',') {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) rows.push_back(split(line, delimiter));
  return rows;
}

struct RegionFiles {
  std::set<std::string> villages;
  std::map<std::string, std::string> successor;  // district code of 6 digits → the one in its place
  std::set<std::string> regencies;

  RegionFiles(const std::string& villages_csv, const std::string& successors_csv) {
    for (const auto& row : cells_of(villages_csv)) {
      villages.insert(row[0]);
      if (row[0].size() == 10) regencies.insert(row[0].substr(0, 4));
    }
    for (const auto& row : cells_of(successors_csv)) successor[row[1]] = row[2];
  }
  std::string regency_of(const std::string& village) const {
    if (village.size() != 10) return "";
    if (villages.count(village) != 0) return village.substr(0, 4);
    const auto next = successor.find(village.substr(0, 6));
    if (next != successor.end() && villages.count(next->second + village.substr(6)) != 0)
      return next->second.substr(0, 4);
    return regencies.count(village.substr(0, 4)) != 0 ? village.substr(0, 4) : "";
  }
};

// (regency, finding) → rows; the finding "" counts the rows themselves.
using RegencyCounts = std::map<std::pair<std::string, std::string>, std::size_t>;

struct PersonLine {
  std::string nik, kk, sex, birth, regency, relation;
};

inline std::vector<PersonLine> read_persons(const std::string& text, const std::set<std::size_t>& rejected,
                                            const RegionFiles& regions) {
  const char delimiter = text[text.find_first_of("|;,")];
  const auto rows = cells_of(text, delimiter);
  std::map<std::string, std::size_t> at;
  for (std::size_t c = 0; c < rows[0].size(); ++c) at[rows[0][c]] = c;
  std::vector<PersonLine> persons;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (rejected.count(r) != 0) continue;
    const auto cell = [&](const char* name) { return rows[r][at.at(name)]; };
    persons.push_back({cell("nik"), cell("nomor_kartu_keluarga"), cell("jenis_kelamin"), cell("tanggal_lahir"),
                       regions.regency_of(cell("kode_desa")), cell("status_hubungan_keluarga")});
  }
  return persons;
}

inline RegencyCounts count_findings(const std::vector<PersonLine>& persons, const std::set<std::string>& registry,
                                    const std::set<std::string>& dead) {
  RegencyCounts counts;
  std::map<std::string, std::vector<const PersonLine*>> by_nik, by_kk;
  for (const PersonLine& p : persons) {
    const auto note = [&](bool holds, const char* finding) {
      if (holds) ++counts[{p.regency, finding}];
    };
    note(true, "");
    note(p.nik.empty(), "nik_kosong");
    note(p.birth.size() == 10 && (p.birth.substr(5) == "07-01" || p.birth.substr(5) == "12-31"),
         "tanggal_lahir_bawaan");
    if (!p.kk.empty()) by_kk[p.kk].push_back(&p);
    if (p.nik.empty()) continue;
    by_nik[p.nik].push_back(&p);
    const int day = std::stoi(p.nik.substr(6, 2)), month = std::stoi(p.nik.substr(8, 2));
    note(day == 0 || (day > 31 && day < 41) || day > 71, "nik_hari_tidak_sah");
    note(month == 0 || month > 12, "nik_bulan_tidak_sah");
    note(p.nik.substr(12) == "0000", "nik_serial_0000");
    note((p.sex == "1" && day > 40) || (p.sex == "2" && day <= 40), "nik_kelamin_berbeda");
    note(registry.count(p.nik) == 0, "nik_tidak_ada_di_registri");
    note(dead.count(p.nik) != 0 && registry.count(p.nik) != 0, "nik_tercatat_meninggal");
  }
  for (const auto& [nik, rows] : by_nik) {
    std::set<std::string> kks;
    for (const PersonLine* p : rows) {
      if (!p->kk.empty()) kks.insert(p->kk);
    }
    for (const PersonLine* p : rows) {
      if (rows.size() > 1) ++counts[{p->regency, "nik_ganda_di_sumber"}];
      if (kks.size() > 1) ++counts[{p->regency, "nik_di_beberapa_kk"}];
    }
  }
  for (const auto& [kk, rows] : by_kk) {
    int heads = 0, given = 0;
    for (const PersonLine* p : rows) {
      heads += p->relation == "1" ? 1 : 0;
      given += p->relation.empty() ? 0 : 1;
    }
    for (const PersonLine* p : rows) {
      if (given > 0 && heads == 0) ++counts[{p->regency, "kk_tanpa_kepala"}];
      if (heads > 1) ++counts[{p->regency, "kk_kepala_ganda"}];
    }
  }
  return counts;
}

}  // namespace tests::reference
