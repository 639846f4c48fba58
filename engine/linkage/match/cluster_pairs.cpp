#include "engine/linkage/match/cluster_pairs.h"

#include <algorithm>
#include <map>
#include <queue>
#include <span>
#include <tuple>
#include <utility>

#include "engine/linkage/clusters/union_find.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kWholePaths = 32;  // rows of a cluster within which paths of any length are followed

bool before(const WeightedEdge& l, const WeightedEdge& r) { return std::tie(l.a, l.b) < std::tie(r.a, r.b); }

// All that is known between two clusters.
struct Between {
  MatchWeight best = -kMostWeight;
  std::int64_t sum = 0;
  std::int64_t pairs = 0;

  void add(MatchWeight weight) {
    const MatchWeight say = std::clamp(weight, -kMostSay, kMostSay);
    best = std::max(best, say);
    sum += say;
    ++pairs;
  }
  void add(const Between& other) {
    best = std::max(best, other.best);
    sum += other.sum;
    pairs += other.pairs;
  }
};

// Merges the rows of one component; rows have numbers from 0 in ascending order.
class Merging {
 public:
  Merging(std::vector<bool> is_right, bool two_files) : two_files_(two_files), near_(is_right.size()) {
    for (std::uint32_t i = 0; i < is_right.size(); ++i) {
      members_.push_back({i});
      left_.push_back(is_right[i] ? 0 : 1);
      version_.push_back(0);
    }
  }

  void add(std::uint32_t a, std::uint32_t b, MatchWeight weight) {
    near_[a][b].add(weight);
    near_[b][a].add(weight);
  }

  void merge_while(MatchWeight threshold) {
    for (std::uint32_t a = 0; a < near_.size(); ++a) {
      for (const auto& [b, between] : near_[a]) {
        if (a < b) offer(a, b, between, threshold);
      }
    }
    while (!offers_.empty()) {
      const Offer best = offers_.top();
      offers_.pop();
      if (version_[best.a] == best.version_a && version_[best.b] == best.version_b) merge(best, threshold);
    }
  }

  const std::vector<std::vector<std::uint32_t>>& members() const { return members_; }
  std::vector<std::uint32_t> clusters() const {
    std::vector<std::uint32_t> clusters(members_.size());
    for (std::uint32_t c = 0; c < members_.size(); ++c) {
      for (const std::uint32_t row : members_[c]) clusters[row] = c;
    }
    return clusters;
  }
  MatchWeight value(std::uint32_t a, std::uint32_t b) const {
    const auto found = near_[a].find(b);
    return found == near_[a].end() ? -kMostSay : value(a, b, found->second);
  }

 private:
  struct Offer {
    MatchWeight value = 0;
    std::uint32_t first_a = 0, first_b = 0;  // smallest rows
    std::uint32_t a = 0, b = 0, version_a = 0, version_b = 0;
    friend bool operator<(const Offer& l, const Offer& r) {
      return std::tie(l.value, r.first_a, r.first_b) < std::tie(r.value, l.first_a, l.first_b);
    }
  };

  std::int64_t pairs_between(std::uint32_t a, std::uint32_t b) const {
    const auto size_a = static_cast<std::int64_t>(members_[a].size()),
               size_b = static_cast<std::int64_t>(members_[b].size());
    if (!two_files_) return size_a * size_b;
    return left_[a] * (size_b - left_[b]) + (size_a - left_[a]) * left_[b];
  }

  MatchWeight value(std::uint32_t a, std::uint32_t b, const Between& between) const {
    const std::int64_t pairs = std::max(pairs_between(a, b), between.pairs);
    const std::int64_t sum = between.sum + (pairs - between.pairs) * kUnseen;
    return static_cast<MatchWeight>((between.best + 2 * (sum / pairs)) / 3);
  }

  void offer(std::uint32_t a, std::uint32_t b, const Between& between, MatchWeight threshold) {
    const MatchWeight worth = value(a, b, between);
    if (worth < threshold) return;
    const auto [first, second] = std::minmax(members_[a].front(), members_[b].front());
    offers_.push({worth, first, second, a, b, version_[a], version_[b]});
  }

  void merge(const Offer& best, MatchWeight threshold) {
    std::uint32_t into = best.a, from = best.b;
    if (near_[into].size() < near_[from].size()) std::swap(into, from);
    for (const auto& [other, between] : near_[from]) {
      near_[other].erase(from);
      if (other == into) continue;
      near_[into][other].add(between);
      near_[other][into].add(between);
    }
    near_[from].clear();
    std::vector<std::uint32_t> all;
    std::merge(members_[into].begin(), members_[into].end(), members_[from].begin(), members_[from].end(),
               std::back_inserter(all));
    members_[into] = std::move(all);
    members_[from].clear();
    left_[into] += left_[from];
    ++version_[into];
    ++version_[from];
    for (const auto& [other, between] : near_[into]) offer(into, other, between, threshold);
  }

  bool two_files_;
  std::vector<std::map<std::uint32_t, Between>> near_;
  std::vector<std::vector<std::uint32_t>> members_;  // ascending
  std::vector<std::int64_t> left_;                   // members of the left file
  std::vector<std::uint32_t> version_;
  std::priority_queue<Offer> offers_;
};

// 1 − probability, kept instead of it so that what is nearly certain keeps its digits.
double doubt_of(MatchWeight weight) { return 1 / (1 + ratio_of(weight)); }

// The least doubt along a path of pairs; the product of probabilities is the sum of doubts less their product.
std::vector<double> least_doubts(std::vector<double> doubt, std::size_t n) {
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        const double x = doubt[i * n + k], y = doubt[k * n + j];
        doubt[i * n + j] = std::min(doubt[i * n + j], x + y - x * y);
      }
    }
  }
  return doubt;
}

struct ComponentResult {
  std::vector<WeightedEdge> pairs;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> labels;  // row, label
  std::uint64_t refused = 0;

  void add(const ComponentResult& other) {
    pairs.insert(pairs.end(), other.pairs.begin(), other.pairs.end());
    labels.insert(labels.end(), other.labels.begin(), other.labels.end());
    refused += other.refused;
  }
};

class Component {
 public:
  // `rows` ascending; `pairs` those within.
  Component(const MatchSides& sides, std::vector<std::uint32_t> rows, std::span<const WeightedEdge> pairs,
            MatchWeight threshold, const std::function<MatchWeight(std::uint32_t, std::uint32_t)>& weigh)
      : sides_(sides), rows_(std::move(rows)), pairs_(pairs.begin(), pairs.end()), threshold_(threshold) {
    known_ = pairs_.size();
    if (rows_.size() <= kWholeComponent) see_all(weigh);
  }

  ComponentResult resolve() {
    std::vector<bool> is_right;
    for (const std::uint32_t row : rows_) is_right.push_back(sides_.two_files() && row >= sides_.left_rows);
    Merging merging(std::move(is_right), sides_.two_files());
    for (const WeightedEdge& pair : pairs_) merging.add(number(pair.a), number(pair.b), pair.weight);
    merging.merge_while(threshold_);
    const std::vector<std::uint32_t> clusters = merging.clusters();
    ComponentResult result;
    for (const auto& members : merging.members()) {
      for (const std::uint32_t i : members) result.labels.emplace_back(rows_[i], rows_[members.front()]);
    }
    std::vector<std::vector<WeightedEdge>> inside(rows_.size());
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      WeightedEdge pair = pairs_[i];
      const std::uint32_t a = clusters[number(pair.a)], b = clusters[number(pair.b)];
      if (a == b) {
        inside[a].push_back(pair);
      } else if (i < known_) {
        if (pair.weight >= threshold_) {
          ++result.refused;
          pair.weight = std::min(merging.value(a, b), threshold_ - 1);
        }
        result.pairs.push_back(pair);
      }
    }
    for (std::uint32_t c = 0; c < inside.size(); ++c) lift(merging.members()[c], inside[c], result.pairs);
    return result;
  }

 private:
  std::uint32_t number(std::uint32_t row) const {
    return static_cast<std::uint32_t>(std::lower_bound(rows_.begin(), rows_.end(), row) - rows_.begin());
  }

  void see_all(const std::function<MatchWeight(std::uint32_t, std::uint32_t)>& weigh) {
    std::vector<bool> seen(rows_.size() * rows_.size());
    for (const WeightedEdge& pair : pairs_) seen[number(pair.a) * rows_.size() + number(pair.b)] = true;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      for (std::size_t j = i + 1; j < rows_.size(); ++j) {
        const bool same_file = sides_.two_files() && (rows_[i] < sides_.left_rows) == (rows_[j] < sides_.left_rows);
        if (!same_file && !seen[i * rows_.size() + j])
          pairs_.push_back({rows_[i], rows_[j], weigh(rows_[i], rows_[j])});
      }
    }
  }

  // Lifts the pairs of one cluster to their best path.
  void lift(const std::vector<std::uint32_t>& members, const std::vector<WeightedEdge>& pairs,
            std::vector<WeightedEdge>& out) const {
    const std::size_t n = members.size();
    if (n < 3 || n > kWholePaths) {
      out.insert(out.end(), pairs.begin(), pairs.end());
      return;
    }
    const auto place = [&](std::uint32_t row) {
      return static_cast<std::size_t>(std::lower_bound(members.begin(), members.end(), number(row)) - members.begin());
    };
    std::vector<double> doubt(n * n, 1);
    for (std::size_t i = 0; i < n; ++i) doubt[i * n + i] = 0;
    for (const WeightedEdge& pair : pairs) {
      const std::size_t i = place(pair.a), j = place(pair.b);
      doubt[i * n + j] = doubt[j * n + i] = doubt_of(pair.weight);
    }
    const std::vector<double> least = least_doubts(doubt, n);
    for (WeightedEdge pair : pairs) {
      const std::size_t at = place(pair.a) * n + place(pair.b);
      if (least[at] < doubt[at]) pair.weight = std::max(pair.weight, weight_of_ratio((1 - least[at]) / least[at]));
      out.push_back(pair);
    }
  }

  const MatchSides& sides_;
  std::vector<std::uint32_t> rows_;
  std::vector<WeightedEdge> pairs_;
  MatchWeight threshold_;
  std::size_t known_ = 0;  // pairs that were given
};

// Rows and pairs by component; components of one row are left out.
struct Components {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> rows;  // label, row
  std::vector<std::pair<std::uint32_t, WeightedEdge>> pairs;  // label, pair
  std::vector<std::size_t> row_starts, pair_starts;           // and the ends
  std::vector<WeightedEdge> others;                           // pairs between components
};

Components find_components(const MatchSides& sides, const std::vector<WeightedEdge>& pairs, MatchWeight threshold) {
  std::vector<Edge> edges;
  for (const WeightedEdge& pair : pairs) {
    if (pair.weight >= threshold) edges.push_back({pair.a, pair.b});
  }
  const std::vector<std::uint32_t> labels = connected_components(sides.rows, edges);
  std::vector<std::uint32_t> sizes(sides.rows, 0);
  for (const std::uint32_t label : labels) ++sizes[label];
  Components found;
  for (std::uint32_t row = 0; row < sides.rows; ++row) {
    if (sizes[labels[row]] > 1) found.rows.emplace_back(labels[row], row);
  }
  for (const WeightedEdge& pair : pairs) {
    if (labels[pair.a] == labels[pair.b]) {
      found.pairs.emplace_back(labels[pair.a], pair);
    } else {
      found.others.push_back(pair);
    }
  }
  parallel_sort(found.rows, [](const auto& l, const auto& r) { return l < r; });
  parallel_sort(found.pairs, [](const auto& l, const auto& r) {
    return l.first != r.first ? l.first < r.first : before(l.second, r.second);
  });
  const auto starts = [](const auto& entries) {
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i == 0 || entries[i].first != entries[i - 1].first) at.push_back(i);
    }
    at.push_back(entries.size());
    return at;
  };
  found.row_starts = starts(found.rows);
  found.pair_starts = starts(found.pairs);
  return found;
}

}  // namespace

ClusteredPairs cluster_pairs(const MatchSides& sides, std::vector<WeightedEdge> pairs, MatchWeight threshold,
                             const std::function<MatchWeight(std::uint32_t, std::uint32_t)>& weigh) {
  const Components components = find_components(sides, pairs, threshold);
  ComponentResult all = parallel_reduce(
      components.row_starts.size() - 1, 64, ComponentResult{},
      [&](std::size_t begin, std::size_t end) {
        ComponentResult part;
        for (std::size_t c = begin; c < end; ++c) {
          std::vector<std::uint32_t> rows;
          for (std::size_t i = components.row_starts[c]; i < components.row_starts[c + 1]; ++i)
            rows.push_back(components.rows[i].second);
          std::vector<WeightedEdge> within;
          for (std::size_t i = components.pair_starts[c]; i < components.pair_starts[c + 1]; ++i)
            within.push_back(components.pairs[i].second);
          part.add(Component(sides, std::move(rows), within, threshold, weigh).resolve());
        }
        return part;
      },
      [](ComponentResult& sum, const ComponentResult& part) { sum.add(part); });
  ClusteredPairs result;
  result.labels.resize(sides.rows);
  for (std::uint32_t row = 0; row < sides.rows; ++row) result.labels[row] = row;
  for (const auto& [row, label] : all.labels) result.labels[row] = label;
  result.refused_merges = all.refused;
  result.pairs = std::move(all.pairs);
  result.pairs.insert(result.pairs.end(), components.others.begin(), components.others.end());
  parallel_sort(result.pairs, before);
  return result;
}

}  // namespace engine
