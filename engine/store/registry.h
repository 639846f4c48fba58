// The civil registry in memory: its persons and its families (KK), in region order.
//
// shape: families ascend by (village, KK), families of an unknown region last; the persons of a family
//   are one run, ascending by NIK, and lie in the order of the families. So a regency is one range of
//   families and one range of persons.
// memory: person 8 NIK + 4 family + 2 birth + 2 marks + 8 name reference + letters of the name + index
//   6-12; family 8 KK + 4 village + 4 first person + 2 members + 4 flags + index.
// threads: immutable for readers once built; `marks` and `flags` change only through the functions here.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/store/flat_index.h"
#include "engine/store/name_heap.h"
#include "engine/store/source_rows.h"

namespace engine {

// Sex, relation and marks of a registry person in 16 bits.
class PersonMarks {
 public:
  PersonMarks() = default;
  PersonMarks(Sex sex, std::uint8_t relation)
      : bits_(static_cast<std::uint16_t>(static_cast<unsigned>(sex) | (unsigned{relation} << 2))) {}

  Sex sex() const { return static_cast<Sex>(bits_ & 3u); }
  std::uint8_t relation() const { return (bits_ >> 2) & 15u; }  // 0 = not given
  bool dead() const { return (bits_ & kDead) != 0; }
  bool second_row() const { return (bits_ & kSecondRow) != 0; }  // of a duplicate cluster
  bool counts() const { return (bits_ & (kDead | kSecondRow)) == 0; }
  void set_dead() { bits_ |= kDead; }
  void set_second_row() { bits_ |= kSecondRow; }

 private:
  static constexpr std::uint16_t kDead = 1u << 6, kSecondRow = 1u << 7;
  std::uint16_t bits_ = 0;
};

struct PersonTable {
  std::vector<std::uint64_t> nik;
  std::vector<FamilyRow> family;
  std::vector<Day> birth;
  std::vector<PersonMarks> marks;
  std::vector<NameRef> name;
  NameHeap names;
  FlatIndex by_nik;

  std::size_t size() const { return nik.size(); }
  std::string_view name_of(PersonRow row) const { return names.view(name[row]); }
  PersonRow find(Nik wanted) const { return by_nik.find(nik, wanted.value); }
};

struct FamilyTable {
  std::vector<std::uint64_t> kk;
  std::vector<VillageIndex> village;
  std::vector<PersonRow> first_person;  // size() + 1 entries: persons of f are [first[f], first[f + 1])
  std::vector<std::uint16_t> members;   // persons who count, see count_members
  std::vector<std::uint32_t> flags;     // bit i = flag list i of the run file
  FlatIndex by_kk;

  std::size_t size() const { return kk.size(); }
  FamilyRow find(NomorKk wanted) const { return by_kk.find(kk, wanted.value); }
};

struct Registry {
  PersonTable persons;
  FamilyTable families;
};

// A row that was dropped because another row has its NIK.
struct RepeatedNik {
  std::uint64_t row = 0;   // baris of the dropped row
  std::uint64_t byte = 0;  // its offset in its file
  Nik nik;
};

// Collects registry rows and builds the tables.
//
// A NIK that stands in several rows keeps one of them, chosen by content alone so that the order of
// rows does not matter: the newest KK (by the registration date inside the KK number), then the larger
// KK, the later birth date, the larger village code, the name. The others become rejects
// `nik_ganda`; with equal contents it makes no difference which.
class RegistryBuilder {
 public:
  // Adds the rows of one batch; call in the order of the source.
  void add(const PersonBatch& batch);

  struct Result {
    Registry registry;
    std::vector<RepeatedNik> repeated;  // rows dropped as nik_ganda, ascending by baris
  };
  // Sorts everything into region order. The builder is empty afterwards.
  Result build();

 private:
  std::vector<std::uint64_t> nik_, kk_;
  std::vector<std::uint64_t> byte_;
  std::vector<std::uint32_t> row_;
  std::vector<VillageIndex> village_;
  std::vector<Day> birth_;
  std::vector<PersonMarks> marks_;
  std::vector<NameRef> name_;
  NameHeap names_;
};

// Registration date inside a KK number as days, 0 where the digits are no date. Two-digit years 00-69 are
// 20xx: no family card in use is dated before 1970.
int kk_registration_day(std::uint64_t kk);

// Sets FamilyTable::members: persons who are neither dead nor the second row of a duplicate cluster.
void count_members(Registry& registry);

}  // namespace engine
