#include <fmt/format.h>

#include "io/report/mode_text.h"
#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/sections.h"
#include "io/report/table.h"
#include "io/report/tenths.h"

namespace io::report {
namespace {

Both model_level(const std::string& level) {
  if (level == "kabupaten_kota") return say(phrase::kModelRegency);
  if (level == "provinsi") return say(phrase::kModelProvince);
  if (level == "nasional") return say(phrase::kModelNation);
  return same(level);
}

}  // namespace

std::string provenance_section(const engine::RunSummary& summary, Language) {
  std::string list = "<dl class=\"facts\">\n";
  const auto add = [&](const Phrase& name, const Both& value) {
    if (!value.id.empty()) list += fmt::format("<dt>{}</dt><dd>{}</dd>\n", spans(name), spans(value));
  };
  add(phrase::kProvenanceRelease, same(summary.release));
  add(phrase::kProvenanceWeight, say(tenths_of(summary)));
  add(phrase::kProvenanceMode, mode_name(summary.mode));
  add(phrase::kProvenanceModel, same(summary.model_provenance));
  std::vector<Both> models;
  for (const auto& [level, families] : summary.models_used) {
    models.push_back(model_level(level) + Both{": ", ": "} + count(families));
  }
  add(phrase::kProvenanceModels, joined(models, " · "));
  add(phrase::kProvenanceRegistry,
      say(phrase::kRegistryPersons, {count(summary.registry_persons), count(summary.registry_dead)}));
  std::vector<Both> sources;
  for (const auto& source : summary.sources) {
    if (source.role == "flag") continue;
    sources.push_back(source.date.empty() ? same(source.name)
                                          : say(phrase::kSourceDate, {same(source.name), same(source.date)}));
  }
  add(phrase::kSource, joined(sources, " · "));
  add(phrase::kProvenanceSeed, same(std::to_string(summary.seed)));
  add(phrase::kProvenanceProgram, same(summary.version));
  return section("asal", say(phrase::kProvenanceHeading), list + "</dl>\n");
}

}  // namespace io::report
