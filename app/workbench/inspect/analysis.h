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
#include "explain/option.h"
#include "image/image.h"
#include "model/model_card.h"
#include "preflight/preflight.h"
#include "workbench/trust/trust_question.h"

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

/// A method, for menus and forms.
struct MethodDescription {
  std::string id, title, summary, source;
  bool perturbs = false;  ///< makes a perturbed image within ρ
  std::vector<explain::OptionSpec> options;
};

/// A finished answer of a method.
struct MapValue {
  cv::Mat map;  ///< CV_32F on the grid of the original image
  bool signedMap = false;
  cv::Mat segments;   ///< CV_32S superpixels, else empty
  cv::Mat perturbed;  ///< as SweepValue's, else empty
  std::vector<float> confidencesAfter;
  std::optional<double> rhoReached;
  std::optional<double> score;  ///< R² of a local model
  std::vector<std::string> warnings;
  nlohmann::json options;  ///< complete
  std::uint64_t seed = 0;
  double seconds = 0;
};

/// A device that networks can compute on.
struct Device {
  std::string id;     ///< "cpu", "cuda:0"
  std::string title;  ///< "CPU", "NVIDIA H200"
};

/// A layer, as Grad-CAM would see it for one image and class.
struct LayerSummary {
  std::string name;
  std::vector<int> shape;  ///< of one image's value: channels, height, width where it is spatial
  bool spatial = false;    ///< its value is an image
  bool dead = false;       ///< all zero
  bool silent = false;     ///< of spatial ones: no influence on the class, or all of it cancels
  bool against = false;    ///< of spatial ones: all of Grad-CAM's map is negative for the class
  cv::Mat activation;      ///< CV_32FC1, mean absolute value of the channels; empty if not spatial
};

/// A network that answers the questions of the window. This header is the door between Qt and
/// LibTorch: it includes neither, because their headers cannot be read together.
///
/// One thread at a time may ask. Questions throw rho::Error, Cancelled among them.
class Analysis {
 public:
  /// Opens any supported model file. Throws as model::loadModel, and InvalidInput for a device that
  /// does not exist.
  explicit Analysis(const std::filesystem::path& path, const std::string& device = "cpu");
  ~Analysis();

  const std::filesystem::path& path() const { return m_path; }
  const model::ModelCard& card() const;
  /// Layers that Grad-CAM may be asked for, from input to output.
  std::vector<std::string> layers() const;
  static int threads();
  /// What can be computed on here, the CPU first. The first call looks for GPUs.
  static const std::vector<Device>& devices();
  /// The device itself if it is there, else the CPU: a stored choice outlives the hardware.
  static std::string usableDevice(const std::string& id);
  const std::string& device() const { return m_device; }

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

  struct Question {
    std::string method;  ///< as MethodDescription::id
    image::Image image;
    int target = 0;
    nlohmann::json options = nlohmann::json::object();  ///< what differs from the defaults
    int seed = 0;                                       ///< at least 0
  };
  MapValue explain(const Question& question, const JobContext& context) const;

  /// The layers, nearest to the output first. Of more than manyLayers, only as many as fit the
  /// seconds.
  static constexpr std::size_t manyLayers = 200;
  void surveyLayers(const image::Image& image, int target, double seconds,
                    const std::function<void(LayerSummary)>& sink, const JobContext& context) const;
  /// Whether image and network are fit for each other, and the network for being explained. What is
  /// the network's alone is looked at once.
  std::vector<preflight::Finding> preflight(const image::Image& image,
                                            const JobContext& context) const;

  /// Whether the network was made for such images; nothing where no NAME.reference is beside its
  /// file. Throws as trust::Reference::loadFor.
  std::optional<trust::RangeFinding> range(const image::Image& image) const;
  /// How far a finding can be trusted. What a study or mask that does not fit fails with is part of
  /// the answer.
  TrustAnswer checkTrust(const TrustQuestion& question, const JobContext& context) const;

  /// All methods, in the order of menus.
  static const std::vector<MethodDescription>& methods();
  /// Throws InvalidInput listing the methods that exist.
  static const MethodDescription& method(const std::string& id);
  /// Whether a method draws a perturbation: they follow the window's ρ.
  static bool isAdversarial(const std::string& id);

 private:
  struct State;
  std::filesystem::path m_path;
  std::string m_device;
  std::unique_ptr<State> m_state;
};

/// The ρ at which the decision about the target turns, and at which its confidence falls to chance;
/// between the points that are known so far (explain/crossing.h).
struct Crossings {
  std::optional<double> flipRho;
  std::optional<double> chanceRho;
  bool byRaising = false;  ///< the decision turns while the target is raised: a label is not found
};
struct SweptPoint {
  double rho = 0;
  std::vector<float> confidences;
};
/// Points by rising ρ, from ρ = 0 on.
Crossings crossings(const std::vector<SweptPoint>& lowered, const std::vector<SweptPoint>& raised,
                    int target, const model::ModelCard& card);

}  // namespace rho::workbench
