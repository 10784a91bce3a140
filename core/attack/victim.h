// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <functional>
#include <vector>

#include "attack/threat_model.h"
#include "base/random.h"
#include "model/model.h"

namespace rho::attack {

/// Expectation over transformations (Athalye et al. 2018) with Gaussian noise: gradients are means
/// over samples of noisy inputs, for networks that are noisy themselves. 0 samples: off.
struct Expectation {
  int samples = 0;
  double sigma = 0;  ///< standard deviation, pixels in [0,1]
};

/// Where a loss grows the attack gains: N values from N×classes logits.
using Loss = std::function<torch::Tensor(const torch::Tensor& logits)>;

/// Images under attack. The one place where attacks ask the network: it counts how often, and keeps
/// of each image the closest point seen that reaches the goal within the threat model. Attacks name
/// the images they ask for by rows (int64), so that those that are done can leave.
class Victim {
 public:
  struct Images {
    torch::Tensor inputs;    ///< N×C×H×W in [0,1]
    torch::Tensor labels;    ///< N int64
    std::int64_t first = 0;  ///< number of the first image: its random numbers depend on it
  };

  Victim(const model::Model& model, const ThreatModel& threat, Images images, std::uint64_t seed,
         Expectation expectation);

  const ThreatModel& threat() const { return m_threat; }
  std::int64_t classes() const { return m_model.card().classCount(); }
  std::int64_t valuesPerImage() const { return m_images.inputs[0].numel(); }
  double radius() const { return m_threat.radius(valuesPerImage()); }
  torch::Tensor inputs(const torch::Tensor& rows) const;
  torch::Tensor labels(const torch::Tensor& rows) const;
  /// N×1×H×W, or undefined.
  torch::Tensor mask(const torch::Tensor& rows) const;
  torch::Tensor allRows() const;
  /// Those of rows for which nothing was found yet.
  torch::Tensor open(const torch::Tensor& rows) const;

  /// What the network says of points (one per row).
  struct Answer {
    torch::Tensor logits;    ///< N×classes
    torch::Tensor fooled;    ///< N flags: the goal is reached
    torch::Tensor loss;      ///< N; with gradient() only
    torch::Tensor gradient;  ///< N×C×H×W, 0 outside the mask; with gradient() only
  };
  Answer ask(const torch::Tensor& points, const torch::Tensor& rows);
  Answer gradient(const torch::Tensor& points, const torch::Tensor& rows, const Loss& loss);
  /// Of goalOdds().
  Answer gradient(const torch::Tensor& points, const torch::Tensor& rows);
  /// Gradients of several losses at the same points, from one pass forward: visit gets each loss
  /// and its gradient in turn. Without expectation.
  using Visit = std::function<void(const torch::Tensor& loss, const torch::Tensor& gradient)>;
  void gradients(const torch::Tensor& points, const torch::Tensor& rows,
                 const std::vector<Loss>& losses, const Visit& visit);

  /// Log-odds against the true class, or for the target. Its gradient has the direction of the
  /// cross-entropy's, which it grows with, and does not underflow.
  torch::Tensor goalOdds(const torch::Tensor& logits, const torch::Tensor& rows) const;
  /// Best other logit less the true one's, or the target's less the best other: above 0 where the
  /// goal is reached.
  torch::Tensor goalMargin(const torch::Tensor& logits, const torch::Tensor& rows) const;
  torch::Tensor isFooled(const torch::Tensor& logits, const torch::Tensor& rows) const;

  /// Back to what the threat model allows.
  torch::Tensor project(const torch::Tensor& points, const torch::Tensor& rows) const;
  /// Uniform in the ball of the threat model's radius, then projected.
  torch::Tensor randomStart(const torch::Tensor& rows);
  /// Standard normal, or uniform in [-1, 1), of the images' shape. An image's numbers depend on the
  /// seed and its number alone.
  torch::Tensor normal(const torch::Tensor& rows);
  torch::Tensor uniform(const torch::Tensor& rows);
  /// The random numbers of one image.
  Random& random(std::int64_t row) { return m_random[static_cast<std::size_t>(row)]; }

  const torch::Tensor& found() const { return m_found; }    ///< the image itself where nothing was
  const torch::Tensor& sizes() const { return m_sizes; }    ///< infinite where nothing was found
  const torch::Tensor& passes() const { return m_passes; }  ///< N int64: evaluations of the network

 private:
  torch::Tensor goalClasses(const torch::Tensor& rows) const;
  torch::Tensor masked(const torch::Tensor& gradient, const torch::Tensor& rows) const;
  Answer plainGradient(const torch::Tensor& points, const torch::Tensor& rows, const Loss& loss);
  void note(const torch::Tensor& points, const torch::Tensor& rows, const torch::Tensor& fooled);
  void count(const torch::Tensor& rows);
  torch::Tensor perImage(const torch::Tensor& rows,
                         const std::function<torch::Tensor(at::Generator)>& draw);

  const model::Model& m_model;
  ThreatModel m_threat;
  Images m_images;
  Expectation m_expectation;
  std::vector<Random> m_random;
  std::vector<at::Generator> m_generators;
  torch::Tensor m_found, m_sizes, m_passes;
};

/// Rows (or any indices) where flags are set, of the same length as flags.
torch::Tensor indicesWhere(const torch::Tensor& flags);
/// Keeps those items of every tensor.
void keepItems(const torch::Tensor& items, std::initializer_list<torch::Tensor*> tensors);

}  // namespace rho::attack
