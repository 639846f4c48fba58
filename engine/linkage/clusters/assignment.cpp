#include "engine/linkage/clusters/assignment.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <span>
#include <tuple>
#include <utility>

#include "engine/parallel.h"

namespace engine {
namespace {

__extension__ using Gain = __int128;  // a weight and, below it, a bit for each edge

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

struct Choice {
  std::size_t right = 0;
  Gain cost = 0;
  std::size_t edge = kNone;  // none: the left row stays alone
};

// One component. Each left row has a right row of its own at cost 0: staying alone.
class Assignment {
 public:
  Assignment(std::vector<std::vector<Choice>> choices, std::size_t rights)
      : choices_(std::move(choices)),
        left_price_(choices_.size(), 0),
        right_price_(rights, 0),
        owner_(rights, kNone),
        taken_(choices_.size(), kNone),
        reached_(rights) {
    for (std::size_t left = 0; left < choices_.size(); ++left) place(left);
  }

  // The edge of each left row, or kNone.
  std::vector<std::size_t> edges() const {
    std::vector<std::size_t> edges;
    for (std::size_t left = 0; left < choices_.size(); ++left) edges.push_back(choices_[left][taken_[left]].edge);
    return edges;
  }

 private:
  struct Reached {
    Gain distance = 0;
    std::size_t left = kNone, choice = 0;  // from which left row, by which of its choices
    bool settled = false;
  };

  Gain reduced(std::size_t left, const Choice& choice) const {
    return choice.cost - left_price_[left] - right_price_[choice.right];
  }

  // Dijkstra from a new left row to the nearest free right row.
  void place(std::size_t start) {
    left_price_[start] = choices_[start].front().cost - right_price_[choices_[start].front().right];
    for (const Choice& choice : choices_[start])
      left_price_[start] = std::min(left_price_[start], choice.cost - right_price_[choice.right]);
    for (const std::size_t right : touched_) reached_[right] = {};
    touched_.clear();
    using Entry = std::pair<Gain, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> near;
    const auto look_from = [&](std::size_t left, Gain distance) {
      for (std::size_t i = 0; i < choices_[left].size(); ++i) {
        const Choice& choice = choices_[left][i];
        const Gain to = distance + reduced(left, choice);
        Reached& right = reached_[choice.right];
        if (right.settled || (right.left != kNone && right.distance <= to)) continue;
        if (right.left == kNone) touched_.push_back(choice.right);
        right = {to, left, i, false};
        near.push({to, choice.right});
      }
    };
    look_from(start, 0);
    std::vector<std::size_t> settled;
    while (true) {
      const auto [distance, right] = near.top();
      near.pop();
      if (reached_[right].settled) continue;
      reached_[right].settled = true;
      if (owner_[right] == kNone) {
        reprice(start, distance, settled);
        return augment(start, right);
      }
      settled.push_back(right);
      look_from(owner_[right], distance);
    }
  }

  void reprice(std::size_t start, Gain distance, const std::vector<std::size_t>& settled) {
    left_price_[start] += distance;
    for (const std::size_t right : settled) {
      const Gain saved = distance - reached_[right].distance;
      right_price_[right] -= saved;
      left_price_[owner_[right]] += saved;
    }
  }

  void augment(std::size_t start, std::size_t right) {
    while (true) {
      const Reached& step = reached_[right];
      const std::size_t before = step.left == start ? kNone : choices_[step.left][taken_[step.left]].right;
      owner_[right] = step.left;
      taken_[step.left] = step.choice;
      if (before == kNone) return;
      right = before;
    }
  }

  std::vector<std::vector<Choice>> choices_;
  std::vector<Gain> left_price_, right_price_;
  std::vector<std::size_t> owner_;  // of a right row
  std::vector<std::size_t> taken_;  // choice of a left row
  std::vector<Reached> reached_;    // of a right row, from the row that is being placed
  std::vector<std::size_t> touched_;
};

// Ranks of the values, from 0.
template <class Value>
std::vector<Value> distinct(std::span<const WeightedEdge> edges, Value WeightedEdge::*end) {
  std::vector<Value> values;
  for (const WeightedEdge& edge : edges) values.push_back(edge.*end);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::size_t rank_of(const std::vector<std::uint32_t>& values, std::uint32_t value) {
  return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), value) - values.begin());
}

// `edges` of one component, ascending by (a, b).
std::vector<WeightedEdge> choose_in_component(std::span<const WeightedEdge> edges) {
  if (edges.size() == 1) return {edges.front()};
  const auto lefts = distinct(edges, &WeightedEdge::a), rights = distinct(edges, &WeightedEdge::b);
  std::vector<std::vector<Choice>> choices(lefts.size());
  const bool exact_ties = edges.size() <= kExactTies;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    Gain gain = edges[i].weight;
    if (exact_ties) gain = gain * (Gain{1} << edges.size()) + (Gain{1} << (edges.size() - 1 - i));
    choices[rank_of(lefts, edges[i].a)].push_back({rank_of(rights, edges[i].b), -gain, i});
  }
  for (std::size_t left = 0; left < lefts.size(); ++left) choices[left].push_back({rights.size() + left, 0, kNone});
  std::vector<WeightedEdge> chosen;
  for (const std::size_t edge : Assignment(std::move(choices), rights.size() + lefts.size()).edges()) {
    if (edge != kNone) chosen.push_back(edges[edge]);
  }
  return chosen;
}

struct LabelledEdge {
  std::uint32_t label;
  WeightedEdge edge;
};

bool before(const WeightedEdge& l, const WeightedEdge& r) { return std::tie(l.a, l.b) < std::tie(r.a, r.b); }

// Edges with a gain, by component.
std::vector<LabelledEdge> by_component(std::span<const WeightedEdge> edges) {
  const auto lefts = distinct(edges, &WeightedEdge::a), rights = distinct(edges, &WeightedEdge::b);
  std::vector<Edge> joins;
  for (const WeightedEdge& edge : edges) {
    joins.push_back({static_cast<std::uint32_t>(rank_of(lefts, edge.a)),
                     static_cast<std::uint32_t>(lefts.size() + rank_of(rights, edge.b))});
  }
  const std::vector<std::uint32_t> labels = connected_components(lefts.size() + rights.size(), joins);
  std::vector<LabelledEdge> labelled;
  for (std::size_t i = 0; i < edges.size(); ++i) labelled.push_back({labels[joins[i].a], edges[i]});
  parallel_sort(labelled, [](const LabelledEdge& l, const LabelledEdge& r) {
    return l.label != r.label ? l.label < r.label : before(l.edge, r.edge);
  });
  return labelled;
}

}  // namespace

std::vector<WeightedEdge> choose_one_to_one(std::vector<WeightedEdge> edges) {
  std::erase_if(edges, [](const WeightedEdge& edge) { return edge.weight <= 0; });
  const std::vector<LabelledEdge> labelled = by_component(edges);
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < labelled.size(); ++i) {
    edges[i] = labelled[i].edge;
    if (i == 0 || labelled[i].label != labelled[i - 1].label) starts.push_back(i);
  }
  const auto append = [](std::vector<WeightedEdge>& to, const std::vector<WeightedEdge>& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  std::vector<WeightedEdge> chosen = parallel_reduce(
      starts.size(), 1024, std::vector<WeightedEdge>{},
      [&](std::size_t begin, std::size_t end) {
        std::vector<WeightedEdge> part;
        for (std::size_t c = begin; c < end; ++c) {
          const std::size_t last = c + 1 < starts.size() ? starts[c + 1] : labelled.size();
          append(part, choose_in_component(std::span(edges).subspan(starts[c], last - starts[c])));
        }
        return part;
      },
      append);
  parallel_sort(chosen, before);
  return chosen;
}

}  // namespace engine
