// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "image/image.h"

namespace rho::phantom {

/// A case of the bundled demo: made on demand, so that no picture of a patient is in the project.
struct DemoCase {
  std::string name;         ///< as in demo:NAME, for example nodule-1
  std::string description;  ///< one sentence for people
  std::string className;    ///< the truth: clear, nodule, NORMAL or PNEUMONIA
};

/// All cases, in the order in which they are shown.
std::vector<DemoCase> demoCases();

/// The picture of a case. The same name gives the same bytes. Throws InvalidInput naming the cases
/// that exist, and MissingFile where the bundled appearance model is not installed.
image::Image makeDemoCase(const std::string& name);

}  // namespace rho::phantom
