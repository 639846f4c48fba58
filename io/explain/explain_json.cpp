#include "io/explain/explain_json.h"

#include <fmt/format.h>

#include "io/config/decisions_file.h"
#include "io/explain/lift_sheet.h"
#include "io/export/json_text.h"
#include "io/export/links_csv.h"
#include "io/export/score_text.h"

namespace io {
namespace {

std::string digits16(std::uint64_t value) {
  char digits[16];
  engine::write_digits16(digits, value);
  return std::string(digits, sizeof digits);
}

std::string iso_date(engine::Day day) {
  if (day == engine::kNoDate) return "";
  const engine::CivilDate date = engine::civil_from_day(day);
  std::string text = std::to_string(date.year) + "-00-00";
  text[5] = static_cast<char>('0' + date.month / 10);
  text[6] = static_cast<char>('0' + date.month % 10);
  text[8] = static_cast<char>('0' + date.day / 10);
  text[9] = static_cast<char>('0' + date.day % 10);
  return text;
}

void write_members(JsonText& json, const Explanation& explanation) {
  json.open("members", '[');
  for (const MemberLine& member : explanation.members) {
    json.open(nullptr, '{');
    json.text("nik", digits16(member.nik));
    json.text("name", member.name);
    json.text("birth_date", iso_date(member.birth));
    json.number("sex", static_cast<std::uint64_t>(member.sex));
    json.number("relation", member.relation);
    json.raw("counts", member.dead || member.second_row ? "false" : "true");
    json.raw("dead", member.dead ? "true" : "false");
    json.raw("second_row_of_duplicate", member.second_row ? "true" : "false");
    json.close();
  }
  json.close();
}

void write_score(JsonText& json, const Explanation& explanation) {
  if (!explanation.parts) return;
  const engine::ScoreExplanation& score = *explanation.parts;
  json.raw("score", score_text(explanation.score));
  json.raw("score_units", std::to_string(explanation.score));
  json.text("model_region", score.model_region == 0 ? "ID" : std::to_string(score.model_region));
  json.raw("intercept", score_text(score.intercept));
  json.raw("intercept_units", std::to_string(score.intercept));
  if (score.usual_score) {
    json.number("reference_families", explanation.usual_families);
    json.raw("reference_score", score_text(*score.usual_score));
    json.raw("reference_score_units", std::to_string(*score.usual_score));
  }
  json.open("parts", '[');
  for (std::size_t i = 0; i < score.parts.size(); ++i) {
    const engine::ScorePart& part = score.parts[i];
    json.open(nullptr, '{');
    json.text("feature", part.feature);
    json.text("label", part.label);
    json.text("seen", part.seen);
    json.raw("missing", part.missing ? "true" : "false");
    json.raw("coefficient", score_text(part.coefficient));
    json.raw("coefficient_units", std::to_string(part.coefficient));
    json.decimal("percent", part.percent, 2);
    if (score.usual_score) {
      json.text("reference", part.usual);
      json.raw("difference", score_text(part.difference));
      json.raw("difference_units", std::to_string(part.difference));
      json.decimal("difference_percent", part.difference_percent, 2);
    }
    json.text("rows", explanation.origins[i]);
    json.close();
  }
  json.close();
}

// For checking the data; each is true in a run with that one cell changed.
void write_changes(JsonText& json, const Explanation& explanation) {
  json.open("single_changes", '[');
  for (const auto& [change, desil] : explanation.changes) {
    json.open(nullptr, '{');
    json.text("variable", std::string(engine::variable_name(change.variable)));
    json.text("label", std::string(engine::variable_label(change.variable)));
    json.raw("from", change.from ? std::to_string(*change.from) : "null");
    json.number("to", change.to);
    json.text("to_words", engine::value_in_words(change.variable, change.to));
    json.raw("score", score_text(change.score));
    json.raw("score_units", std::to_string(change.score));
    json.number("desil", desil);
    json.close();
  }
  json.close();
}

void write_sure(JsonText& json, const SureDesil& sure) {
  json.open("sure", '{');
  json.line("true_desil_at_most", sure.up_to, [](engine::Chance chance) {
    return fmt::format("{:.4f}", static_cast<double>(chance) / static_cast<double>(engine::kCertain));
  });
  json.number("watched_desil", sure.rule.desil);
  json.raw("firm", sure.firm ? "true" : "false");
  json.close();
}

void write_places(JsonText& json, const Explanation& explanation) {
  json.open("places", '[');
  for (const LevelPlace& place : explanation.places) {
    json.open(nullptr, '{');
    json.text("level", place.level);
    json.text("region", place.region);
    json.number("desil", place.desil);
    const auto cut = [&](const char* name, const char* distance, const std::optional<engine::PmtScore>& score) {
      json.raw(name, score ? score_text(*score) : "null");
      json.raw(distance, score ? score_text(explanation.ranking - *score) : "null");
    };
    cut("cut_below", "above_cut_below_by", place.cut_below);
    cut("cut_above", "above_cut_above_by", place.cut_above);
    json.close();
  }
  json.close();
}

void write_evidence(JsonText& json, const EvidenceOfFamily& evidence) {
  json.open("person_rows", '[');
  for (const PersonEvidence& row : evidence.persons) {
    json.open(nullptr, '{');
    json.text("source", row.source);
    json.number("row", row.record.row);
    json.text("nik", row.record.nik.value == 0 ? "" : digits16(row.record.nik.value));
    json.text("name", row.name);
    json.text("birth_date", iso_date(row.record.birth));
    json.text("state", engine::match_state_name(row.link.state));
    json.raw("match_weight", match_weight_text(row.link.weight));
    json.raw("match_probability", match_probability_text(row.link.probability));
    if (row.decision) json.text("decision", decision_word(*row.decision));
    if (!row.candidates.empty()) {
      const engine::CandidateEvidence& best = row.candidates[0];
      json.raw("weight_nik_birth_sex", match_weight_text(best.joint_weight));
      json.raw("weight_name", match_weight_text(best.name_weight));
      json.raw("weight_where", match_weight_text(best.where_weight));
      json.raw("weight_rivals", match_weight_text(best.rival_weight));
      json.text("next_nik", row.second_nik == 0 ? "" : digits16(row.second_nik));
    }
    json.close();
  }
  json.close();
  json.open("family_rows", '[');
  for (const FamilyEvidence& row : evidence.families) {
    json.open(nullptr, '{');
    json.text("source", row.source);
    json.number("row", row.record.row);
    json.text("kk", digits16(row.record.kk.value));
    json.number("votes", row.link.votes);
    json.raw("same_kk", row.link.same_kk ? "true" : "false");
    json.raw("stands_for_family", row.winner ? "true" : "false");
    json.close();
  }
  json.close();
}

}  // namespace

std::string explain_json(const Explanation& explanation) {
  JsonText json;
  json.open(nullptr, '{');
  json.text("kk", digits16(explanation.kk));
  json.text("release", explanation.release);
  json.text("village", explanation.village_code);
  json.text("regency", explanation.regency);
  json.text("province", explanation.province);
  json.text("status", engine::family_status_name(explanation.status));
  json.number("members_counted", explanation.members_counted);
  json.text("class", explanation.class_label);
  write_members(json, explanation);
  write_score(json, explanation);
  if (explanation.sure) write_sure(json, *explanation.sure);
  if (explanation.parts) write_changes(json, explanation);
  if (explanation.lift) write_lift(json, *explanation.lift);
  write_places(json, explanation);
  json.open("programmes", '[');
  for (const ProgrammeLine& line : explanation.programmes) {
    json.open(nullptr, '{');
    json.text("code", line.code);
    json.text("status", line.status);
    json.close();
  }
  json.close();
  json.line("flags", explanation.flags, [](const std::string& name) { return json_quoted(name); });
  write_evidence(json, explanation.evidence);
  json.close();
  return json.finish();
}

}  // namespace io
