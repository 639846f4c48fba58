#include <algorithm>
#include <array>
#include <atomic>
#include <optional>

#include "engine/error.h"
#include "engine/linkage/link_weights.h"
#include "engine/linkage/source_linking.h"
#include "engine/parallel.h"
#include "engine/radix_sort.h"
#include "io/config/decisions_file.h"
#include "io/export/link_model_json.h"
#include "io/export/links_csv.h"
#include "io/export/review_csv.h"
#include "io/export/unmatched_csv.h"
#include "io/run/reject_gate.h"
#include "io/run/run_stages.h"
#include "io/run/source_findings.h"
#include "io/run/source_notes.h"
#include "io/run/source_specs.h"
#include "io/run/truth_check.h"
#include "io/source_snapshot/description.h"

namespace io {
namespace {

// What a batch of source persons leaves behind.
struct ReadBatch {
  engine::SourceLinking::Batch linking;
  std::vector<std::uint32_t> baris;
  std::vector<engine::Reject> rejects;
  BatchFindings findings;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> decided;  // baris and NIK of rows that were decided
};

// What all sources are linked with.
struct LinkParts {
  explicit LinkParts(const RunState& run)
      : words(run.registry.persons),
        names(run.registry.persons, words),
        model(run.registry.persons),
        tables{&run.registry, &run.second_rows, &run.regions, &names} {}

  engine::WordTable words;
  engine::PersonNames names;
  engine::LinkModel model;
  engine::LinkTables tables;
};

// Keeps the larger word; commutative, so the order of threads does not matter.
void keep_largest(std::uint32_t& slot, std::uint32_t word) {
  std::atomic_ref<std::uint32_t> shared(slot);
  std::uint32_t seen = shared.load(std::memory_order_relaxed);
  while (seen < word && !shared.compare_exchange_weak(seen, word, std::memory_order_relaxed)) {
  }
}

// "regsosek_persons.csv: row 12, column 'nomor_kartu_keluarga': seen 32**************".
std::string first_place(const SourceTotals& totals, std::uint64_t row, engine::NomorKk kk) {
  std::uint64_t first = 1;
  std::string path;
  for (const FileTotals& file : totals.files) {
    path = file.path;
    if (row < first + file.records) break;
    first += file.records;
  }
  char digits[16];
  engine::write_digits16(digits, kk.value);
  return path + ": row " + std::to_string(row) + ", column 'nomor_kartu_keluarga': seen " +
         engine::masked({digits, sizeof digits});
}

// What link writes; null where it is not to be written.
struct LinkFiles {
  OutputFile* links = nullptr;
  OutputFile* review = nullptr;
  OutputFile* unmatched = nullptr;
  std::vector<SourceLinkModel>* models = nullptr;
};

std::string masked_nik(std::uint64_t nik) {
  if (nik == 0) return "nothing";
  char digits[16];
  engine::write_digits16(digits, nik);
  return engine::masked({digits, sizeof digits});
}

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

engine::LinkOptions link_options(RunState& run, const SourceConfig& source) {
  engine::LinkOptions options;
  options.one_row_per_person = source.one_row_per_person;
  options.learn = run.config.link_learn;
  if (const SourceLinkModel* given = given_model(run, source.name)) options.model = given->parameters;
  options.decisions = decisions_of(run, source.name);
  return options;
}

// Says where a given model does not fit the run.
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

class SourceLinker {
 public:
  SourceLinker(RunState& run, std::size_t source, const LinkParts& parts)
      : run_(run),
        source_(run.config.sources[source]),
        result_(run.sources[source]),
        findings_(run.regions, source_snapshot::village_code_system(source_spec(source_), run.keys.opening)),
        linking_(parts.tables, parts.model, link_options(run, source_)) {
    for (const ReviewDecision& decision : run.review_decisions) {
      if (decision.source == source_.name) decided_.push_back(decision.baris);
    }
    std::sort(decided_.begin(), decided_.end());
  }

  void persons(const LinkFiles& files);
  void families(OutputFile* unmatched_file);

 private:
  ReadBatch read(engine::PersonBatch&& batch);
  void settle(const LinkFiles& files);
  void count_states();
  void write_links(OutputFile& file) const;
  void write_review(OutputFile& file) const;
  void check_decisions() const;
  void keep_person_evidence();
  bool in_watched_family(const engine::PersonLink& link) const;
  void keep_family_evidence(const std::vector<engine::FamilyRecord>& rows, const engine::FamilyWinners& winners);
  IngestOptions options() {
    IngestOptions options;
    options.max_rejects = run_.config.rejects_limit();
    options.key = run_.keys.opening;
    options.progress = [this](std::uint64_t bytes, std::uint64_t rows) {
      run_.observer.advance(run_.stage_bytes + bytes, run_.stage_rows + rows);
    };
    return options;
  }
  void add_to_stage(const SourceTotals& totals) {
    for (const FileTotals& file : totals.files) {
      run_.stage_rows += file.rows_read;
      run_.stage_bytes += file.bytes;
    }
  }

  RunState& run_;
  const SourceConfig& source_;
  SourceResult& result_;
  engine::FamilyVotes votes_;
  SourceFindings findings_;
  engine::SourceLinking linking_;
  std::vector<std::uint32_t> baris_;                           // of the rows of linking_
  std::vector<std::uint64_t> decided_;                         // baris, ascending
  std::vector<std::pair<std::uint64_t, std::uint64_t>> seen_;  // of decided_: baris and NIK, ascending
};

ReadBatch SourceLinker::read(engine::PersonBatch&& batch) {
  const engine::PersonTable& persons = run_.registry.persons;
  std::vector<engine::PersonRow> bearers(batch.size(), engine::kNoRow);
  persons.by_nik.find_batch(persons.nik, batch.nik, bearers);
  ReadBatch out;
  out.linking = linking_.read(batch, bearers);
  out.baris.reserve(batch.size());
  for (std::size_t i = 0; i < batch.size(); ++i) {
    out.baris.push_back(static_cast<std::uint32_t>(batch.baris(i)));
    if (!decided_.empty() && std::binary_search(decided_.begin(), decided_.end(), batch.baris(i))) {
      out.decided.emplace_back(batch.baris(i), batch.nik[i]);
    }
    const engine::LinkRow& row = out.linking.rows[i];
    if (row.open != engine::kNoRow) continue;
    keep_largest(
        run_.attributes[run_.second_rows.counted(persons, row.bearer)],
        engine::PersonAttributes::pack(batch.record(i), result_.rank, engine::evidence_grade(row.link)).word());
  }
  out.findings = findings_.of_batch(batch, bearers, persons);
  out.rejects = std::move(batch.rejects);
  return out;
}

bool SourceLinker::in_watched_family(const engine::PersonLink& link) const {
  if (run_.watch_kk == 0 || link.person == engine::kNoRow) return false;
  const engine::PersonTable& persons = run_.registry.persons;
  const engine::PersonRow person = run_.second_rows.counted(persons, link.person);
  return run_.registry.families.kk[persons.family[person]] == run_.watch_kk;
}

void SourceLinker::persons(const LinkFiles& files) {
  if (source_.persons.empty()) return;
  result_.persons = stream_persons<ReadBatch>(
      source_spec(source_), run_.regions, [this](engine::PersonBatch&& batch) { return read(std::move(batch)); },
      [&](ReadBatch&& out) {
        linking_.add(std::move(out.linking));
        baris_.insert(baris_.end(), out.baris.begin(), out.baris.end());
        findings_.add(out.findings);
        seen_.insert(seen_.end(), out.decided.begin(), out.decided.end());
        std::move(out.rejects.begin(), out.rejects.end(), std::back_inserter(result_.person_rejects));
      },
      options());
  check_rejects(run_, source_.name, result_.persons, result_.person_rejects);
  add_to_stage(result_.persons);
  findings_.finish(result_);  // gives its memory back before the votes are sorted
  check_decisions();
  settle(files);
  note_source(run_.observer, source_spec(source_), result_.persons);
}

// Links all rows, and passes on what became of them.
void SourceLinker::settle(const LinkFiles& files) {
  const engine::LinkReport report = linking_.finish();
  result_.linking = engine::summary_of(report);
  if (files.models != nullptr) files.models->push_back(model_of(run_, source_.name, report));
  count_weights(linking_, *result_.linking);
  if (run_.truth != nullptr) result_.truth = run_.truth->judge(source_.name, linking_.rows(), baris_);
  count_states();
  if (files.links != nullptr) write_links(*files.links);
  if (files.review != nullptr) write_review(*files.review);
  if (run_.watch_kk != 0) keep_person_evidence();
  votes_.finish();
}

// The states of all rows, their votes, and what open padan rows say of their persons.
void SourceLinker::count_states() {
  struct Part {
    std::array<std::uint64_t, 4> states{};
    engine::FamilyVotes votes;
  };
  const engine::PersonTable& persons = run_.registry.persons;
  const std::vector<engine::LinkRow>& rows = linking_.rows();
  Part all = engine::parallel_reduce(
      rows.size(), std::size_t{1} << 16, Part{},
      [&](std::size_t begin, std::size_t end) {
        constexpr std::size_t kAhead = 16;
        Part part;
        for (std::size_t i = begin; i < end; ++i) {
          if (i + kAhead < end && rows[i + kAhead].link.person != engine::kNoRow) {
            __builtin_prefetch(&persons.family[rows[i + kAhead].link.person]);
            __builtin_prefetch(&persons.marks[rows[i + kAhead].link.person]);
          }
          const engine::PersonLink& link = rows[i].link;
          ++part.states[static_cast<std::size_t>(link.state)];
          const bool sure = link.state == engine::MatchState::kPadan;
          const engine::PersonRow person = sure ? run_.second_rows.counted(persons, link.person) : engine::kNoRow;
          part.votes.add({rows[i].kk}, sure ? persons.family[person] : engine::kNoRow, baris_[i]);
          if (!sure || rows[i].closed()) continue;
          const std::uint32_t attributes = linking_.open().rows[rows[i].open].attributes;
          keep_largest(run_.attributes[person],
                       engine::PersonAttributes::ranked(attributes, result_.rank, engine::evidence_grade(link)).word());
        }
        return part;
      },
      [](Part& sum, const Part& part) {
        for (std::size_t s = 0; s < sum.states.size(); ++s) sum.states[s] += part.states[s];
        sum.votes.add(part.votes);
      });
  for (std::size_t s = 0; s < all.states.size(); ++s) result_.states[s] += all.states[s];
  votes_ = std::move(all.votes);
}

void SourceLinker::write_links(OutputFile& file) const {
  const std::size_t rows = linking_.rows().size();
  const bool with_decisions = run_.config.decisions.has_value();
  constexpr std::size_t kLines = std::size_t{1} << 14, kInFlight = 8;
  std::size_t next = 0;
  engine::parallel_pipeline<std::size_t, std::string>(
      kInFlight,
      [&]() -> std::optional<std::size_t> {
        if (next >= rows) return std::nullopt;
        return std::exchange(next, next + kLines);
      },
      [&](std::size_t begin) {
        std::string text;
        text.reserve(kLines * 80);
        for (std::size_t i = begin; i < std::min(rows, begin + kLines); ++i) {
          append_links_line(text, source_.name, baris_[i], linking_.nik_of(i), linking_.link_with_weight(i),
                            run_.registry.persons);
          if (!with_decisions) continue;
          const std::optional<bool> decision = linking_.decision(i);
          text.back() = ',';
          text += std::string(decision ? decision_word(*decision) : "") + "\n";
        }
        return text;
      },
      [&](std::string&& text) { file.write(text); });
}

void SourceLinker::write_review(OutputFile& file) const {
  std::string lines;
  for (const std::size_t row : linking_.sample_for_review(run_.config.review_rows, run_.config.seed)) {
    append_review_line(lines, source_.name, baris_[row], linking_.nik_of(row), linking_.review(row),
                       run_.registry.persons);
  }
  file.write(lines);
}

// Every decided row is there, and is the row that was looked at.
void SourceLinker::check_decisions() const {
  for (const ReviewDecision& decision : run_.review_decisions) {
    if (decision.source != source_.name) continue;
    const std::string& file = run_.config.decisions->shown;
    const auto seen = std::lower_bound(seen_.begin(), seen_.end(), std::pair(decision.baris, std::uint64_t{0}));
    if (seen == seen_.end() || seen->first != decision.baris) {
      refuse_decision(file, decision.row, "baris", std::to_string(decision.baris),
                      "an accepted row of '" + source_.name + "' of this run",
                      "apply decisions to the source files whose review.csv they were written in.");
    }
    if (seen->second == decision.nik) continue;
    refuse_decision(
        file, decision.row, "nik", masked_nik(decision.nik),
        masked_nik(seen->second) + ", the NIK of row " + std::to_string(decision.baris) + " of '" + source_.name + "'",
        "apply decisions to the source files whose review.csv they were written in.");
  }
}

// Reads the source again for what the rows of the watched family say.
void SourceLinker::keep_person_evidence() {
  std::vector<std::pair<std::uint32_t, std::size_t>> wanted;  // baris, row
  for (std::size_t i = 0; i < linking_.rows().size(); ++i) {
    if (in_watched_family(linking_.rows()[i].link)) wanted.emplace_back(baris_[i], i);
  }
  if (wanted.empty()) return;
  IngestOptions again = options();
  again.progress = nullptr;
  stream_persons<std::vector<PersonEvidence>>(
      source_spec(source_), run_.regions,
      [&](engine::PersonBatch&& batch) {
        std::vector<PersonEvidence> found;
        for (std::size_t i = 0; i < batch.size(); ++i) {
          const auto at = std::lower_bound(wanted.begin(), wanted.end(),
                                           std::pair(static_cast<std::uint32_t>(batch.baris(i)), std::size_t{0}));
          if (at == wanted.end() || at->first != batch.baris(i)) continue;
          PersonEvidence row{source_.name,
                             batch.record(i),
                             std::string(batch.name(i)),
                             linking_.link_with_weight(at->second),
                             linking_.evidence(at->second),
                             0,
                             {}};
          row.decision = linking_.decision(at->second);
          if (row.candidates.size() > 2) row.candidates.resize(2);
          if (row.candidates.size() == 2) row.second_nik = run_.registry.persons.nik[row.candidates[1].person];
          found.push_back(std::move(row));
        }
        return found;
      },
      [&](std::vector<PersonEvidence>&& found) {
        std::move(found.begin(), found.end(), std::back_inserter(run_.evidence.persons));
      },
      again);
}

void SourceLinker::families(OutputFile* unmatched_file) {
  if (source_.families.empty()) return;
  std::vector<engine::FamilyRecord> rows;
  result_.families = stream_families<engine::FamilyBatch>(
      source_spec(source_), run_.regions, [](engine::FamilyBatch&& batch) { return std::move(batch); },
      [&](engine::FamilyBatch&& batch) {
        rows.insert(rows.end(), batch.rows.begin(), batch.rows.end());
        std::move(batch.rejects.begin(), batch.rejects.end(), std::back_inserter(result_.family_rejects));
      },
      options());
  check_rejects(run_, source_.name, result_.families, result_.family_rejects);
  add_to_stage(result_.families);

  note_source(run_.observer, source_spec(source_), result_.families);
  const engine::FamilyWinners winners = engine::choose_family_rows(rows, votes_, run_.registry.families);
  run_.assembly->apply_source(result_.rank, rows, winners);
  std::string lines;
  std::uint64_t memberless_row = 0;  // first family that has no members and no registry KK
  engine::NomorKk memberless_kk;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const engine::FamilyLink& link = winners.links[i];
    const char* reason = nullptr;
    if (link.family == engine::kNoRow) {
      reason = link.has_members ? "tidak_ada_kk_registri" : "tanpa_anggota";
    } else if (!engine::has_indicators(rows[i])) {
      reason = "tanpa_indikator";
    } else if (winners.winner_of[link.family] != i) {
      reason = "kalah_dari_baris_lain";
    } else {
      ++result_.families_linked;
      continue;
    }
    if (!link.has_members && link.family == engine::kNoRow && memberless_row == 0) {
      memberless_row = rows[i].row;
      memberless_kk = rows[i].kk;
    }
    ++result_.families_unmatched[reason];
    if (unmatched_file != nullptr) append_unmatched_line(lines, source_.name, rows[i], reason);
  }
  if (unmatched_file != nullptr) unmatched_file->write(lines);
  if (run_.watch_kk != 0) keep_family_evidence(rows, winners);

  std::vector<std::uint64_t> kks;
  kks.reserve(rows.size());
  for (const engine::FamilyRecord& row : rows) kks.push_back(row.kk.value);
  engine::radix_sort(kks, [](std::uint64_t kk) { return kk; });
  const engine::FamilyVotes::Strays strays = votes_.members_without_family(kks);
  result_.members_without_family = strays.rows;
  if (strays.rows > 0) {
    run_.observer.remark(first_place(result_.persons, strays.first_row, strays.first_kk) +
                         ", wanted a KK of the families file. So it is with " + std::to_string(strays.rows) +
                         " rows of " + source_.name +
                         ": they link as persons and bring no indicators. Cure: ask the provider for their families.");
  }
  if (result_.families_unmatched.contains("tanpa_anggota")) {
    run_.observer.remark(
        first_place(result_.families, memberless_row, memberless_kk) +
        ", wanted a KK with members in the persons file. So it is with " +
        std::to_string(result_.families_unmatched.at("tanpa_anggota")) + " rows of " + source_.name +
        ": families_unmatched.csv lists them as tanpa_anggota. Cure: ask the provider for their members.");
  }
}

void SourceLinker::keep_family_evidence(const std::vector<engine::FamilyRecord>& rows,
                                        const engine::FamilyWinners& winners) {
  const engine::FamilyRow watched = run_.registry.families.find({run_.watch_kk});
  if (watched == engine::kNoRow) return;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (winners.links[i].family != watched) continue;
    run_.evidence.families.push_back(
        {source_.name, result_.rank, rows[i], winners.links[i], winners.winner_of[watched] == i});
  }
}

// Finds the family that `explain` asks for, by its KK or by the NIK of a member.
void find_watched_family(RunState& run) {
  const engine::PersonTable& persons = run.registry.persons;
  const bool by_nik = run.watch_nik != 0;
  if (by_nik) {
    const engine::PersonRow person = run.second_rows.counted(persons, persons.find({run.watch_nik}));
    run.watch_kk = person == engine::kNoRow ? 0 : run.registry.families.kk[persons.family[person]];
  }
  if (run.registry.families.find({run.watch_kk}) != engine::kNoRow) return;
  throw engine::Error(engine::ExitCode::kUsage,
                      std::string("the registry of this run has no such ") + (by_nik ? "NIK" : "KK") +
                          ". Cure: check the 16 digits; a rejected row stands in rejects.csv.",
                      {run.config.shown_path, 0, by_nik ? "nik" : "nomor_kartu_keluarga", 0});
}

}  // namespace

void link_stage(RunState& run) {
  const auto is_source = [&](std::size_t i) { return run.config.sources[i].role == SourceRole::kSource; };
  if (run.watch_kk != 0 || run.watch_nik != 0) find_watched_family(run);
  run.evidence.kk = run.watch_kk;
  LinkFiles files;
  std::vector<SourceLinkModel> models;
  if (run.outputs != nullptr) {
    if (run.config.output.links) {
      files.links = &run.outputs->open("links.csv");
      std::string header = kLinksHeader;
      if (run.config.decisions) header.insert(header.size() - 1, ",keputusan");
      files.links->write(header);
    }
    if (run.config.review_rows > 0) {
      files.review = &run.outputs->open(kReviewName);
      files.review->write(kReviewHeader);
    }
    files.unmatched = &run.outputs->open("families_unmatched.csv");
    files.unmatched->write(kUnmatchedHeader);
    files.models = &models;
  }
  run.assembly.emplace(run.registry.families.size(), run.config.assemble == AssembleMode::kField
                                                         ? engine::AssemblyMode::kField
                                                         : engine::AssemblyMode::kRecord);
  std::optional<LinkParts> parts;
  for (std::size_t i = 0; i < run.config.sources.size(); ++i) {
    if (!is_source(i)) continue;
    if (!parts) parts.emplace(run);
    note_model(run, run.config.sources[i]);
    SourceLinker linker(run, i, *parts);
    linker.persons(files);
    linker.families(files.unmatched);
  }
  if (run.outputs != nullptr) run.outputs->open(kLinkModelName).write(link_model_json(models));
}

}  // namespace io
