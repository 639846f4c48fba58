// Snapshots whose sums all hold but whose structure lies: refused with engine::Error, at no cost to speak of.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <functional>

#include "engine/error.h"
#include "io/snapshot/little_endian.h"
#include "io/snapshot/snapshot_check.h"
#include "tests/io/snapshot/forged_snapshot.h"

using tests::ForgedSnapshot;

namespace {

struct Lie {
  const char* what;
  std::function<void(ForgedSnapshot&)> tell;
};

template <class Number>
std::function<void(ForgedSnapshot&)> at(std::size_t offset, Number value) {
  return [=](ForgedSnapshot& forged) {
    io::store_number(reinterpret_cast<unsigned char*>(forged.directory.data()) + offset, value);
  };
}

// Offsets of the first section's entry: its digest of 32 bytes stands before it, its name has 7 bytes.
constexpr std::size_t kType = 32, kNameBytes = 33, kZero = 34, kWidth = 36, kCount = 40, kRuns = 48, kName = 52,
                      kRunFirst = 59, kRunCount = 67;

const std::vector<Lie> kLies = {
    {"element type 0", at<std::uint8_t>(kType, 0)},
    {"element type 7", at<std::uint8_t>(kType, 7)},
    {"another element type", at<std::uint8_t>(kType, 3)},
    {"no name", at<std::uint8_t>(kNameBytes, 0)},
    {"a longer name", at<std::uint8_t>(kNameBytes, 255)},
    {"kept zero", at<std::uint16_t>(kZero, 1)},
    {"width 0", at<std::uint32_t>(kWidth, 0)},
    {"width 16", at<std::uint32_t>(kWidth, 16)},
    {"width 2^32 - 1", at<std::uint32_t>(kWidth, ~0U)},
    {"count 0", at<std::uint64_t>(kCount, 0)},
    {"count 2^64 - 1", at<std::uint64_t>(kCount, ~0ULL)},
    {"count that overflows to the true size", at<std::uint64_t>(kCount, (1ULL << 61) + 40)},
    {"count one page more", at<std::uint64_t>(kCount, 40 + 28)},
    {"no runs", at<std::uint32_t>(kRuns, 0)},
    {"2^32 - 1 runs", at<std::uint32_t>(kRuns, ~0U)},
    {"a name that is no name", at<std::uint8_t>(kName, ' ')},
    {"first page past the data", at<std::uint64_t>(kRunFirst, 5)},
    {"first page 2^64 - 1", at<std::uint64_t>(kRunFirst, ~0ULL)},
    {"first page of another section", at<std::uint64_t>(kRunFirst, 1)},
    {"run of no page", at<std::uint64_t>(kRunCount, 0)},
    {"run of 2^64 - 1 pages", at<std::uint64_t>(kRunCount, ~0ULL)},
    {"run that reaches the directory", at<std::uint64_t>(kRunCount, 6)},
    {"two sections of one name",
     [](ForgedSnapshot& forged) { forged.directory.replace(forged.directory.find("records"), 7, "numbers"); }},
    {"a cut directory", [](ForgedSnapshot& forged) { forged.directory.resize(forged.directory.size() - 1); }},
    {"a directory of 32 bytes", [](ForgedSnapshot& forged) { forged.directory.resize(32); }},
    {"a directory of 31 bytes", [](ForgedSnapshot& forged) { forged.directory.resize(31); }},
    {"bytes after the directory", [](ForgedSnapshot& forged) { forged.directory += '\0'; }},
    {"a section more", [](ForgedSnapshot& forged) { ++forged.header.sections; }},
    {"a section less", [](ForgedSnapshot& forged) { --forged.header.sections; }},
    {"2^32 - 1 sections", [](ForgedSnapshot& forged) { forged.header.sections = ~0U; }},
    {"a page of no section",
     [](ForgedSnapshot& forged) {
       forged.payloads.push_back("x");
       forged.labels.push_back({9, 1, 0, true});
     }},
    {"a page labelled for another section", [](ForgedSnapshot& forged) { forged.labels[0].section = 1; }},
    {"a page labelled for another place", [](ForgedSnapshot& forged) { forged.labels[0].page_in_section = 1; }},
    {"a page with fewer values", [](ForgedSnapshot& forged) { forged.labels[0].used = 8; }},
    {"a last page that is not", [](ForgedSnapshot& forged) { forged.labels[0].last = true; }},
    {"a section without a last page", [](ForgedSnapshot& forged) { forged.labels[1].last = false; }},
};

const std::vector<Lie> kHeaderLies = {
    {"page size 0", [](ForgedSnapshot& forged) { forged.header.page_size = 0; }},
    {"page size 16", [](ForgedSnapshot& forged) { forged.header.page_size = 16; }},
    {"page size 128", [](ForgedSnapshot& forged) { forged.header.page_size = 128; }},
    {"page size 300", [](ForgedSnapshot& forged) { forged.header.page_size = 300; }},
    {"page size 512", [](ForgedSnapshot& forged) { forged.header.page_size = 512; }},
    {"page size 2^31", [](ForgedSnapshot& forged) { forged.header.page_size = 1U << 31; }},
    {"no pages", [](ForgedSnapshot& forged) { forged.header.pages = 0; }},
    {"2^56 pages", [](ForgedSnapshot& forged) { forged.header.pages = 1ULL << 56; }},
    {"pages that overflow to the true length", [](ForgedSnapshot& forged) { forged.header.pages += 1ULL << 56; }},
    {"directory at the end", [](ForgedSnapshot& forged) { forged.header.directory_first_page = forged.header.pages; }},
    {"directory past the end", [](ForgedSnapshot& forged) { forged.header.directory_first_page = ~0ULL; }},
    {"directory of everything", [](ForgedSnapshot& forged) { forged.header.directory_first_page = 0; }},
    {"directory of no bytes", [](ForgedSnapshot& forged) { forged.header.directory_bytes = 0; }},
    {"directory of 2^64 - 1 bytes", [](ForgedSnapshot& forged) { forged.header.directory_bytes = ~0ULL; }},
    {"another epoch",
     [](ForgedSnapshot& forged) { forged.header.epoch = 0; }},  // the pages are sealed with it: still valid
    {"a kind of other signs", [](ForgedSnapshot& forged) { forged.header.kind = "Te st"; }},
    {"no kind", [](ForgedSnapshot& forged) { forged.header.kind.clear(); }},
};

bool refused(const std::string& bytes) {
  try {
    tests::all_contents(tests::open_bytes(bytes));
    return false;
  } catch (const engine::Error& error) {
    REQUIRE((error.code() == engine::ExitCode::kDamaged || error.code() == engine::ExitCode::kKey));
    return true;
  }
}

bool found(const std::string& bytes) {
  io::SnapshotCheckOptions options;
  options.key = [] { return tests::test_key(); };
  const io::SnapshotCheck check = io::check_snapshot(*tests::file_in_memory(bytes), options);
  for (const io::SnapshotDamage& damage : check.damage) {
    if (damage.part != io::SnapshotDamage::Part::kContents) return true;  // the forged digest is no true one
  }
  return false;
}

long peak_kib() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

}  // namespace

TEST_CASE("hostile snapshot: a forged file that tells no lie loads", "[snapshot]") {
  const std::string bytes = ForgedSnapshot::valid(GENERATE(true, false)).bytes();
  REQUIRE_FALSE(refused(bytes));
  REQUIRE_FALSE(found(bytes));
}

TEST_CASE("hostile snapshot: every lie of the directory or a label is refused though all sums hold", "[snapshot]") {
  const bool encrypted = GENERATE(true, false);
  const long before = peak_kib();
  for (const Lie& lie : kLies) {
    ForgedSnapshot forged = ForgedSnapshot::valid(encrypted);
    lie.tell(forged);
    forged.fix_counts();
    INFO(lie.what);
    REQUIRE(refused(forged.bytes()));
    REQUIRE(found(forged.bytes()));
  }
  REQUIRE(peak_kib() - before < 64 * 1024);
}

TEST_CASE("hostile snapshot: every lie of the header is refused though all sums hold", "[snapshot]") {
  const bool encrypted = GENERATE(true, false);
  const long before = peak_kib();
  for (const Lie& lie : kHeaderLies) {
    ForgedSnapshot forged = ForgedSnapshot::valid(encrypted);
    lie.tell(forged);
    INFO(lie.what);
    const bool harmless = std::string(lie.what) == "another epoch";
    REQUIRE(refused(forged.bytes()) != harmless);
    REQUIRE(found(forged.bytes()) != harmless);
  }
  REQUIRE(peak_kib() - before < 64 * 1024);
}
