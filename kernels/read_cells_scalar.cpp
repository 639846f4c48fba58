#include "kernels/read_cells_variants.h"

namespace kernels::read_cells_variants {
namespace {

struct Cell {
  const char* text;
  size_t size;
};

Cell cell_at(const Cells* cells, size_t row) {
  const uint32_t* const end = cells->ends + row * cells->stride;
  return {cells->text + (end[-1] + cells->skip), static_cast<size_t>(*end - end[-1] - cells->between)};
}

// Reads `digits` digits; false where a byte is none.
bool read(const char* text, size_t digits, uint64_t* value) {
  uint64_t sum = 0;
  unsigned wrong = 0;
  for (size_t i = 0; i < digits; ++i) {
    const unsigned digit = static_cast<unsigned>(static_cast<unsigned char>(text[i])) - '0';
    wrong |= digit > 9;
    sum = sum * 10 + digit;
  }
  *value = sum;
  return wrong == 0;
}

void read_column(const Cells* cells, size_t rows, size_t width, uint64_t* values, uint8_t* odd) {
  for (size_t i = 0; i < rows; ++i) {
    const Cell cell = cell_at(cells, i);
    values[i] = 0;
    if (cell.size == 0 && cells->may_be_empty != 0) continue;
    const bool plain = cell.size == width && read(cell.text, width, values + i) && values[i] != 0;
    if (plain) continue;
    values[i] = 0;
    odd[i] = 1;
  }
}

}  // namespace

void numbers16_scalar(const Cells* cells, size_t rows, uint64_t* values, uint64_t* tails, uint8_t* odd) {
  read_column(cells, rows, 16, values, odd);
  for (size_t i = 0; i < rows; ++i) {
    const uint64_t low = values[i] % 10000000000u;
    const uint64_t serial = low / 100 % 100 | low % 100 << 8;
    tails[i] = low / 100000000 << 48 | low / 1000000 % 100 << 32 | low / 10000 % 100 << 16 | serial;
  }
}

void codes10_scalar(const Cells* cells, size_t rows, uint64_t* values, uint8_t* odd) {
  read_column(cells, rows, 10, values, odd);
}

void dates_scalar(const Cells* cells, size_t rows, const Layout* layout, uint64_t* values, uint8_t* odd) {
  for (size_t i = 0; i < rows; ++i) {
    const Cell cell = cell_at(cells, i);
    values[i] = 0;
    if (cell.size == 0 && cells->may_be_empty != 0) continue;
    bool plain = cell.size == layout->width;
    for (size_t k = 0; plain && k < 2; ++k) {
      plain = layout->separator[k] == '\0' || cell.text[layout->separator_at[k]] == layout->separator[k];
    }
    for (size_t pair = 0; plain && pair < 4; ++pair) {
      const char digits[2] = {cell.text[layout->order[2 * pair]], cell.text[layout->order[2 * pair + 1]]};
      uint64_t value = 0;
      plain = read(digits, 2, &value);
      values[i] |= value << (16 * pair);
    }
    if (plain && values[i] != 0) continue;
    values[i] = 0;
    odd[i] = 1;
  }
}

}  // namespace kernels::read_cells_variants
