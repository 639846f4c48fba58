// Reads a PMT model from pmt.json.
//
//   {"format": "desil-pmt/1",
//    "unit": "ln rupiah per person per month, times 2^24",
//    "provenance": "one line: who fitted it, from what",
//    "features": [
//      {"name": "lantai", "variable": "jenis_lantai_terluas", "kind": "category",
//       "groups": [[1,2,10],[3,4],[5,6],[7],[8],[9]]},             every valid code in exactly one group
//      {"name": "anggota", "variable": "anggota", "kind": "count", "cap": 8},
//      {"name": "luas_per_orang", "variable": "luas_lantai", "per": "anggota", "kind": "band",
//       "edges": [8,12,16,24,36]},                                 level = edges e with value ≥ e × per
//      {"name": "pekerja", "variable": "anggota_bekerja", "per": "anggota", "kind": "share",
//       "edges": [1,50,100]},                                      level = edges e with 100 × value ≥ e × per
//      {"name": "lantai_x_dinding", "kind": "interaction", "features": ["lantai", "dinding"]}],
//    "models": [
//      {"region": "ID", "intercept": 240518168, "residual_sd": 0.49,
//       "coefficients": {"lantai": [0, -12345, …], …}, "missing": {"lantai": -111}}]}
//
// A category without groups has the codes themselves as levels 0..14. A count of codes is accepted where
// the cap merges none of them; a band of codes never. `label` (for people) is optional in
// a feature. A feature that a model leaves out contributes 0 in its regions; so does a missing level
// without an entry under `missing`. Regions: "ID", two digits (province), four digits (regency).
// units, range: engine/pmt/model.h.
// errors: engine::Error(kDamaged) with file, JSON path as column, what was seen, wanted, and the cure:
//   unknown or duplicate keys, numbers that are not whole, coefficients beyond 8 ln units, totals beyond
//   64, wrong numbers of levels, unknown variables, unknown or double regions, no model at all.
//   Likewise a model file that is missing, a folder or no regular file; kResource where reading fails.
#pragma once

#include <string>

#include "engine/pmt/model.h"

namespace io {

engine::PmtModel read_pmt_model(const std::string& path);

}  // namespace io
