// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "image/image.h"
#include "model/model_card.h"

namespace rho::workbench {

/// Whether a perturbation makes the network more or less confident of the class.
enum class Direction { raise, lower };

/// A finished point of a sweep.
struct SweepValue {
  Direction direction = Direction::raise;
  double rho = 0;  ///< asked for
  double rhoReached = 0;
  std::vector<float> confidences;  ///< of every class
  cv::Mat perturbed;               ///< CV_32F, at the network's input size, as computed
};

/// A finished map of a method.
struct MapValue {
  cv::Mat map;  ///< CV_32F on the grid of the original image
  bool signedMap = false;
  cv::Mat segments;             ///< CV_32S superpixels, else empty
  std::optional<double> score;  ///< R² of a local model
  std::vector<std::string> warnings;
};

/// A network that answers the questions of the window. This header is the door between Qt and
/// LibTorch: it includes neither, because their headers cannot be read together.
///
/// One thread at a time may ask. Questions throw rho::Error, Cancelled among them.
class Analysis {
 public:
  /// Opens any supported model file. Throws as model::loadModel.
  explicit Analysis(const std::filesystem::path& path);
  ~Analysis();

  const std::filesystem::path& path() const { return m_path; }
  const model::ModelCard& card() const;
  /// Layers that Grad-CAM may be asked for, from input to output.
  std::vector<std::string> layers() const;
  static int threads();

  /// What the network sees of an image: CV_32F at its input size and channels.
  cv::Mat input(const image::Image& image) const;
  std::vector<float> confidences(const image::Image& image) const;

  struct SweepQuestion {
    image::Image image;
    int target = 0;
    std::vector<double> rhos;  ///< each > 0
    double wantedRho = 0.1;    ///< answered nearest first, raise and lower
  };
  void sweep(const SweepQuestion& question, const std::function<void(const SweepValue&)>& sink,
             const JobContext& context) const;

  /// method: as explain::MethodInfo::id. layer: for Grad-CAM; empty is the network's default.
  MapValue explain(const std::string& method, const image::Image& image, int target,
                   const std::string& layer, const JobContext& context) const;

 private:
  struct State;
  std::filesystem::path m_path;
  std::unique_ptr<State> m_state;
};

/// The ρ at which the decision for the target fails while it is lowered, and at which its
/// confidence falls to chance; between the points that are known so far.
struct Crossings {
  std::optional<double> flipRho;
  std::optional<double> chanceRho;
};
struct LoweredPoint {
  double rho = 0;
  std::vector<float> confidences;
};
/// points: by rising ρ, from ρ = 0 on.
Crossings crossings(const std::vector<LoweredPoint>& points, int target, model::Task task);

}  // namespace rho::workbench
