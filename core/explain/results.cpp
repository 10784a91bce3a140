// SPDX-License-Identifier: Apache-2.0
#include "explain/results.h"

#include <fmt/format.h>

#include "base/file.h"
#include "base/resources.h"
#include "explain/presentation.h"
#include "image/array.h"
#include "image/overlay.h"
#include "image/write_image.h"

namespace rho::explain {

namespace {

using image::Array;
using image::NamedArray;

/// H×W, or H×W×C.
Array arrayOf(const cv::Mat& pixels, bool withChannels) {
  const cv::Mat dense = pixels.isContinuous() ? pixels : pixels.clone();
  std::vector<std::int64_t> shape = {dense.rows, dense.cols};
  if (withChannels) shape.push_back(dense.channels());
  const auto count = dense.total() * static_cast<std::size_t>(dense.channels());
  return Array::of<float>(std::span(dense.ptr<float>(), count), shape);
}

Array arrayOf(float value) { return Array::of<float>(std::span(&value, 1), {}); }

Array arrayOf(const std::vector<float>& values) {
  return Array::of<float>(values, {static_cast<std::int64_t>(values.size())});
}

void writeArrays(const std::filesystem::path& path, const Explanation& explanation) {
  const auto target = static_cast<std::size_t>(explanation.target);
  // A method that leaves the image as it is leaves the confidences as they are.
  const auto& after = explanation.confidencesAfter.empty() ? explanation.confidencesBefore
                                                           : explanation.confidencesAfter;
  const std::int64_t index = explanation.target;
  std::vector<NamedArray> arrays = {
      {"map", arrayOf(explanation.map, false)},
      {"target", Array::of<std::int64_t>(std::span(&index, 1), {})},
      {"confidence_before", arrayOf(explanation.confidencesBefore.at(target))},
      {"confidence_after", arrayOf(after.at(target))},
      {"confidences_before", arrayOf(explanation.confidencesBefore)},
      {"confidences_after", arrayOf(after)}};
  if (!explanation.perturbed.empty())
    arrays.push_back({"image", arrayOf(explanation.perturbed, true)});
  if (explanation.rhoReached)
    arrays.push_back({"rho_reached", arrayOf(static_cast<float>(*explanation.rhoReached))});
  image::writeNpz(path, arrays);
}

}  // namespace

nlohmann::json toJson(const Explanation& explanation, const model::ModelCard& card) {
  nlohmann::json json = {
      {"method", explanation.method},
      {"options", explanation.options},
      {"seed", explanation.seed},
      {"target", explanation.target},
      {"target_name", card.classNames.at(static_cast<std::size_t>(explanation.target))},
      {"confidences_before", explanation.confidencesBefore},
      {"seconds", explanation.seconds},
      {"warnings", explanation.warnings},
      {"model_sha256", explanation.modelSha256}};
  if (!explanation.confidencesAfter.empty())
    json["confidences_after"] = explanation.confidencesAfter;
  if (explanation.rhoReached) json["rho_reached"] = *explanation.rhoReached;
  if (explanation.score) json["score"] = *explanation.score;
  for (const auto& point : explanation.trace)
    json["trace"].push_back(
        {{"step", point.step}, {"rho", point.rho}, {"confidence", point.confidence}});
  return json;
}

std::vector<std::filesystem::path> writeResults(const std::filesystem::path& folder,
                                                const model::ModelCard& card,
                                                const image::Image& image,
                                                const std::vector<Explanation>& explanations,
                                                const std::string& caseName) {
  std::vector<std::filesystem::path> written;
  const auto path = [&](const std::string& name) -> const auto& {
    return written.emplace_back(folder / name);
  };
  nlohmann::json list = nlohmann::json::array();
  for (const auto& explanation : explanations) {
    const auto& method = explanation.method;
    image::writePng8(path(method + ".png"),
                     overlayOf(explanation, image, rangeOf(explanation), image.pixels().size()));
    if (!explanation.perturbed.empty())
      image::writePng8(path(method + "-image.png"),
                       image::Image(perturbedOnImage(explanation, image), image.info()));
    writeArrays(path(method + ".npz"), explanation);
    list.push_back(toJson(explanation, card));
  }
  image::writePng8(path("comparison.png"),
                   image::drawComparison(compare(card, image, explanations, caseName)));
  const nlohmann::json all = {
      {"rhoscope", version()}, {"image", image.info().source}, {"image_notes", image.info().notes},
      {"model", card.name},    {"model_sha256", card.sha256},  {"classes", card.classNames},
      {"explanations", list}};
  writeFileAtomically(path("explanations.json"), all.dump(2) + "\n");
  return written;
}

}  // namespace rho::explain
