#include "io/export/uncertainty_json.h"

#include <fmt/format.h>

#include <numeric>

#include "io/export/score_text.h"

namespace io {
namespace {

std::string share_text(const std::optional<double>& share) { return share ? fmt::format("{:.4f}", *share) : "null"; }

void write_errors(JsonText& json, const std::string& prefix, const engine::ExpectedDesils& desils) {
  std::array<engine::CutErrors, engine::kCutCount> errors;
  for (std::size_t k = 0; k < errors.size(); ++k) errors[k] = desils.errors_at(k + 1);
  json.line((prefix + "inclusion_error").c_str(), errors,
            [](const engine::CutErrors& cut) { return share_text(cut.inclusion); });
  json.line((prefix + "exclusion_error").c_str(), errors,
            [](const engine::CutErrors& cut) { return share_text(cut.exclusion); });
}

void write_firm(JsonText& json, const engine::FirmCounts& counts) {
  json.numbers("tegas", counts.firm);
  json.numbers("ambang", counts.borderline);
}

void write_cuts(JsonText& json, const char* key, const std::optional<engine::TrueCuts>& cuts) {
  json.line(key, cuts ? std::vector<engine::PmtScore>(cuts->begin(), cuts->end()) : std::vector<engine::PmtScore>(),
            [](engine::PmtScore cut) { return score_text(cut); });
}

void write_regions(JsonText& json, const char* key, const std::vector<engine::RegionSummary>& named, int digits,
                   const std::vector<engine::RegionUncertainty>& regions) {
  json.open(key, '[');
  for (std::size_t i = 0; i < regions.size() && i < named.size(); ++i) {
    json.open(nullptr, '{');
    json.text("code", fmt::format("{:0{}}", named[i].code, digits));
    write_firm(json, regions[i].firm);
    write_errors(json, "", regions[i].national);
    write_cuts(json, "own_true_cuts", regions[i].own_cuts);
    write_errors(json, "own_", regions[i].own);
    json.close();
  }
  json.close();
}

}  // namespace

void write_uncertainty(JsonText& json, const engine::RunSummary& summary) {
  const engine::Uncertainty& uncertainty = *summary.uncertainty;
  json.open("uncertainty", '{');
  json.number("watched_desil", uncertainty.rule.desil);
  json.decimal("firm_from", static_cast<double>(uncertainty.rule.least) / engine::kCertain, 6);
  write_cuts(json, "true_cuts", uncertainty.cuts);
  write_firm(json, uncertainty.firm);
  json.open("true_desil_shares", '[');
  for (const auto& row : uncertainty.nation.mass) {
    const std::uint64_t whole = std::accumulate(row.begin(), row.end(), std::uint64_t{0});
    json.line(nullptr, row, [&](std::uint64_t mass) {
      return whole == 0 ? "null" : fmt::format("{:.4f}", static_cast<double>(mass) / static_cast<double>(whole));
    });
  }
  json.close();
  write_errors(json, "", uncertainty.nation);
  write_regions(json, "provinces", summary.provinces, 2, uncertainty.provinces);
  write_regions(json, "regencies", summary.regencies, 4, uncertainty.regencies);
  json.close();
}

}  // namespace io
