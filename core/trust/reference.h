// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "image/image.h"
#include "model/model.h"
#include "trust/findings.h"

namespace rho::trust {

/// What a reference was learned from.
struct ReferenceOrigin {
  std::string model, modelSha256;
  std::string layer;  ///< of the embeddings
  std::string data;
  std::int64_t images = 0;   ///< whose mean and covariance it holds
  std::int64_t heldOut = 0;  ///< others, whose distances its quantiles are
};

/// Where the embeddings of the images lie that a network is made for. An image that is far from
/// them is none of those (Lee et al. 2018, "A simple unified framework for detecting
/// out-of-distribution samples and adversarial attacks": Mahalanobis distance). It holds averages
/// over many images alone, nothing of a single one.
class Reference {
 public:
  struct Quantile {
    double share = 0;     ///< of the images that were held out
    double distance = 0;  ///< that this share is nearer than
  };

  /// mean: D; factor: D×D lower triangle L, where L Lᵀ is the covariance; quantiles by rising
  /// share, the last one 0.99. Throws InvalidInput where they do not fit each other.
  Reference(ReferenceOrigin origin, torch::Tensor mean, torch::Tensor factor,
            std::vector<Quantile> quantiles);

  /// Reads what save() wrote. Throws MissingFile, UnknownFormat, BrokenFile, RefusedFile.
  static Reference load(const std::filesystem::path& path);
  /// The same for a network. Throws InvalidInput where it was learned for another one.
  static Reference loadFor(const model::ModelCard& card, const std::filesystem::path& path);
  /// A safetensors file; atomic. Throws WriteFailed.
  void save(const std::filesystem::path& path) const;

  const ReferenceOrigin& origin() const { return m_origin; }
  const std::vector<Quantile>& quantiles() const { return m_quantiles; }

  /// Of embeddings (N×D) from the mean: Mahalanobis distances by √D, so that 1 is usual. N doubles.
  torch::Tensor distances(const torch::Tensor& embeddings) const;

  /// Whether the image and its inversion are among those that the network is made for. Throws
  /// InvalidInput where the network's embeddings do not fit.
  RangeFinding rangeOf(const model::Model& model, const image::Image& image) const;

 private:
  ReferenceOrigin m_origin;
  torch::Tensor m_mean, m_factor;  // doubles
  std::vector<Quantile> m_quantiles;
};

/// Images that are read one at a time.
struct ReferenceExamples {
  std::string name;
  std::int64_t count = 0;
  std::function<image::Image(std::int64_t)> read;
};

/// Every fifth image is held out. Memory: 8 D bytes for each image. Throws InvalidInput (fewer than
/// 100 images; embeddings that do not differ), Cancelled, and what read throws.
Reference learnReference(const model::Model& model, const ReferenceExamples& examples,
                         const JobContext& context = {});

}  // namespace rho::trust
