// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <memory>

#include "annotation/import_source.h"
#include "base/error.h"
#include "data/data_set.h"
#include "data/evidence.h"
#include "data/names.h"

namespace rho::annotation {

namespace {

using Labelled = std::vector<std::pair<std::string, Verdict>>;

Labelled labelsOf(const data::Labels& labels, const std::vector<std::string>& names,
                  std::size_t item) {
  if (labels.task == model::Task::singleLabel) {
    const auto index = static_cast<std::size_t>(labels.classes.at(item));
    return {{names.at(index), Verdict::present}};
  }
  Labelled given;
  for (std::size_t c = 0; c < names.size(); ++c) {
    const float target = labels.targets.at(item * names.size() + c);
    if (std::isnan(target))
      given.emplace_back(names[c], Verdict::uncertain);
    else if (target > 0)
      given.emplace_back(names[c], Verdict::present);
  }
  return given;
}

using Masks = std::function<std::vector<NamedMask>(std::size_t item, cv::Size size)>;

/// The outlines of COCO; else what openEvidence knows of the classes that are present.
Masks masksOf(const std::string& address, const std::string& split,
              const std::vector<ImportItem>& items) {
  const auto place = data::DataAddress(address).path();
  const bool isCoco = data::lowered(place.extension().string()) == ".json";
  const auto coco = isCoco ? std::make_shared<CocoMasks>(place) : nullptr;
  const std::shared_ptr<data::Evidence> evidence = data::openEvidence(address, split);
  if (!coco && !evidence) return {};
  return [=](std::size_t item, cv::Size size) {
    auto masks = coco ? coco->masks(item, size) : std::vector<NamedMask>{};
    for (const auto& [name, verdict] : items[item].labels) {
      const auto isOfClass = [&name = name](const NamedMask& one) { return one.className == name; };
      if (!evidence || std::any_of(masks.begin(), masks.end(), isOfClass)) continue;
      const auto pixels = evidence->mask(static_cast<std::int64_t>(item), name, size);
      if (!pixels.empty()) masks.push_back({MaskKind::evidence, name, Mask::fromPixels(pixels)});
    }
    return masks;
  };
}

}  // namespace

ImportSource labelledSource(const std::string& address, const std::string& split) {
  const auto data = data::openDataSet(address, split);
  ImportSource source;
  source.isLabelled = true;
  source.isMultiLabel = data->task() == model::Task::multiLabel;
  source.classNames = data->labels().namesOfClasses();
  for (std::int64_t i = 0; i < data->size(); ++i) {
    const auto path = data->file(i);
    if (path.empty())
      throw InvalidInput(address, "its images are in no files of their own",
                         "write them as pictures first");
    source.items.push_back(
        {path, "", labelsOf(data->labels(), source.classNames, static_cast<std::size_t>(i))});
  }
  source.masks = masksOf(address, split, source.items);
  return source;
}

}  // namespace rho::annotation
