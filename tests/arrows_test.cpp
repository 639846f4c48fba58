// Checks the arrows between the folders: tools → io → engine → kernels, bench and tests see all.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::set<std::string>> kAllowed = {
    {"kernels", {"kernels"}},
    {"engine", {"engine", "kernels"}},
    {"io", {"io", "engine", "kernels"}},
    {"tools", {"tools", "io", "engine", "kernels"}},
    {"bench", {"bench", "tools", "io", "engine", "kernels"}},
    {"tests", {"tests", "tools", "io", "engine", "kernels"}},
};

bool is_source(const fs::path& path) { return path.extension() == ".h" || path.extension() == ".cpp"; }

// The include targets of a file: text between quotes or angle brackets.
std::vector<std::string> includes_of(const fs::path& path) {
  std::vector<std::string> found;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const auto hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line.compare(hash, 8, "#include") != 0) continue;
    const auto open = line.find_first_of("\"<", hash);
    const auto close = open == std::string::npos ? open : line.find_first_of("\">", open + 1);
    if (close != std::string::npos) found.push_back(line.substr(open + 1, close - open - 1));
  }
  return found;
}

template <class Visit>
void for_each_source(Visit visit) {
  const fs::path root = DESIL_SOURCE_DIR;
  for (const auto& [folder, allowed] : kAllowed) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.is_regular_file() && is_source(entry.path())) visit(folder, entry.path());
    }
  }
}

bool starts_with_any(const std::string& text, std::initializer_list<const char*> prefixes) {
  for (const char* prefix : prefixes) {
    if (text.rfind(prefix, 0) == 0) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("arrows: includes follow tools to io to engine to kernels", "[arrows]") {
  std::size_t files = 0;
  for_each_source([&](const std::string& folder, const fs::path& path) {
    ++files;
    for (const std::string& include : includes_of(path)) {
      const auto slash = include.find('/');
      const std::string target = slash == std::string::npos ? "" : include.substr(0, slash);
      if (kAllowed.contains(target)) {
        INFO(path.string() << " includes " << include);
        REQUIRE(kAllowed.at(folder).contains(target));
      }
    }
  });
  REQUIRE(files > 10);
}

TEST_CASE("arrows: third-party libraries stay in the folder that owns them", "[arrows]") {
  for_each_source([&](const std::string& folder, const fs::path& path) {
    for (const std::string& include : includes_of(path)) {
      INFO(path.string() << " includes " << include);
      if (starts_with_any(include, {"tbb/", "oneapi/"})) {
        REQUIRE(path.filename() == "parallel_tbb.cpp");
      }
      if (starts_with_any(include, {"Eigen/"})) REQUIRE((folder == "engine" || folder == "tests"));
      if (include == "simdjson.h") REQUIRE((folder == "io" || folder == "tests"));
      if (starts_with_any(include, {"mimalloc"})) REQUIRE((folder == "tools" || folder == "bench"));
      if (starts_with_any(include, {"toml++", "nlohmann/", "CLI/", "fmt/", "zstd.h", "zlib.h"})) {
        REQUIRE(folder != "kernels");
        REQUIRE(folder != "engine");
      }
    }
  });
}

TEST_CASE("arrows: SIMD variant files include only their own header, immintrin and C headers", "[arrows]") {
  const std::set<std::string> c_headers = {"stddef.h", "stdint.h", "string.h", "immintrin.h"};
  for (const auto& entry : fs::directory_iterator(fs::path(DESIL_SOURCE_DIR) / "kernels")) {
    const std::string name = entry.path().filename().string();
    const bool variant = name.ends_with("_avx2.cpp") || name.ends_with("_avx512.cpp");
    const bool variant_header = name.ends_with("_variants.h");
    if (!variant && !variant_header) continue;
    for (const std::string& include : includes_of(entry.path())) {
      INFO(name << " includes " << include);
      const bool own = variant && include == "kernels/" + name.substr(0, name.rfind('_')) + "_variants.h";
      REQUIRE((own || c_headers.contains(include)));
    }
  }
}
