#include "io/report/flag_words.h"

namespace io::report {
namespace {

struct FlagWord {
  std::string_view name;
  Phrase meaning;
};

constexpr FlagWord kFlags[] = {
    {"meninggal", {"sudah meninggal", "deceased"}},
    {"asn", {"aparatur sipil negara", "civil servant"}},
    {"tni_polri", {"anggota TNI atau Polri", "soldier or police"}},
    {"pensiunan", {"pensiunan", "pensioner of the state"}},
    {"guru", {"guru bersertifikat", "certified teacher"}},
    {"usaha", {"pemilik badan usaha", "owner of a registered business"}},
    {"upah", {"upah di atas upah minimum", "wage above the minimum wage"}},
    {"perangkat_desa", {"perangkat desa", "village official"}},
    {"pln", {"listrik tanpa subsidi", "power connection without subsidy"}},
    {"kendaraan", {"pemilik kendaraan bermotor", "owner of a motor vehicle"}},
    {"pajak", {"pembayar pajak penghasilan", "payer of income tax"}},
    {"bpjs_kesehatan", {"peserta BPJS Kesehatan", "member of the health insurance BPJS Kesehatan"}},
    {"dapodik", {"murid dalam Dapodik", "pupil in the school register Dapodik"}},
};

}  // namespace

Both flag_meaning(const std::string& name) {
  for (const FlagWord& flag : kFlags) {
    if (flag.name == name) return say(flag.meaning);
  }
  return {};
}

}  // namespace io::report
