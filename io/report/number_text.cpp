#include "io/report/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/indices/exponential.h"

namespace io::report {
namespace {

constexpr std::uint64_t kLargestRupiah = 1'000'000'000'000'000;

std::string swapped(std::string text) {
  for (char& c : text) {
    if (c == '.') {
      c = ',';
    } else if (c == ',') {
      c = '.';
    }
  }
  return text;
}

std::string grouped(std::uint64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

Both both_forms(const std::string& english) { return {swapped(english), english}; }

// Tenths of a percent as text, English form.
std::string percent_text(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "–";
  const std::uint64_t tenths = (part * 2000 + whole) / (whole * 2);
  if (tenths == 0 && part > 0) return "&lt;0.1";
  if (tenths >= 1000 && part < whole) return "&gt;99.9";
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

}  // namespace

Both count(std::uint64_t value) { return both_forms(grouped(value)); }

Both decimal(const std::string& english) { return both_forms(english); }

Both decimal(double value, int digits) {
  return both_forms(std::isfinite(value) ? fmt::format("{:.{}f}", value, digits) : "–");
}

Both percent_cell(std::uint64_t part, std::uint64_t whole) { return both_forms(percent_text(part, whole)); }

Both fine_percent_cell(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return both_forms("–");
  const std::uint64_t hundredths = (part * 20'000 + whole) / (whole * 2);
  if (hundredths == 0 && part > 0) return both_forms("&lt;0.01");
  if (hundredths >= 10'000 && part < whole) return both_forms("&gt;99.99");
  return both_forms(fmt::format("{}.{:02}", hundredths / 100, hundredths % 100));
}

Both percent(std::uint64_t part, std::uint64_t whole) {
  const Both number = percent_cell(part, whole);
  return whole == 0 ? number : number + Both{"%", "%"};
}

Both whole_percent_cell(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return both_forms("–");
  const std::uint64_t rounded = (part * 200 + whole) / (whole * 2);
  if (rounded == 0) return {"&lt;1", "&lt;1"};
  if (rounded >= 100) return {"&gt;99", "&gt;99"};
  return both_forms(std::to_string(rounded));
}

std::uint64_t rupiah_of(double ln_rupiah) {
  if (!(ln_rupiah > 0)) return 0;
  const double rupiah = engine::exponential(std::min(ln_rupiah, 50.0));
  if (rupiah >= static_cast<double>(kLargestRupiah)) return kLargestRupiah;
  return static_cast<std::uint64_t>(rupiah / 1000 + 0.5) * 1000;
}

double ln_rupiah_of(engine::PmtScore score) {
  return std::ldexp(static_cast<double>(score), -engine::kScoreFractionBits);
}

Both rupiah(std::uint64_t value) {
  if (value < 1000) return {"&lt;\u00A0Rp\u00A01.000", "&lt;\u00A0Rp\u00A01,000"};
  return Both{"Rp\u00A0", "Rp\u00A0"} + count(value);
}

Both rupiah_short(std::uint64_t value) {
  struct Unit {
    std::uint64_t size;
    const char *id, *en;
  };
  constexpr Unit kUnits[] = {{1'000'000'000'000, "\u00A0triliun", "\u00A0trillion"},
                             {1'000'000'000, "\u00A0miliar", "\u00A0billion"},
                             {1'000'000, "\u00A0juta", "\u00A0million"}};
  for (const Unit& unit : kUnits) {
    if (value < unit.size) continue;
    const std::uint64_t hundredths = (value + unit.size / 200) / (unit.size / 100);
    return Both{"Rp\u00A0", "Rp\u00A0"} +
           both_forms(fmt::format("{}.{:02}", grouped(hundredths / 100), hundredths % 100)) + Both{unit.id, unit.en};
  }
  return rupiah(value);
}

}  // namespace io::report
