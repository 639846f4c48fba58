// Reads specifications with one thing wrong, and terms of every kind.
#include <catch2/catch.hpp>

#include "engine/error.h"
#include "io/fit/fit_spec.h"
#include "tests/io/ingest/source_folder.h"

namespace {

const std::string kHead = "target = \"y\"\nregion = \"kab\"\n";
const std::string kTerm = "[[term]]\nname = \"a\"\nvariable = \"anggota\"\nkind = \"count\"\ncap = 4\n";

std::string refusal(const std::string& text) {
  const tests::SourceFolder folder;
  const auto spec = folder.write("spec.toml", text);
  try {
    io::read_fit_spec(spec.path);
  } catch (const engine::Error& error) {
    CHECK(error.code() == engine::ExitCode::kUsage);
    return std::string(error.what()).substr(spec.path.size());
  }
  return "accepted";
}

io::FitSpec read(const std::string& text) {
  const tests::SourceFolder folder;
  return io::read_fit_spec(folder.write("spec.toml", text).path);
}

std::string term(const std::string& lines) { return kHead + "[[term]]\nname = \"a\"\n" + lines; }

}  // namespace

TEST_CASE("fit spec: what is wrong is named with its line, what is wanted and the cure", "[fit]") {
  struct Case {
    std::string text, wanted;  // part of the message
  };
  const Case cases[] = {
      {"region = \"kab\"\n" + kTerm, "target"},
      {"target = \"y\"\n" + kTerm, "region"},
      {kHead, "seen 0 terms, wanted 1 to 256. Cure: add [[term]] tables."},
      {kHead + "wieght = \"w\"\n" + kTerm, "wieght"},
      {kHead + "[fit]\nlevel = \"village\"\n" + kTerm, "level"},
      {kHead + "[fit]\npooling = \"strong\"\n" + kTerm, "wanted \"cv\" or a number of rows. Cure: correct the value."},
      {kHead + "[fit]\nconstants = \"regency\"\n" + kTerm, "models of regencies have constants of their own already"},
      {kHead + "[fit]\nselect = \"all\"\ncriterion = \"bic\"\n" + kTerm, "select = \"all\" tries no steps"},
      {kHead + "[fit]\nselect_per = \"model\"\n" + kTerm, "models with different terms cannot lean on each other"},
      {kHead + "[fit]\nlevel = \"nation\"\npooling = \"none\"\nconstants = \"regency\"\nselect_per = \"model\"\n" +
           kTerm,
       "not together with constants = \"regency\""},
      {kHead + "[fit]\nfolds = 1\n" + kTerm, "folds"},
      {kHead + "poverty_line = 0\n" + kTerm, "poverty_line"},
      {kHead + "[columns]\nangota = \"jml\"\n" + kTerm, "'angota' is no variable of ours"},
      {kHead + kTerm + kTerm, "'a' is the name of an earlier term. Cure: rename one of the two."},
      {term("variable = \"angota\"\nkind = \"count\"\ncap = 4\n"), "nearest 'anggota'"},
      {term("variable = \"anggota\"\nkind = \"counts\"\ncap = 4\n"), "kind"},
      {term("variable = \"anggota\"\nkind = \"count\"\n"), "cap"},
      {term("variable = \"anggota\"\nkind = \"count\"\ncap = 15\n"), "cap"},
      {term("variable = \"anggota\"\nkind = \"count\"\ncap = 4\nedges = [1]\n"),
       "has no meaning for kind = \"count\". Cure: remove the line."},
      {term("variable = \"anggota\"\nkind = \"category\"\n"),
       "an amount, wanted a code for a category. Cure: use kind = \"count\" or \"band\"."},
      {term("variable = \"jenis_lantai_terluas\"\nkind = \"band\"\nedges = [2]\n"),
       "a code, wanted a count or a measure for this kind"},
      {term("variable = \"sumber_penerangan_utama\"\nkind = \"category\"\ngroups = [[1, 2], [3]]\n"),
       "no group with code 4, wanted every valid code in exactly one group. Cure: add 4 to the group it belongs to."},
      {term("variable = \"sumber_penerangan_utama\"\nkind = \"category\"\ngroups = [[1, 2], [2, 3, 4]]\n"),
       "code 2 stands twice, wanted each code in one group. Cure: remove one."},
      {term("variable = \"sumber_penerangan_utama\"\nkind = \"category\"\ngroups = [[1, 2, 9], [3, 4]]\n"),
       "seen code 9, wanted 1 to 4."},
      {term("variable = \"anggota\"\nkind = \"band\"\nedges = [4, 2]\n"),
       "seen 2, wanted edges from 0 to 65534, ascending."},
      {term("variable = \"anggota_bekerja\"\nkind = \"share\"\nedges = [25, 101]\n"), "seen 101, wanted edges"},
      {term("variable = \"anggota\"\nkind = \"count\"\ncap = 4\nreference = -1\n"), "reference"},
      {kHead + kTerm + "[[term]]\nname = \"x\"\nkind = \"interaction\"\nfeatures = [\"a\", \"b\"]\n",
       "'b' is no term above this one"},
      {kHead + kTerm + "[[term]]\nname = \"x\"\nkind = \"interaction\"\nfeatures = [\"a\", \"a\"]\n",
       "the term 'x' has 25 levels, wanted 2 to 15. Cure: merge levels in groups."},
  };
  for (const Case& wrong : cases) {
    const std::string seen = refusal(wrong.text);
    INFO(wrong.text << "\n-> " << seen);
    CHECK(seen != "accepted");
    CHECK(seen.find(wrong.wanted) != std::string::npos);
    CHECK(seen.find("Cure: ") != std::string::npos);
  }
}

TEST_CASE("fit spec: shares of members by age, schooling, work and disability are terms", "[fit]") {
  for (const char* variable :
       {"anggota_0_6", "anggota_7_12", "anggota_13_15", "anggota_16_18", "anggota_19_59", "anggota_60",
        "anggota_sekolah", "anggota_tamat_sd", "anggota_tamat_smp", "anggota_tamat_sma", "anggota_tamat_diploma",
        "anggota_bekerja", "anggota_disabilitas"}) {
    const io::FitSpec spec =
        read(term("variable = \"" + std::string(variable) + "\"\nkind = \"share\"\nedges = [1, 50, 100]\n"));
    const engine::Feature& feature = spec.plan.terms.at(0);
    INFO(variable);
    CHECK(feature.kind == engine::FeatureKind::kShare);
    CHECK(feature.levels == 4);
    CHECK(feature.per == engine::variable(engine::MemberAggregate::kMembers));
    // Of four members: none, one, two and three, all.
    const std::vector<int> wanted = {0, 1, 2, 2, 3};
    for (std::uint32_t count = 0; count <= 4; ++count) CHECK(engine::level_of(feature, count, 4) == wanted[count]);
  }
}

TEST_CASE("fit spec: what is not said has its default", "[fit]") {
  const io::FitSpec spec = read(kHead + kTerm);
  CHECK(spec.plan.level == engine::FitLevel::kRegency);
  CHECK(spec.plan.pooled);
  CHECK(!spec.plan.pooling.rows);
  CHECK(spec.plan.ridge.rows == 0.0);
  CHECK(spec.plan.select == engine::SelectBy::kBic);
  CHECK(spec.plan.folds == 5);
  CHECK(spec.plan.min_rows == 30);
  CHECK(spec.poverty_line == 609160);
  CHECK(spec.strata.empty());
  CHECK(!spec.weight);
}
