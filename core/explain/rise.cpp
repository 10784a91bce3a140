// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/random.h"
#include "explain/attributions.h"
#include "explain/baseline.h"
#include "explain/gradients.h"
#include "explain/methods.h"
#include "model/tensor.h"

namespace rho::explain {

namespace {

/// A grid of visible (1) and hidden (0) cells, enlarged smoothly to a cell more than the image and
/// cut out of that at random: 1×1×height×width.
torch::Tensor randomMask(Random random, std::int64_t cells, double visible, std::int64_t height,
                         std::int64_t width) {
  auto grid = torch::empty({1, 1, cells, cells});
  for (std::int64_t i = 0; i < grid.numel(); ++i)
    grid.data_ptr<float>()[i] = random.coin(visible) ? 1 : 0;
  const auto cellHeight = (height + cells - 1) / cells, cellWidth = (width + cells - 1) / cells;
  const auto top = random.integer(cellHeight), left = random.integer(cellWidth);
  return at::upsample_bilinear2d(grid, {(cells + 1) * cellHeight, (cells + 1) * cellWidth}, false)
      .narrow(2, top, height)
      .narrow(3, left, width);
}

}  // namespace

torch::Tensor riseValues(const model::Model& model, const torch::Tensor& input, int target,
                         const torch::Tensor& baseline, const RiseMasks& masks, std::uint64_t seed,
                         const JobContext& context) {
  const torch::NoGradGuard noGrad;
  const auto height = input.size(2), width = input.size(3), batch = forwardBatch(input);
  auto sum = torch::zeros({1, 1, height, width}, torch::kFloat64);
  for (std::int64_t first = 0; first < masks.count; first += batch) {
    context.step(first, masks.count, "masks");
    std::vector<torch::Tensor> parts;
    for (auto i = first; i < std::min<std::int64_t>(first + batch, masks.count); ++i)
      parts.push_back(randomMask(Random::forItem(seed, static_cast<std::uint64_t>(i)), masks.cells,
                                 masks.visible, height, width));
    const auto shown = torch::cat(parts);
    const auto seen = shown.to(input.device());
    const auto images = input * seen + baseline * (1 - seen);
    const auto confidences =
        model.confidences(model.inference(images, model::Precision::single)).select(1, target);
    const auto weights = confidences.to(torch::kCPU, torch::kFloat64).view({-1, 1, 1, 1});
    sum += (weights * shown).sum(0, true);
  }
  context.step(masks.count, masks.count, "masks");
  return (sum / (static_cast<double>(masks.count) * masks.visible)).to(torch::kFloat32);
}

namespace {

class Rise : public Explainer {
 public:
  const MethodInfo& info() const override {
    static const MethodInfo info{
        .id = "rise",
        .title = "RISE",
        .summary =
            "The class's mean confidence over random masks that show a pixel: it asks for "
            "nothing but answers.",
        .source = "Petsiuk, Das and Saenko 2018",
        .signedMap = false,
        .perturbs = false,
        .options = {{.name = "masks",
                     .type = OptionType::integer,
                     .defaultValue = 1000,
                     .help = "Random masks that the network judges; the authors take 4000 to 8000.",
                     .minimum = 1,
                     .maximum = 1000000,
                     .choices = {}},
                    {.name = "cells",
                     .type = OptionType::integer,
                     .defaultValue = 7,
                     .help = "Cells of a mask along each side (the authors: 7).",
                     .minimum = 2,
                     .maximum = 64,
                     .choices = {}},
                    {.name = "visible",
                     .type = OptionType::number,
                     .defaultValue = 0.5,
                     .help = "How often a cell is visible (the authors: 0.5).",
                     .minimum = 0.01,
                     .maximum = 1,
                     .choices = {}},
                    baselineOption()}};
    return info;
  }

 protected:
  void compute(const model::Model& model, const Query& query, const torch::Tensor& input,
               Explanation& explanation, const JobContext& context) const override {
    const auto& options = explanation.options;
    const RiseMasks masks{options.at("masks").get<int>(), options.at("cells").get<int>(),
                          options.at("visible").get<double>()};
    const auto baseline = baselineImage(input, options.at("baseline").get<std::string>());
    const auto values =
        riseValues(model, input, query.target, baseline, masks, query.seed, context);
    // Resizing may overshoot a little, below zero.
    explanation.map = cv::max(model.mapOnImage(values, query.image), 0.0F);
  }
};

}  // namespace

const Explainer& rise() {
  static const Rise method;
  return method;
}

}  // namespace rho::explain
