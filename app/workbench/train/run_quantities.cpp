// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_quantities.h"

#include <QCoreApplication>

namespace rho::workbench {

const std::vector<RunQuantity>& runQuantities() {
  static const std::vector<RunQuantity> all = {
      {QT_TRANSLATE_NOOP("RunQuantities", "Cross-entropy"),
       QT_TRANSLATE_NOOP(
           "RunQuantities",
           "<p>How surprised the network is by the true class, in nats: −log p. Solid: "
           "of the images it learns from; dashed, with dots: of the validation data. Where "
           "the dashed line rises while the solid one falls, the network learns by "
           "heart.</p>"),
       &RunReport::crossEntropy, &RunMeasurement::crossEntropy, true},
      {QT_TRANSLATE_NOOP("RunQuantities", "Accuracy"),
       QT_TRANSLATE_NOOP("RunQuantities",
                         "<p>Share of the validation images that get their true class.</p>"),
       nullptr, &RunMeasurement::accuracy},
      {QT_TRANSLATE_NOOP("RunQuantities", "Penalty"),
       QT_TRANSLATE_NOOP(
           "RunQuantities",
           "<p>What the recipe adds to the cross-entropy. For the robust terms: ψ · mean "
           "|∂s/∂x|<sup>z</sup>, where s is a logit of the network and x the image.</p>"),
       &RunReport::penalty, nullptr, true},
      {QT_TRANSLATE_NOOP("RunQuantities", "AUC"),
       QT_TRANSLATE_NOOP(
           "RunQuantities",
           "<p>Area under the ROC curve, on the validation data: the chance that an image "
           "of the class gets a higher confidence than one without it. 0.5 is "
           "guessing.</p>"),
       nullptr, &RunMeasurement::auc},
      {QT_TRANSLATE_NOOP("RunQuantities", "ARA"),
       QT_TRANSLATE_NOOP(
           "RunQuantities",
           "<p>Accuracy-robustness area, measured quickly on some validation images: how "
           "far above chance the network stays while the attack grows. Larger is more "
           "robust.</p><p>ARA = Σ w · max(0, A(ρ) − 1/C), where A(ρ) is the share of the "
           "images that no change up to ρ has turned, C the number of classes, w the width "
           "of a bin of ρ.</p>"),
       nullptr, &RunMeasurement::ara},
      {QT_TRANSLATE_NOOP("RunQuantities", "ECE"),
       QT_TRANSLATE_NOOP(
           "RunQuantities",
           "<p>Expected calibration error, on the validation data: how far confidence and "
           "accuracy are apart. 0 is best.</p><p>ECE = Σ n<sub>b</sub>/N · "
           "|accuracy<sub>b</sub> − confidence<sub>b</sub>| over bins b of the "
           "confidence.</p>"),
       nullptr, &RunMeasurement::ece},
      {QT_TRANSLATE_NOOP("RunQuantities", "ψ"),
       QT_TRANSLATE_NOOP(
           "RunQuantities",
           "<p>Weight of the robust terms. It grows while the cross-entropy is below the "
           "recipe's loss_target, and shrinks above it.</p><p>ψ = psi · "
           "exp(rate · r)</p>"),
       &RunReport::psi, nullptr, true},
      {QT_TRANSLATE_NOOP("RunQuantities", "Learning rate"),
       QT_TRANSLATE_NOOP("RunQuantities",
                         "<p>The size of the steps: warm-up, then the recipe's schedule.</p>"),
       &RunReport::learningRate, nullptr, true},
      {QT_TRANSLATE_NOOP("RunQuantities", "Images per second"),
       QT_TRANSLATE_NOOP("RunQuantities", "<p>Of all processes, validation left out.</p>"),
       &RunReport::imagesPerSecond, nullptr}};
  return all;
}

QString quantityText(const char* text) {
  return QCoreApplication::translate("RunQuantities", text);
}

}  // namespace rho::workbench
