// SPDX-License-Identifier: Apache-2.0
#include "explain/cam.h"
#include "explain/methods.h"

namespace rho::explain {

const Explainer& gradCamPlusPlus() {
  static const CamExplainer method(
      {.id = "gradcam++",
       .title = "Grad-CAM++",
       .summary = "Grad-CAM with weights that do better when the class appears several times.",
       .source = "Chattopadhay et al. 2018; as pytorch-grad-cam",
       .signedMap = false,
       .perturbs = false,
       .options = {}},
      CamWeights::gradCamPlusPlus);
  return method;
}

}  // namespace rho::explain
