// SPDX-License-Identifier: Apache-2.0
#include "robustness/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace rho::robustness {

namespace {

double share(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

void requireLabels(const std::vector<Measured>& images, int classes) {
  if (images.empty()) throw InvalidInput("images", "there are none", "measure at least one");
  for (const auto& image : images)
    if (image.label < 0 || image.label >= classes || image.predicted >= classes)
      throw InvalidInput(fmt::format("image {}", image.index),
                         fmt::format("has a class that is none of 0 to {}", classes - 1));
}

std::vector<ClassSummary> classesOf(const std::vector<Measured>& images, int classes) {
  std::vector<ClassSummary> summaries(static_cast<std::size_t>(classes));
  std::vector<std::vector<double>> distances(summaries.size());
  for (const auto& image : images) {
    auto& own = summaries[static_cast<std::size_t>(image.label)];
    ++own.images;
    own.accuracy += image.right() ? 1 : 0;
    distances[static_cast<std::size_t>(image.label)].push_back(image.distance);
  }
  for (std::size_t c = 0; c < summaries.size(); ++c) {
    if (summaries[c].images == 0) continue;
    summaries[c].accuracy /= static_cast<double>(summaries[c].images);
    summaries[c].medianDistance = median(std::move(distances[c]));
  }
  return summaries;
}

std::vector<std::int64_t> confusionOf(const std::vector<Measured>& images, int classes) {
  std::vector<std::int64_t> confusion(static_cast<std::size_t>(classes) *
                                      static_cast<std::size_t>(classes));
  for (const auto& image : images)
    if (image.predicted >= 0)
      ++confusion[static_cast<std::size_t>(image.label * classes + image.predicted)];
  return confusion;
}

std::vector<CalibrationBin> calibrationOf(const std::vector<Measured>& images) {
  constexpr int count = 15;
  std::vector<CalibrationBin> bins(count);
  for (const auto& image : images) {
    const auto place = std::clamp(static_cast<int>(image.confidence * count), 0, count - 1);
    auto& bin = bins[static_cast<std::size_t>(place)];
    ++bin.images;
    bin.confidence += image.confidence;
    bin.accuracy += image.right() ? 1 : 0;
  }
  for (auto& bin : bins)
    if (bin.images > 0) {
      bin.confidence /= static_cast<double>(bin.images);
      bin.accuracy /= static_cast<double>(bin.images);
    }
  return bins;
}

std::vector<Measured> mostFragileOf(const std::vector<Measured>& images, std::size_t count) {
  std::vector<Measured> right;
  std::copy_if(images.begin(), images.end(), std::back_inserter(right),
               [](const Measured& image) { return image.right(); });
  const auto end = right.begin() + static_cast<std::ptrdiff_t>(std::min(count, right.size()));
  std::partial_sort(right.begin(), end, right.end(), [](const Measured& a, const Measured& b) {
    return std::pair(a.distance, a.index) < std::pair(b.distance, b.index);
  });
  right.erase(end, right.end());
  return right;
}

}  // namespace

std::vector<double> distancesOf(const std::vector<Measured>& images) {
  std::vector<double> distances;
  for (const auto& image : images) distances.push_back(image.distance);
  return distances;
}

Summary summarise(const std::vector<Measured>& images, int classes, std::size_t fragile) {
  requireLabels(images, classes);
  const auto distances = distancesOf(images);
  Summary summary;
  summary.images = std::ssize(images);
  const auto right = std::count_if(images.begin(), images.end(),
                                   [](const Measured& image) { return image.right(); });
  summary.accuracy = share(right, summary.images);
  summary.ara = areaAboveChance(distances, classes);
  summary.araInterval = bootstrapArea(distances, classes);
  summary.medianDistance = median(distances);
  summary.unchanged = std::count_if(distances.begin(), distances.end(),
                                    [](double distance) { return !std::isfinite(distance); });
  summary.classes = classesOf(images, classes);
  summary.confusion = confusionOf(images, classes);
  summary.calibration = calibrationOf(images);
  for (const auto& bin : summary.calibration)
    summary.calibrationError +=
        share(bin.images, summary.images) * std::abs(bin.confidence - bin.accuracy);
  summary.mostFragile = mostFragileOf(images, fragile);
  return summary;
}

nlohmann::json toJson(const Summary& summary, const std::vector<std::string>& classNames) {
  constexpr std::size_t mostClassesToList = 100;
  nlohmann::json json = {{"n", summary.images},
                         {"accuracy", summary.accuracy},
                         {"ara", summary.ara},
                         {"ara_low", summary.araInterval.low},
                         {"ara_high", summary.araInterval.high},
                         {"median", summary.medianDistance},
                         {"unchanged", summary.unchanged},
                         {"ece", summary.calibrationError}};
  for (std::size_t c = 0; c < summary.classes.size(); ++c) {
    const auto& own = summary.classes[c];
    json["classes"].push_back({{"name", c < classNames.size() ? classNames[c] : std::to_string(c)},
                               {"n", own.images},
                               {"accuracy", own.accuracy},
                               {"median", own.medianDistance}});
    if (summary.classes.size() <= mostClassesToList) {
      const auto row =
          summary.confusion.begin() + static_cast<std::ptrdiff_t>(c * summary.classes.size());
      json["confusion"].push_back(std::vector<std::int64_t>(
          row, row + static_cast<std::ptrdiff_t>(summary.classes.size())));
    }
  }
  for (const auto& bin : summary.calibration)
    json["calibration"].push_back(
        {{"n", bin.images}, {"confidence", bin.confidence}, {"accuracy", bin.accuracy}});
  for (const auto& image : summary.mostFragile)
    json["most_fragile"].push_back({{"index", image.index},
                                    {"label", image.label},
                                    {"confidence", image.confidence},
                                    {"distance", image.distance}});
  return json;
}

}  // namespace rho::robustness
