#include "io/report/indicator_table.h"

#include "io/report/disclosure.h"
#include "io/report/number_text.h"
#include "io/report/phrase.h"
#include "io/report/table.h"

namespace io::report {
namespace {

constexpr Phrase kTitle{"Nilai kosong dan kode gabungan menurut indikator",
                        "Missing values and merged codes by indicator"};
constexpr Phrase kIntro{
    "Keluarga berperingkat yang nilainya kosong memakai koefisien “missing” model (0 jika tidak ditulis); kode "
    "gabungan "
    "katalog memakai kelompok yang ditetapkan model. Menurut wilayah: <code>feature_cells</code> dalam summary.json. "
    "<code>desil explain</code> membandingkan satu keluarga dengan keluarga acuan, yang pada tiap indikator mempunyai "
    "keadaan yang dimiliki paling banyak keluarga berperingkat: jumlah selisihnya, dalam ln rupiah, tepat sama dengan "
    "jarak kedua skor; selisih +0,10 berarti pengeluaran kira-kira 10,5 % lebih tinggi.",
    "Ranked families without a value take the model's coefficient under “missing” (0 where none is written); merged "
    "codes "
    "of the catalogue take the group that the model gives them. By region: <code>feature_cells</code> in "
    "summary.json. <code>desil explain</code> sets a family beside the reference family, which has of every indicator "
    "what most ranked families have: the sum of the differences, in ln rupiah, is exactly the distance of their "
    "scores; a "
    "difference of +0.10 is about 10.5 % more expenditure."};
constexpr Phrase kIndicator{"Indikator", "Indicator"};
constexpr Phrase kMissing{"Kosong", "Missing"};
constexpr Phrase kMissingShare{"Kosong (%)", "Missing (%)"};
constexpr Phrase kMerged{"Kode gabungan", "Merged code"};
constexpr Phrase kUsual{"Keluarga acuan", "Reference family"};
constexpr Phrase kMergedShare{"Kode gabungan (%)", "Merged code (%)"};

Both withheld() { return {"&lt;10", "&lt;10"}; }
bool few(std::uint64_t families) { return families > 0 && families < kSmallestShown; }

}  // namespace

std::string indicator_table(const engine::RunSummary& summary, Language language) {
  const std::uint64_t ranked = summary.nation.ranked;
  Table table("indikator", say(kTitle),
              {text_column(kIndicator), text_column(kUsual), number_column(kMissing), number_column(kMissingShare),
               number_column(kMerged), number_column(kMergedShare)});
  const auto cell = [](std::uint64_t families) { return few(families) ? withheld() : count(families); };
  const auto share = [&](std::uint64_t families) {
    return few(families) ? Both{"–", "–"} : percent_cell(families, ranked);
  };
  for (std::size_t f = 0; f < summary.features.size(); ++f) {
    const engine::FeatureCells& cells = summary.nation.feature_cells[f];
    const bool merges = !summary.features[f].merged.empty();
    table.add_row({same(summary.features[f].label), same(summary.features[f].usual), cell(cells.missing),
                   share(cells.missing), merges ? cell(cells.merged) : Both{"–", "–"},
                   merges ? share(cells.merged) : Both{"–", "–"}});
  }
  return table.empty() ? "" : paragraph(say(kIntro), "note") + table.folded(language, say(kTitle));
}

}  // namespace io::report
