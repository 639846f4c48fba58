#include "io/report/number_text.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using io::report::Both;

namespace {

std::string both(const Both& text) { return text.id + " | " + text.en; }

}  // namespace

TEST_CASE("number text: counts are grouped by threes in both forms", "[report]") {
  CHECK(both(io::report::count(0)) == "0 | 0");
  CHECK(both(io::report::count(999)) == "999 | 999");
  CHECK(both(io::report::count(1000)) == "1.000 | 1,000");
  CHECK(both(io::report::count(1234567)) == "1.234.567 | 1,234,567");
  CHECK(both(io::report::count(18446744073709551615ull)) == "18.446.744.073.709.551.615 | 18,446,744,073,709,551,615");
}

TEST_CASE("number text: percents round half up and never hide a remainder", "[report]") {
  CHECK(both(io::report::percent(1, 3)) == "33,3% | 33.3%");
  CHECK(both(io::report::percent(5, 10'000)) == "0,1% | 0.1%");
  CHECK(both(io::report::percent(4, 10'000)) == "&lt;0,1% | &lt;0.1%");
  CHECK(both(io::report::percent(0, 10)) == "0,0% | 0.0%");
  CHECK(both(io::report::percent(10, 10)) == "100,0% | 100.0%");
  CHECK(both(io::report::percent(99'999, 100'000)) == "&gt;99,9% | &gt;99.9%");
  CHECK(both(io::report::percent(3, 0)) == "– | –");
  CHECK(both(io::report::whole_percent_cell(5, 1000)) == "1 | 1");
  CHECK(both(io::report::whole_percent_cell(4, 1000)) == "&lt;1 | &lt;1");
  CHECK(both(io::report::whole_percent_cell(0, 1000)) == "&lt;1 | &lt;1");  // none and few read alike
  CHECK(both(io::report::whole_percent_cell(1000, 1000)) == "&gt;99 | &gt;99");
  CHECK(both(io::report::whole_percent_cell(994, 1000)) == "99 | 99");
}

TEST_CASE("number text: rupiah are in words from a million on", "[report]") {
  CHECK(both(io::report::rupiah(612'000)) == "Rp\u00A0612.000 | Rp\u00A0612,000");
  CHECK(both(io::report::rupiah(0)) == "&lt;\u00A0Rp\u00A01.000 | &lt;\u00A0Rp\u00A01,000");
  CHECK(both(io::report::rupiah_short(612'000)) == "Rp\u00A0612.000 | Rp\u00A0612,000");
  CHECK(both(io::report::rupiah_short(1'234'567)) == "Rp\u00A01,23\u00A0juta | Rp\u00A01.23\u00A0million");
  CHECK(both(io::report::rupiah_short(1'235'000)) == "Rp\u00A01,24\u00A0juta | Rp\u00A01.24\u00A0million");
  CHECK(both(io::report::rupiah_short(2'500'000'000)) == "Rp\u00A02,50\u00A0miliar | Rp\u00A02.50\u00A0billion");
  CHECK(both(io::report::rupiah_short(1'200'000'000'000'000)) ==
        "Rp\u00A01.200,00\u00A0triliun | Rp\u00A01,200.00\u00A0trillion");
}

TEST_CASE("number text: rupiah of a score are its exponential in whole thousands", "[report]") {
  CHECK(io::report::rupiah_of(14) == 1'203'000);
  CHECK(io::report::rupiah_of(std::log(1500.1)) == 2'000);
  CHECK(io::report::rupiah_of(-3) == 0);
  CHECK(io::report::rupiah_of(127.9) == 1'000'000'000'000'000);
  CHECK(io::report::rupiah_of(std::nan("")) == 0);
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const double ln_rupiah = 7 + 13 * static_cast<double>(random() >> 11) * 0x1p-53;
    const double thousands = std::exp(ln_rupiah) / 1000;
    const double to_border = std::fabs(thousands - std::floor(thousands) - 0.5);
    if (to_border < 1e-6) continue;  // the rounding border itself
    REQUIRE(io::report::rupiah_of(ln_rupiah) == static_cast<std::uint64_t>(std::llround(thousands)) * 1000);
  }
}

TEST_CASE("number text: a phrase fills its places in either order", "[report]") {
  constexpr io::report::Phrase kOrder{"{0} dari {1}", "of {1}, {0}"};
  CHECK(both(io::report::say(kOrder, {io::report::count(1000), io::report::same("<a>")})) ==
        "1.000 dari &lt;a&gt; | of &lt;a&gt;, 1,000");
  CHECK(io::report::Phrase::places("{0} {2} {0}") == 5u);
  CHECK(io::report::spans(io::report::same("x")) == "x");
}
