// SPDX-License-Identifier: Apache-2.0
#include "training/reports.h"

namespace rho::training {

nlohmann::json toJson(const StepReport& report) {
  return {{"epoch", report.epoch},
          {"step", report.step},
          {"of", report.of},
          {"cross_entropy", report.crossEntropy},
          {"penalty", report.penalty},
          {"psi", report.psi},
          {"learning_rate", report.learningRate},
          {"images_per_second", report.imagesPerSecond},
          {"seconds", report.seconds}};
}

nlohmann::json toJson(const EpochReport& report) {
  nlohmann::json json = {
      {"epoch", report.epoch}, {"cross_entropy", report.crossEntropy}, {"penalty", report.penalty},
      {"psi", report.psi},     {"learning_rate", report.learningRate}, {"seconds", report.seconds}};
  if (report.validation) json["validation"] = toJson(*report.validation);
  return json;
}

}  // namespace rho::training
