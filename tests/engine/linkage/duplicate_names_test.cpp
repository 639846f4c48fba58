#include "engine/linkage/duplicate_names.h"

#include <catch2/catch.hpp>

#include "tests/engine/batches.h"

using namespace engine;

namespace {

Registry registry_of(const std::vector<std::string>& names) {
  std::vector<tests::Person> people;
  for (std::size_t i = 0; i < names.size(); ++i) people.push_back({.nik = 100 + i, .kk = 7, .name = names[i]});
  for (std::size_t i = 0; i < 2'000; ++i) {
    people.push_back({.nik = 1'000 + i, .kk = 8 + i / 3, .name = "ORANG" + std::string(1 + i % 9, 'X') + " LAIN"});
  }
  RegistryBuilder builder;
  builder.add(tests::batch_of(people));
  return std::move(builder.build().registry);
}

struct Compared {
  Registry registry;
  DuplicateNames names;
  explicit Compared(const std::vector<std::string>& texts)
      : registry(registry_of(texts)),
        names(registry.persons, std::vector<std::uint32_t>{0, static_cast<std::uint32_t>(registry.persons.size())}) {}
  NameEvidence of(std::uint64_t a, std::uint64_t b) const {
    return names.compare(registry.persons.find({100 + a}), registry.persons.find({100 + b}));
  }
};

}  // namespace

TEST_CASE("duplicate names: each kind by example, whichever name comes first", "[linkage]") {
  struct Case {
    const char *a, *b;
    NameKind kind;
  };
  for (const Case& c :
       {Case{"BOWO SETIAWARMAN", "BOWO SETIAWARMAN", NameKind::kEqual},
        Case{"H. BOWO SETIAWARMAN", "BOWO SETIAWARMAN, SH", NameKind::kEqual},
        Case{"BOWO SETIAWARMAN", "SETIAWARMAN BOWO", NameKind::kRespelled},
        Case{"MOCH. YUDIRTA", "MUHAMMAD JOEDIRTA", NameKind::kRespelled},
        Case{"BOWO SETIAWARMAN", "BOWO SETIAWARNAM", NameKind::kSimilar},
        Case{"FATHIRTA", "PATIRTA", NameKind::kSimilar}, Case{"NURDIRATNA", "NUR DIRATNA", NameKind::kSimilar},
        Case{"BOWO SETIAWARMAN", "SETIAWARMAN", NameKind::kSubset},
        Case{"BOWO SETIAWARMAN", "SETIAWARNAM", NameKind::kSubsetSimilar},
        Case{"BOWO SETIAWARMAN", "JUKIRNO SETIAWARMAN", NameKind::kPartly},
        Case{"BOWO SETIAWARMAN", "JUKIRNO PRATALAKSA", NameKind::kOther}, Case{"", "", NameKind::kOther},
        Case{"BOWO", "", NameKind::kOther}}) {
    CAPTURE(c.a, c.b);
    const Compared compared({c.a, c.b});
    REQUIRE(compared.of(0, 1).kind == c.kind);
    REQUIRE(compared.of(1, 0).kind == c.kind);
    REQUIRE(compared.of(0, 1).rarity == compared.of(1, 0).rarity);
  }
}

TEST_CASE("duplicate names: a rare name is more evidence than a frequent one", "[linkage]") {
  std::vector<std::string> texts = {"SUTARJO", "SUTARJO", "JUKIRNO", "JUKIRNO"};
  for (int i = 0; i < 300; ++i) texts.push_back("SUTARJO");
  const Compared compared(texts);
  const std::int32_t frequent = compared.of(0, 1).rarity, rare = compared.of(2, 3).rarity;
  REQUIRE(compared.of(0, 1).kind == NameKind::kOther);  // one in eight bears it: no evidence
  REQUIRE(frequent == 0);
  REQUIRE(rare > 8 * 1024);
}

TEST_CASE("duplicate names: the hash does not mind the order of words, the sketch does not miss a spelling",
          "[linkage]") {
  const Compared compared({"BOWO SETIAWARMAN", "SETIAWARMAN BOWO", "BOWO SETIJAWARMAN", "BOWO BOWO", ""});
  const auto row = [&](std::uint64_t i) { return compared.registry.persons.find({100 + i}); };
  const auto words = [&](std::uint64_t i) { return compared.names.words(row(i)); };
  REQUIRE(compared.names.name_hash(row(0)) == compared.names.name_hash(row(1)));
  REQUIRE(compared.names.name_hash(row(0)) != compared.names.name_hash(row(3)));
  REQUIRE(compared.names.name_hash(row(4)) == 0);
  REQUIRE(sketches_alike(compared.names.sketch(words(0)), compared.names.sketch(words(2))));
}
