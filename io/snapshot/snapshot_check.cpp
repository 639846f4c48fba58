#include "io/snapshot/snapshot_check.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/snapshot/data_key.h"
#include "io/snapshot/opened_snapshot.h"
#include "io/snapshot/page_buffers.h"
#include "io/snapshot/page_file.h"
#include "io/snapshot/plain_digest.h"

namespace io {
namespace {

using Part = SnapshotDamage::Part;

constexpr std::uint64_t kTaskBytes = std::uint64_t{1} << 20;
constexpr std::uint64_t kAheadBytes = std::uint64_t{8} << 20;

// Where each page of the file belongs, by its number.
struct PagePlace {
  std::uint32_t section = kDirectorySection;
  std::uint64_t page_in_section = 0;
};

class Check {
 public:
  Check(const PageFile& file, const SnapshotCheckOptions& options) : file_(file), options_(options) {}

  SnapshotCheck run() {
    if (!read_header_and_length()) return std::move(result_);
    read_key();
    seal_.emplace(header_, data_key_ ? &*data_key_ : nullptr);
    const bool readable = data_key_.has_value() || !header_.encrypted;
    if (readable) read_sections();
    check_pages(std::min<std::uint64_t>(header_.pages, whole_pages()));
    if (directory_ && result_.intact()) check_contents();
    result_.authenticated = data_key_.has_value() && directory_.has_value() && result_.intact();
    file_.check_unchanged();
    if (wrong_key_ && result_.intact()) throw *wrong_key_;
    sort_damage();
    return std::move(result_);
  }

 private:
  void report(SnapshotDamage damage) {
    ++result_.damages;
    if (result_.damage.size() < kMostDamages) result_.damage.push_back(std::move(damage));
  }
  void report(Part part, std::uint64_t first_byte, std::uint64_t last_byte) {
    SnapshotDamage damage;
    damage.part = part;
    damage.first_byte = first_byte;
    damage.last_byte = last_byte;
    report(std::move(damage));
  }

  std::uint64_t whole_pages() const { return (file_.size() - kHeaderBytes) / header_.page_size; }

  bool read_header_and_length() {
    result_.bytes = file_.size();
    try {
      header_ = read_header(file_);
    } catch (const engine::Error& error) {
      if (error.code() != engine::ExitCode::kDamaged) throw;
      report(Part::kHeader, 0, kHeaderBytes - 1);
      return false;
    }
    result_.encrypted = header_.encrypted;
    result_.kind = header_.kind;
    result_.file_id = hex_text(header_.file_id);
    result_.epoch = header_.epoch;
    result_.pages = header_.pages;
    result_.sections = header_.sections;
    if (file_.size() < header_.file_bytes()) report(Part::kLength, file_.size(), header_.file_bytes() - 1);
    if (file_.size() > header_.file_bytes()) report(Part::kLength, header_.file_bytes(), file_.size() - 1);
    if (header_.epoch < options_.min_epoch) report(Part::kEpoch, 0, kHeaderBytes - 1);
    return true;
  }

  // A key that does not open the file is an error only where nothing is damaged: else the damage is
  // named from the sums.
  void read_key() {
    if (!header_.encrypted || !options_.key) return;
    const std::optional<SecretKey> key = options_.key();
    if (!key) return;
    try {
      data_key_ = unwrap_data_key(header_, *key, file_.path());
    } catch (const engine::Error& error) {
      if (error.code() != engine::ExitCode::kKey) throw;
      wrong_key_ = error;
    }
  }

  void read_sections() {
    if (file_.size() < header_.file_bytes()) return;
    try {
      directory_ = read_directory(file_, header_, *seal_);
    } catch (const engine::Error& error) {
      if (error.code() != engine::ExitCode::kDamaged) throw;
      report(Part::kDirectory, header_.page_offset(header_.directory_first_page), header_.file_bytes() - 1);
      return;
    }
    result_.plain_sha256 = hex_text(directory_->plain_sha256);
    places_.resize(header_.directory_first_page);
    leaves_.resize(directory_->sections.size());
    for (std::uint32_t s = 0; s < directory_->sections.size(); ++s) {
      std::uint64_t page_in_section = 0;
      for (const PageRun& run : directory_->sections[s].runs) {
        for (std::uint64_t i = 0; i < run.count; ++i) places_[run.first + i] = {s, page_in_section++};
      }
      leaves_[s].resize(page_in_section);
    }
  }

  // Sums of all pages; seals and hashes too where the directory is known. The pages of a directory that
  // was read are done already; one that was not is looked at by its sum and named as a whole by its hash.
  void check_pages(std::uint64_t pages) {
    const std::uint64_t stop = directory_ ? std::min(pages, header_.directory_first_page) : pages;
    if (!directory_ && pages == header_.pages && (header_.encrypted && !data_key_)) check_directory_hash();
    PageBuffers buffers(header_.page_size);
    const std::size_t grain = std::max<std::size_t>(1, kTaskBytes / header_.page_size);
    const std::size_t ahead = std::max<std::size_t>(grain, kAheadBytes / header_.page_size);
    auto found = engine::parallel_reduce(
        stop, grain, std::vector<SnapshotDamage>(),
        [&](std::size_t begin, std::size_t end) {
          std::vector<SnapshotDamage> wrong;
          PageBuffers::Lease sealed(buffers), opened(buffers);
          if (begin % ahead == 0) {
            file_.read_ahead(header_.page_offset(begin), 2 * ahead * header_.page_size);
          }
          for (std::size_t page = begin; page < end; ++page) {
            file_.read(header_.page_offset(page), sealed.data(), header_.page_size);
            const PageState state = check_page(page, sealed.data(), opened.data());
            if (state != PageState::kIntact) wrong.push_back(page_damage(page, state));
          }
          if (options_.on_bytes) options_.on_bytes((end - begin) * header_.page_size);
          return wrong;
        },
        [](std::vector<SnapshotDamage>& all, std::vector<SnapshotDamage> part) {
          std::move(part.begin(), part.end(), std::back_inserter(all));
        });
    for (SnapshotDamage& damage : found) report(std::move(damage));
  }

  PageState check_page(std::uint64_t page, const unsigned char* sealed, unsigned char* opened) {
    if (!directory_) return seal_->sum_holds(page, sealed) ? PageState::kIntact : PageState::kDamaged;
    const PagePlace place = places_[page];
    const std::uint64_t bytes = directory_->sections[place.section].bytes();
    const PageLabel label = label_of(place.section, bytes, place.page_in_section, header_.payload());
    const PageState state = seal_->open(page, label, sealed, opened);
    leaves_[place.section][place.page_in_section] = sha256_bytes(opened, label.used);
    return state;
  }

  SnapshotDamage page_damage(std::uint64_t page, PageState state) const {
    SnapshotDamage damage;
    damage.forged = state == PageState::kForged;
    damage.page = page;
    damage.first_byte = header_.page_offset(page);
    damage.last_byte = header_.page_offset(page + 1) - 1;
    if (!directory_) return damage;
    const PagePlace place = places_[page];
    damage.section = directory_->sections[place.section].name;
    damage.page_in_section = place.page_in_section;
    damage.section_pages = leaves_[place.section].size();
    return damage;
  }

  void check_directory_hash() {
    std::vector<unsigned char> pages(header_.directory_pages() * header_.page_size);
    file_.read(header_.page_offset(header_.directory_first_page), pages.data(), pages.size());
    if (sha256_bytes(pages.data(), pages.size()) != header_.directory_sha256) {
      report(Part::kDirectory, header_.page_offset(header_.directory_first_page), header_.file_bytes() - 1);
    }
  }

  void check_contents() {
    const Sha256 digest = plain_digest(header_.kind, header_.page_size, directory_->sections, leaves_);
    if (digest != directory_->plain_sha256) report(Part::kContents, kHeaderBytes, header_.file_bytes() - 1);
  }

  void sort_damage() {
    std::stable_sort(result_.damage.begin(), result_.damage.end(),
                     [](const auto& a, const auto& b) { return a.first_byte < b.first_byte; });
  }

  const PageFile& file_;
  const SnapshotCheckOptions& options_;
  SnapshotCheck result_;
  SnapshotHeader header_;
  std::optional<SecretKey> data_key_;
  std::optional<engine::Error> wrong_key_;
  std::optional<PageSeal> seal_;
  std::optional<SnapshotDirectory> directory_;
  std::vector<PagePlace> places_;
  std::vector<std::vector<Sha256>> leaves_;
};

}  // namespace

SnapshotCheck check_snapshot(const PageFile& file, const SnapshotCheckOptions& options) {
  return Check(file, options).run();
}

SnapshotCheck check_snapshot(const std::string& path, const SnapshotCheckOptions& options) {
  const PageFile file(path);
  return check_snapshot(file, options);
}

}  // namespace io
