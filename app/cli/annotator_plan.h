// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "experiment.h"

namespace rho::cli {

/// What a simulated annotator is asked to do, as a file of resources/experiments describes it (kind
/// "simulated-annotator").
struct AnnotatorPlan {
  /// Images with known labels, and how networks are trained on them.
  struct Material {
    std::string name, data, validation;  ///< addresses; empty: those that the user names
    std::vector<std::string> settings;   ///< KEY=VALUE of the recipe
  };
  /// Masks against labels only, where a mark gives the last class away.
  struct Shortcut {
    double share = 0;                   ///< of the last class's training images with the mark
    std::vector<double> maskShares;     ///< of the training images that get a mask
    std::vector<std::string> choosers;  ///< how they are chosen: random, wrong-evidence
    /// The kinds of penalty, and the KEY=VALUE of the recipe for each.
    std::map<std::string, std::vector<std::string>> penalties;
  };
  /// Which images are labelled next.
  struct Queue {
    std::vector<std::string> strategies;  ///< of core/annotation
    std::int64_t first = 0, step = 0;     ///< labelled images at the start; more in each round
    int rounds = 0, trainingSteps = 0;    ///< steps of each training, however many images there are
  };

  std::string name, title, question, source, recipe;
  std::vector<Material> materials;
  std::string scaleName, about;
  std::uint64_t firstSeed = 1;
  int seeds = 0;                                           ///< so many, from the first on
  std::int64_t images = 0, testImages = 0, araImages = 0;  ///< at most
  Shortcut shortcut;
  Queue queue;
};

/// Throws BrokenFile, UsageError naming the scales.
AnnotatorPlan readAnnotatorPlan(const ExperimentFile& file, const std::string& scale);

}  // namespace rho::cli
