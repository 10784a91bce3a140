// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/program.h"
#include "testing/scratch.h"

namespace rho::test {

/// Trains a network of two classes on 32×32 phantoms for an epoch, a second or two, in the folder
/// "run" of scratch.
inline Outcome trainTiny(const Scratch& scratch) {
  const auto recipe = scratch.write("recipe.json", R"({"name": "tiny", "epochs": 1, "batch": 8,
      "architecture_options": {"blocks": [1, 1], "features": [8, 8]}, "input_size": [32, 32],
      "input_channels": 1, "mean": [0.5], "standard_deviation": [0.25], "gradcam_layer": "group2"})");
  return runRho({"train", "--recipe", QString::fromStdString(recipe.string()), "--data",
                 "phantom:nodule?count=32&size=32", "--out",
                 QString::fromStdString((scratch / "run").string())});
}

}  // namespace rho::test
