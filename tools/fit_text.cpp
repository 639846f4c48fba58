#include "tools/fit_text.h"

#include <fmt/format.h>

#include "io/fit/fit_report_json.h"

namespace tools {
namespace {

using engine::GroupKind;

constexpr bool is_region(GroupKind kind) { return kind == GroupKind::kProvince || kind == GroupKind::kRegency; }

std::string share_cell(const engine::MeasuredShare& share, bool indonesian) {
  if (share.base_rows < io::kFewestRows) return indonesian ? "            <10 baris   " : "            <10 rows    ";
  return fmt::format("{:.3f} ({:.3f} - {:.3f})   ", share.value, share.interval.low, share.interval.high);
}

std::string left_out(const io::FitReport& report, bool indonesian) {
  std::string out;
  for (const engine::DesignColumn& column : report.result.design.empty) {
    out += fmt::format("{}: {}\n", indonesian ? "tidak ada baris" : "no row of the survey",
                       engine::column_label(report.spec.plan, column));
  }
  for (std::size_t i = 0; i < report.result.collinear.size(); ++i) {
    out += fmt::format("{}: {} = {}\n", indonesian ? "kolinear, ditinggalkan" : "collinear, left out",
                       engine::column_label(report.spec.plan, report.result.collinear[i]),
                       report.result.collinear_with[i]);
  }
  return out;
}

std::string targeting(const io::FitReport& report, bool indonesian) {
  std::string out = indonesian ? "\nbaris tak dipakai  batas  terlewat                bocor                   salah "
                                 "keluar            salah masuk\n"
                               : "\nrows held out      share  undercoverage           leakage                 "
                                 "exclusion error         inclusion error\n";
  for (const engine::GroupQuality& group : report.quality.groups) {
    if (is_region(group.kind)) continue;
    out += fmt::format("{:<12} R² {:.4f}, RMSE {:.4f}\n", io::group_name(group.kind, group.code), group.r_squared.value,
                       group.rmse.value);
    for (const engine::TargetingErrors& t : group.targeting) {
      out += fmt::format("                   {:>3} %  {}{}{}{}\n", t.percent, share_cell(t.undercoverage, indonesian),
                         share_cell(t.leakage, indonesian), share_cell(t.exclusion_error, indonesian),
                         share_cell(t.inclusion_error, indonesian));
    }
  }
  return out;
}

std::string index_line(const char* what, const engine::GroupIndices& indices) {
  return fmt::format("  {:<12} P0 {:.4f} ± {:.4f}, P1 {:.4f}, P2 {:.4f}, Gini {:.4f} ± {:.4f}\n", what,
                     indices.fgt[0].value, indices.fgt[0].error, indices.fgt[1].value, indices.fgt[2].value,
                     indices.gini.value, indices.gini.error);
}

std::string indices(const io::FitReport& report, bool indonesian) {
  std::string out = fmt::format(fmt::runtime(indonesian ? "\nkemiskinan (garis Rp {:.0f}) dan ketimpangan\n"
                                                        : "\npoverty (line Rp {:.0f}) and inequality\n"),
                                report.spec.poverty_line);
  out += index_line(indonesian ? "survei" : "survey", report.actual.front());
  out += index_line(indonesian ? "perkiraan" : "predictions", report.predicted.front());
  return out + (indonesian ? "  Sebaran perkiraan lebih sempit: hanya untuk mengurutkan.\n"
                           : "  Predictions spread less than the truth: use them only to rank.\n");
}

}  // namespace

std::string outlook_text(const io::FitOutlook& o, bool indonesian) {
  std::string out = fmt::format(
      fmt::runtime(indonesian
                       ? "survei: {} baris, {} klaster, {} strata ({} dengan satu klaster), {} kabupaten/kota di "
                         "{} provinsi\nrancangan: {} suku, {} kolom\n"
                       : "survey: {} rows, {} clusters, {} strata ({} with one cluster), {} regencies in {} "
                         "provinces\ndesign: {} terms, {} columns\n"),
      o.rows, o.clusters, o.strata, o.lonely_strata, o.regencies, o.provinces, o.terms, o.columns);
  out += fmt::format(fmt::runtime(indonesian ? "model: {} ({} wilayah dengan terlalu sedikit baris memakai yang di "
                                               "atasnya)\nkira-kira: memori {} MiB, {:.0f} detik\n"
                                             : "models: {} ({} regions with too few rows use the one above)\nabout {} "
                                               "MiB of memory, {:.0f} s\n"),
                     o.models, o.too_few_rows, (o.memory_bytes >> 20) + 1, o.seconds + 0.5);
  for (const std::string& column : o.empty) {
    out += (indonesian ? "tidak ada baris: " : "no row of the survey: ") + column + "\n";
  }
  for (const std::string& file : o.outputs) out += (indonesian ? "akan ditulis: " : "would be written: ") + file + "\n";
  return out;
}

std::string fit_table(const io::FitReport& report, bool indonesian) {
  std::string out = fmt::format(
      fmt::runtime(indonesian ? "model {}, kolom {}; baris yang dipakai: R² {:.4f}, RMSE {:.4f}\n"
                              : "models {}, columns {}; fitted rows: R² {:.4f}, RMSE {:.4f}\n"),
      report.result.models.size(), report.result.design.width(), report.quality.r_squared, report.quality.rmse);
  for (const engine::StrengthCurve& curve : report.result.strengths) {
    out += fmt::format("{}: {:g} {}{}\n", curve.name, curve.chosen, indonesian ? "baris" : "rows",
                       curve.tried.empty() ? ""
                       : indonesian        ? " menurut validasi silang"
                                           : " by cross-validation");
  }
  return out + left_out(report, indonesian) + targeting(report, indonesian) + indices(report, indonesian);
}

}  // namespace tools
