// Every way in which a byte or a page can be wrong is found, by loading and by the check alike.
#include <catch2/catch.hpp>
#include <cstdint>
#include <random>
#include <vector>

#include "engine/error.h"
#include "io/snapshot/snapshot_check.h"
#include "tests/io/snapshot/snapshot_bytes.h"

using io::SnapshotOptions;
using io::SnapshotWriter;
using tests::all_contents;
using tests::file_in_memory;
using tests::open_bytes;
using tests::snapshot_bytes;
using tests::test_key;

namespace {

constexpr std::uint32_t kSmallPage = 256;

// Two columns over three pages, and the directory.
std::string small_snapshot(bool encrypted, std::uint64_t epoch = 3, std::uint8_t start = 0) {
  const io::SecretKey key = test_key();
  SnapshotOptions options;
  options.kind = "test";
  options.page_size = kSmallPage;
  options.epoch = epoch;
  options.key = encrypted ? &key : nullptr;
  options.plain = !encrypted;
  return snapshot_bytes(options, [&](SnapshotWriter& writer) {
    std::vector<std::uint8_t> values(300);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::uint8_t>(i + start);
    writer.write_column<std::uint8_t>("a", values);
    const std::vector<std::uint64_t> few = {1, 2, start};
    writer.write_column<std::uint64_t>("b", few);
  });
}

// True where the check with the key finds damage, or refuses the key.
bool found_by_check(const std::string& bytes) {
  try {
    io::SnapshotCheckOptions options;
    options.key = [] { return test_key(); };
    return !io::check_snapshot(*file_in_memory(bytes), options).intact();
  } catch (const engine::Error& error) {
    return error.code() == engine::ExitCode::kKey;
  }
}

// True where opening and reading everything throws engine::Error of damage or key.
bool refused_by_loading(const std::string& bytes) {
  try {
    all_contents(open_bytes(bytes));
  } catch (const engine::Error& error) {
    return error.code() == engine::ExitCode::kDamaged || error.code() == engine::ExitCode::kKey;
  }
  return false;
}

bool refused(const std::string& bytes) {
  const bool loading = refused_by_loading(bytes), check = found_by_check(bytes);
  REQUIRE(loading == check);
  return loading;
}

std::string page_of(const std::string& file, std::size_t page) {
  return file.substr(io::kHeaderBytes + page * kSmallPage, kSmallPage);
}
void put_page(std::string& file, std::size_t page, const std::string& bytes) {
  file.replace(io::kHeaderBytes + page * kSmallPage, kSmallPage, bytes);
}
std::size_t page_count(const std::string& file) { return (file.size() - io::kHeaderBytes) / kSmallPage; }

}  // namespace

TEST_CASE("snapshot damage: every changed byte is found by loading and by the check, whatever it is changed to",
          "[snapshot]") {
  const bool encrypted = GENERATE(true, false);
  const std::string good = small_snapshot(encrypted);
  REQUIRE_FALSE(refused(good));
  std::string bytes = good;
  std::size_t tried = 0, found = 0;
  for (std::size_t at = 0; at < good.size(); ++at) {
    const auto old = static_cast<unsigned char>(good[at]);
    for (const int changed : {old ^ (1 << (at % 8)), 0x00, 0xFF}) {
      if (changed == old) continue;
      bytes[at] = static_cast<char>(changed);
      ++tried;
      found += refused(bytes);
    }
    bytes[at] = good[at];
  }
  REQUIRE(tried > 2 * good.size());
  REQUIRE(found == tried);
}

TEST_CASE("snapshot damage: swapped, repeated, dropped and added pages are found", "[snapshot]") {
  const std::string good = small_snapshot(GENERATE(true, false));
  const std::size_t pages = page_count(good);
  for (std::size_t i = 0; i < pages; ++i) {
    for (std::size_t j = 0; j < pages; ++j) {
      if (i == j) continue;
      std::string bytes = good;
      put_page(bytes, i, page_of(good, j));
      REQUIRE(refused(bytes));
      put_page(bytes, j, page_of(good, i));
      REQUIRE(refused(bytes));
    }
    std::string bytes = good;
    bytes.erase(io::kHeaderBytes + i * kSmallPage, kSmallPage);
    REQUIRE(refused(bytes));
    for (std::size_t j = 0; j <= pages; ++j) {
      bytes = good;
      bytes.insert(io::kHeaderBytes + j * kSmallPage, page_of(good, i));
      REQUIRE(refused(bytes));
    }
    bytes = good;
    put_page(bytes, i, std::string(kSmallPage, '\0'));
    REQUIRE(refused(bytes));
  }
}

TEST_CASE("snapshot damage: pages, directory and header of another valid snapshot are found", "[snapshot]") {
  const bool encrypted = GENERATE(true, false);
  const std::string good = small_snapshot(encrypted);
  // The same contents, other contents, an older epoch, the other mode: all valid, all of the same key.
  for (const std::string& other : {small_snapshot(encrypted), small_snapshot(encrypted, 3, 9),
                                   small_snapshot(encrypted, 2), small_snapshot(!encrypted)}) {
    REQUIRE(other.size() == good.size());
    REQUIRE_FALSE(refused(other));
    for (std::size_t i = 0; i < page_count(good); ++i) {
      std::string bytes = good;
      put_page(bytes, i, page_of(other, i));
      REQUIRE(refused(bytes));
    }
    REQUIRE(refused(other.substr(0, io::kHeaderBytes) + good.substr(io::kHeaderBytes)));
    // Everything but one page from the other file.
    std::string mixed = other;
    put_page(mixed, 1, page_of(good, 1));
    REQUIRE(refused(mixed));
  }
}

TEST_CASE("snapshot damage: a file cut or extended at any length is found", "[snapshot]") {
  const std::string good = small_snapshot(GENERATE(true, false));
  for (std::size_t size = 0; size < good.size(); ++size) REQUIRE(refused(good.substr(0, size)));
  std::mt19937 random(5);
  for (std::size_t more = 1; more <= 2 * kSmallPage; ++more) {
    REQUIRE(refused(good + std::string(more, '\0')));
    std::string tail(more, '\0');
    for (char& c : tail) c = static_cast<char>(random());
    REQUIRE(refused(good + tail));
  }
}
