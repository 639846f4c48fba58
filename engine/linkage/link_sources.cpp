#include "engine/linkage/link_sources.h"

#include "kernels/name_similarity.h"

namespace engine {

std::vector<PersonLink> link_batch(const PersonTable& registry, const PersonBatch& batch) {
  std::vector<PersonRow> found(batch.size(), kNoRow);
  registry.by_nik.find_batch(registry.nik, batch.nik, found);

  std::vector<PersonLink> links(batch.size());
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (found[i] == kNoRow) continue;
    PersonLink& link = links[i];
    link.person = found[i];
    const int similarity = kernels::name_similarity(batch.name(i), registry.name_of(found[i]));
    link.similarity = static_cast<std::uint8_t>(similarity);
    link.state = similarity >= kPadanSimilarity  ? MatchState::kPadan
                 : similarity >= kRaguSimilarity ? MatchState::kRagu
                                                 : MatchState::kKonflik;
  }
  return links;
}

}  // namespace engine
