#include "io/explain/village_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/error.h"
#include "io/report/number_text.h"

namespace io {
namespace {

constexpr char kStyle[] =
    "body{font:10.5pt/1.4 system-ui,sans-serif;color:#1b1f24;max-width:180mm;margin:8mm auto;padding:0 4mm}"
    "h1{font:600 16pt/1.2 Georgia,serif;margin:0 0 2mm}h2{font:600 11.5pt/1.2 Georgia,serif;margin:4.5mm 0 1mm}"
    "p{margin:0 0 1.5mm}.lead{font-size:13pt}.small{font-size:8.5pt;color:#57606a}"
    ".wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:9.5pt}"
    "th,td{text-align:left;padding:.6mm 1.5mm;border-bottom:.2mm solid #d0d7de;vertical-align:top}"
    "th{font-weight:600}.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}"
    ".fill{display:inline-block;border-bottom:.3mm solid #1b1f24;min-width:60mm;height:1.2em}"
    ".up{color:#0b5d51}.down{color:#8a4b08}"
    "@media print{body{margin:0;padding:0;max-width:none;font-size:9.3pt;line-height:1.3}.lead{font-size:11.5pt}"
    "table{font-size:8.6pt}td,th{padding:.3mm 1.2mm}h2{margin:3mm 0 .6mm;break-after:avoid}.small{font-size:7.6pt}"
    "@page{size:A4;margin:11mm}tr{break-inside:avoid}}";

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

class VillageSheet {
 public:
  VillageSheet(const Explanation& explanation, Language language)
      : e_(explanation), indonesian_(language == Language::kIndonesian) {}

  std::string page() const {
    const std::string title = say("Desil of one family", "Desil satu keluarga");
    std::string page = fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
        "<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
        indonesian_ ? "id" : "en", title, kStyle, title);
    page += who();
    page += answer();
    if (e_.parts && e_.parts->usual_score) page += decided();
    if (e_.parts) page += to_check();
    if (!e_.programmes.empty()) page += programmes();
    return page + notes() + "</body>\n</html>\n";
  }

 private:
  std::string say(const char* english, const char* bahasa) const { return indonesian_ ? bahasa : english; }
  std::string number(double value, int decimals) const {
    std::string text = fmt::format("{:+.{}f}", value, decimals);
    if (indonesian_) std::replace(text.begin(), text.end(), '.', ',');
    return text;
  }
  std::string rupiah(engine::PmtScore score) const {
    const report::Both text = report::rupiah(report::rupiah_of(report::ln_rupiah_of(score)));
    return indonesian_ ? text.id : text.en;
  }
  static std::string masked_kk(std::uint64_t kk) {
    char digits[16];
    engine::write_digits16(digits, kk);
    return engine::masked({digits, sizeof digits});
  }

  std::string who() const {
    const std::string place = e_.village_code.empty() ? say("village unknown", "desa tidak dikenal")
                                                      : fmt::format("{} {}, {}, {}", say("village", "desa"),
                                                                    e_.village_code, e_.regency, e_.province);
    return fmt::format("<p>{}: <span class=\"fill\"></span></p>\n<p class=\"small\">KK {} · {} · {} {}{}</p>\n",
                       say("Family", "Keluarga"), masked_kk(e_.kk), escaped(place), e_.members_counted,
                       say(e_.members_counted == 1 ? "member counted" : "members counted", "anggota dihitung"),
                       e_.release.empty() ? "" : " · " + escaped(e_.release));
  }

  std::string answer() const {
    if (!e_.parts || e_.places.empty()) {
      return fmt::format("<p class=\"lead\">{} <b>{}</b>.</p>\n",
                         say("This family is not ranked:", "Keluarga ini tidak berperingkat:"),
                         engine::family_status_name(e_.status));
    }
    std::string text = fmt::format("<p class=\"lead\">{} <b>desil {}</b> ({}). {} <b>{}</b> {}.</p>\n",
                                   say("Nationally in", "Secara nasional pada"), e_.places[0].desil,
                                   escaped(e_.class_label), say("Expected expenditure:", "Perkiraan pengeluaran:"),
                                   rupiah(e_.score), say("per person per month", "per orang per bulan"));
    std::string others;
    for (std::size_t i = 1; i < e_.places.size(); ++i) {
      others += fmt::format("{}desil {} {} {}", i == 1 ? "" : ", ", e_.places[i].desil, say("in", "di"),
                            escaped(e_.places[i].region));
    }
    text += "<p>" + say("By itself: ", "Dalam daerahnya: ") + others + ".";
    if (e_.sure) {
      const engine::FirmRule& rule = e_.sure->rule;
      const double below =
          100 * static_cast<double>(e_.sure->up_to[rule.desil - 1u]) / static_cast<double>(engine::kCertain);
      text += fmt::format(" {} {}: {:.0f} % ({}).",
                          say("Chance that it truly is in desil 1 to", "Peluang sebenarnya pada desil 1 sampai"),
                          rule.desil, below, e_.sure->firm ? say("firm", "tegas") : say("borderline", "ambang"));
    }
    return text + "</p>\n";
  }

  // The parts that set the family most apart from the reference family, upwards and downwards, and the rest together.
  std::string decided() const {
    std::vector<const engine::ScorePart*> parts;
    for (const engine::ScorePart& part : e_.parts->parts) {
      if (part.difference != 0) parts.push_back(&part);
    }
    std::stable_sort(parts.begin(), parts.end(), [](const auto* a, const auto* b) {
      return std::abs(std::int64_t{a->difference}) > std::abs(std::int64_t{b->difference});
    });
    std::size_t up = 0, down = 0;
    std::int64_t rest = 0;
    std::string rows;
    for (const engine::ScorePart* part : parts) {
      std::size_t& shown = part->difference > 0 ? up : down;
      if (shown == kMostParts) {
        rest += part->difference;
        continue;
      }
      ++shown;
      rows += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"n {}\">{} %</td></tr>\n",
                          escaped(part->label), escaped(part->seen), escaped(part->usual),
                          part->difference > 0 ? "up" : "down", number(part->difference_percent, 1));
    }
    if (rest != 0) {
      const double percent = 100 * std::expm1(static_cast<double>(rest) / static_cast<double>(engine::kOneLnUnit));
      rows += fmt::format("<tr><td>{}</td><td></td><td></td><td class=\"n\">{} %</td></tr>\n",
                          say("all other answers together", "semua isian lain bersama-sama"), number(percent, 1));
    }
    return fmt::format(
        "<h2>{}</h2>\n<p>{} {}.</p>\n<div class=\"wide\"><table>\n<tr><th>{}</th><th>{}</th><th>{}</th>"
        "<th class=\"n\">{}</th></tr>\n{}</table></div>\n",
        say("What decided it", "Yang paling menentukan"),
        say("Beside a family that has of everything what most families have, whose expected expenditure here is",
            "Dibandingkan dengan keluarga yang keadaannya seperti paling banyak keluarga, dengan perkiraan pengeluaran "
            "di "
            "sini"),
        rupiah(*e_.parts->usual_score), say("answer", "isian"), say("this family", "keluarga ini"),
        say("most families", "paling banyak keluarga"), say("effect", "pengaruh"), rows);
  }

  std::string to_check() const {
    std::string text = fmt::format("<h2>{}</h2>\n", say("To check together", "Untuk diperiksa bersama"));
    if (e_.changes.empty()) {
      return text + "<p>" +
             say("No single answer of its row would move the national desil.",
                 "Tidak ada satu isian pun pada barisnya yang bila lain akan mengubah desil nasionalnya.") +
             "</p>\n";
    }
    std::string rows;
    for (const auto& [change, desil] : e_.changes) {
      rows += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td><td>☐ {} ☐ {}</td></tr>\n",
                          escaped(std::string(engine::variable_label(change.variable))),
                          escaped(change.from ? engine::value_in_words(change.variable, *change.from)
                                              : say("no data", "tidak ada data")),
                          escaped(engine::value_in_words(change.variable, change.to)), desil, say("right", "benar"),
                          say("wrong", "salah"));
    }
    return text +
           fmt::format(
               "<p>{}</p>\n<div class=\"wide\"><table>\n<tr><th>{}</th><th>{}</th><th>{}</th><th "
               "class=\"n\">desil</th><th>{}</th></tr>\n{}</table></div>\n",
               say("Answers on which the desil hangs. Is what stands under \"noted\" true? The desil is what the "
                   "family would have, were that one answer the other.",
                   "Isian yang menentukan desil. Apakah yang tercatat benar? Desil di kanan berlaku bila satu "
                   "isian itu yang lain."),
               say("answer", "isian"), say("noted", "tercatat"), say("if it were", "bila"),
               say("as noted", "yang tercatat"), rows);
  }

  std::string programmes() const {
    std::string text = fmt::format("<h2>{}</h2>\n<p>", say("Programmes in this run", "Program dalam perhitungan ini"));
    for (std::size_t i = 0; i < e_.programmes.size(); ++i) {
      text += fmt::format("{}{}: {}", i == 0 ? "" : " · ", escaped(e_.programmes[i].code),
                          escaped(e_.programmes[i].status));
    }
    return text + "</p>\n";
  }

  std::string notes() const {
    return fmt::format(
        "<h2>{}</h2>\n<p><span class=\"fill\" style=\"width:100%\"></span></p>\n<p class=\"small\">{}</p>\n",
        say("Notes of the meeting", "Catatan musyawarah"),
        say("A desil is a tenth of all families in order of expected welfare, worked out from answers about house, "
            "goods, "
            "schooling and work; it is no verdict that a family is poor. Effects multiply: a part of -10 % lowers the "
            "expected expenditure by a tenth. The checks are for the data, not a way to a better desil. This page "
            "holds "
            "neither NIK nor names.",
            "Desil adalah sepersepuluh bagian keluarga menurut urutan perkiraan kesejahteraan, dihitung dari isian "
            "tentang "
            "rumah, barang, pendidikan, dan pekerjaan; bukan penetapan miskin. Pengaruh saling mengalikan: bagian -10 "
            "% "
            "menurunkan perkiraan pengeluaran sepersepuluh. Pemeriksaan ini untuk data, bukan cara memperbaiki desil. "
            "Lembar ini tidak memuat NIK maupun nama."));
  }

  const Explanation& e_;
  bool indonesian_;
};

}  // namespace

std::string village_sheet(const Explanation& explanation, Language language) {
  return VillageSheet(explanation, language).page();
}

}  // namespace io
