#include "engine/store/shared_text.h"

#include <mutex>
#include <set>

namespace engine {
namespace {

const std::string* kept(std::string_view text) {
  static std::mutex mutex;
  static std::set<std::string, std::less<>> texts;
  const std::lock_guard<std::mutex> lock(mutex);
  const auto found = texts.find(text);
  return &(found != texts.end() ? *found : *texts.emplace(text).first);
}

}  // namespace

SharedText::SharedText() {
  static const std::string* const empty = kept({});
  text_ = empty;
}

SharedText::SharedText(std::string_view text) : text_(kept(text)) {}

}  // namespace engine
