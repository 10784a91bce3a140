// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "explain/lime_evaluation.h"
#include "explain/lime_sampler.h"
#include "explain/lime_surrogate.h"
#include "explain/methods.h"
#include "image/superpixels.h"
#include "model/tensor.h"

namespace rho::explain {

namespace {

std::vector<OptionSpec> limeOptions() {
  return {
      {.name = "samples",
       .type = OptionType::integer,
       .defaultValue = 1000,
       .help = "Pictures with random superpixels hidden that the network judges.",
       .minimum = 10,
       .maximum = 1000000,
       .choices = {}},
      {.name = "superpixels",
       .type = OptionType::choice,
       .defaultValue = "slic",
       .help = "How the model's input is cut into superpixels; quickshift with lime's own "
               "settings gives only one or two on very small images.",
       .minimum = {},
       .maximum = {},
       .choices = image::superpixelMethods()},
      {.name = "segments",
       .type = OptionType::integer,
       .defaultValue = 0,
       .help = "Superpixels wanted (slic, grid); 0 chooses by the size of the image.",
       .minimum = 0,
       .maximum = 10000,
       .choices = {}},
      {.name = "features",
       .type = OptionType::integer,
       .defaultValue = 100000,
       .help = "Superpixels that the local model may use at most; up to 6 are chosen by forward "
               "selection, more by the highest weights.",
       .minimum = 1,
       .maximum = 100000,
       .choices = {}},
      {.name = "kernel_width",
       .type = OptionType::number,
       .defaultValue = 0.25,
       .help = "Width of the exponential kernel over the cosine distance: how local the model is.",
       .minimum = 0.01,
       .maximum = 100,
       .choices = {}},
      {.name = "hide",
       .type = OptionType::choice,
       .defaultValue = "mean",
       .help = "What a hidden superpixel shows: its mean colour, black, grey or white.",
       .minimum = {},
       .maximum = {},
       .choices = {"mean", "black", "grey", "white"}},
      {.name = "precision",
       .type = OptionType::choice,
       .defaultValue = "auto",
       .help = "How the network computes: single precision, or bfloat16, which is about twice "
               "as fast on processors that have it; auto takes bfloat16 where a trial shows "
               "that the confidences stay the same.",
       .minimum = {},
       .maximum = {},
       .choices = {"auto", "single", "bfloat16"}}};
}

/// The precision asked for; the one that "auto" settles on goes into the record.
Precision settlePrecision(const model::Model& model, const SuperpixelHider& hider,
                          const cv::Mat1b& samples, int target, nlohmann::json& options) {
  auto& choice = options.at("precision");
  if (choice == "auto")
    choice = suitablePrecision(model, hider, samples, target) == Precision::single ? "single"
                                                                                   : "bfloat16";
  return choice == "single" ? Precision::single : Precision::bfloat16;
}

image::Superpixels cut(const cv::Mat& input, const nlohmann::json& options) {
  image::SuperpixelOptions wanted;
  wanted.method = options.at("superpixels").get<std::string>();
  wanted.segments = options.at("segments").get<int>();
  return image::segment(image::Image(input, {}), wanted);
}

torch::Tensor hiddenPicture(const torch::Tensor& input, const cv::Mat& segments,
                            const std::string& hide) {
  if (hide == "mean") return meanColours(input, segments);
  return torch::full_like(input, hide == "white" ? 1.0 : hide == "grey" ? 0.5 : 0.0);
}

/// Each superpixel painted with its coefficient. Nearest neighbour, because a mixture of two
/// superpixels' numbers or coefficients would be neither's.
cv::Mat enlarged(const cv::Mat& map, const image::Image& image) {
  cv::Mat result;
  cv::resize(map, result, {image.width(), image.height()}, 0, 0, cv::INTER_NEAREST);
  return result;
}

cv::Mat painted(const cv::Mat& segments, const std::vector<double>& coefficients) {
  cv::Mat map(segments.size(), CV_32F);
  std::transform(segments.begin<int>(), segments.end<int>(), map.begin<float>(), [&](int label) {
    return static_cast<float>(coefficients[static_cast<std::size_t>(label)]);
  });
  return map;
}

void warn(const LimeSurrogate& surrogate, int superpixels, std::vector<std::string>& warnings) {
  if (superpixels < 5)
    warnings.push_back(
        fmt::format("Only {} superpixels: too few to say where in the image the "
                    "evidence is. Ask for more segments.",
                    superpixels));
  if (surrogate.score < 0.5)
    warnings.push_back(
        fmt::format("The local model fits the network badly (R² {:.2f}): its map "
                    "explains little of what the network does.",
                    surrogate.score));
}

class Lime : public Explainer {
 public:
  const MethodInfo& info() const override {
    static const MethodInfo info{
        .id = "lime",
        .title = "LIME",
        .summary =
            "How much each superpixel adds to the class's confidence, by a linear model of "
            "the network fitted to pictures with superpixels hidden.",
        .source = "Ribeiro, Singh and Guestrin 2016; as marcotcr/lime",
        .signedMap = true,
        .perturbs = false,
        .options = limeOptions()};
    return info;
  }

 protected:
  /// The superpixels are cut on the model's input, not on the original: what is hidden from the
  /// network is then exactly what is drawn.
  void compute(const model::Model& model, const Query& query, const torch::Tensor& input,
               Explanation& explanation, const JobContext& context) const override {
    auto& options = explanation.options;
    context.report(0, "superpixels");
    const auto superpixels = cut(explanation.input, options);
    context.throwIfStopped();

    const auto shown = input.to(torch::kCPU);
    const SuperpixelHider hider(
        shown, superpixels.labels,
        hiddenPicture(shown, superpixels.labels, options.at("hide").get<std::string>()));
    const auto samples =
        limeSamples(options.at("samples").get<int>(), superpixels.count, query.seed);
    const auto precision = settlePrecision(model, hider, samples, query.target, options);
    const auto confidences = confidencesOfSamples(model, hider, samples, query.target, precision,
                                                  context.part(0.02, 0.99));
    const auto weights = limeWeights(samples, options.at("kernel_width").get<double>());
    const auto surrogate =
        fitLimeSurrogate(samples, confidences, weights, options.at("features").get<int>());

    explanation.map = enlarged(painted(superpixels.labels, surrogate.coefficients), query.image);
    explanation.signedMap = true;
    explanation.segments = enlarged(superpixels.labels, query.image);
    explanation.score = surrogate.score;
    warn(surrogate, superpixels.count, explanation.warnings);
  }
};

}  // namespace

const Explainer& lime() {
  static const Lime method;
  return method;
}

}  // namespace rho::explain
