// Draws the provinces as equal tiles placed by their rough geography, coloured by a share.
//
// Two drawings are in the page, one for wide screens (short names, figures and families) and one for
// phones (codes of ISO 3166-2:ID and figures); the style shows one of them. A province without a place on the grid is
// left out here and stands in the table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/report/phrase.h"

namespace io::report {

struct ProvinceTile {
  std::uint32_t code = 0;  // Kemendagri, 2 digits
  std::string name;
  std::optional<std::size_t> range;  // the colour (share_range.h); empty: not shown
  Both figure;                       // what the wide tile and the tip say
  Both short_figure;                 // the same in few letters, without the sign
  Both families;                     // all families of the province, as its table says
};

// The code of ISO 3166-2:ID, empty for an unknown province.
std::string province_iso_code(std::uint32_t code);

std::string tile_map(const std::vector<ProvinceTile>& tiles, const std::string& labelled_by, Language language);
std::string tile_map_legend();

}  // namespace io::report
