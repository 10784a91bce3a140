// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <opencv2/core.hpp>

#include "image/image.h"
#include "model/model_card.h"
#include "model/network.h"

namespace rho::model {

/// A network with its card: the one place where images become inputs and logits confidences.
/// Inputs are N×C×H×W tensors in [0,1] at the card's size, on the model's device; normalisation
/// happens inside, so that ρ is always measured in [0,1].
class Model {
 public:
  /// Throws InvalidInput when card and network do not fit.
  Model(ModelCard card, std::shared_ptr<Network> network);

  const ModelCard& card() const { return m_card; }
  ModelCard& card() { return m_card; }
  Network& network() const { return *m_network; }

  torch::Device device() const { return m_device; }
  /// "cpu", "cuda", "cuda:1". Throws InvalidInput when there is no such device.
  void to(const std::string& device);

  /// 1×C×H×W: the image's channels and size brought to the card's (area mean when shrinking,
  /// cubic when enlarging; the aspect ratio is not kept).
  torch::Tensor input(const image::Image& image) const;
  /// The inverse for a map of the input's size (H×W, or 1×H×W): values on the image's own grid.
  cv::Mat mapOnImage(const torch::Tensor& map, const image::Image& image) const;

  torch::Tensor logits(const torch::Tensor& input) const;                          ///< N×classes
  torch::Tensor inference(const torch::Tensor& input, Precision precision) const;  ///< N×classes
  Network::Tapped tap(const torch::Tensor& input, const std::string& layer) const;
  Network::Tapped tapForGradient(const torch::Tensor& input, const std::string& layer) const;
  Network::Attended attend(const torch::Tensor& input) const;
  torch::Tensor confidences(const torch::Tensor& logits) const;  ///< softmax or sigmoid

 private:
  torch::Tensor normalise(const torch::Tensor& input) const;

  ModelCard m_card;
  std::shared_ptr<Network> m_network;
  torch::Device m_device;
  torch::Tensor m_mean, m_standardDeviation;  // 1×C×1×1
};

/// log(p / (1 - p)) of the target class per image, N values, from logits. Its gradient has the
/// direction of the cross-entropy's but does not underflow where p is nearly 0 or 1:
/// single-label z_t - logsumexp(other z), multi-label z_t.
torch::Tensor logOdds(const Model& model, const torch::Tensor& logits,
                      const torch::Tensor& targets);

/// Prepares the calling thread and LibTorch's pool for computing: half-Huber networks produce
/// subnormal floats, which are slow on a CPU; they are flushed to zero. Cheap when repeated.
void prepareComputeThread();

/// Throws InvalidInput naming the devices that exist.
torch::Device deviceFromName(const std::string& name);

}  // namespace rho::model
