#include "io/run/link_choices.h"

#include <algorithm>

#include "engine/error.h"
#include "io/config/decisions_file.h"

namespace io {
namespace {

const SourceLinkModel* given_model(const RunState& run, const std::string& source) {
  for (const SourceLinkModel& model : run.link_models) {
    if (model.source == source) return &model;
  }
  return nullptr;
}

// The decisions of one source, with the registry rows they speak of.
std::vector<engine::RowDecision> decisions_of(const RunState& run, const std::string& source) {
  std::vector<engine::RowDecision> decisions;
  for (const ReviewDecision& decision : run.review_decisions) {
    if (decision.source != source) continue;
    const engine::PersonRow person = run.registry.persons.find({decision.registry_nik});
    if (person == engine::kNoRow) {
      refuse_decision(run.config.decisions->shown, decision.row, "nik_registri", masked_nik(decision.registry_nik),
                      "a person of the registry of this run",
                      "leave the decision out where the person has left the registry.");
    }
    decisions.push_back({static_cast<std::uint32_t>(decision.baris), person, decision.same});
  }
  std::sort(decisions.begin(), decisions.end());
  return decisions;
}

}  // namespace

std::string masked_nik(std::uint64_t nik) {
  if (nik == 0) return "nothing";
  char digits[16];
  engine::write_digits16(digits, nik);
  return engine::masked({digits, sizeof digits});
}

engine::LinkOptions link_options(RunState& run, const SourceConfig& source) {
  engine::LinkOptions options;
  options.one_row_per_person = source.one_row_per_person;
  options.learn = run.config.link_learn;
  if (const SourceLinkModel* given = given_model(run, source.name)) options.model = given->parameters;
  options.decisions = decisions_of(run, source.name);
  return options;
}

void note_model(RunState& run, const SourceConfig& source) {
  if (!run.config.link_model || source.persons.empty()) return;
  const std::string& file = run.config.link_model->shown;
  const SourceLinkModel* given = given_model(run, source.name);
  if (given == nullptr) {
    run.observer.remark(file + ": has no model of " + source.name + ", so one is learned from its rows as usual.");
    return;
  }
  const auto persons = static_cast<double>(run.registry.persons.size());
  const double then = given->parameters.registry_persons;
  if (!run.config.link_learn && (persons > 1.1 * then || then > 1.1 * persons)) {
    run.observer.remark(file + ": the model of " + source.name +
                        " was learned with a registry of another size, so its probabilities are off. Cure: [link] "
                        "learn = true learns on from it.");
  }
}

SourceLinkModel model_of(const RunState& run, const std::string& source, const engine::LinkReport& report) {
  if (report.fixed_model) return *given_model(run, source);
  const LinkModelOrigin origin = {run.config.release, report.rows, report.open,
                                  report.decided_same + report.decided_other, report.continued_model};
  return {source, report.model, origin};
}

}  // namespace io
