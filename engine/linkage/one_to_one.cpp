#include "engine/linkage/one_to_one.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "engine/linkage/bits.h"
#include "engine/linkage/clusters/assignment.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr double kMostOdds = 0x1p60;  // ten links of these stay finite

bool before(const LinkChoice& a, const LinkChoice& b) { return std::tie(a.row, a.person) < std::tie(b.row, b.person); }

template <class Value>
void make_distinct(std::vector<Value>& values) {
  parallel_sort(values, std::less<>());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::size_t rank_of(const std::vector<std::uint32_t>& values, std::uint32_t value) {
  return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), value) - values.begin());
}

// The choices of one component, and which of them are links.
struct Component {
  std::span<const LinkChoice> choices;
  std::vector<bool> chosen;
  std::vector<std::uint32_t> rows, persons;

  explicit Component(std::span<const LinkChoice> all) : choices(all), chosen(all.size(), false) {
    for (const LinkChoice& choice : choices) {
      rows.push_back(choice.row);
      persons.push_back(choice.person);
    }
    for (auto* side : {&rows, &persons}) {
      std::sort(side->begin(), side->end());
      side->erase(std::unique(side->begin(), side->end()), side->end());
    }
  }
};

void choose_exactly(Component& component) {
  std::vector<WeightedEdge> edges;
  for (const LinkChoice& choice : component.choices)
    edges.push_back({choice.row, choice.person, weight_of(choice.odds)});
  for (const WeightedEdge& edge : choose_one_to_one(std::move(edges))) {
    const auto at =
        std::lower_bound(component.choices.begin(), component.choices.end(), LinkChoice{edge.a, edge.b, 0}, before);
    component.chosen[static_cast<std::size_t>(at - component.choices.begin())] = true;
  }
}

void choose_by_falling_odds(Component& component) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < component.choices.size(); ++i) {
    if (weight_of(component.choices[i].odds) > 0) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const LinkChoice &x = component.choices[a], &y = component.choices[b];
    return x.odds != y.odds ? x.odds > y.odds : before(x, y);
  });
  std::vector<bool> row_has(component.rows.size(), false), person_has(component.persons.size(), false);
  for (const std::size_t i : order) {
    const std::size_t row = rank_of(component.rows, component.choices[i].row);
    const std::size_t person = rank_of(component.persons, component.choices[i].person);
    if (row_has[row] || person_has[person]) continue;
    row_has[row] = person_has[person] = component.chosen[i] = true;
  }
}

// The shares of all choices in all one-to-one links: sums over the links of the items before and from each item on,
// by which of the few persons (or rows) they use.
std::vector<double> exact_probabilities(const Component& component) {
  const bool few_persons = component.persons.size() <= component.rows.size();
  const auto& items = few_persons ? component.rows : component.persons;
  const auto& few = few_persons ? component.persons : component.rows;
  struct Option {
    std::size_t few = 0, choice = 0;
  };
  std::vector<std::vector<Option>> options(items.size());
  for (std::size_t i = 0; i < component.choices.size(); ++i) {
    const LinkChoice& choice = component.choices[i];
    options[rank_of(items, few_persons ? choice.row : choice.person)].push_back(
        {rank_of(few, few_persons ? choice.person : choice.row), i});
  }
  const std::size_t masks = std::size_t{1} << few.size();
  std::vector<std::vector<double>> before_item(items.size() + 1, std::vector<double>(masks, 0)),
      from_item = before_item;
  before_item[0][0] = 1;
  std::fill(from_item.back().begin(), from_item.back().end(), 1.0);
  const auto odds = [&](const Option& option) { return component.choices[option.choice].odds; };
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t mask = 0; mask < masks; ++mask) {
      before_item[i + 1][mask] += before_item[i][mask];
      for (const Option& option : options[i]) {
        const std::size_t bit = std::size_t{1} << option.few;
        if ((mask & bit) == 0) before_item[i + 1][mask | bit] += before_item[i][mask] * odds(option);
      }
    }
  }
  for (std::size_t i = items.size(); i-- > 0;) {
    for (std::size_t mask = 0; mask < masks; ++mask) {
      from_item[i][mask] = from_item[i + 1][mask];
      for (const Option& option : options[i]) {
        const std::size_t bit = std::size_t{1} << option.few;
        if ((mask & bit) == 0) from_item[i][mask] += odds(option) * from_item[i + 1][mask | bit];
      }
    }
  }
  std::vector<double> probabilities(component.choices.size(), 0);
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (const Option& option : options[i]) {
      const std::size_t bit = std::size_t{1} << option.few;
      double sum = 0;
      for (std::size_t mask = 0; mask < masks; ++mask) {
        if ((mask & bit) == 0) sum += before_item[i][mask] * from_item[i + 1][mask | bit];
      }
      probabilities[option.choice] = std::min(1.0, sum * odds(option) / from_item[0][0]);
    }
  }
  return probabilities;
}

std::vector<double> rough_probabilities(const Component& component) {
  std::vector<double> of_person(component.persons.size(), 0), free_of_row(component.rows.size(), 0);
  std::vector<bool> taken(component.persons.size(), false);
  for (std::size_t i = 0; i < component.choices.size(); ++i) {
    const std::size_t person = rank_of(component.persons, component.choices[i].person);
    of_person[person] += component.choices[i].odds;
    if (component.chosen[i]) taken[person] = true;
  }
  for (const LinkChoice& choice : component.choices) {
    if (!taken[rank_of(component.persons, choice.person)])
      free_of_row[rank_of(component.rows, choice.row)] += choice.odds;
  }
  std::vector<double> probabilities;
  for (const LinkChoice& choice : component.choices) {
    const double all =
        1 + of_person[rank_of(component.persons, choice.person)] + free_of_row[rank_of(component.rows, choice.row)];
    probabilities.push_back(choice.odds / all);
  }
  return probabilities;
}

std::vector<OneToOneLink> link_component(std::span<const LinkChoice> choices) {
  Component component(choices);
  if (choices.size() <= kMostChoices) {
    choose_exactly(component);
  } else {
    choose_by_falling_odds(component);
  }
  const auto [less, more] = std::minmax({component.rows.size(), component.persons.size()});
  const std::vector<double> probabilities =
      less <= kExactSide && more <= kExactOther ? exact_probabilities(component) : rough_probabilities(component);
  std::vector<OneToOneLink> links;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (component.chosen[i]) links.push_back({choices[i].row, choices[i].person, probabilities[i]});
  }
  return links;
}

// Sorts the choices by component; returns where each begins.
std::vector<std::size_t> sort_by_component(std::vector<LinkChoice>& choices) {
  std::vector<std::uint32_t> rows, persons;
  for (const LinkChoice& choice : choices) {
    rows.push_back(choice.row);
    persons.push_back(choice.person);
  }
  make_distinct(rows);
  make_distinct(persons);
  std::vector<Edge> joins;
  for (const LinkChoice& choice : choices) {
    joins.push_back({static_cast<std::uint32_t>(rank_of(rows, choice.row)),
                     static_cast<std::uint32_t>(rows.size() + rank_of(persons, choice.person))});
  }
  const std::vector<std::uint32_t> labels = connected_components(rows.size() + persons.size(), joins);
  struct Labelled {
    std::uint32_t label = 0;
    LinkChoice choice;
  };
  std::vector<Labelled> labelled;
  for (std::size_t i = 0; i < choices.size(); ++i) labelled.push_back({labels[joins[i].a], choices[i]});
  parallel_sort(labelled, [](const Labelled& a, const Labelled& b) {
    return a.label != b.label ? a.label < b.label : before(a.choice, b.choice);
  });
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < labelled.size(); ++i) {
    choices[i] = labelled[i].choice;
    if (i == 0 || labelled[i].label != labelled[i - 1].label) starts.push_back(i);
  }
  return starts;
}

}  // namespace

std::vector<OneToOneLink> link_one_to_one(std::vector<LinkChoice> choices) {
  for (LinkChoice& choice : choices) choice.odds = std::clamp(choice.odds, 1 / kMostOdds, kMostOdds);
  const std::vector<std::size_t> starts = sort_by_component(choices);
  const auto append = [](std::vector<OneToOneLink>& to, std::vector<OneToOneLink>&& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  std::vector<OneToOneLink> links = parallel_reduce(
      starts.size(), 512, std::vector<OneToOneLink>{},
      [&](std::size_t begin, std::size_t end) {
        std::vector<OneToOneLink> part;
        for (std::size_t c = begin; c < end; ++c) {
          const std::size_t last = c + 1 < starts.size() ? starts[c + 1] : choices.size();
          append(part, link_component(std::span(choices).subspan(starts[c], last - starts[c])));
        }
        return part;
      },
      append);
  parallel_sort(links, [](const OneToOneLink& a, const OneToOneLink& b) { return a.row < b.row; });
  return links;
}

}  // namespace engine
