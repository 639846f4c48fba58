#include "engine/linkage/family_votes.h"

#include <catch2/catch.hpp>

#include "tests/engine/batches.h"

using namespace engine;
using tests::batch_of;

namespace {

Registry three_families() {
  RegistryBuilder builder;
  builder.add(batch_of({{.nik = 1, .kk = 100}, {.nik = 2, .kk = 200}, {.nik = 3, .kk = 300}}));
  return std::move(builder.build().registry);
}

}  // namespace

TEST_CASE("family votes: the family with most linked members wins over an equal KK number", "[linkage]") {
  const Registry registry = three_families();
  FamilyVotes votes;
  for (const std::uint64_t kk : {200u, 200u, 300u}) votes.add({300}, registry.families.find({kk}), 1);
  votes.finish();
  const FamilyLink link = votes.link({300}, registry.families);
  REQUIRE(link.family == registry.families.find({200}));
  REQUIRE(link.votes == 2);
  REQUIRE(link.basis == FamilyLinkBasis::kVotes);
  REQUIRE_FALSE(link.same_kk);
}

TEST_CASE("family votes: of equally many votes the same KK wins, else the smallest KK", "[linkage]") {
  const Registry registry = three_families();
  FamilyVotes votes;
  for (const std::uint64_t source : {300u, 999u}) {
    for (const std::uint64_t kk : {100u, 200u, 300u}) votes.add({source}, registry.families.find({kk}), 1);
  }
  votes.finish();
  REQUIRE(votes.link({300}, registry.families).family == registry.families.find({300}));
  REQUIRE(votes.link({999}, registry.families).family == registry.families.find({100}));
}

TEST_CASE("family votes: without a linked member only the same KK number links", "[linkage]") {
  const Registry registry = three_families();
  FamilyVotes votes;
  votes.add({200}, kNoRow, 1);
  votes.add({999}, kNoRow, 2);
  votes.finish();
  const FamilyLink same = votes.link({200}, registry.families);
  REQUIRE(same.basis == FamilyLinkBasis::kSameKk);
  REQUIRE(same.has_members);
  const FamilyLink nobody = votes.link({100}, registry.families);
  REQUIRE(nobody.basis == FamilyLinkBasis::kSameKk);
  REQUIRE_FALSE(nobody.has_members);
  const FamilyLink lost = votes.link({999}, registry.families);
  REQUIRE(lost.basis == FamilyLinkBasis::kNone);
  REQUIRE(lost.family == kNoRow);
}

TEST_CASE("family votes: members without a family row are counted, and the first row is named", "[linkage]") {
  FamilyVotes votes;
  std::uint64_t row = 9;
  for (const std::uint64_t kk : {10u, 20u, 20u, 30u}) votes.add({kk}, kNoRow, row--);
  votes.finish();
  const FamilyVotes::Strays strays = votes.members_without_family({10, 30});
  REQUIRE(strays.rows == 2);
  REQUIRE(strays.first_row == 7);
  REQUIRE(strays.first_kk == NomorKk{20});
  REQUIRE(votes.members_without_family({}).rows == 4);
  REQUIRE(votes.members_without_family({10, 20, 30}).rows == 0);
}
