#include <catch2/catch.hpp>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/export/output_set.h"
#include "io/output_file.h"
#include "tests/io/snapshot/snapshot_bytes.h"

using io::ElementType;
using io::SnapshotOptions;
using io::SnapshotReader;
using io::SnapshotWriter;
using tests::all_contents;
using tests::open_bytes;
using tests::snapshot_bytes;
using tests::TemporaryFolder;
using tests::test_access;
using tests::test_key;

namespace {

constexpr std::uint32_t kSmallPage = 256;

SnapshotOptions small_options(const io::SecretKey* key) {
  SnapshotOptions options;
  options.kind = "test";
  options.key = key;
  options.plain = key == nullptr;
  options.page_size = kSmallPage;
  return options;
}

template <class Value>
std::vector<Value> counted(std::size_t count, Value start) {
  std::vector<Value> values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<Value>(start + static_cast<Value>(i * 2654435761U));
  return values;
}

template <class Value>
void require_round_trip(const io::SecretKey* key, std::size_t count) {
  const std::vector<Value> values = counted<Value>(count, static_cast<Value>(count));
  const std::string bytes =
      snapshot_bytes(small_options(key), [&](SnapshotWriter& writer) { writer.write_column<Value>("values", values); });
  const SnapshotReader reader = open_bytes(bytes);
  REQUIRE(reader.section("values").count == count);
  REQUIRE(reader.read_column<Value>("values") == values);
  // Every range near the borders of pages.
  const std::size_t per_page = (kSmallPage - io::kPageTrailer) / sizeof(Value);
  for (const std::size_t first : {std::size_t{0}, std::size_t{1}, per_page - 1, per_page, per_page + 1, count}) {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, per_page, per_page + 1, count}) {
      if (first > count || size > count - first) continue;
      std::vector<Value> part(size);
      reader.read_column<Value>("values", first, std::span(part));
      REQUIRE(std::equal(part.begin(), part.end(), values.begin() + static_cast<std::ptrdiff_t>(first)));
    }
  }
}

}  // namespace

TEST_CASE("snapshot: columns of every width and of sizes around a page come back", "[snapshot]") {
  const io::SecretKey key = test_key();
  const bool encrypted = GENERATE(true, false);
  const io::SecretKey* const used = encrypted ? &key : nullptr;
  constexpr std::size_t kPayload = kSmallPage - io::kPageTrailer;
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{8}, kPayload - 8, kPayload, kPayload + 8, 2 * kPayload,
                                  7 * kPayload + 8, 100 * kPayload}) {
    require_round_trip<std::uint8_t>(used, bytes);
    require_round_trip<std::uint16_t>(used, bytes / 2);
    require_round_trip<std::uint32_t>(used, bytes / 4);
    require_round_trip<std::uint64_t>(used, bytes / 8);
    require_round_trip<std::int64_t>(used, bytes / 8);
  }
  require_round_trip<std::uint8_t>(used, kPayload - 1);
  require_round_trip<std::uint8_t>(used, kPayload + 1);
}

TEST_CASE("snapshot: a file without sections, records of odd width and documents come back", "[snapshot]") {
  const io::SecretKey key = test_key();
  const io::SecretKey* const used = GENERATE(true, false) ? &key : nullptr;
  REQUIRE(open_bytes(snapshot_bytes(small_options(used), [](SnapshotWriter&) {})).sections().empty());
  const std::vector<std::uint8_t> tiles = counted<std::uint8_t>(37 * 41, 3);
  const std::string bytes = snapshot_bytes(small_options(used), [&](SnapshotWriter& writer) {
    writer.append(writer.add_section("family/tiles", ElementType::kBytes, 37), std::as_bytes(std::span(tiles)));
    writer.write_json("meta", R"({"rows":41})");
    writer.write_json("empty", "");
  });
  const SnapshotReader reader = open_bytes(bytes);
  REQUIRE(reader.sections().size() == 3);
  const std::vector<std::byte> seen = reader.read_records("family/tiles", 37);
  REQUIRE(std::equal(seen.begin(), seen.end(), std::as_bytes(std::span(tiles)).begin()));
  std::vector<std::byte> some(37 * 10);
  reader.read_records("family/tiles", 37, 30, some);
  REQUIRE(std::equal(some.begin(), some.end(), std::as_bytes(std::span(tiles)).begin() + 37 * 30));
  REQUIRE(reader.read_json("meta") == R"({"rows":41})");
  REQUIRE(reader.read_json("empty").empty());
  REQUIRE(reader.header().kind == "test");
}

TEST_CASE("snapshot: interleaved appends of any sizes give the columns and the digest of whole appends", "[snapshot]") {
  const io::SecretKey key = test_key();
  const std::vector<std::uint64_t> nik = counted<std::uint64_t>(5000, 9);
  const std::vector<std::uint16_t> day = counted<std::uint16_t>(5000, 5);
  std::string whole_digest;
  const TemporaryFolder folder;
  {
    SnapshotWriter writer(folder / "whole.desil", small_options(nullptr));
    writer.write_column<std::uint64_t>("nik", nik);
    writer.write_column<std::uint16_t>("day", day);
    writer.commit();
    whole_digest = writer.plain_sha256();
  }
  std::mt19937_64 random(11);
  for (int round = 0; round < 20; ++round) {
    SnapshotWriter writer(folder / "pieces.desil", small_options(round % 2 == 0 ? &key : nullptr));
    const auto a = writer.add_column<std::uint64_t>("nik");
    const auto b = writer.add_column<std::uint16_t>("day");
    const auto nik_bytes = std::as_bytes(std::span(nik)), day_bytes = std::as_bytes(std::span(day));
    std::size_t at_nik = 0, at_day = 0;
    while (at_nik < nik_bytes.size() || at_day < day_bytes.size()) {
      const std::size_t n = std::min<std::size_t>(random() % 3000, nik_bytes.size() - at_nik);
      writer.append(a, nik_bytes.subspan(at_nik, n));
      at_nik += n;
      const std::size_t d = std::min<std::size_t>(random() % 700, day_bytes.size() - at_day);
      writer.append(b, day_bytes.subspan(at_day, d));
      at_day += d;
    }
    writer.commit();
    REQUIRE(writer.plain_sha256() == whole_digest);
    const SnapshotReader reader(folder / "pieces.desil", test_access());
    REQUIRE(reader.read_column<std::uint64_t>("nik") == nik);
    REQUIRE(reader.read_column<std::uint16_t>("day") == day);
    REQUIRE(reader.plain_sha256() == whole_digest);
  }
}

TEST_CASE("snapshot: the same bytes for 1, 2, 3 and 8 threads, the same digest encrypted or plain",
          "[snapshot][threads]") {
  const io::SecretKey key = test_key();
  const std::vector<std::uint32_t> values = counted<std::uint32_t>(60000, 1);
  std::string first_bytes, first_digest;
  const int before = engine::threads();
  for (const int threads : {1, 2, 3, 8}) {
    engine::set_threads(threads);
    SnapshotOptions plain = small_options(nullptr);
    plain.file_id = io::FileId{1, 2, 3};
    const auto fill = [&](SnapshotWriter& writer) {
      for (int i = 0; i < 30; ++i) writer.write_column<std::uint32_t>("c" + std::to_string(i), values);
    };
    const std::string bytes = snapshot_bytes(plain, fill);
    const std::string digest = open_bytes(bytes).plain_sha256();
    if (first_bytes.empty()) {
      first_bytes = bytes;
      first_digest = digest;
    }
    REQUIRE(bytes == first_bytes);
    const std::string encrypted = snapshot_bytes(small_options(&key), fill);
    const SnapshotReader reader = open_bytes(encrypted);
    REQUIRE(reader.plain_sha256() == first_digest);
    REQUIRE(all_contents(reader) == all_contents(open_bytes(bytes)));
  }
  engine::set_threads(before);
}

TEST_CASE("snapshot: another value, name, order or page size is another digest", "[snapshot]") {
  const auto digest = [](const char* name, std::uint8_t value, bool swapped, std::uint32_t page) {
    SnapshotOptions options = small_options(nullptr);
    options.page_size = page;
    return open_bytes(snapshot_bytes(options,
                                     [&](SnapshotWriter& writer) {
                                       const std::vector<std::uint8_t> one = {1, 2, value}, two = {4};
                                       if (swapped) writer.write_column<std::uint8_t>("other", two);
                                       writer.write_column<std::uint8_t>(name, one);
                                       if (!swapped) writer.write_column<std::uint8_t>("other", two);
                                     }))
        .plain_sha256();
  };
  const std::string first = digest("a", 3, false, 256);
  REQUIRE(digest("a", 3, false, 256) == first);
  REQUIRE(digest("a", 4, false, 256) != first);
  REQUIRE(digest("b", 3, false, 256) != first);
  REQUIRE(digest("a", 3, true, 256) != first);
  REQUIRE(digest("a", 3, false, 512) != first);
}

TEST_CASE("snapshot: no plain value stands in an encrypted file, and two files share no page", "[snapshot]") {
  const io::SecretKey key = test_key();
  const std::string secret = "3204051203150007";
  const std::vector<std::uint8_t> values(secret.begin(), secret.end());
  const auto fill = [&](SnapshotWriter& writer) { writer.write_column<std::uint8_t>("nik", values); };
  const std::string first = snapshot_bytes(small_options(&key), fill);
  const std::string second = snapshot_bytes(small_options(&key), fill);
  REQUIRE(first.find(secret) == std::string::npos);
  REQUIRE(first.find("nik") == std::string::npos);
  for (std::size_t at = io::kHeaderBytes; at < first.size(); at += 16) {
    REQUIRE(first.substr(at, 16) != second.substr(at, 16));
  }
  REQUIRE(snapshot_bytes(small_options(nullptr), fill).find(secret) != std::string::npos);
}

TEST_CASE("snapshot: nothing takes the final name before it is committed", "[snapshot]") {
  const TemporaryFolder folder;
  const std::vector<std::uint8_t> values(10000, 5);
  {
    SnapshotWriter writer(folder / "s.desil", small_options(nullptr));
    writer.write_column<std::uint8_t>("a", values);
    REQUIRE_FALSE(std::filesystem::exists(folder / "s.desil"));
    writer.finish();
    REQUIRE_FALSE(std::filesystem::exists(folder / "s.desil"));
  }
  REQUIRE(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("snapshot: is published together with the other files of an output set", "[snapshot][export]") {
  const TemporaryFolder folder;
  const io::SecretKey key = test_key();
  const std::vector<std::uint8_t> values(1000, 5);
  io::OutputSet outputs(folder.path());
  outputs.open("families.csv").write("families");
  auto& writer = outputs.open_as<SnapshotWriter>("registry.desil", small_options(&key));
  writer.write_column<std::uint8_t>("a", values);
  const auto written = outputs.finish();
  REQUIRE(written.size() == 2);
  REQUIRE(written[1].name == "registry.desil");
  outputs.publish();
  REQUIRE(written[1].sha256 == io::sha256_of_file(folder / "registry.desil"));
  REQUIRE(written[1].bytes == std::filesystem::file_size(folder / "registry.desil"));
  REQUIRE((std::filesystem::status(folder / "registry.desil").permissions() & std::filesystem::perms::mask) ==
          std::filesystem::perms(0600));
  REQUIRE(SnapshotReader(folder / "registry.desil", test_access()).read_column<std::uint8_t>("a") == values);
}

TEST_CASE("snapshot: key, kind, epoch, type and name that are not wanted are refused", "[snapshot]") {
  const io::SecretKey key = test_key();
  SnapshotOptions options = small_options(&key);
  options.epoch = 7;
  const std::vector<std::uint32_t> values = {1, 2, 3};
  const auto fill = [&](SnapshotWriter& writer) { writer.write_column<std::uint32_t>("a", values); };
  const std::string bytes = snapshot_bytes(options, fill);
  const auto code_of = [](auto&& action) {
    try {
      action();
    } catch (const engine::Error& error) {
      return static_cast<int>(error.code());
    }
    return 0;
  };
  io::SnapshotAccess access = test_access();
  access.min_epoch = 7;
  access.kind = "test";
  REQUIRE(code_of([&] { open_bytes(bytes, access); }) == 0);
  access.min_epoch = 8;
  REQUIRE(code_of([&] { open_bytes(bytes, access); }) == 4);
  access = test_access();
  access.kind = "registry";
  REQUIRE(code_of([&] { open_bytes(bytes, access); }) == 4);
  REQUIRE(code_of([&] { open_bytes(bytes, test_access(8)); }) == 6);
  REQUIRE(code_of([&] { open_bytes(bytes, {}); }) == 6);
  const SnapshotReader reader = open_bytes(bytes);
  REQUIRE(code_of([&] { reader.read_column<std::uint16_t>("a"); }) == 4);
  REQUIRE(code_of([&] { reader.read_column<std::uint32_t>("b"); }) == 4);
  REQUIRE(code_of([&] { reader.read_records("a", 4); }) == 4);
  std::vector<std::uint32_t> past(3);
  REQUIRE(code_of([&] { reader.read_column<std::uint32_t>("a", 1, std::span(past)); }) == 7);
  access = test_access();
  access.refuse_plain = true;
  REQUIRE(code_of([&] { open_bytes(snapshot_bytes(small_options(nullptr), fill), access); }) == 4);
}
