// SPDX-License-Identifier: Apache-2.0
#include "decider.h"

#include <fmt/ranges.h>

#include <numeric>

#include "base/error.h"
#include "data/label_data_set.h"
#include "data/selected_data_set.h"
#include "model/class_choice.h"
#include "model/one_label.h"
#include "model/tensor.h"

namespace rho::cli {

namespace {

std::vector<std::int64_t> itemsOf(const data::DataSet& chosen, const data::Selection& selection) {
  std::vector<std::int64_t> items;
  for (std::int64_t i = 0; i < chosen.size(); ++i)
    items.push_back(selection.first + i * selection.every);
  return items;
}

Decider labelDecider(const model::Model& model, const std::shared_ptr<const data::DataSet>& chosen,
                     const std::vector<std::int64_t>& items, int label) {
  const auto& name = model.card().classNames[static_cast<std::size_t>(label)];
  const auto known = data::itemsOfLabel(chosen, model.card(), label);
  if (known.items.empty())
    throw InvalidInput(chosen->name(), "says of no chosen image whether it shows " + name,
                       "choose another label, or other images");
  Decider decider{oneLabel(model, label), known.data, {}, name};
  for (const auto item : known.items)
    decider.items.push_back(items[static_cast<std::size_t>(item)]);
  return decider;
}

}  // namespace

void addLabel(CLI::App& command, std::string& label) {
  command.add_option("--label", label,
                     "Of a network with several labels: the one that is asked "
                     "about, its name or "
                     "index");
}

int labelNamed(const model::ModelCard& card, const std::string& label) {
  if (card.task != model::Task::multiLabel)
    throw InvalidInput("label " + label,
                       "the network chooses one of its classes, it has no labels of their own",
                       "leave --label out");
  if (label.empty() && card.classCount() == 1) return 0;
  const auto list = fmt::format("name one by --label: {}", fmt::join(card.classNames, ", "));
  if (label.empty())
    throw InvalidInput(card.name,
                       fmt::format("decides about {} labels, each on its own", card.classCount()),
                       list);
  if (const auto named = model::classNamed(card, label)) return *named;
  throw InvalidInput("label \"" + label + "\"", "is none of the network's", list);
}

std::string Decider::name() const {
  return label.empty() ? model.card().name : model.card().name + ", " + label;
}

Decider deciderOf(const model::Model& model, std::shared_ptr<const data::DataSet> data,
                  const data::Selection& selection, const std::string& label) {
  const bool isMultiLabel = model.card().task == model::Task::multiLabel;
  const int named = isMultiLabel || !label.empty() ? labelNamed(model.card(), label) : -1;
  const auto chosen = data::selected(std::move(data), selection);
  auto items = itemsOf(*chosen, selection);
  if (isMultiLabel) return labelDecider(model, chosen, items, named);
  return {model, chosen, std::move(items), {}};
}

}  // namespace rho::cli
