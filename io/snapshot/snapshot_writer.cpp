#include "io/snapshot/snapshot_writer.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/output_file.h"
#include "io/snapshot/data_key.h"
#include "io/snapshot/directory.h"
#include "io/snapshot/page_seal.h"
#include "io/snapshot/plain_digest.h"
#include "io/temporary_file.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;
using Bytes = std::vector<unsigned char>;

// Pages sealed together: enough for every thread of a server, 8 MiB at the default page size.
constexpr std::size_t kBatchPages = 32;

[[noreturn]] void misuse(const std::string& path, const std::string& what) {
  throw Error(ExitCode::kInvariant, path + ": " + what);
}

struct OpenSection {
  SnapshotSection entry;
  std::uint64_t bytes = 0;  // appended so far
  std::uint64_t pages = 0;  // given a number so far
  Bytes page;               // values that are in no sealed page yet; one page at most
  std::vector<Sha256> leaves;
};

// A page that has its number and waits to be sealed.
struct PendingPage {
  std::uint64_t number = 0;
  PageLabel label;
  const unsigned char* values = nullptr;
  Bytes own;               // the memory of `values`, where it is not the caller's
  Sha256* leaf = nullptr;  // null for the directory
};

}  // namespace

struct SnapshotWriter::State {
  TemporaryFile file;
  SnapshotHeader header;
  const SecretKey* key;
  std::optional<SecretKey> data_key;
  PageSeal seal;
  std::vector<OpenSection> sections;
  std::set<std::string> names;
  std::vector<PendingPage> pending;
  std::vector<Bytes> spare;  // page buffers to use again
  Bytes sealed;              // kBatchPages pages
  std::uint64_t next_page = 0;
  bool finished = false;
  Sha256 plain{};
  std::string sha256;

  State(std::string path, const SnapshotOptions& options)
      : file(std::move(path)),
        header(first_header(options, file.path())),
        key(options.key),
        data_key(options.plain ? std::nullopt : std::optional<SecretKey>(SecretKey::random())),
        seal(header, data_key ? &*data_key : nullptr),
        sealed(kBatchPages * header.page_size) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { OPENSSL_cleanse(sealed.data(), sealed.size()); }

  static SnapshotHeader first_header(const SnapshotOptions& options, const std::string& path) {
    if (options.plain == (options.key != nullptr)) misuse(path, "wanted a key or the plain flag, and not both");
    if (options.file_id && !options.plain) misuse(path, "an encrypted file has a random id");
    if (!plain_identifier(options.kind, kKindLimit)) misuse(path, "the kind is not plain");
    const bool power = options.page_size != 0 && (options.page_size & (options.page_size - 1)) == 0;
    if (!power || options.page_size < kSmallestPage || options.page_size > kLargestPage) {
      misuse(path, "the page size is out of range");
    }
    SnapshotHeader header;
    header.encrypted = !options.plain;
    header.kind = options.kind;
    header.epoch = options.epoch;
    header.retention_day = options.retention_day;
    header.page_size = options.page_size;
    if (options.file_id) {
      header.file_id = *options.file_id;
    } else if (RAND_bytes(header.file_id.data(), static_cast<int>(header.file_id.size())) != 1) {
      throw Error(ExitCode::kResource, "the system gives no random bytes. Cure: run again.");
    }
    return header;
  }

  OpenSection& section(SectionId id) {
    if (finished) misuse(file.path(), "appended to after it was finished");
    if (id >= sections.size()) misuse(file.path(), "no such section");
    return sections[id];
  }

  Bytes page_buffer() {
    if (spare.empty()) {
      Bytes fresh;
      fresh.reserve(header.payload());
      return fresh;
    }
    Bytes buffer = std::move(spare.back());
    spare.pop_back();
    return buffer;
  }

  void append(SectionId id, std::span<const std::byte> bytes) {
    OpenSection& target = section(id);
    target.bytes += bytes.size();
    const std::size_t payload = header.payload();
    const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
    std::size_t left = bytes.size();
    const bool large = bytes.size() > kBatchPages * payload;
    bool borrowed = false;
    while (left > 0) {
      if (target.page.size() == payload) queue(id, std::exchange(target.page, Bytes()), false);
      // More follows, so this page is not the last: no copy where whole batches come of it. Smaller pieces are
      // copied, since borrowed pages must be sealed before the call returns, and small batches starve the threads.
      if (large && target.page.empty() && left > payload) {
        queue_borrowed(id, from);
        borrowed = true;
        from += payload;
        left -= payload;
        continue;
      }
      if (target.page.capacity() == 0) target.page = page_buffer();
      const std::size_t piece = std::min(left, payload - target.page.size());
      target.page.insert(target.page.end(), from, from + piece);
      from += piece;
      left -= piece;
    }
    if (borrowed) seal_pending();  // the caller's memory is his again
  }

  PendingPage& number_page(SectionId id, std::size_t used, bool last) {
    if (pending.size() == kBatchPages) seal_pending();
    PendingPage page;
    page.number = next_page++;
    page.label.section = id;
    page.label.used = static_cast<std::uint32_t>(used);
    page.label.last = last;
    if (id != kDirectorySection) {
      OpenSection& target = sections[id];
      page.label.page_in_section = target.pages++;
      target.leaves.emplace_back();
      std::vector<PageRun>& runs = target.entry.runs;
      if (!runs.empty() && runs.back().first + runs.back().count == page.number) {
        ++runs.back().count;
      } else {
        runs.push_back({page.number, 1});
      }
    }
    pending.push_back(std::move(page));
    return pending.back();
  }

  void queue(SectionId id, Bytes values, bool last) {
    PendingPage& page = number_page(id, values.size(), last);
    page.own = std::move(values);
    page.values = page.own.data();
  }

  void queue_borrowed(SectionId id, const unsigned char* values) {
    number_page(id, header.payload(), false).values = values;
  }

  // Hashes, seals and writes the pending pages in parallel.
  void seal_pending() {
    if (pending.empty()) return;
    for (PendingPage& page : pending) {  // the lists of leaves have stopped growing for this batch
      if (page.label.section != kDirectorySection) {
        page.leaf = &sections[page.label.section].leaves[page.label.page_in_section];
      }
    }
    engine::parallel_for(pending.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const PendingPage& page = pending[i];
        if (page.leaf != nullptr) *page.leaf = sha256_bytes(page.values, page.label.used);
        unsigned char* const out = sealed.data() + i * header.page_size;
        seal.seal(page.number, page.label, page.values, out);
        file.write_at(header.page_offset(page.number), {reinterpret_cast<const char*>(out), header.page_size});
      }
    });
    file.start_writeback(header.page_offset(pending.front().number), pending.size() * header.page_size);
    for (PendingPage& page : pending) {
      if (page.own.capacity() == 0) continue;
      page.own.clear();
      spare.push_back(std::move(page.own));
    }
    pending.clear();
  }

  void close_sections() {
    for (SectionId id = 0; id < sections.size(); ++id) {
      OpenSection& target = sections[id];
      if (target.bytes % target.entry.width != 0) {
        misuse(file.path(), "section " + target.entry.name + " ends within an element");
      }
      target.entry.count = target.bytes / target.entry.width;
      if (!target.page.empty()) queue(id, std::exchange(target.page, Bytes()), true);
    }
    seal_pending();
  }

  SnapshotDirectory make_directory() {
    SnapshotDirectory directory;
    std::vector<std::vector<Sha256>> leaves;
    for (OpenSection& target : sections) {
      directory.sections.push_back(std::move(target.entry));
      leaves.push_back(std::move(target.leaves));
    }
    plain = plain_digest(header.kind, header.page_size, directory.sections, leaves);
    directory.plain_sha256 = plain;
    return directory;
  }

  void write_directory() {
    const std::string text = encode_directory(make_directory());
    const std::size_t payload = header.payload();
    header.sections = static_cast<std::uint32_t>(sections.size());
    header.directory_first_page = next_page;
    header.directory_bytes = text.size();
    EVP_MD_CTX* const context = EVP_MD_CTX_new();
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(context, EVP_MD_CTX_free);
    if (!digest || EVP_DigestInit_ex(context, EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
    Bytes page(header.page_size);
    for (std::size_t at = 0; at < text.size(); at += payload) {
      const std::size_t used = std::min(payload, text.size() - at);
      const std::uint64_t number = next_page++;
      const PageLabel label{kDirectorySection, static_cast<std::uint32_t>(used), at / payload,
                            at + used == text.size()};
      seal.seal(number, label, reinterpret_cast<const unsigned char*>(text.data()) + at, page.data());
      file.write_at(header.page_offset(number), {reinterpret_cast<const char*>(page.data()), page.size()});
      if (EVP_DigestUpdate(context, page.data(), page.size()) != 1) misuse(file.path(), "SHA-256 failed");
    }
    unsigned size = 0;
    if (EVP_DigestFinal_ex(context, header.directory_sha256.data(), &size) != 1) misuse(file.path(), "SHA-256 failed");
    header.pages = next_page;
  }

  void finish() {
    if (finished) misuse(file.path(), "finished twice");
    close_sections();
    write_directory();
    if (data_key) wrap_data_key(*data_key, *key, header);
    const HeaderBytes bytes = encode_header(header);
    file.write_at(0, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    file.sync_and_close();
    finished = true;
    data_key.reset();
  }
};

SnapshotWriter::SnapshotWriter(std::string path, const SnapshotOptions& options)
    : state_(std::make_unique<State>(std::move(path), options)) {}

SnapshotWriter::~SnapshotWriter() = default;

SnapshotWriter::SectionId SnapshotWriter::add_section(const std::string& name, ElementType type, std::uint32_t width) {
  State& state = *state_;
  if (state.finished) misuse(state.file.path(), "a section was declared after it was finished");
  const std::uint32_t fixed = width_of(type);
  if (!plain_identifier(name, kSectionNameLimit)) misuse(state.file.path(), "section name " + name + " is not plain");
  if (!state.names.insert(name).second) misuse(state.file.path(), "section " + name + " is declared twice");
  if (type == ElementType::kBytes ? width == 0 || width > kLargestWidth : width != 0 && width != fixed) {
    misuse(state.file.path(), "section " + name + ": the width does not belong to the type");
  }
  OpenSection section;
  section.entry.name = name;
  section.entry.type = type;
  section.entry.width = fixed != 0 ? fixed : width;
  state.sections.push_back(std::move(section));
  return static_cast<SectionId>(state.sections.size() - 1);
}

void SnapshotWriter::append(SectionId section, std::span<const std::byte> bytes) { state_->append(section, bytes); }

void SnapshotWriter::write_json(const std::string& name, std::string_view text) {
  append(add_section(name, ElementType::kJson), std::as_bytes(std::span<const char>(text)));
}

void SnapshotWriter::finish() { state_->finish(); }

void SnapshotWriter::commit() {
  finish();
  state_->file.rename_to_final();
}

const std::string& SnapshotWriter::temporary() const { return state_->file.name(); }

void SnapshotWriter::release() { state_->file.release(); }

std::uint64_t SnapshotWriter::bytes() const { return kHeaderBytes + state_->next_page * state_->header.page_size; }

const std::string& SnapshotWriter::sha256() {
  if (!state_->finished) misuse(state_->file.path(), "its sum was asked for before it was finished");
  if (state_->sha256.empty()) {
    const std::string& name = state_->file.name();
    state_->sha256 = sha256_of_file(name.empty() ? state_->file.path() : name);
  }
  return state_->sha256;
}

std::string SnapshotWriter::plain_sha256() const {
  if (!state_->finished) misuse(state_->file.path(), "its sum was asked for before it was finished");
  return hex_text(state_->plain);
}

std::string SnapshotWriter::file_id() const { return hex_text(state_->header.file_id); }

}  // namespace io
