#include "tools/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace tools {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kRedraw{200};   // five times a second: more only flickers
constexpr seconds kFirstPlainLine{2};  // work shorter than this needs no word
constexpr seconds kNextPlainLine{5};
constexpr std::string_view kClearLine = "\r\x1b[2K";

ProgressMode resolved(const GlobalOptions& options) {
  if (options.quiet) return ProgressMode::kOff;
  if (options.progress != ProgressMode::kAuto) return options.progress;
  return ::isatty(STDERR_FILENO) == 1 ? ProgressMode::kBar : ProgressMode::kPlain;
}

std::string amount(double value, std::string_view unit) {
  if (unit != "bytes") {
    if (value >= 1e6) return fmt::format("{:.1f} M {}", value / 1e6, unit);
    return fmt::format("{:.0f} {}", value, unit);
  }
  constexpr const char* kUnits[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  int step = 0;
  while (value >= 1024 && step < 4) {
    value /= 1024;
    ++step;
  }
  return fmt::format("{:.{}f} {}", value, step == 0 ? 0 : 1, kUnits[step]);
}

std::string duration(double total) {
  const auto whole = static_cast<std::uint64_t>(std::clamp(total, 0.0, 1e9) + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

double seconds_between(Progress::Clock::time_point from, Progress::Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

}  // namespace

Progress::Progress(const GlobalOptions& options)
    : Progress(
          resolved(options), [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); },
          [] { return Clock::now(); }) {}

Progress::Progress(ProgressMode mode, std::function<void(std::string_view)> write,
                   std::function<Clock::time_point()> now)
    : mode_(mode), write_(std::move(write)), now_(std::move(now)), begin_(now_()) {}

Progress::~Progress() {
  // Left by an exception: only the half-drawn bar goes away.
  if (running_ && mode_ == ProgressMode::kBar && spoke_) write_(kClearLine);
}

void Progress::stage(std::string_view name, std::uint64_t total, std::string_view unit) {
  finish();
  name_ = name;
  unit_ = unit;
  total_ = total;
  done_.store(0);
  begin_ = now_();
  spoke_ = false;
  running_ = true;
  const auto first =
      begin_ + (mode_ == ProgressMode::kPlain ? Clock::duration(kFirstPlainLine) : Clock::duration(kRedraw));
  next_.store(first.time_since_epoch().count());
  if (mode_ == ProgressMode::kJson) speak(begin_, false);
}

void Progress::advance(std::uint64_t amount_done) {
  done_.fetch_add(amount_done, std::memory_order_relaxed);
  if (mode_ == ProgressMode::kOff || !running_) return;
  const Clock::time_point now = now_();
  if (now.time_since_epoch().count() < next_.load(std::memory_order_relaxed)) return;
  const std::unique_lock lock(speaking_, std::try_to_lock);  // somebody else is speaking already
  if (!lock || now.time_since_epoch().count() < next_.load(std::memory_order_relaxed)) return;
  const auto pause = mode_ == ProgressMode::kPlain ? Clock::duration(kNextPlainLine) : Clock::duration(kRedraw);
  next_.store((now + pause).time_since_epoch().count());
  speak(now, false);
}

void Progress::finish() {
  if (!running_) return;
  running_ = false;
  if (mode_ == ProgressMode::kOff) return;
  if (mode_ == ProgressMode::kBar && spoke_) write_(kClearLine);
  if (spoke_) speak(now_(), true);
}

void Progress::speak(Clock::time_point now, bool closing) {
  spoke_ = true;
  if (mode_ == ProgressMode::kJson) {
    write_(json_line(now, closing));
  } else if (mode_ == ProgressMode::kBar && !closing) {
    write_(std::string(kClearLine) + sentence(now, false));
  } else {
    write_(sentence(now, closing) + "\n");
  }
}

std::string Progress::sentence(Clock::time_point now, bool closing) const {
  constexpr int kBarCells = 24;
  const double elapsed = seconds_between(begin_, now);
  const auto done = static_cast<double>(done_.load());
  const auto total = static_cast<double>(total_);
  const double rate = elapsed > 0 ? done / elapsed : 0;
  std::string text = fmt::format("{:<10} ", name_);
  if (closing) return text + fmt::format("{} in {}, {}/s", amount(done, unit_), duration(elapsed), amount(rate, unit_));
  if (total_ != 0) {
    const double share = std::min(1.0, done / total);
    if (mode_ == ProgressMode::kBar) {
      const auto filled = static_cast<std::size_t>(share * kBarCells);
      text += "[" + std::string(filled, '#') + std::string(kBarCells - filled, '.') + "] ";
    }
    text += fmt::format("{:3.0f} %  {} of {}", std::min(99.0, 100 * share), amount(done, unit_), amount(total, unit_));
  } else {
    text += amount(done, unit_);
  }
  text += fmt::format(", {}/s", amount(rate, unit_));
  if (total_ != 0 && rate > 0) text += fmt::format(", {} left", duration(std::max(0.0, total - done) / rate));
  return text;
}

std::string Progress::json_line(Clock::time_point now, bool closing) const {
  const double elapsed = seconds_between(begin_, now);
  const std::uint64_t done = done_.load();
  const double rate = elapsed > 0 ? static_cast<double>(done) / elapsed : 0;
  nlohmann::ordered_json line = {
      {"stage", name_},           {"done", done},       {"unit", unit_}, {"seconds", std::round(elapsed * 1000) / 1000},
      {"rate", std::round(rate)}, {"finished", closing}};
  if (total_ != 0) line["total"] = total_;
  if (total_ != 0 && rate > 0 && !closing) {
    line["seconds_left"] = std::round(static_cast<double>(total_ > done ? total_ - done : 0) / rate * 10) / 10;
  }
  return line.dump() + "\n";
}

}  // namespace tools
