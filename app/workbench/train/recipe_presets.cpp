// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/recipe_presets.h"

#include <QCoreApplication>
#include <map>

namespace rho::workbench {

QString recipeSummary(const QString& name) {
  const auto tr = [](const char* text) { return QCoreApplication::translate("Recipes", text); };
  static const std::map<QString, const char*> summaries = {
      {"cifar10-standard",
       QT_TRANSLATE_NOOP("Recipes", "CIFAR-10, cross-entropy alone: the baseline of Woods 2019")},
      {"cifar10-adv-train",
       QT_TRANSLATE_NOOP("Recipes", "CIFAR-10, adversarial examples in L2 (Woods 2019)")},
      {"cifar10-adv-train-l2-min",
       QT_TRANSLATE_NOOP("Recipes", "CIFAR-10, the smallest adversarial examples that are found")},
      {"cifar10-robust", QT_TRANSLATE_NOOP("Recipes", "CIFAR-10, robust terms (Woods 2019)")},
      {"cifar10-all",
       QT_TRANSLATE_NOOP("Recipes",
                         "CIFAR-10, robust terms and adversarial examples (Woods 2019)")},
      {"cifar10-madry-linf",
       QT_TRANSLATE_NOOP("Recipes", "CIFAR-10, adversarial training in L∞ (Madry 2018)")},
      {"cifar10-noise", QT_TRANSLATE_NOOP("Recipes", "CIFAR-10, Gaussian noise on the images")},
      {"cifar10-noise-robust",
       QT_TRANSLATE_NOOP("Recipes", "CIFAR-10, Gaussian noise and robust terms")},
      {"cifar10-randomized-smoothing",
       QT_TRANSLATE_NOOP("Recipes",
                         "CIFAR-10, the base network of randomized smoothing (Cohen 2019)")},
      {"cifar10-trades", QT_TRANSLATE_NOOP("Recipes", "CIFAR-10, TRADES (Zhang 2019)")},
      {"cifar10-ensemble-adversarial",
       QT_TRANSLATE_NOOP("Recipes", "CIFAR-10, examples of other networks (Tramèr 2018)")},
      {"cifar10-spectral-norm",
       QT_TRANSLATE_NOOP("Recipes", "CIFAR-10, bounded singular values: a Lipschitz baseline")},
      {"imagenet-layout",
       QT_TRANSLATE_NOOP("Recipes", "Folders of classes, 224×224 pixels, as ImageNet is laid out")},
      {"pneumonia",
       QT_TRANSLATE_NOOP("Recipes", "Children's chest X-rays, robust terms: the bundled network")},
      {"pneumonia-plain",
       QT_TRANSLATE_NOOP("Recipes", "Children's chest X-rays, cross-entropy alone")},
      {"pneumoniamnist",
       QT_TRANSLATE_NOOP("Recipes", "PneumoniaMNIST, 28×28 pixels, robust terms")},
      {"phantom-nodule",
       QT_TRANSLATE_NOOP("Recipes",
                         "Synthetic X-rays with nodules, robust terms: the bundled network")},
      {"phantom-nodule-plain",
       QT_TRANSLATE_NOOP("Recipes", "Synthetic X-rays with nodules, cross-entropy alone")}};
  const auto found = summaries.find(name);
  return found == summaries.end() ? QString() : tr(found->second);
}

}  // namespace rho::workbench
