// SPDX-License-Identifier: Apache-2.0
#include "data/selected_data_set.h"

#include <fmt/format.h>

#include "base/error.h"

namespace rho::data {

namespace {

std::vector<std::int64_t> itemsOf(const DataSet& data, const Selection& selection) {
  std::vector<std::int64_t> items;
  if (selection.first >= 0 && selection.every >= 1)
    for (auto i = selection.first; i < data.size(); i += selection.every)
      if (selection.count < 0 || std::ssize(items) < selection.count) items.push_back(i);
  if (items.empty())
    throw InvalidInput(data.name(),
                       fmt::format("holds {} images, none of which was chosen", data.size()));
  return items;
}

Labels labelsOf(const Labels& all, const std::vector<std::int64_t>& items) {
  auto labels = all;
  labels.classes.clear();
  labels.targets.clear();
  for (const auto item : items) {
    if (all.task == model::Task::singleLabel) {
      labels.classes.push_back(all.classes[static_cast<std::size_t>(item)]);
    } else {
      const auto row = all.targets.begin() + item * all.classCount;
      labels.targets.insert(labels.targets.end(), row, row + all.classCount);
    }
  }
  return labels;
}

class SelectedDataSet : public DataSet {
 public:
  SelectedDataSet(std::shared_ptr<const DataSet> data, std::vector<std::int64_t> items)
      : DataSet(labelsOf(data->labels(), items)),
        m_data(std::move(data)),
        m_items(std::move(items)) {}
  std::string name() const override { return m_data->name(); }
  image::Image image(std::int64_t index) const override { return m_data->image(itemOf(index)); }
  std::string itemName(std::int64_t index) const override {
    return m_data->itemName(itemOf(index));
  }
  bool hasMasks() const override { return m_data->hasMasks(); }
  cv::Mat mask(std::int64_t index, cv::Size ofImage) const override {
    return m_data->mask(itemOf(index), ofImage);
  }

 private:
  std::int64_t itemOf(std::int64_t index) const {
    return m_items.at(static_cast<std::size_t>(index));
  }

  std::shared_ptr<const DataSet> m_data;
  std::vector<std::int64_t> m_items;
};

}  // namespace

std::shared_ptr<const DataSet> selected(std::shared_ptr<const DataSet> data,
                                        const Selection& selection) {
  auto items = itemsOf(*data, selection);
  if (std::ssize(items) == data->size()) return data;
  return selected(std::move(data), std::move(items));
}

std::shared_ptr<const DataSet> selected(std::shared_ptr<const DataSet> data,
                                        std::vector<std::int64_t> items) {
  return std::make_shared<SelectedDataSet>(std::move(data), std::move(items));
}

}  // namespace rho::data
