// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <string>

#include "explain/explainer.h"
#include "model/model.h"

namespace rho::explain {

/// How the channels of a layer are weighted: Selvaraju et al. 2017 (spatial mean of the gradient),
/// or Chattopadhay et al. 2018 (Grad-CAM++, as pytorch-grad-cam computes it).
enum class CamWeights { gradCam, gradCamPlusPlus };

/// The weighted sum of a layer's channels, before any ReLU, scaling or resizing.
struct CamValues {
  torch::Tensor map;       ///< N×h×w, the layer's own grid
  torch::Tensor gradient;  ///< N×K×h×w: of the target's logit with respect to the layer
  torch::Tensor logits;    ///< N×classes
};

/// input: N×C×H×W in [0,1]; targets: N class indices. One forward pass, and a backward pass that
/// stops at the layer. Throws InvalidInput for an unknown layer or one whose value is not an image
/// (K×h×w), naming the layers that are.
CamValues camValues(const model::Model& model, const torch::Tensor& input,
                    const torch::Tensor& targets, const std::string& layer, CamWeights weights);

/// The maps as pytorch-grad-cam shows them, N×h×w to N×H×W: ReLU, each from 0 to 1, bilinear.
torch::Tensor asPytorchGradCam(const torch::Tensor& maps, cv::Size size);
/// The maps as Captum's LayerGradCam with interpolate gives them: signed, nearest neighbour.
torch::Tensor asCaptum(const torch::Tensor& maps, cv::Size size);

/// The layer that is explained when none is asked for: the card's, else the last one whose value is
/// an image. input: any the model accepts.
std::string defaultCamLayer(const model::Model& model, const torch::Tensor& input);

/// Grad-CAM and its variants differ in the weights alone.
class CamExplainer : public Explainer {
 public:
  CamExplainer(MethodInfo info, CamWeights weights);
  const MethodInfo& info() const override { return m_info; }

 protected:
  void compute(const model::Model& model, const Query& query, const torch::Tensor& input,
               Explanation& explanation, const JobContext& context) const override;

 private:
  MethodInfo m_info;
  CamWeights m_weights;
};

}  // namespace rho::explain
