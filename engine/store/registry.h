// The civil registry in memory: its persons and its families (KK), in region order.
//
// shape: families ascend by (village, KK), families of an unknown region last; the persons of a family
//   are one run, ascending by NIK, and lie in the order of the families. So a regency is one range of
//   families and one range of persons.
// memory: person 8 NIK + 4 family + 2 birth + 2 marks + 8 name = 24 bytes, index 6-12, and the dictionary of names;
//   family 8 KK + 4 village + 4 first person + 2 members + 4 flags = 22 bytes, index 6-12. registry_memory.h adds up.
// threads: immutable for readers once built; `marks` and `flags` change only through the functions here.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/store/flat_index.h"
#include "engine/store/growing_column.h"
#include "engine/store/name_coder.h"
#include "engine/store/name_dictionary.h"
#include "engine/store/row_places.h"
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
  std::vector<NameCode> name;
  NameDictionary names;
  FlatIndex by_nik;

  std::size_t size() const { return nik.size(); }
  // The name, normalised or as written: a view into `buffer` or the dictionary.
  std::string_view name_of(PersonRow row, NameBuffer& buffer) const { return names.normal_name(name[row], buffer); }
  std::string_view written_name_of(PersonRow row, NameBuffer& buffer) const {
    return names.written_name(name[row], buffer);
  }
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
// KK, the later birth date, the larger village code, the name (normalised), sex, relation, the name as written. The
// others become rejects `nik_ganda`; with equal contents it makes no difference which.
//
// memory: 33 bytes a row while rows come in. `build` gives up each column as it takes its place in the table:
// at most about 46 bytes a row at once, with the tables.
class RegistryBuilder {
 public:
  // Codes the names of a batch; from any thread, also while rows are added.
  NameCodes code_names(const PersonBatch& batch) { return names_->code(batch.written); }

  // Adds the rows of one batch; call in the order of the source, from one thread.
  void add(const PersonBatch& batch, std::span<const NameCode> names);
  void add(const PersonBatch& batch) { add(batch, code_names(batch)); }

  struct Result {
    Registry registry;
    std::vector<RepeatedNik> repeated;  // rows dropped as nik_ganda, ascending by baris
  };
  // Sorts everything into region order. The builder is empty afterwards.
  Result build();

 private:
  struct Rows;  // the columns as vectors, and which rows stay

  std::vector<bool> drop_repeated(const Rows& rows, std::vector<RepeatedNik>& repeated);

  GrowingColumn<std::uint64_t> nik_, kk_;
  GrowingColumn<VillageIndex> village_;
  GrowingColumn<Day> birth_;
  GrowingColumn<PersonMarks> marks_;
  GrowingColumn<NameCode> name_;
  RowPlaces places_;
  std::unique_ptr<NameCoder> names_ = std::make_unique<NameCoder>();
};

// Registration date inside a KK number as days, 0 where the digits are no date. Two-digit years 00-69 are
// 20xx: no family card in use is dated before 1970.
int kk_registration_day(std::uint64_t kk);

// Sets FamilyTable::members: persons who are neither dead nor the second row of a duplicate cluster.
void count_members(Registry& registry);

}  // namespace engine
