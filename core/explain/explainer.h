// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "explain/option.h"
#include "image/image.h"
#include "model/model.h"

namespace rho::explain {

/// What a method is, for menus, help, reports and tests.
struct MethodInfo {
  std::string id;          ///< "gradcam": file names and the command line
  std::string title;       ///< "Grad-CAM"
  std::string summary;     ///< one sentence for a tooltip
  std::string source;      ///< the paper or implementation that defines it
  bool signedMap = false;  ///< zero-centred values (diverging colours), else unsigned
  bool perturbs = false;   ///< makes a perturbed image within a bound rho
  std::vector<OptionSpec> options;
};

/// What is asked of a method.
struct Query {
  image::Image image;
  int target = 0;          ///< index of the class
  std::uint64_t seed = 0;  ///< the only source of randomness
  nlohmann::json options = nlohmann::json::object();
};

struct TracePoint {
  int step = 0;
  double rho = 0;         ///< RMSE of the perturbation at that step
  double confidence = 0;  ///< of the target class
};

/// What a method answers: everything needed to show it, to judge it and to replay it.
struct Explanation {
  std::string method;
  nlohmann::json options;  ///< complete
  std::uint64_t seed = 0;
  int target = 0;
  cv::Mat map;  ///< CV_32F on the grid of the original image, raw values
  bool signedMap = false;
  cv::Mat perturbed;  ///< CV_32FC1/3 at the model's input size as computed, else empty
  cv::Mat input;      ///< what the model saw, same size and type as perturbed
  cv::Mat segments;   ///< CV_32S superpixels on the original grid, else empty
  std::vector<float> confidencesBefore;  ///< per class
  std::vector<float> confidencesAfter;   ///< per class, of the perturbed image; empty where none
  std::vector<TracePoint> trace;
  std::optional<double> rhoReached;
  std::optional<double> score;  ///< R² of LIME's local model
  std::vector<std::string> warnings;
  double seconds = 0;
  std::string modelSha256;
};

/// One explanation method. Stateless: one object may serve several threads, each with its own
/// model.
class Explainer {
 public:
  virtual ~Explainer() = default;
  virtual const MethodInfo& info() const = 0;

  /// Checks query and options, times the method, fills what all explanations share. Throws
  /// InvalidInput and Cancelled; the model is as before in every case.
  Explanation explain(const model::Model& model, const Query& query,
                      const JobContext& context = {}) const;

 protected:
  /// The method itself. options are complete and valid; explanation carries input. A method that
  /// has the network's answer to the input anyway stores confidencesBefore, and spares asking
  /// again. input: 1×C×H×W.
  virtual void compute(const model::Model& model, const Query& query, const torch::Tensor& input,
                       Explanation& explanation, const JobContext& context) const = 0;
};

/// All methods, in the order of menus. The one line per method stands in registry.cpp.
const std::vector<const Explainer*>& explainers();
/// Throws InvalidInput listing the methods that exist.
const Explainer& explainerNamed(const std::string& id);

}  // namespace rho::explain
