// Draws the match states of a source as one bar, with its legend.
#pragma once

#include "engine/run_summary.h"
#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/share_bar.h"
#include "io/report/source_totals.h"

namespace io::report {

inline std::string match_bar(const engine::SourceSummary& source, Language language) {
  const auto share = [&](std::uint64_t persons, const char* css_class, const Phrase& state) {
    return Share{persons, css_class, say(state) + Both{": ", ": "} + count(persons)};
  };
  return share_bar(
      {share(source.padan, "s-padan", phrase::kMatch), share(source.ragu, "s-ragu", phrase::kDoubt),
       share(source.konflik, "s-konflik", phrase::kConflict), share(source.tidak_padan, "s-tidak", phrase::kNoMatch)},
      matched_persons(source), language);
}

inline std::string match_legend() {
  return legend({{"s-padan", say(phrase::kMatch)},
                 {"s-ragu", say(phrase::kDoubt)},
                 {"s-konflik", say(phrase::kConflict)},
                 {"s-tidak", say(phrase::kNoMatch)}});
}

}  // namespace io::report
