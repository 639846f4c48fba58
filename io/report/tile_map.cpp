#include "io/report/tile_map.h"

#include <fmt/format.h>

#include "io/report/phrases.h"
#include "io/report/share_bar.h"
#include "io/report/share_range.h"

namespace io::report {
namespace {

struct Place {
  std::uint32_t code;
  int column, row;
  const char *iso, *short_name;
};

constexpr Place kPlaces[] = {
    {11, 0, 0, "AC", "Aceh"},    {12, 1, 1, "SU", "Sumut"},     {14, 2, 1, "RI", "Riau"},
    {21, 3, 1, "KR", "Kepri"},   {13, 1, 2, "SB", "Sumbar"},    {15, 2, 2, "JA", "Jambi"},
    {19, 3, 2, "BB", "Babel"},   {17, 1, 3, "BE", "Bengkulu"},  {16, 2, 3, "SS", "Sumsel"},
    {18, 2, 4, "LA", "Lampung"}, {36, 2, 5, "BT", "Banten"},    {31, 3, 5, "JK", "Jakarta"},
    {32, 3, 6, "JB", "Jabar"},   {33, 4, 6, "JT", "Jateng"},    {34, 5, 6, "YO", "DIY"},
    {35, 6, 6, "JI", "Jatim"},   {51, 7, 6, "BA", "Bali"},      {52, 8, 6, "NB", "NTB"},
    {53, 9, 6, "NT", "NTT"},     {61, 5, 2, "KB", "Kalbar"},    {62, 6, 2, "KT", "Kalteng"},
    {63, 6, 3, "KS", "Kalsel"},  {64, 7, 2, "KI", "Kaltim"},    {65, 7, 1, "KU", "Kaltara"},
    {71, 10, 1, "SA", "Sulut"},  {75, 9, 1, "GO", "Gorontalo"}, {72, 9, 2, "ST", "Sulteng"},
    {76, 8, 3, "SR", "Sulbar"},  {73, 8, 4, "SN", "Sulsel"},    {74, 9, 3, "SG", "Sultra"},
    {82, 11, 1, "MU", "Malut"},  {81, 11, 3, "MA", "Maluku"},   {96, 12, 2, "PD", "PB Daya"},
    {92, 13, 2, "PB", "Pabar"},  {91, 14, 2, "PA", "Papua"},    {94, 13, 3, "PT", "Pateng"},
    {95, 14, 3, "PE", "Papeg"},  {93, 14, 4, "PS", "Pasel"},
};
constexpr int kColumns = 15, kRows = 7;

std::string colour_of(const std::optional<std::size_t>& range) { return range ? fmt::format("m{}", *range) : "m-none"; }

const Place* place_of(std::uint32_t code) {
  for (const Place& place : kPlaces) {
    if (place.code == code) return &place;
  }
  return nullptr;
}

std::string drawing(const std::vector<ProvinceTile>& tiles, const std::string& labelled_by, Language language,
                    bool wide) {
  const int width = wide ? 66 : 26, height = wide ? 58 : 36;
  std::string out = fmt::format("<svg class=\"map {}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}\">",
                                wide ? "wide" : "narrow", kColumns * width, kRows * height, labelled_by);
  for (const ProvinceTile& tile : tiles) {
    const Place* place = place_of(tile.code);
    if (place == nullptr) continue;
    const int x = place->column * width, y = place->row * height;
    const Both tip = say(phrase::kTileTip, {same(tile.name), tile.figure, tile.families});
    out += fmt::format("<g class=\"{}\">{}", colour_of(tile.range), tooltip(tip, language));
    out += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\"></rect>", x + 1, y + 1, width - 2,
                       height - 2);
    if (wide) {
      out += fmt::format(
          "<text x=\"{0}\" y=\"{1}\">{2}</text><text class=\"n\" x=\"{0}\" y=\"{3}\">{4}</text>"
          "<text class=\"n few\" x=\"{0}\" y=\"{5}\">{6}</text>",
          x + width / 2, y + 18, place->short_name, y + 34, pick(tile.figure, language), y + 49,
          pick(tile.families, language));
    } else {
      out += fmt::format("<text x=\"{0}\" y=\"{1}\">{2}</text><text class=\"{5}\" x=\"{0}\" y=\"{3}\">{4}</text>",
                         x + width / 2, y + 15, place->iso, y + 28, pick(tile.short_figure, language),
                         pick(tile.short_figure, language).size() > 6 ? "n range" : "n");
    }
    out += "</g>";
  }
  return out + "</svg>\n";
}

}  // namespace

std::string province_iso_code(std::uint32_t code) {
  const Place* place = place_of(code);
  return place == nullptr ? "" : place->iso;
}

std::string tile_map(const std::vector<ProvinceTile>& tiles, const std::string& labelled_by, Language language) {
  return drawing(tiles, labelled_by, language, true) + drawing(tiles, labelled_by, language, false);
}

std::string tile_map_legend() {
  std::vector<LegendEntry> entries;
  for (std::size_t range = 0; range < kShareRanges; ++range) {
    const std::string text = fmt::format("{}%", share_range_text(range));
    entries.push_back({colour_of(range), {text, text}});
  }
  entries.push_back({"m-none", say(phrase::kNotShown)});
  return legend(entries);
}

}  // namespace io::report
