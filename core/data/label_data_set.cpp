// SPDX-License-Identifier: Apache-2.0
#include "data/label_data_set.h"

#include <cmath>

#include "data/selected_data_set.h"
#include "model/one_label.h"
#include "model/tensor.h"

namespace rho::data {

namespace {

/// The same images under other labels.
class RelabelledDataSet : public DataSet {
 public:
  RelabelledDataSet(std::shared_ptr<const DataSet> data, Labels labels)
      : DataSet(std::move(labels)), m_data(std::move(data)) {}
  std::string name() const override { return m_data->name(); }
  image::Image image(std::int64_t index) const override { return m_data->image(index); }
  std::string file(std::int64_t index) const override { return m_data->file(index); }
  std::string itemName(std::int64_t index) const override { return m_data->itemName(index); }
  bool hasMasks() const override { return m_data->hasMasks(); }
  cv::Mat mask(std::int64_t index, cv::Size ofImage) const override {
    return m_data->mask(index, ofImage);
  }

 private:
  std::shared_ptr<const DataSet> m_data;
};

}  // namespace

LabelledItems itemsOfLabel(std::shared_ptr<const DataSet> data, const model::ModelCard& card,
                           int label) {
  const auto column = labelsFor(card, data->labels(), data->name()).select(1, label).contiguous();
  const auto* holds = column.data_ptr<float>();
  LabelledItems known;
  std::vector<std::int64_t> classes;
  for (std::int64_t i = 0; i < column.numel(); ++i) {
    if (std::isnan(holds[i])) continue;
    known.items.push_back(i);
    classes.push_back(holds[i] > 0.5F ? 1 : 0);
  }
  if (known.items.empty()) return known;
  const auto& name = card.classNames.at(static_cast<std::size_t>(label));
  known.data = std::make_shared<RelabelledDataSet>(
      selected(std::move(data), known.items),
      Labels::single(std::move(classes), model::classesOfLabel(name)));
  return known;
}

}  // namespace rho::data
