#include "io/explain/explain_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "io/config/decisions_file.h"
#include "io/explain/lift_sheet.h"
#include "io/explain/link_words.h"
#include "io/export/links_csv.h"
#include "io/export/score_text.h"
#include "io/report/number_text.h"

namespace io {
namespace {

using Row = std::vector<std::string>;

struct Section {
  std::string title;
  std::vector<std::string> sentences;
  Row heading;  // empty: no table
  std::vector<Row> rows;
  std::size_t numbers_from = 99;  // first column that is set to the right
};

bool agrees_in_all(const engine::CandidateEvidence& evidence) {
  return evidence.name == engine::NameLevel::kEqual &&
         evidence.joint ==
             engine::joint_level(engine::NikLevel::kEqual, engine::BirthLevel::kEqual, engine::SexLevel::kEqual);
}

class Sheet {
 public:
  Sheet(const Explanation& explanation, Language language)
      : e_(explanation), indonesian_(language == Language::kIndonesian) {}

  std::string title() const { return say("Why this family has this desil", "Mengapa keluarga ini mendapat desil ini"); }
  std::vector<Section> sections() const {
    std::vector<Section> all{answer()};
    if (e_.parts) {
      all.push_back(parts());
      if (e_.parts->usual_score) all.push_back(differences());
      all.push_back(changes());
      if (e_.lift) all.push_back(lift());
      all.push_back(places());
      if (e_.sure) all.push_back(sure());
    }
    all.push_back(members());
    all.push_back(person_rows());
    all.push_back(weights());
    all.push_back(family_rows());
    if (!e_.programmes.empty()) all.push_back(programmes());
    return all;
  }

 private:
  std::string say(const char* english, const char* bahasa) const { return indonesian_ ? bahasa : english; }
  std::string rupiah(engine::PmtScore score) const {
    const report::Both text = report::rupiah(report::rupiah_of(report::ln_rupiah_of(score)));
    return indonesian_ ? text.id : text.en;
  }
  static std::string digits16(std::uint64_t value) {
    char digits[16];
    engine::write_digits16(digits, value);
    return std::string(digits, sizeof digits);
  }
  static std::string signed_score(engine::PmtScore score) {
    return fmt::format("{}{}", score >= 0 ? "+" : "", score_text(score));
  }
  // The exact integer, which sums without rounding.
  static std::string units(engine::PmtScore score) { return fmt::format("{:+}", score); }
  static std::string iso_date(engine::Day day) {
    if (day == engine::kNoDate) return "-";
    const engine::CivilDate date = engine::civil_from_day(day);
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
  }

  Section answer() const {
    Section section;
    section.title = fmt::format("KK {}", digits16(e_.kk));
    if (!e_.release.empty()) section.title += fmt::format(" · {}", e_.release);
    const std::string place =
        e_.village_code.empty()
            ? say("its village is not in the region table", "desanya tidak ada dalam tabel wilayah")
            : fmt::format("{}, {} ({} {})", e_.regency, e_.province, say("village", "desa"), e_.village_code);
    section.sentences.push_back(
        fmt::format("{}; {} {}.", place, e_.members_counted,
                    say(e_.members_counted == 1 ? "member counts" : "members count", "anggota dihitung")));
    if (!e_.parts) {
      section.sentences.push_back(fmt::format("{} {}.", say("It is not ranked, status", "Tidak berperingkat, status"),
                                              engine::family_status_name(e_.status)));
      return section;
    }
    for (const LevelPlace& level : e_.places) {
      if (level.level == "nasional") {
        section.sentences.push_back(fmt::format("Desil {} ({}), {} {}, {} {} {}.", level.desil, e_.class_label,
                                                say("score", "skor"), score_text(e_.score),
                                                say("which stands for", "setara dengan"), rupiah(e_.score),
                                                say("per person per month", "per orang per bulan")));
      }
    }
    if (!e_.flags.empty()) {
      std::string names;
      for (const std::string& flag : e_.flags) names += fmt::format("{}{}", names.empty() ? "" : ", ", flag);
      section.sentences.push_back(
          fmt::format("{}: {}.", say("Flag lists that name it", "Daftar yang memuatnya"), names));
    }
    return section;
  }

  Section parts() const {
    const engine::ScoreExplanation& score = *e_.parts;
    Section section;
    section.title = say("The parts of the score", "Bagian-bagian skor");
    const std::string region = score.model_region == 0 ? "nasional" : std::to_string(score.model_region);
    section.sentences.push_back(
        fmt::format("{} {}. {}", say("Model of", "Model"), region,
                    say("Each part changes the expected expenditure by the percent given; the parts, in whole units of "
                        "2^-24 ln rupiah, sum to the score exactly.",
                        "Setiap bagian mengubah perkiraan pengeluaran sebesar persen yang tertulis; jumlahnya, dalam "
                        "satuan bulat 2^-24 ln rupiah, tepat sama dengan skor.")));
    section.heading = {say("part", "bagian"),
                       say("seen", "keadaan"),
                       say("effect", "pengaruh"),
                       "ln rupiah",
                       "2^-24 ln",
                       say("source rows", "baris sumber")};
    section.numbers_from = 2;
    section.rows.push_back(
        {say("base of the model", "dasar model"), "", "", signed_score(score.intercept), units(score.intercept), ""});
    for (std::size_t i = 0; i < score.parts.size(); ++i) {
      const engine::ScorePart& part = score.parts[i];
      section.rows.push_back({part.label, part.seen, fmt::format("{:+.1f} %", part.percent),
                              signed_score(part.coefficient), units(part.coefficient), e_.origins[i]});
    }
    section.rows.push_back(
        {say("sum: the score", "jumlah: skor"), "", "", signed_score(e_.score), units(e_.score), ""});
    return section;
  }

  Section differences() const {
    const engine::ScoreExplanation& score = *e_.parts;
    Section section;
    section.title = say("Beside the reference family", "Dibandingkan dengan keluarga acuan");
    section.sentences.push_back(fmt::format(
        "{} {} {}. {}",
        say("The reference family has, of every part, what most ranked families have; in this family's model it scores",
            "Keluarga acuan mempunyai, pada tiap bagian, keadaan yang dimiliki paling banyak keluarga berperingkat; "
            "dalam model keluarga ini skornya"),
        score_text(*score.usual_score), "(" + rupiah(*score.usual_score) + ")",
        say("Its score and the differences, in whole units of 2^-24 ln rupiah, sum to the family's score exactly.",
            "Skornya ditambah selisih, dalam satuan bulat 2^-24 ln rupiah, tepat sama dengan skor keluarga.")));
    section.heading = {say("part", "bagian"),
                       say("seen", "keadaan"),
                       say("reference", "acuan"),
                       say("difference", "selisih"),
                       "ln rupiah",
                       "2^-24 ln"};
    section.numbers_from = 3;
    section.rows.push_back({say("reference family", "keluarga acuan"), "", "", "", signed_score(*score.usual_score),
                            units(*score.usual_score)});
    for (const engine::ScorePart& part : score.parts) {
      section.rows.push_back({part.label, part.seen, part.usual, fmt::format("{:+.1f} %", part.difference_percent),
                              signed_score(part.difference), units(part.difference)});
    }
    section.rows.push_back(
        {say("sum: the score", "jumlah: skor"), "", "", "", signed_score(e_.score), units(e_.score)});
    return section;
  }

  Section sure() const {
    const engine::FirmRule& rule = e_.sure->rule;
    const engine::Chance below = e_.sure->up_to[rule.desil - 1u];
    Section section;
    section.title = say("How sure the desil is", "Seberapa pasti desil ini");
    section.sentences.push_back(
        fmt::format("{} {}: {:.1f} %. {}",
                    say("Chance that its true desil is at most", "Peluang bahwa desil sebenarnya paling tinggi"),
                    rule.desil, 100 * static_cast<double>(below) / static_cast<double>(engine::kCertain),
                    e_.sure->firm ? say("Its side of that cut is firm (tegas).", "Letaknya terhadap batas itu tegas.")
                                  : say("It is borderline (ambang).", "Letaknya di ambang.")));
    return section;
  }

  Section changes() const {
    Section section;
    section.title = say("To check: single answers on which the desil hangs",
                        "Untuk diperiksa: isian tunggal yang menentukan desil");
    if (e_.lift) {
      section.sentences.push_back(say("Given only where scores are ranked as they are (mode national).",
                                      "Hanya ada bila skor diperingkat apa adanya (cara national)."));
      return section;
    }
    section.sentences.push_back(
        e_.changes.empty() ? say("No other value of one cell of its row would move the national desil.",
                                 "Tidak ada isian tunggal pada barisnya yang bila lain akan mengubah desil nasional.")
                           : say("Were this one cell another and all else as it is, the national desil would be the "
                                 "one given. This is for "
                                 "checking the data, not a way to a better desil.",
                                 "Bila satu isian ini lain dan selebihnya tetap, desil nasionalnya menjadi seperti "
                                 "tertulis. Ini untuk "
                                 "memeriksa data, bukan cara memperbaiki desil."));
    if (e_.changes.empty()) return section;
    section.heading = {say("cell", "isian"), say("now", "sekarang"), say("if it were", "bila"), "2^-24 ln", "desil"};
    section.numbers_from = 3;
    for (const auto& [change, desil] : e_.changes) {
      section.rows.push_back(
          {std::string(engine::variable_label(change.variable)),
           change.from ? engine::value_in_words(change.variable, *change.from) : say("no data", "tidak ada data"),
           engine::value_in_words(change.variable, change.to), units(change.score - e_.score), std::to_string(desil)});
    }
    return section;
  }

  Section lift() const {
    const LiftSheet sheet = lift_sheet(*e_.lift, e_.regency, indonesian_ ? Language::kIndonesian : Language::kEnglish);
    return {sheet.title, sheet.sentences, sheet.heading, sheet.rows, 1};
  }

  Section places() const {
    Section section;
    section.title = say("Distance to the neighbouring cuts", "Jarak ke batas desil terdekat");
    section.heading = {say("level", "tingkat"),
                       say("region", "wilayah"),
                       "desil",
                       say("above the lower cut by", "di atas batas bawah"),
                       say("up to the upper cut", "sampai batas atas"),
                       say("lower cut", "batas bawah"),
                       say("upper cut", "batas atas")};
    section.numbers_from = 2;
    for (const LevelPlace& level : e_.places) {
      const auto distance = [](engine::PmtScore from, const std::optional<engine::PmtScore>& cut) {
        return cut ? score_text(from - *cut) : std::string("-");
      };
      const auto at = [&](const std::optional<engine::PmtScore>& cut) { return cut ? rupiah(*cut) : std::string("-"); };
      section.rows.push_back({level.level, level.region, std::to_string(level.desil),
                              distance(e_.ranking, level.cut_below),
                              level.cut_above ? score_text(*level.cut_above - e_.ranking) : "-", at(level.cut_below),
                              at(level.cut_above)});
    }
    return section;
  }

  Section members() const {
    Section section;
    section.title = say("Members in the registry", "Anggota menurut registri");
    section.heading = {"NIK", say("name", "nama"), say("born", "lahir"), say("relation", "hubungan"),
                       say("counts", "dihitung")};
    for (const MemberLine& member : e_.members) {
      section.rows.push_back({digits16(member.nik), member.name, iso_date(member.birth),
                              member.relation == 0 ? "-" : std::to_string(member.relation),
                              member.dead ? say("no, dead", "tidak, meninggal")
                              : member.second_row
                                  ? say("no, second row of a duplicate", "tidak, baris kedua dari duplikat")
                                  : say("yes", "ya")});
    }
    return section;
  }

  // Rows that agree in all have nothing to weigh.
  Section weights() const {
    Section section;
    section.title = say("How the rows were weighed", "Bagaimana baris ditimbang");
    section.sentences.push_back(say(
        "Bits of evidence against chance; each bit doubles the odds. Where: what the row's KK, the rest of its family "
        "and its place say. Rivals: other rows of the source that claim the person. Next: the likeliest other person.",
        "Bit bukti terhadap kebetulan; tiap bit melipatduakan peluang. Tempat: petunjuk KK baris itu, anggota lain, "
        "dan tempat tinggal. Saingan: baris lain sumber itu untuk orang yang sama. Berikut: orang lain yang paling "
        "mungkin."));
    section.heading = {say("row", "baris"),
                       say("NIK, birth date and sex", "NIK, tanggal lahir, jenis kelamin"),
                       say("bits", "bit"),
                       say("name", "nama"),
                       say("bits", "bit"),
                       say("where", "tempat"),
                       say("rivals", "saingan"),
                       say("next", "berikut"),
                       say("its probability", "peluangnya")};
    const auto words = [&](const LinkWords& both) { return say(both.english, both.bahasa); };
    const auto bits = [](engine::WeightUnits weight) { return (weight > 0 ? "+" : "") + match_weight_text(weight); };
    for (const PersonEvidence& row : e_.evidence.persons) {
      if (row.candidates.empty() || agrees_in_all(row.candidates[0])) continue;
      const engine::CandidateEvidence& best = row.candidates[0];
      std::string next = "-", next_probability = "-";
      if (row.second_nik != 0) {
        next = digits16(row.second_nik);
        next_probability = match_probability_text(static_cast<std::uint16_t>(row.candidates[1].probability * 10'000));
      }
      const std::string seen = words(nik_words(engine::nik_of(best.joint))) + ", " +
                               words(birth_words(engine::birth_of(best.joint))) + ", " +
                               words(sex_words(engine::sex_of(best.joint)));
      section.rows.push_back({fmt::format("{} {}", row.source, row.record.row), seen, bits(best.joint_weight),
                              words(name_words(best.name)), bits(best.name_weight), bits(best.where_weight),
                              bits(best.rival_weight), next, next_probability});
    }
    if (section.rows.empty()) {
      section.heading.clear();
      section.sentences = {say("All linked rows agree in NIK, name, birth date and sex.",
                               "Semua baris yang terhubung sama NIK, nama, tanggal lahir, dan jenis kelaminnya.")};
    }
    return section;
  }

  Section person_rows() const {
    Section section;
    section.title = say("Source rows linked to the members", "Baris sumber yang terhubung ke anggota");
    section.heading = {say("row", "baris"),
                       "NIK",
                       say("name in the source", "nama di sumber"),
                       say("state", "status"),
                       say("match weight, bits", "bobot, bit"),
                       say("probability", "peluang")};
    for (const PersonEvidence& row : e_.evidence.persons) {
      std::string state = engine::match_state_name(row.link.state);
      if (row.decision) state += std::string(say(", decided: ", ", diputuskan: ")) + decision_word(*row.decision);
      section.rows.push_back({fmt::format("{} {}", row.source, row.record.row), digits16(row.record.nik.value),
                              row.name, state, match_weight_text(row.link.weight),
                              match_probability_text(row.link.probability)});
    }
    if (section.rows.empty()) section.sentences.push_back(say("None.", "Tidak ada."));
    return section;
  }

  Section family_rows() const {
    Section section;
    section.title = say("Source families that reach this KK", "Keluarga sumber yang sampai ke KK ini");
    section.heading = {say("row", "baris"), say("KK in the source", "KK di sumber"),
                       say("votes of members", "suara anggota"), say("same KK", "KK sama"), say("used", "dipakai")};
    std::uint8_t best = engine::kNoRank;
    for (const FamilyEvidence& row : e_.evidence.families) {
      if (row.winner) best = std::min(best, row.rank);
    }
    for (const FamilyEvidence& row : e_.evidence.families) {
      const bool used = row.winner && row.rank == best;
      section.rows.push_back(
          {fmt::format("{} {}", row.source, row.record.row), digits16(row.record.kk.value),
           std::to_string(row.link.votes), row.link.same_kk ? say("yes", "ya") : say("no", "tidak"),
           used                                  ? say("yes", "ya")
           : !engine::has_indicators(row.record) ? say("no, it has no indicator", "tidak, tanpa isian indikator")
           : row.winner ? say("no, another source has precedence", "tidak, sumber lain didahulukan")
                        : say("no, another row of the source is better", "tidak, baris lain lebih kuat")});
    }
    if (section.rows.empty()) section.sentences.push_back(say("None.", "Tidak ada."));
    return section;
  }

  Section programmes() const {
    Section section;
    section.title = say("Programmes", "Program");
    section.heading = {say("programme", "program"), "status"};
    for (const ProgrammeLine& line : e_.programmes) section.rows.push_back({line.code, line.status});
    return section;
  }

  const Explanation& e_;
  bool indonesian_;
};

// Letters, not bytes, of a UTF-8 text.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

void append_table(std::string& text, const Section& section) {
  std::vector<std::size_t> widths(section.heading.size(), 0);
  const auto widen = [&](const Row& row) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], width_of(row[c]));
  };
  widen(section.heading);
  for (const Row& row : section.rows) widen(row);
  const auto append = [&](const Row& row) {
    std::string line = " ";
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string pad(widths[c] - width_of(row[c]), ' ');
      const bool right = c >= section.numbers_from && c + 1 < row.size();
      line += fmt::format(" {}{}{} ", right ? pad : "", row[c], right ? "" : pad);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  };
  append(section.heading);
  for (const Row& row : section.rows) append(row);
}

}  // namespace

std::string explain_text(const Explanation& explanation, Language language) {
  std::string text;
  for (const Section& section : Sheet(explanation, language).sections()) {
    if (!text.empty()) text += '\n';
    text += section.title + "\n";
    for (const std::string& sentence : section.sentences) text += "  " + sentence + "\n";
    if (!section.rows.empty()) append_table(text, section);
  }
  return text;
}

}  // namespace io
