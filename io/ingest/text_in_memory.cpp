#include "io/ingest/text_in_memory.h"

#include "io/ingest/chunk_reader.h"
#include "io/ingest/typed_rows.h"
#include "kernels/mark_rows.h"

namespace io {
namespace {

const std::size_t kRowLimit = IngestOptions{}.row_limit;

SourceSpec with_file(SourceSpec spec, const std::string& shown) {
  spec.persons = spec.families = {{shown, shown}};
  return spec;
}

// Cuts the text as chunk_reader.h does and parses each chunk.
template <class Batch, class Rows>
std::vector<Batch> read_rows(const Rows& rows, const std::shared_ptr<const ColumnPlan>& plan, std::string text,
                             std::uint64_t first_row) {
  const std::size_t size = text.size();
  text.resize(size + kernels::kTextPadding);
  RecordCutter cutter(plan->delimiter, kRowLimit, plan->cells);
  std::vector<Batch> batches;
  for (std::size_t at = 0; at < size;) {
    cutter.scan(std::string_view(text).substr(at, size - at), true);
    detail::TextChunk chunk;
    chunk.text = std::string_view(text).substr(at, cutter.complete_bytes());
    chunk.plan = plan;
    chunk.first_row = first_row;
    chunk.byte = at;
    chunk.bad = std::move(cutter.bad_records());
    chunk.records = cutter.records();
    batches.push_back(rows.parse(chunk).first);
    first_row += chunk.records;
    at += chunk.text.size();
    cutter.release();
  }
  return batches;
}

}  // namespace

struct PersonTextReader::Parts {
  TableColumns columns;
  std::shared_ptr<const ColumnPlan> plan;
  detail::PersonRows rows;
};

PersonTextReader::PersonTextReader(const SourceSpec& spec, const engine::RegionTree& regions, const std::string& shown,
                                   std::string_view header)
    : parts_(new Parts{{Table::kPersons, spec}, nullptr, {with_file(spec, shown), regions, false, true}}) {
  parts_->plan = std::make_shared<const ColumnPlan>(parts_->columns.plan(shown, header));
}

PersonTextReader::~PersonTextReader() = default;

std::vector<engine::PersonBatch> PersonTextReader::read(std::string text, std::uint64_t first_row) const {
  return read_rows<engine::PersonBatch>(parts_->rows, parts_->plan, std::move(text), first_row);
}

struct FamilyTextReader::Parts {
  TableColumns columns;
  std::shared_ptr<const ColumnPlan> plan;
  detail::FamilyRows rows;
};

FamilyTextReader::FamilyTextReader(const SourceSpec& spec, const engine::RegionTree& regions, const std::string& shown,
                                   std::string_view header)
    : parts_(new Parts{{Table::kFamilies, spec}, nullptr, {with_file(spec, shown), regions}}) {
  parts_->plan = std::make_shared<const ColumnPlan>(parts_->columns.plan(shown, header));
}

FamilyTextReader::~FamilyTextReader() = default;

std::vector<engine::FamilyBatch> FamilyTextReader::read(std::string text, std::uint64_t first_row) const {
  return read_rows<engine::FamilyBatch>(parts_->rows, parts_->plan, std::move(text), first_row);
}

}  // namespace io
