// Makes lines of links.csv: sumber,baris,nik,status,bobot,peluang,nik_registri.
//
// `bobot` is the similarity of the normalised names (0-100) until the probabilistic model exists, and
// `peluang` is empty; tidak_padan has neither, nor a registry NIK.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/linkage/link_sources.h"

namespace io {

inline constexpr char kLinksHeader[] = "sumber,baris,nik,status,bobot,peluang,nik_registri\n";

// `source` must be a plain word (the run file allows letters, digits, `_` and `-`).
std::string links_csv_lines(std::string_view source, const engine::PersonBatch& batch,
                            std::span<const engine::PersonLink> links, const engine::PersonTable& registry);

}  // namespace io
