// Links the persons and families of one source: reads its files, lets the engine link, and passes on what became of
// every row - to the files of the link stage, to the assembly of families, to the run's findings.
//
// threads: one, parallel inside.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/linkage/source_linking.h"
#include "io/run/run_state.h"
#include "io/run/source_findings.h"

namespace io {

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

// What link writes; null where it is not to be written.
struct LinkFiles {
  OutputFile* links = nullptr;
  OutputFile* review = nullptr;
  OutputFile* unmatched = nullptr;
  std::vector<SourceLinkModel>* models = nullptr;
};

// What a batch of source persons leaves behind.
struct ReadBatch {
  engine::SourceLinking::Batch linking;
  std::vector<std::uint32_t> baris;
  std::vector<engine::Reject> rejects;
  BatchFindings findings;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> decided;  // baris and NIK of rows that were decided
};

class SourceLinker {
 public:
  SourceLinker(RunState& run, std::size_t source, const LinkParts& parts);

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
  IngestOptions options();
  void add_to_stage(const SourceTotals& totals);

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

}  // namespace io
