#include "engine/linkage/link_model.h"

#include <catch2/catch.hpp>

#include "tests/engine/linkage/linked_nation.h"

using namespace engine;
using namespace tests;

TEST_CASE("link model: what is missing weighs nothing", "[linkage]") {
  const LinkedNation nation(invented_people(500, 1));
  const LinkModel& model = *nation.model;
  REQUIRE(model.joint(joint_level(NikLevel::kMissing, BirthLevel::kMissing, SexLevel::kMissing)) == 0);
  REQUIRE(model.name(NameLevel::kMissing, 0) == 0);
  REQUIRE(model.residence(ResidenceLevel::kMissing) == 0);
  // Without the NIK the date still speaks, and without the sex nearly as much.
  const WeightUnits date = model.joint(joint_level(NikLevel::kMissing, BirthLevel::kEqual, SexLevel::kEqual));
  REQUIRE(date > 8 * kUnitsOfBit);
  REQUIRE(model.joint(joint_level(NikLevel::kMissing, BirthLevel::kEqual, SexLevel::kMissing)) < date);
  REQUIRE(model.joint(joint_level(NikLevel::kMissing, BirthLevel::kOther, SexLevel::kEqual)) < 0);
}

TEST_CASE("link model: more agreement never weighs less", "[linkage]") {
  const LinkedNation nation(invented_people(2'000, 2));
  const LinkModel& model = *nation.model;
  const auto joint = [&](NikLevel nik, BirthLevel birth) {
    return model.joint(joint_level(nik, birth, SexLevel::kEqual));
  };
  for (const NikLevel nik : {NikLevel::kEqual, NikLevel::kOther, NikLevel::kMissing}) {
    REQUIRE(joint(nik, BirthLevel::kEqual) > joint(nik, BirthLevel::kSwapped));
    REQUIRE(joint(nik, BirthLevel::kEqual) > joint(nik, BirthLevel::kOther));
  }
  REQUIRE(joint(NikLevel::kEqual, BirthLevel::kEqual) > joint(NikLevel::kSerialDigit, BirthLevel::kEqual));
  REQUIRE(joint(NikLevel::kSerialDigit, BirthLevel::kEqual) > joint(NikLevel::kOther, BirthLevel::kEqual));
  REQUIRE(model.name(NameLevel::kEqual, 10 * kUnitsOfBit) > model.name(NameLevel::kSubset, 10 * kUnitsOfBit));
  REQUIRE(model.name(NameLevel::kEqual, 1'000 * kUnitsOfBit) == model.name(NameLevel::kEqual, model.most_rarity()));
}

TEST_CASE("link model: learning gives the shares that were counted", "[linkage]") {
  const LinkedNation nation(invented_people(500, 3));
  LinkModel model = *nation.model;
  ModelCounts counts;
  const std::size_t equal = joint_level(NikLevel::kEqual, BirthLevel::kEqual, SexLevel::kEqual);
  const std::size_t swapped = joint_level(NikLevel::kAdjacentSwap, BirthLevel::kEqual, SexLevel::kEqual);
  counts.joint[equal] = to_count(900'000);
  counts.joint[swapped] = to_count(100'000);
  counts.name[static_cast<std::size_t>(NameLevel::kEqual)] = to_count(750'000);
  counts.name[static_cast<std::size_t>(NameLevel::kSubset)] = to_count(250'000);
  counts.pointed[0] = to_count(1'000'000);
  counts.belongs[0] = to_count(900'000);
  counts.kin = to_count(1'000'000);
  counts.absent_kin = to_count(50'000);
  counts.elsewhere = to_count(1'000'000);
  counts.absent = to_count(400'000);
  counts.with_nik = to_count(1'000'000);
  counts.other_nik = to_count(20'000);
  model.learn(counts);
  const LinkParameters shown = model.parameters();
  REQUIRE(shown.joint_m[equal] == Approx(0.9).epsilon(0.001));
  REQUIRE(shown.joint_m[swapped] == Approx(0.1).epsilon(0.001));
  REQUIRE(shown.name_m[static_cast<std::size_t>(NameLevel::kSubset)] == Approx(0.25).epsilon(0.001));
  REQUIRE(shown.context[0] == Approx(0.9).epsilon(0.001));
  REQUIRE(shown.absent_kin == Approx(0.05).epsilon(0.001));
  REQUIRE(shown.absent == Approx(0.4).epsilon(0.001));
  REQUIRE(shown.other_nik == Approx(0.02).epsilon(0.001));
  // In any order the same: sums of whole numbers.
  ModelCounts twice = counts;
  twice.add(counts);
  REQUIRE(twice.joint[equal] == 2 * counts.joint[equal]);
}

TEST_CASE("link model: chance is measured on the registry", "[linkage]") {
  std::vector<Person> people = invented_people(2'000, 4);
  for (std::size_t i = 0; i < people.size(); i += 2) people[i].birth = "1970-07-01";
  const LinkedNation heaped(people), plain(invented_people(2'000, 4));
  const std::size_t level = joint_level(NikLevel::kMissing, BirthLevel::kDefaultEqual, SexLevel::kEqual);
  // Where half of the nation is born on 1 July, another 1 July says little.
  REQUIRE(heaped.model->joint(level) < plain.model->joint(level) - 3 * kUnitsOfBit);
}
