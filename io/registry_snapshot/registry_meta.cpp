#include "io/registry_snapshot/registry_meta.h"

#include <nlohmann/json.hpp>

#include "engine/store/family_indicators.h"

namespace io {
namespace {

using nlohmann::json;

constexpr char kSection[] = "meta";
constexpr int kLayout = 1;
constexpr std::size_t kMostFlags = 32, kMostSources = 1000, kMostProgrammes = 1000;

// Throws json::exception where a member is missing or of another type.
RegistryMeta meta_of(const json& document) {
  RegistryMeta meta;
  const auto take = [&](const char* name, auto& value) { document.at(name).get_to(value); };
  take("version", meta.version), take("release", meta.release), take("note", meta.note);
  take("weight", meta.weight), take("mode", meta.mode), take("seed", meta.seed);
  take("model_provenance", meta.model_provenance), take("class_labels", meta.class_labels), take("rules", meta.rules);
  for (const json& source : document.at("sources")) {
    meta.sources.push_back({source.at("name"), source.at("role"), source.at("date"), source.at("rank")});
  }
  for (const json& flag : document.at("flags")) meta.flags.push_back({flag.at("name"), flag.at("key")});
  for (const json& programme : document.at("programmes")) {
    meta.programmes.push_back({programme.at("code"), programme.at("name")});
  }
  for (const json& input : document.at("inputs")) {
    meta.inputs.push_back({input.at("source"), input.at("path"), input.at("sha256"), input.at("bytes")});
  }
  const json& cuts = document.at("cuts");
  if (cuts.contains("nasional")) meta.national = cuts.at("nasional").get<RegistryMeta::Cuts>();
  for (const auto& [code, region] : cuts.at("wilayah").items()) {
    meta.regions[static_cast<std::uint32_t>(std::stoul(code))] = region.get<RegistryMeta::Cuts>();
  }
  return meta;
}

}  // namespace

std::string registry_meta_json(const RegistryMeta& meta) {
  json sources = json::array(), flags = json::array(), programmes = json::array(), inputs = json::array();
  for (const auto& s : meta.sources) {
    sources.push_back({{"name", s.name}, {"role", s.role}, {"date", s.date}, {"rank", s.rank}});
  }
  for (const auto& f : meta.flags) flags.push_back({{"name", f.name}, {"key", f.key}});
  for (const auto& p : meta.programmes) programmes.push_back({{"code", p.code}, {"name", p.name}});
  for (const auto& i : meta.inputs) {
    inputs.push_back({{"source", i.source}, {"path", i.path}, {"sha256", i.sha256}, {"bytes", i.bytes}});
  }
  json cuts = {{"wilayah", json::object()}};
  if (meta.national) cuts["nasional"] = *meta.national;
  for (const auto& [code, region] : meta.regions) cuts["wilayah"][std::to_string(code)] = region;
  const json document = {{"layout", kLayout},
                         {"version", meta.version},
                         {"release", meta.release},
                         {"note", meta.note},
                         {"weight", meta.weight},
                         {"mode", meta.mode},
                         {"seed", meta.seed},
                         {"model_provenance", meta.model_provenance},
                         {"class_labels", meta.class_labels},
                         {"sources", sources},
                         {"flags", flags},
                         {"programmes", programmes},
                         {"inputs", inputs},
                         {"rules", meta.rules},
                         {"cuts", cuts}};
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

RegistryMeta read_registry_meta(const ColumnSource& source) {
  const json document = json::parse(source.reader().read_json(kSection), nullptr, false);
  RegistryMeta meta;
  try {
    if (document.at("layout") != kLayout) source.refuse(kSection, "a layout that this version does not know");
    meta = meta_of(document);
  } catch (const json::exception&) {
    source.refuse(kSection, "a part is missing or of the wrong type");
  } catch (const std::logic_error&) {  // of std::stoul
    source.refuse(kSection, "a region without a code");
  }
  if (meta.flags.size() > kMostFlags || meta.sources.size() > kMostSources ||
      meta.programmes.size() > kMostProgrammes) {
    source.refuse(kSection, "more flags, sources or programmes than there can be");
  }
  return meta;
}

}  // namespace io
