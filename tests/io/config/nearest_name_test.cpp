#include "io/config/nearest_name.h"

#include <array>
#include <catch2/catch.hpp>

TEST_CASE("nearest name: swaps, case and missing letters find the meant name, ties go to the first", "[config]") {
  constexpr std::array<std::string_view, 4> kNames = {"weight", "mode", "modes", "classes"};
  REQUIRE(io::nearest_name("wieght", kNames) == "weight");
  REQUIRE(io::nearest_name("WEIGHT", kNames) == "weight");
  REQUIRE(io::nearest_name("moed", kNames) == "mode");
  REQUIRE(io::nearest_name("clases", kNames) == "classes");
  REQUIRE(io::nearest_name("modez", kNames) == "mode");
  REQUIRE(io::nearest_name(std::string(1000, 'x'), kNames) == "weight");
  REQUIRE(io::nearest_name("x", {}).empty());
}

TEST_CASE("nearest name: a name more than a third away is not near", "[config]") {
  constexpr std::array<std::string_view, 4> kNames = {"nik", "tanggal_lahir", "mode", "kk"};
  REQUIRE(io::near_name("nki", kNames) == "nik");
  REQUIRE(io::near_name("tgl_lahir", kNames) == "tanggal_lahir");
  REQUIRE(io::near_name("nama", kNames).empty());
  REQUIRE(io::near_name("k", kNames).empty());
  REQUIRE(io::near_name("", kNames).empty());
  REQUIRE(io::near_name("", {}).empty());
  REQUIRE(io::near_name(std::string(64, 'x') + "mode", kNames).empty());
  REQUIRE(io::suggestion(", nearest", "moed", kNames) == ", nearest 'mode'");
  REQUIRE(io::suggestion(", nearest", "catatan", kNames).empty());
}

TEST_CASE("nearest name: lists read as a sentence", "[config]") {
  constexpr std::array<std::string_view, 3> kNames = {"a", "b", "c"};
  REQUIRE(io::listed_names(kNames) == "'a', 'b' or 'c'");
  REQUIRE(io::listed_names(std::span(kNames).first(1)) == "'a'");
}
