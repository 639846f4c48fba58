// Makes lines of links.csv: sumber,baris,nik,status,bobot,peluang,nik_registri.
//
// `bobot` is the match weight of the linked person against chance, in bits with 3 decimals, `peluang` its probability
// with 4. tidak_padan has neither, nor a registry NIK.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/linkage/open_rows.h"

namespace io {

inline constexpr char kLinksHeader[] = "sumber,baris,nik,status,bobot,peluang,nik_registri\n";

// Rounded half away from zero.
std::string match_weight_text(engine::WeightUnits weight);
// `probability` in 1/10,000.
std::string match_probability_text(std::uint16_t probability);

// `source` must be a plain word (the run file allows letters, digits, `_` and `-`). `nik`: of the row, 0 = empty.
void append_links_line(std::string& text, std::string_view source, std::uint64_t baris, std::uint64_t nik,
                       const engine::PersonLink& link, const engine::PersonTable& registry);

}  // namespace io
