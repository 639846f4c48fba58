// A nation of a few literal families in a temporary folder, ready for a run.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace tests {

// A folder of its own that is removed with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "desil-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
    path_ = pattern;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline void write_file(const std::string& path, const std::string& text) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream out(path, std::ios::binary);
  out << text;
}

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Five families: two in Bogor with indicators, one known by DTKS only, one whose only member is dead,
// one in a village that does not exist. Ages are at 10 July 2026.
struct SmallNation {
  std::map<std::string, std::string> files = {
      {"dukcapil.csv",
       "nik,nomor_kartu_keluarga,nama,jenis_kelamin,tanggal_lahir,kode_desa,status_hubungan_keluarga\n"
       "3201010101800001,3201010101100001,BUDI SANTOSO,1,1980-01-01,3201011001,1\n"
       "3201014202850001,3201010101100001,SITI AMINAH,2,1985-02-02,3201011001,2\n"
       "3201010303100001,3201010101100001,ADI SANTOSO,1,2010-03-03,3201011001,3\n"
       "3201010404700001,3201010202120002,SUTRISNO,1,1970-04-04,3201011001,1\n"
       "3201014505750001,3201010202120002,DEWI LESTARI,2,1975-05-05,3201011001,2\n"
       "1101010606600001,1101010303090001,CUT NYAK MUTIA,2,1960-06-06,1101012001,1\n"
       "1101010707300001,1101010404010001,TEUKU UMAR,1,1930-07-07,1101012001,1\n"
       "9999010808900001,9999010505150001,ORANG HILANG,1,1990-08-08,9999012001,1\n"},
      {"regsosek_persons.csv",
       "nik|nomor_kartu_keluarga|nama|jenis_kelamin|tanggal_lahir|kode_desa|status_hubungan_keluarga|ijazah_tertinggi|status_bekerja\n"
       "3201010101800001|3201010101100001|BUDI SANTOSO|1|1980-01-01|3201011001|1|13|1\n"
       "3201014202850001|3201010101100001|SITI AMINAH|2|1985-02-02|3201011001|2|8|2\n"
       "3201010404700001|3201010202120002|SUTRISMO|1|1970-04-04|3201011001|1|3|1\n"
       "3201014505750001|3201010202120002|WAHYUNI SULASTRI|2|1975-05-05|3201011001|2|3|2\n"
       "|3201010202120002|DEWI LESTARI|2|1975-05-05|3201011001|2|3|2\n"
       "9999010808900001|9999010505150001|ORANG HILANG|1|1990-08-08||1|3|1\n"},
      {"regsosek_families.csv",
       "nomor_kartu_keluarga|kode_desa|jenis_lantai_terluas|luas_lantai\n"
       "3201010101100001|3201011001|2|60\n"
       "3201010202120002|3201011001|8|20\n"
       "9999010505150001|9999012001|8|30\n"
       "3201019912990009|3201011001|8|30\n"},
      {"dtks_persons.csv",
       "nik;nomor_kartu_keluarga;nama;jenis_kelamin;tanggal_lahir;kode_desa\n"
       "1101010606600001;1101010303090001;CUT NYAK MEUTIA;2;1960-06-06;1101012001\n"
       "3201010101800001;3201010101100001;BUDI SANTOSO;1;1980-01-01;3201011001\n"},
      {"dtks_families.csv",
       "nomor_kartu_keluarga;kode_desa;jenis_lantai_terluas;luas_lantai\n"
       "1101010303090001;1101012001;6;36\n"
       "3201010101100001;3201011001;8;10\n"},
      {"meninggal.csv", "nik\n1101010707300001\n"},
      {"pmt.json",
       R"({"format":"desil-pmt/1","unit":"ln rupiah per person per month, times 2^24","provenance":"test model","features":[
{"name":"lantai","variable":"jenis_lantai_terluas","kind":"category"},
{"name":"anggota","variable":"anggota","kind":"count","cap":4},
{"name":"luas","variable":"luas_lantai","per":"anggota","kind":"band","edges":[8,16]}],
"models":[{"region":"ID","intercept":234881024,
"coefficients":{"lantai":[0,0,1000000,0,0,0,400000,0,-3000000,0,0],"anggota":[0,500000,250000,0,-250000],"luas":[-200000,0,300000]},
"missing":{"lantai":-7}}]})"},
      {"programmes.toml",
       "[[programme]]\ncode = \"PKH\"\nname = \"Program Keluarga Harapan\"\nunit = \"family\"\ndesil_max = 4\n"},
      {"run.toml",
       R"([run]
release = "2026Q3"
seed = 1
[[source]]
name = "dukcapil"
role = "registry"
persons = "dukcapil.csv"
date = 2026-07-10
[[source]]
name = "regsosek"
role = "source"
persons = "regsosek_persons.csv"
families = "regsosek_families.csv"
date = 2022-11-15
precedence = 1
[[source]]
name = "dtks"
role = "source"
persons = "dtks_persons.csv"
families = "dtks_families.csv"
date = 2024-01-15
precedence = 2
[[flag]]
name = "meninggal"
file = "meninggal.csv"
key = "nik"
[model]
file = "pmt.json"
[programmes]
file = "programmes.toml"
[desil]
weight = "families"
)"},
  };

  // Writes every file below `folder` and returns the path of run.toml.
  std::string write(const std::string& folder) const {
    for (const auto& [name, text] : files) write_file(folder + "/" + name, text);
    return folder + "/run.toml";
  }
};

}  // namespace tests
