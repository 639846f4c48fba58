#include "tools/synth/configuration.h"

#include <nlohmann/json.hpp>

#include "tools/synth/flag_lists.h"
#include "tools/synth/planted_model.h"
#include "tools/synth/source_spec.h"

namespace tools::synth {
namespace {

constexpr std::uint64_t kNation = 284'973'643;  // persons, civil registry, December 2024

std::uint64_t scaled_quota(std::uint64_t national, std::uint64_t persons) {
  const double quota = static_cast<double>(national) * static_cast<double>(persons) / static_cast<double>(kNation);
  return static_cast<std::uint64_t>(quota + 0.5);
}

nlohmann::ordered_json feature_json(const PlantedFeature& f, const std::vector<PlantedFeature>& all) {
  nlohmann::ordered_json out;
  out["name"] = f.name;
  out["label"] = f.label;
  if (f.kind == TermKind::kInteraction) {
    out["kind"] = "interaction";
    out["features"] = {all[f.left].name, all[f.right].name};
    return out;
  }
  out["variable"] = f.variable;
  if (f.kind == TermKind::kCategory) {
    out["kind"] = "category";
    out["groups"] = f.groups;
  } else if (f.kind == TermKind::kCount) {
    out["kind"] = "count";
    out["cap"] = f.cap;
  } else {
    out["kind"] = "band";
    if (!f.per.empty()) out["per"] = f.per;
    out["edges"] = f.edges;
  }
  return out;
}

nlohmann::ordered_json model_json(const std::string& region, const RegionCoefficients& law,
                                  const std::vector<PlantedFeature>& features) {
  nlohmann::ordered_json out;
  out["region"] = region;
  out["intercept"] = law.intercept;
  nlohmann::ordered_json coefficients, missing;
  for (std::size_t f = 0; f < features.size(); ++f) {
    const auto& by_level = law.by_level[f];
    coefficients[std::string(features[f].name)] = std::vector<std::int32_t>(by_level.begin(), by_level.end() - 1);
    if (features[f].reports_missing) missing[std::string(features[f].name)] = by_level.back();
  }
  out["coefficients"] = std::move(coefficients);
  out["missing"] = std::move(missing);
  out["residual_sd"] = kNoise;
  return out;
}

}  // namespace

std::string run_toml(const std::string& extension) {
  std::string out =
      "# One re-ranking of the synthetic nation: desil run run.toml --out OUT\n"
      "[run]\nrelease = \"2026Q3\"\nseed = 1\n"
      "note = \"Data ini buatan: semua orang, keluarga, dan angka di sini dikarang untuk pengujian, tidak satu pun "
      "nyata. "
      "/ These data are invented: all persons, families and figures here are made up for testing, none is real.\"\n\n"
      "[[source]]\nname = \"dukcapil\"\nrole = \"registry\"\npersons = \"dukcapil" +
      extension + "\"\ndate = " + kRegistryDate + "\n\n";
  for (std::size_t s = 0; s < kSourceCount; ++s) {
    const SourceSpec& spec = source_spec(s);
    const std::string name(spec.name);
    out += "[[source]]\nname = \"" + name + "\"\nrole = \"source\"\npersons = \"" + name + "_persons" + extension +
           "\"\nfamilies = \"" + name + "_families" + extension + "\"\ndate = " + std::string(spec.date) +
           "\nprecedence = " + std::to_string(spec.precedence) + "\n\n";
  }
  for (const FlagList& list : flag_lists()) {
    const std::string name(list.name);
    out += "[[flag]]\nname = \"" + name + "\"\nfile = \"flags/" + name + ".csv\"\nkey = \"" +
           (list.by_family ? "kk" : "nik") + "\"\n\n";
  }
  return out +
         "[model]\nfile = \"pmt.json\"\n\n[desil]\nweight = \"families\"\n"
         "mode = \"national\"                 # or \"lifted\", \"groups\": see engine/desil/MODES.md\n\n"
         "# For the modes \"lifted\" and \"groups\": what the families of each regency spend.\n"
         "[desil.lift]\nsurvey = \"susenas.csv\"           # or table = \"distribution.csv\", as a lifted run writes "
         "it\n"
         "missing = \"nation\"               # for regencies with few survey rows in a small province\n\n"
         "# For the mode \"groups\": lists of sources, and what each counts. The weights are invented.\n"
         "[[desil.group]]\nsources = [\"regsosek\"]\nweight = 4\n\n"
         "[[desil.group]]\nsources = [\"dtks\"]\nweight = 2\nreach = [0, 60]                   # it has the poorer "
         "families\n\n"
         "[[desil.group]]\nsources = [\"p3ke\"]\nweight = 1\n\n"
         "[programmes]\nfile = \"programmes.toml\"\n\n"
         "[output]\nfamilies = true\nlinks = true\nduplicates = true\nuncertainty = false\n\n[limits]\nmax_rejects = "
         "0.05\n";
}

std::string pmt_json() {
  const PlantedModel& model = PlantedModel::get();
  const RegionStock& stock = RegionStock::get();
  nlohmann::ordered_json head;
  head["format"] = "desil-pmt/1";
  head["unit"] = "ln rupiah per person per month, times 2^24";
  head["provenance"] =
      "Planted coefficients of the synthetic nation: invented, not official, not fitted to any survey.";
  head["features"] = nlohmann::ordered_json::array();
  for (const PlantedFeature& feature : model.features())
    head["features"].push_back(feature_json(feature, model.features()));
  // One line a feature and a model keeps the file readable and its differences small.
  std::string out = "{\n\"format\": " + head["format"].dump() + ",\n\"unit\": " + head["unit"].dump() +
                    ",\n\"provenance\": " + head["provenance"].dump() + ",\n\"features\": [\n";
  for (std::size_t f = 0; f < head["features"].size(); ++f)
    out += head["features"][f].dump() + (f + 1 < head["features"].size() ? ",\n" : "\n");
  out += "],\n\"models\": [\n" + model_json("ID", model.nation(), model.features()).dump();
  for (std::uint32_t r = 0; r < stock.regencies.size(); ++r) {
    const std::uint32_t province = stock.regencies[r].province;
    const bool new_province = r == 0 || stock.regencies[r - 1].province != province;
    if (new_province && PlantedModel::province_published(province)) {
      out += ",\n" + model_json(std::to_string(province), model.province(province), model.features()).dump();
    }
    if (PlantedModel::regency_published(r)) {
      out += ",\n" + model_json(std::to_string(stock.regencies[r].code), model.regency(r), model.features()).dump();
    }
  }
  return out + "\n]\n}\n";
}

std::string pmt_spec_toml() {
  std::string out =
      "# Candidate terms of the PMT, for `desil fit --survey susenas.csv --spec pmt_spec.toml --out pmt.json`.\n"
      "target = \"pengeluaran_per_kapita\"\nweight = \"bobot\"\nregion = \"kode_kabupaten\"\ncluster = \"klaster\"\n"
      "strata = [\"kode_kabupaten\", \"strata\"]\nurban = \"strata\"\n\n";
  const auto& features = PlantedModel::get().features();
  for (const PlantedFeature& f : features) {
    const auto json = feature_json(f, features);
    out += "[[term]]\n";
    for (const auto& [key, value] : json.items()) out += key + " = " + value.dump() + "\n";
    out += '\n';
  }
  return out;
}

std::string programmes_toml(std::uint64_t persons) {
  const auto programme = [&](const char* code, const char* name, int desil_max, std::uint64_t national,
                             const char* note) {
    return "[[programme]]\ncode = \"" + std::string(code) + "\"\nname = \"" + name +
           "\"\nunit = \"family\"\ndesil_max = " + std::to_string(desil_max) +
           "\nquota = " + std::to_string(scaled_quota(national, persons)) + note +
           "\nexclude = [\"asn\", \"pensiunan\", \"guru\", \"usaha\", \"upah\", \"perangkat_desa\", \"pln\", "
           "\"kendaraan\", \"pajak\"]\n\n";
  };
  return "# Programmes as published for 2025 and 2026. Quotas are the national ones scaled to this nation's persons.\n"
         "# Flags of `exclude` are those that the audit office names; `pln` stands for an unsubsidised connection of "
         "900 VA and more.\n\n" +
         programme("PKH", "Program Keluarga Harapan", 4, 10'000'000,
                   "  # 10 million families in the 2026 budget; 7 million paid in Q3 2026") +
         programme("SEMBAKO", "Program Sembako (BPNT)", 4, 18'300'000,
                   "  # 18.3 million families; desil 1-5 in 2025, 1-4 by a digest of 2026") +
         programme("BLT_KESRA", "BLT Kesra", 4, 35'000'000, "  # more than 35 million families in 2025") +
         programme("BERAS", "Bantuan pangan beras (CBP)", 4, 33'200'000,
                   "  # 33.2 million planned for 2026; its desil limit is not published, 4 is assumed") +
         "# Programmes of persons, pupils and workers, not ranked by family here:\n"
         "# PBI_JKN (person, desil 1-5, another source 1-4): 96.8 million persons\n"
         "# PIP (pupil): 21.1 million pupils\n"
         "# KIP_KULIAH (student): 1.2 million students\n"
         "# BSU (worker, wage up to Rp 3.5 million or the regional minimum): 15.9 million workers\n"
         "# ATENSI (person, desil 1-4, case by case)\n"
         "# BLT_DESA (family, extreme poor of the village first): 1.8 million families, chosen by the village\n";
}

ScenarioFile scenario(std::size_t index, std::uint64_t persons) {
  switch (index) {
    case 0:
      return {"sembako_desil_5.toml",
              "# What if Sembako reached desil 5 again, as in 2025?\nname = \"Sembako sampai desil "
              "5\"\n\n[[programme]]\ncode = \"SEMBAKO\"\ndesil_max = 5\n"};
    case 1:
      return {"pkh_kuota_7_juta.toml",
              "# What if PKH paid 7 million families, as in the third quarter of 2026?\nname = \"PKH 7 juta "
              "keluarga\"\n\n[[programme]]\ncode = \"PKH\"\nquota = " +
                  std::to_string(scaled_quota(7'000'000, persons)) + "\n"};
    default:
      return {"bobot_anggota.toml",
              "# What if the cuts were tenths of persons instead of families?\nname = \"Desil menurut jumlah "
              "anggota\"\n\n[desil]\nweight = \"persons\"\n"};
  }
}

}  // namespace tools::synth
