#include "io/run/source_linker.h"

#include <algorithm>
#include <array>
#include <atomic>

#include "engine/linkage/link_weights.h"
#include "engine/parallel.h"
#include "io/config/decisions_file.h"
#include "io/export/links_csv.h"
#include "io/export/review_csv.h"
#include "io/run/link_choices.h"
#include "io/run/reject_gate.h"
#include "io/run/source_notes.h"
#include "io/run/source_specs.h"
#include "io/run/truth_check.h"
#include "io/source_snapshot/description.h"

namespace io {
namespace {

// Keeps the larger word; commutative, so the order of threads does not matter.
void keep_largest(std::uint32_t& slot, std::uint32_t word) {
  std::atomic_ref<std::uint32_t> shared(slot);
  std::uint32_t seen = shared.load(std::memory_order_relaxed);
  while (seen < word && !shared.compare_exchange_weak(seen, word, std::memory_order_relaxed)) {
  }
}

}  // namespace

SourceLinker::SourceLinker(RunState& run, std::size_t source, const LinkParts& parts)
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

IngestOptions SourceLinker::options() {
  IngestOptions options;
  options.max_rejects = run_.config.rejects_limit();
  options.key = run_.keys.opening;
  options.progress = [this](std::uint64_t bytes, std::uint64_t rows) {
    run_.observer.advance(run_.stage_bytes + bytes, run_.stage_rows + rows);
  };
  return options;
}

void SourceLinker::add_to_stage(const SourceTotals& totals) {
  for (const FileTotals& file : totals.files) {
    run_.stage_rows += file.rows_read;
    run_.stage_bytes += file.bytes;
  }
}

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

}  // namespace io
