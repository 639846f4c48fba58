#include "io/explain/lift_sheet.h"

#include <fmt/format.h>

#include "io/config/distribution_file.h"
#include "io/export/score_text.h"
#include "io/report/number_text.h"

namespace io {
namespace {

// A position in percent with six decimals, all it has.
std::string position_text(engine::PmtScore position) {
  constexpr engine::PmtScore kPercent = engine::kWholePosition / 100;
  return fmt::format("{}.{:06}", position / kPercent, position % kPercent);
}

class Writer {
 public:
  Writer(const LiftTrail& trail, const std::string& regency, Language language)
      : trail_(trail), regency_(regency), indonesian_(language == Language::kIndonesian) {}

  LiftSheet sheet() const {
    LiftSheet sheet;
    sheet.title = say("From the place in the regency to the place in the nation",
                      "Dari tempat di kabupaten/kota ke tempat di Indonesia");
    if (!trail_.lists.empty()) add_lists(sheet);
    sheet.sentences.push_back(place());
    sheet.sentences.push_back(
        fmt::format("{} {} {} ({}) {}.", say("Lifted, it becomes", "Setelah diangkat nilainya menjadi"),
                    score_text(trail_.ranking), say("ln rupiah", "ln rupiah"), rupiah(trail_.ranking),
                    say("per person per month. This, and not the score, is compared with the cuts",
                        "per orang per bulan. Angka ini, bukan skornya, yang dibandingkan dengan batas desil")));
    return sheet;
  }

 private:
  std::string say(const char* english, const char* bahasa) const { return indonesian_ ? bahasa : english; }
  std::string rupiah(engine::PmtScore score) const {
    const report::Both text = report::rupiah(report::rupiah_of(report::ln_rupiah_of(score)));
    return indonesian_ ? text.id : text.en;
  }
  std::string value(engine::PmtScore mapped) const {
    return trail_.lists.empty() ? score_text(mapped) : position_text(mapped) + " %";
  }
  std::string anchor(const LiftAnchor& at) const {
    return fmt::format("{} % ({} → {})", percent_point_text(at.share), value(at.value), rupiah(at.target));
  }

  // Where the value stands among the anchors.
  std::string place() const {
    const std::string what =
        trail_.lists.empty() ? say("Its score", "Skornya") : say("Its combined position", "Posisi gabungannya");
    const std::string unit = trail_.of_persons ? say("persons", "penduduk") : say("families", "keluarga");
    std::string where;
    if (!trail_.lower) {
      where = fmt::format("{} {}", say("below the lowest point", "di bawah titik terendah"), anchor(*trail_.upper));
    } else if (!trail_.upper) {
      where = fmt::format("{} {}", say("above the highest point", "di atas titik tertinggi"), anchor(*trail_.lower));
    } else if (trail_.lower->value == trail_.upper->value) {  // one value may be several points
      where = trail_.lower->share == trail_.upper->share
                  ? fmt::format("{} {}", say("at the point", "tepat di titik"), anchor(*trail_.lower))
                  : fmt::format("{} {} % {} {}", say("for the points", "untuk titik"),
                                percent_point_text(trail_.upper->share), say("to", "sampai"), anchor(*trail_.lower));
    } else {
      where = fmt::format("{} {} {} {}", say("between the points", "di antara titik"), anchor(*trail_.lower),
                          say("and", "dan"), anchor(*trail_.upper));
    }
    return fmt::format("{} {} {} {} {} {}. {} {}, {} {}.", what, value(trail_.value), say("stands", "berada"), where,
                       say("of the ", "dari ") + unit + say(" of", " di"), regency_,
                       say("The expenditures are those of", "Pengeluaran diambil dari sebaran"), trail_.distribution,
                       say("by", "menurut"), trail_.file);
  }

  void add_lists(LiftSheet& sheet) const {
    sheet.sentences.push_back(
        say("In each list that knows the family its score has a position among the list's families of the regency; "
            "their mean by weight is its combined position.",
            "Dalam tiap daftar yang memuat keluarga ini, skornya punya posisi di antara keluarga daftar itu di "
            "kabupaten/kota; rata-rata tertimbangnya adalah posisi gabungan."));
    sheet.heading = {say("list", "daftar"), say("weight", "bobot"), say("position, %", "posisi, %"),
                     say("list covers, %", "cakupan daftar, %"),
                     say("position in the regency, %", "posisi di wilayah, %")};
    for (const ListPlace& list : trail_.lists) {
      sheet.rows.push_back({list.sources, std::to_string(list.weight), position_text(list.position),
                            fmt::format("{} - {}", list.reach_from, list.reach_to), position_text(list.reached)});
    }
  }

  const LiftTrail& trail_;
  const std::string& regency_;
  bool indonesian_;
};

void write_anchor(JsonText& json, const char* name, const std::optional<LiftAnchor>& anchor) {
  if (!anchor) {
    json.raw(name, "null");
    return;
  }
  json.open(name, '{');
  json.raw("percent", percent_point_text(anchor->share));
  json.raw("value_units", std::to_string(anchor->value));
  json.raw("target_units", std::to_string(anchor->target));
  json.close();
}

}  // namespace

LiftSheet lift_sheet(const LiftTrail& trail, const std::string& regency, Language language) {
  return Writer(trail, regency, language).sheet();
}

void write_lift(JsonText& json, const LiftTrail& trail) {
  json.open("lift", '{');
  json.text("mode", trail.mode);
  json.text("file", trail.file);
  json.text("distribution", trail.distribution);
  json.text("shares_of", trail.of_persons ? "persons" : "families");
  if (!trail.lists.empty()) {
    json.open("lists", '[');
    for (const ListPlace& list : trail.lists) {
      json.open(nullptr, '{');
      json.text("sources", list.sources);
      json.number("weight", list.weight);
      json.raw("position_percent", position_text(list.position));
      json.raw("reach", fmt::format("[{},{}]", list.reach_from, list.reach_to));
      json.raw("reached_percent", position_text(list.reached));
      json.close();
    }
    json.close();
  }
  json.text("value", trail.lists.empty() ? "score" : "combined_position");
  json.raw("value_units", std::to_string(trail.value));
  write_anchor(json, "lower", trail.lower);
  write_anchor(json, "upper", trail.upper);
  json.raw("ranking_score", score_text(trail.ranking));
  json.raw("ranking_score_units", std::to_string(trail.ranking));
  json.close();
}

}  // namespace io
