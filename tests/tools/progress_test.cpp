#include "tools/progress.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

namespace {

using Catch::Contains;
using tools::Progress;
using tools::ProgressMode;

// A progress reporter with a clock that moves by hand and a page instead of a terminal.
struct Bench {
  explicit Bench(ProgressMode mode)
      : progress(
            mode, [this](std::string_view text) { said.emplace_back(text); }, [this] { return now; }) {}
  void after(int milliseconds, std::uint64_t amount) {
    now += std::chrono::milliseconds(milliseconds);
    progress.advance(amount);
  }
  std::vector<std::string> said;
  Progress::Clock::time_point now{std::chrono::seconds(1000)};
  Progress progress;
};

constexpr std::uint64_t kMiB = 1 << 20;

}  // namespace

TEST_CASE("progress: plain lines say nothing about short work and then speak every five seconds", "[tools]") {
  Bench bench(ProgressMode::kPlain);
  bench.progress.stage("ingest", 100 * kMiB);
  for (int i = 0; i < 19; ++i) bench.after(100, kMiB);
  REQUIRE(bench.said.empty());
  bench.after(100, kMiB);
  REQUIRE(bench.said == std::vector<std::string>{"ingest      20 %  20.0 MiB of 100.0 MiB, 10.0 MiB/s, 8 s left\n"});
  for (int i = 0; i < 49; ++i) bench.after(100, kMiB);
  REQUIRE(bench.said.size() == 1);
  bench.after(100, kMiB);
  REQUIRE(bench.said.size() == 2);
  bench.progress.finish();
  REQUIRE(bench.said.back() == "ingest     70.0 MiB in 7 s, 10.0 MiB/s\n");
}

TEST_CASE("progress: the bar is redrawn at most five times a second and cleared at the end", "[tools]") {
  Bench bench(ProgressMode::kBar);
  bench.progress.stage("score", 1000, "families");
  for (int i = 0; i < 100; ++i) bench.after(10, 5);
  REQUIRE(bench.said.size() == 5);
  REQUIRE(
      bench.said.back() ==
      "\r\x1b[2Kscore      [############............]  50 %  500 families of 1000 families, 500 families/s, 1 s left");
  bench.progress.finish();
  REQUIRE(bench.said[5] == "\r\x1b[2K");
  REQUIRE(bench.said[6] == "score      500 families in 1 s, 500 families/s\n");
}

TEST_CASE("progress: JSON lines parse, begin with the stage and end with finished", "[tools]") {
  Bench bench(ProgressMode::kJson);
  bench.progress.stage("link", 4000, "rows");
  bench.after(1000, 1000);
  bench.progress.stage("assemble", 0, "rows");
  bench.progress.finish();
  REQUIRE(bench.said.size() == 5);
  const auto middle = nlohmann::json::parse(bench.said[1]);
  REQUIRE(middle.at("stage") == "link");
  REQUIRE(middle.at("done") == 1000);
  REQUIRE(middle.at("total") == 4000);
  REQUIRE(middle.at("rate") == 1000);
  REQUIRE(middle.at("seconds_left") == 3);
  REQUIRE(nlohmann::json::parse(bench.said[2]).at("finished") == true);
  REQUIRE_FALSE(nlohmann::json::parse(bench.said[3]).contains("total"));
}

TEST_CASE("progress: switched off it never speaks", "[tools]") {
  Bench bench(ProgressMode::kOff);
  bench.progress.stage("ingest", 10);
  bench.after(60'000, 10);
  bench.progress.finish();
  REQUIRE(bench.said.empty());
}

TEST_CASE("progress: amounts from several threads all arrive", "[tools][threads]") {
  std::vector<std::string> said;
  Progress progress(
      ProgressMode::kJson, [&](std::string_view text) { said.emplace_back(text); },
      [] { return Progress::Clock::now(); });
  progress.stage("link", 4000, "rows");
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) progress.advance(1);
    });
  }
  for (std::thread& thread : threads) thread.join();
  progress.finish();
  REQUIRE(nlohmann::json::parse(said.back()).at("done") == 4000);
}
