// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "explain/explainer.h"

namespace rho::explain {

/// The one object of every method; registry.cpp lists them in the order of menus.
const Explainer& aeRaise();
const Explainer& aeLower();
const Explainer& gradCam();
const Explainer& gradCamPlusPlus();
const Explainer& attentionRollout();
const Explainer& lime();
const Explainer& saliency();
const Explainer& inputTimesGradient();
const Explainer& integratedGradients();
const Explainer& smoothGrad();
const Explainer& occlusion();
const Explainer& rise();

}  // namespace rho::explain
