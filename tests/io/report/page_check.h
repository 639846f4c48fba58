// Reads a page tag by tag, for tests: are the tags balanced, the attributes quoted, the ids unique, and
// does every reference inside the page have its target?
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace page_check {

struct Tag {
  std::string name;
  bool closing = false;
  std::map<std::string, std::string> attributes;
};

struct Page {
  std::vector<Tag> tags;
  std::vector<std::string> number_texts;  // what stands directly in an element of class n
  std::string text;                       // all text outside script and style
  std::string script, style;
  std::string fault;  // empty where the page is well formed
};

inline std::string parse_tag(const std::string& inside, Tag& tag) {
  std::size_t at = 0;
  if (at < inside.size() && inside[at] == '/') tag.closing = true, ++at;
  while (at < inside.size() && inside[at] != ' ' && inside[at] != '\n') tag.name += inside[at++];
  while (at < inside.size()) {
    while (at < inside.size() && (inside[at] == ' ' || inside[at] == '\n')) ++at;
    std::string name, value;
    while (at < inside.size() && inside[at] != '=' && inside[at] != ' ') name += inside[at++];
    if (at < inside.size() && inside[at] == '=') {
      if (at + 1 >= inside.size() || inside[at + 1] != '"') return "unquoted attribute " + name;
      const auto end = inside.find('"', at + 2);
      if (end == std::string::npos) return "open quote in " + name;
      value = inside.substr(at + 2, end - at - 2);
      at = end + 1;
      if (at < inside.size() && inside[at] != ' ' && inside[at] != '\n') return "text after the quote of " + name;
    }
    if (!name.empty() && !tag.attributes.emplace(name, value).second) return "attribute twice: " + name;
  }
  return "";
}

inline Page read(const std::string& html) {
  const std::set<std::string> kVoid = {"meta", "input", "wbr", "!DOCTYPE"};
  Page page;
  std::vector<Tag> open;
  for (std::size_t at = 0; at < html.size() && page.fault.empty();) {
    const bool raw = !open.empty() && (open.back().name == "script" || open.back().name == "style");
    const auto next = raw ? html.find("</" + open.back().name + ">", at) : html.find('<', at);
    const std::string text = html.substr(at, next == std::string::npos ? std::string::npos : next - at);
    if (raw) (open.back().name == "script" ? page.script : page.style) += text;
    if (!raw) {
      if (text.find('>') != std::string::npos) page.fault = "a bare '>' near " + text.substr(0, 60);
      page.text += text;
      const bool number =
          !open.empty() && (" " + open.back().attributes["class"] + " ").find(" n ") != std::string::npos;
      if (number && !text.empty()) page.number_texts.push_back(text);
    }
    if (next == std::string::npos) break;
    const auto end = html.find('>', next);
    if (end == std::string::npos) return page.fault = "open tag at the end", page;
    Tag tag;
    page.fault = parse_tag(html.substr(next + 1, end - next - 1), tag);
    at = end + 1;
    if (page.fault.empty() && tag.closing) {
      if (open.empty() || open.back().name != tag.name) {
        page.fault = "</" + tag.name + "> closes " + (open.empty() ? "nothing" : open.back().name);
      } else {
        open.pop_back();
      }
    } else if (!kVoid.contains(tag.name)) {
      open.push_back(tag);
    }
    page.tags.push_back(tag);
  }
  if (page.fault.empty() && !open.empty()) page.fault = "never closed: " + open.back().name;

  std::set<std::string> ids;
  for (const Tag& tag : page.tags) {
    const auto id = tag.attributes.find("id");
    if (id != tag.attributes.end() && !ids.insert(id->second).second) page.fault = "id twice: " + id->second;
  }
  for (const Tag& tag : page.tags) {
    for (const char* name : {"aria-labelledby", "data-table", "href"}) {
      const auto reference = tag.attributes.find(name);
      if (reference == tag.attributes.end()) continue;
      const std::string target = reference->second.substr(reference->second.rfind('#') + 1);
      if (!ids.contains(target)) page.fault = "no target for " + reference->second;
    }
  }
  return page;
}

}  // namespace page_check
