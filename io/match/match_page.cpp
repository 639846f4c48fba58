#include "io/match/match_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "io/export/utf8_text.h"
#include "io/report/number_text.h"
#include "io/report/page_style.h"
#include "io/report/phrase.h"

namespace io {
namespace {

using engine::kWeightUnit;
using report::Both;
using report::escaped;
using report::pick;

constexpr std::size_t kMostShown = 80;  // bytes of a cell

constexpr std::string_view kStyle = R"css(
.waterfall td{vertical-align:middle}.track{position:relative;height:13px;min-width:16em;background:var(--fill)}
.track i{position:absolute;top:0;bottom:0}.up{background:#2c857a}.down{background:#8c4a0f}
.histogram{width:100%;height:auto}.histogram .other{fill:#c78a3c}.histogram .link{fill:#2c857a}
)css";

class Page {
 public:
  Page(const MatchFilesReport& report, const RowLabels& labels, Language language)
      : report_(report), summary_(report.summary), labels_(labels), language_(language) {}

  std::string html() {
    const std::string title = say("Hasil pencocokan", "Result of the match");
    out_ += fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
        "<style>{}{}</style>\n</head>\n<body>\n<header><h1>{}</h1></header>\n<main>\n",
        language_ == Language::kIndonesian ? "id" : "en", title, report::kPageStyle, kStyle, title);
    overview();
    histogram();
    blocking();
    model();
    fields();
    samples();
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  std::string say(const char* indonesian, const char* english) const {
    return language_ == Language::kIndonesian ? indonesian : english;
  }
  std::string count(std::uint64_t value) const { return pick(report::count(value), language_); }
  std::string decimal(double value, int digits) const { return pick(report::decimal(value, digits), language_); }
  std::string share(double value) const { return decimal(100 * value, 2) + " %"; }
  std::string bits(engine::MatchWeight weight) const { return decimal(static_cast<double>(weight) / kWeightUnit, 2); }
  static std::string cell(std::string_view text) {
    std::string shown = utf8_text(text.substr(0, kMostShown));
    if (text.size() > kMostShown) shown += "…";
    return escaped(shown);
  }

  void open_section(const char* indonesian, const char* english) {
    out_ += "<section><h2>" + say(indonesian, english) + "</h2>\n";
  }
  void close_section() { out_ += "</section>\n"; }
  void note(const std::string& text) { out_ += "<p class=\"note\">" + text + "</p>\n"; }

  void open_table(std::initializer_list<std::string> headings, const char* css_class = "") {
    out_ += fmt::format("<div class=\"scroll\"><table class=\"{}\"><thead><tr>", css_class);
    for (const std::string& heading : headings) out_ += "<th>" + heading + "</th>";
    out_ += "</tr></thead><tbody>\n";
  }
  void row(std::initializer_list<std::string> cells) {
    out_ += "<tr>";
    bool first = true;
    for (const std::string& value : cells) {
      out_ += (first ? "<td>" : "<td class=\"n\">") + value + "</td>";
      first = false;
    }
    out_ += "</tr>\n";
  }
  void close_table() { out_ += "</tbody></table></div>\n"; }

  void overview() {
    open_section("Ringkasan", "Overview");
    out_ += "<dl>";
    const auto item = [&](const std::string& name, const std::string& value) {
      out_ += "<dt>" + name + "</dt><dd>" + value + "</dd>";
    };
    item(say("Berkas", "Files"),
         cell(report_.left) + ": " + count(report_.left_rows) +
             (report_.right.empty() ? "" : "; " + cell(report_.right) + ": " + count(report_.right_rows)));
    item(say("Pasangan yang dibandingkan", "Pairs compared"), count(summary_.candidates));
    item(say("Pasangan terpaut (peluang di atas ambang)", "Links (probability at the threshold or above)"),
         count(summary_.links));
    item(say("Kelompok", "Clusters"),
         count(summary_.clusters) + say("; terbesar ", "; largest ") + count(summary_.largest_cluster) +
             say("; baris dalam kelompok dua atau lebih ", "; rows in clusters of two and more ") +
             count(summary_.clustered_rows));
    item(say("Jembatan antarkelompok", "Bridges between groups"), count(summary_.bridges));
    item(say("Pautan yang ditolak karena berantai", "Links refused since they only chain"),
         count(summary_.refused_merges));
    item(say("Perkiraan pautan salah", "Estimated false match rate"), share(summary_.rates.false_match_rate));
    item(say("Perkiraan pautan terlewat", "Estimated false non-match rate"),
         share(summary_.rates.false_non_match_rate));
    out_ += "</dl>\n";
    note(say("Kedua perkiraan berasal dari model saja, tanpa data benar.",
             "Both estimates come from the model alone, without any truth."));
    close_section();
  }

  // Heights by the logarithm, since other pairs are thousands of times as many as links.
  void histogram() {
    open_section("Sebaran bobot", "How the weights lie");
    const auto& bins = summary_.weight_histogram;
    constexpr int kBar = 7, kHeight = 200;
    const int width = static_cast<int>(bins.size()) * kBar;
    std::uint64_t most = 1;
    for (const std::uint64_t pairs : bins) most = std::max(most, pairs);
    const auto height = [&](std::uint64_t pairs) {
      return static_cast<double>(engine::weight_of_ratio(static_cast<double>(pairs) + 1)) /
             std::max(1, engine::weight_of_ratio(static_cast<double>(most) + 1)) * kHeight;
    };
    out_ += fmt::format("<figure><svg class=\"histogram\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">", width,
                        kHeight + 22, say("Pasangan menurut bobot", "Pairs by weight"));
    for (std::size_t i = 0; i < bins.size(); ++i) {
      if (bins[i] == 0) continue;
      const double tall = height(bins[i]);
      const int bit = engine::kHistogramFirst + static_cast<int>(i);
      out_ += fmt::format(
          "<rect class=\"{}\" x=\"{}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\"><title>{} bit: {}</title></rect>",
          bit >= 0 ? "link" : "other", static_cast<int>(i) * kBar, kHeight - tall, kBar - 1, tall, bit, count(bins[i]));
    }
    for (int bit = engine::kHistogramFirst; bit <= -engine::kHistogramFirst; bit += 20) {
      out_ += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>", (bit - engine::kHistogramFirst) * kBar + kBar / 2,
                          kHeight + 16, bit);
    }
    out_ += "</svg></figure>\n";
    note(
        say("Pasangan yang dibandingkan menurut bobot dalam bit, sebelum pengelompokan; 0 bit berarti peluang "
            "0,5. Tinggi batang menurut logaritma.",
            "Compared pairs by weight in bits, before clustering; 0 bits are a probability of 0.5. Bars are "
            "logarithmic."));
    close_section();
  }

  void blocking() {
    open_section("Biaya pemblokan", "What the blocks cost");
    open_table({say("Kunci", "Key"), say("Pasangan dalam blok", "Pairs in blocks"),
                say("Dibandingkan pertama di sini", "Compared here first"), say("Pautan", "Links"),
                say("Hanya di sini", "Only here"), say("Blok terbesar (baris)", "Largest block (rows)"),
                say("Baris dengan kunci lebih halus", "Rows with a finer key"), say("Baris dipotong", "Rows cut")});
    for (std::size_t p = 0; p < summary_.passes.size(); ++p) {
      const engine::BlockingPass& pass = summary_.passes[p];
      const engine::PassOutcome& outcome = summary_.outcomes[p];
      row({cell(pass.name), count(pass.pairs), count(outcome.pairs), count(outcome.links), count(outcome.only_found),
           count(pass.largest_block), count(pass.refined_rows), count(pass.cut_rows)});
    }
    close_table();
    close_section();
  }

  void model() {
    open_section("Model", "Model");
    note(fmt::format("lambda {:.3e}; EM {}", summary_.estimate.model.lambda, summary_.estimate.iterations));
    open_table({say("Kolom", "Column"), say("Tingkat", "Level"), "m", "u", say("Bobot (bit)", "Weight (bits)")});
    const engine::FellegiSunterModel& model = summary_.estimate.model;
    for (std::size_t f = 0; f < model.fields.size(); ++f) {
      const auto names = engine::level_names(summary_.field_types[f]);
      for (std::size_t l = 0; l + 1 < names.size(); ++l) {
        const double m = model.fields[f].m[l], u = model.fields[f].u[l];
        row({cell(summary_.field_names[f]), std::string(names[l]), fmt::format("{:.6f}", m), fmt::format("{:.3e}", u),
             bits(engine::weight_of_ratio(m / u))});
      }
    }
    close_table();
    close_section();
  }

  void fields() {
    open_section("Isi kolom", "What the columns hold");
    open_table({say("Kolom", "Column"), say("Terisi", "Present"), say("Kosong", "Missing"),
                say("Tidak terbaca (dihitung kosong)", "Unreadable (count as missing)")});
    for (std::size_t f = 0; f < summary_.field_names.size(); ++f) {
      row({cell(summary_.field_names[f]), count(summary_.present[f]), count(report_.fields[f].missing),
           count(report_.fields[f].unreadable)});
    }
    close_table();
    note(say("Baris dengan sel kurang: ", "Rows with too few cells: ") + count(report_.short_rows) +
         say("; dengan sel lebih: ", "; with too many: ") + count(report_.long_rows));
    close_section();
  }

  // A bar from the sum before to the sum behind, on a scale of ±60 bits.
  std::string track(std::int64_t from, std::int64_t to) const {
    constexpr double kScale = 100.0 / (120 * kWeightUnit);
    const auto place = [&](std::int64_t sum) { return std::clamp(50 + static_cast<double>(sum) * kScale, 0.0, 100.0); };
    const double low = place(std::min(from, to)), high = place(std::max(from, to));
    return fmt::format("<div class=\"track\"><i class=\"{}\" style=\"left:{:.2f}%;width:{:.2f}%\"></i></div>",
                       to >= from ? "up" : "down", low, std::max(high - low, 0.4));
  }

  void samples() {
    open_section("Contoh pasangan", "Pairs taken apart");
    note(say("Bobot dalam bit; di tengah 0 bit. Isi sel seperti yang dibandingkan.",
             "Weights in bits; 0 bits in the middle. Cells as they were compared."));
    for (const engine::Waterfall& sample : summary_.samples) waterfall(sample);
    close_section();
  }

  void waterfall(const engine::Waterfall& sample) {
    out_ += fmt::format("<figure><figcaption>{} – {}: {} bit, {}</figcaption>", cell(labels_(sample.pair.a)),
                        cell(labels_(sample.pair.b)), bits(sample.pair.weight),
                        decimal(engine::probability_of(sample.pair.weight), 4));
    open_table({say("Kolom", "Column"), say("Kiri", "Left"), say("Kanan", "Right"), say("Tingkat", "Level"),
                say("Bobot", "Weight"), say("Kekerapan", "Frequency"), say("Jumlah", "Sum")},
               "waterfall");
    std::int64_t sum = sample.compared - sample.related;
    for (const engine::WaterfallStep& step : sample.steps) sum -= step.weight + step.frequency;
    row({say("awal", "prior"), "", "", "", bits(static_cast<engine::MatchWeight>(sum)), "", track(0, sum)});
    for (std::size_t f = 0; f < sample.steps.size(); ++f) {
      const engine::WaterfallStep& step = sample.steps[f];
      const std::int64_t next = sum + step.weight + step.frequency;
      row({cell(summary_.field_names[f]), cell(step.left), cell(step.right),
           std::string(engine::level_names(summary_.field_types[f])[step.level]), bits(step.weight),
           bits(step.frequency), track(sum, next)});
      sum = next;
    }
    if (sample.related != 0) {
      row({say("mungkin kerabat atau sealamat", "may be kin or neighbours"), "", "", "", bits(sample.related), "",
           track(sum, sample.compared)});
      sum = sample.compared;
    }
    if (sample.pair.weight != sample.compared) {
      row({say("dari kelompoknya", "by its cluster"), "", "", "", bits(sample.pair.weight - sample.compared), "",
           track(sum, sample.pair.weight)});
    }
    close_table();
    out_ += "</figure>\n";
  }

  const MatchFilesReport& report_;
  const engine::MatchSummary& summary_;
  const RowLabels& labels_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string match_page(const MatchFilesReport& report, const RowLabels& labels, Language language) {
  return Page(report, labels, language).html();
}

}  // namespace io
