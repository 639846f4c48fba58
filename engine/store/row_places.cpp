#include "engine/store/row_places.h"

namespace engine {

void RowPlaces::add_number(std::uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) steps_.push_back(static_cast<unsigned char>(value >> shift));
}

void RowPlaces::append(RowPlace place) {
  const std::uint64_t distance = place.byte - last_.byte;  // wraps to a large one where a new file begins
  if (size_ % kMarkEvery == 0) {
    marks_.push_back({place, steps_.size()});
  } else if (place.row != last_.row + 1 || distance >= kLong) {
    steps_.push_back(kWhole);
    add_number(place.row);
    add_number(place.byte);
  } else if (distance < kShort) {
    steps_.push_back(static_cast<unsigned char>(distance));
  } else {
    steps_.push_back(static_cast<unsigned char>(kShort + (distance - kShort) / 256));
    steps_.push_back(static_cast<unsigned char>((distance - kShort) % 256));
  }
  last_ = place;
  ++size_;
}

RowPlace RowPlaces::at(std::size_t i) const {
  const Mark& mark = marks_[i / kMarkEvery];
  RowPlace place = mark.place;
  std::size_t step = mark.step;
  const auto number = [&] {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 8) value |= std::uint64_t{steps_[step++]} << shift;
    return value;
  };
  for (std::size_t k = 0; k < i % kMarkEvery; ++k) {
    const unsigned char first = steps_[step++];
    if (first == kWhole) {
      place.row = number();
      place.byte = number();
      continue;
    }
    ++place.row;
    place.byte += first < kShort ? first : kShort + (first - kShort) * 256 + steps_[step++];
  }
  return place;
}

}  // namespace engine
