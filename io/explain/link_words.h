// Says in words how a source row and a registry person agree.
#pragma once

#include "engine/linkage/person_agreement.h"

namespace io {

struct LinkWords {
  const char *english, *bahasa;
};

inline LinkWords nik_words(engine::NikLevel level) {
  constexpr LinkWords kWords[] = {
      {"NIK equal", "NIK sama"},
      {"NIK: one digit of the serial", "NIK: satu angka nomor urut"},
      {"NIK: one digit of the region", "NIK: satu angka wilayah"},
      {"NIK: one digit of the date", "NIK: satu angka tanggal"},
      {"NIK: neighbours swapped", "NIK: angka tertukar"},
      {"NIK: other serial", "NIK: nomor urut lain"},
      {"NIK: two errors", "NIK: dua kesalahan"},
      {"NIK differs", "NIK berbeda"},
      {"NIK not given", "NIK kosong"},
  };
  return kWords[static_cast<std::size_t>(level)];
}

inline LinkWords birth_words(engine::BirthLevel level) {
  constexpr LinkWords kWords[] = {
      {"birth date equal", "tanggal lahir sama"},
      {"birth date: digits swapped", "tanggal lahir: angka tertukar"},
      {"birth date: a year off", "tanggal lahir: selisih setahun"},
      {"birth date: other year", "tanggal lahir: tahun lain"},
      {"birth date: one digit", "tanggal lahir: satu angka"},
      {"same default date", "tanggal bawaan sama"},
      {"default date, same year", "tanggal bawaan, tahun sama"},
      {"same year and month", "tahun dan bulan sama"},
      {"same year", "tahun sama"},
      {"default date, near year", "tanggal bawaan, tahun berdekatan"},
      {"default date, other year", "tanggal bawaan, tahun lain"},
      {"birth date differs", "tanggal lahir berbeda"},
      {"birth date not given", "tanggal lahir kosong"},
  };
  return kWords[static_cast<std::size_t>(level)];
}

inline LinkWords sex_words(engine::SexLevel level) {
  constexpr LinkWords kWords[] = {{"same sex", "jenis kelamin sama"},
                                  {"other sex", "jenis kelamin lain"},
                                  {"sex not given", "jenis kelamin kosong"}};
  return kWords[static_cast<std::size_t>(level)];
}

inline LinkWords name_words(engine::NameLevel level) {
  constexpr LinkWords kWords[] = {
      {"equal", "sama"},
      {"equal, spelt otherwise", "sama, ejaan lain"},
      {"equal but for minor words", "sama kecuali kata tambahan"},
      {"initials", "inisial"},
      {"very similar", "sangat mirip"},
      {"similar", "mirip"},
      {"words left out", "kata tidak lengkap"},
      {"words left out, the rest very similar", "kata tidak lengkap, sisanya sangat mirip"},
      {"words left out, the rest similar", "kata tidak lengkap, sisanya mirip"},
      {"some words equal", "sebagian kata sama"},
      {"little in common", "sedikit kesamaan"},
      {"different", "berbeda"},
      {"not given", "kosong"},
  };
  return kWords[static_cast<std::size_t>(level)];
}

}  // namespace io
