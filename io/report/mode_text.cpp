#include "io/report/mode_text.h"

#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/table.h"

namespace io::report {
namespace {

constexpr Phrase kNational{"nasional", "national"};
constexpr Phrase kLifted{"peringkat kabupaten/kota diangkat ke sebaran pengeluarannya",
                         "ranks of the regency lifted to its distribution of expenditure"};
constexpr Phrase kGroups{
    "gabungan daftar sumber menurut bobot, lalu diangkat ke sebaran pengeluaran kabupaten/kota",
    "lists of sources combined by weight, then lifted to the regency's distribution of expenditure"};

constexpr Phrase kHow{
    "Keluarga lebih dulu diurutkan di dalam kabupaten/kotanya. Tempatnya di sana lalu dibaca sebagai pengeluaran "
    "menurut sebaran pengeluaran {0} di kabupaten/kota itu ({1}): keluarga yang berada di seperempat terbawah mendapat "
    "pengeluaran di seperempat terbawah. Baru setelah itu semua keluarga disusun dalam satu daftar nasional; batas di "
    "bawah ini adalah batas angka hasil pengangkatan itu.",
    "Families are first ranked inside their regency. A family's place there is then read as an expenditure in the "
    "regency's distribution of expenditure of {0} ({1}): a family at the lowest quarter gets the expenditure at the "
    "lowest quarter. Only then are all families put into one national list; the cuts below are cuts of these lifted "
    "figures."};
constexpr Phrase kWhose{
    "Sebaran sendiri dipakai oleh {0} kabupaten/kota, sebaran provinsi oleh {1}, sebaran nasional oleh {2}.",
    "{0} regencies use their own distribution, {1} that of their province, {2} that of the nation."};
constexpr Phrase kLists{
    "Tempat keluarga di kabupaten/kotanya adalah rata-rata tertimbang dari tempatnya dalam daftar-daftar yang "
    "memuatnya: {0}.",
    "A family's place in its regency is the mean, by weight, of its places in the lists that have it: {0}."};
constexpr Phrase kList{"{0} (bobot {1}, {2} keluarga)", "{0} (weight {1}, {2} families)"};
constexpr Phrase kPartList{"{0} (bobot {1}, mencakup {2}–{3} % dari bawah, {4} keluarga)",
                           "{0} (weight {1}, covering {2}–{3} % from below, {4} families)"};

Both list_text(const engine::LiftSummary::List& list) {
  std::string sources;
  for (const std::string& source : list.sources) sources += (sources.empty() ? "" : " + ") + source;
  const Both weight = count(list.weight), families = count(list.families);
  if (list.reach_from == 0 && list.reach_to == 100) return say(kList, {same(sources), weight, families});
  return say(kPartList, {same(sources), weight, count(list.reach_from), count(list.reach_to), families});
}

}  // namespace

std::string mode_paragraphs(const engine::RunSummary& summary) {
  if (!summary.lift) return "";
  const engine::LiftSummary& lift = *summary.lift;
  const Both unit = say(lift.shares_of == "persons" ? phrase::kPersonsWord : phrase::kFamiliesWord);
  std::string text = paragraph(say(kHow, {unit, same(lift.file)}));
  if (!lift.lists.empty()) {
    std::vector<Both> lists;
    for (const auto& list : lift.lists) lists.push_back(list_text(list));
    text += paragraph(say(kLists, {joined(lists, ", ")}));
  }
  return text +
         paragraph(say(kWhose, {count(lift.by_regency), count(lift.by_province), count(lift.by_nation)}), "note");
}

Both mode_name(const std::string& mode) {
  if (mode == "national") return say(kNational);
  if (mode == "lifted") return say(kLifted);
  if (mode == "groups") return say(kGroups);
  return same(mode);
}

}  // namespace io::report
