// Makes lines of review.csv: links around the thresholds, for people to look at and to fill in the last column.
//
// `nik` is that of the row, `nik_registri` that of its best candidate; `tingkat_…` say in words how the two agree in
// NIK, birth date, sex and name; `keputusan` is empty (io/config/decisions_file.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/linkage/source_linking.h"

namespace io {

inline constexpr const char* kReviewName = "review.csv";
inline constexpr char kReviewHeader[] =
    "sumber,baris,nik,nik_registri,peluang,bobot,tingkat_nik,tingkat_lahir,tingkat_kelamin,tingkat_nama,keputusan\n";

void append_review_line(std::string& text, std::string_view source, std::uint64_t baris, std::uint64_t nik,
                        const engine::ReviewRow& row, const engine::PersonTable& registry);

}  // namespace io
