// SPDX-License-Identifier: Apache-2.0
#include "explain/cam.h"
#include "explain/methods.h"

namespace rho::explain {

const Explainer& gradCam() {
  static const CamExplainer method(
      {.id = "gradcam",
       .title = "Grad-CAM",
       .summary = "Where the channels of a late layer that speak for the class are active.",
       .source = "Selvaraju et al. 2017; as pytorch-grad-cam or Captum",
       .signedMap = false,
       .perturbs = false,
       .options = {}},
      CamWeights::gradCam);
  return method;
}

}  // namespace rho::explain
