// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/network_checks.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace rho::workbench {

namespace {

using widgets::CheckItem;

class Checks {
  Q_DECLARE_TR_FUNCTIONS(Checks)
 public:
  Checks(const Preflight& found, const model::ModelCard& card) : m_found(found), m_card(card) {}

  std::vector<CheckItem> all() const {
    return {input(), normalisation(), finite(), classes(), repeats(), gradient()};
  }

 private:
  static constexpr double muchEnlarged = 4;       ///< times
  static constexpr double muchStretched = 2;      ///< change of the aspect ratio
  static constexpr double sameAnswer = 1e-5;      ///< in confidence: rounding in another order
  static constexpr double farFromMean = 3;        ///< standard deviations
  static constexpr double leastStatistic = 0.02;  ///< less is a change of scale, no statistic

  static QString number(double value) { return QString::number(value, 'g', 2); }

  /// How the image came to the network's size and channels.
  QString adaptation() const {
    const auto& from = m_found.imageSize;
    const auto& to = m_found.inputSize;
    QStringList steps;
    if (from == to)
      steps << tr("%1×%2 as it is").arg(to.width).arg(to.height);
    else
      steps << tr("%1×%2 resized to %3×%4")
                   .arg(from.width)
                   .arg(from.height)
                   .arg(to.width)
                   .arg(to.height);
    if (m_found.imageChannels > m_found.inputChannels) steps << tr("colours made grey");
    if (m_found.imageChannels < m_found.inputChannels) steps << tr("grey used for all colours");
    return steps.join(", ");
  }

  CheckItem input() const {
    const QString title = tr("Input");
    const auto& from = m_found.imageSize;
    const auto& to = m_found.inputSize;
    const double x = static_cast<double>(to.width) / from.width;
    const double y = static_cast<double>(to.height) / from.height;
    if (!(m_found.inputMinimum >= -1e-6 && m_found.inputMaximum <= 1 + 1e-6))
      return {title, false,
              tr("Values are outside 0 to 1 or are no numbers: export the image again.")};
    if (std::max(x, y) > muchEnlarged)
      return {title, false,
              tr("%1: much of it is interpolated. Use an image of at least the network's size.")
                  .arg(adaptation())};
    if (std::max(x / y, y / x) > muchStretched)
      return {title, false,
              tr("%1: its shape is distorted. Crop the image to the network's proportions.")
                  .arg(adaptation())};
    return {title, true,
            tr("Values %1 to %2; %3.")
                .arg(number(m_found.inputMinimum), number(m_found.inputMaximum), adaptation())};
  }

  /// Statistics of the data lie in the range of the values, and images near them.
  CheckItem normalisation() const {
    const QString title = tr("Normalisation");
    double farthest = 0;
    bool plausible = true, uniform = true;
    for (std::size_t i = 0; i < m_found.inputMean.size() && i < m_card.mean.size(); ++i) {
      const double mean = m_card.mean[i], deviation = m_card.standardDeviation[i];
      plausible = plausible && mean >= 0 && mean <= 1 && deviation > 0 && deviation <= 1;
      uniform = uniform && m_found.inputDeviation[i] < 1e-3;
      const double distance = (m_found.inputMean[i] - mean) / deviation;
      if (deviation >= leastStatistic && std::abs(distance) > std::abs(farthest))
        farthest = distance;
    }
    if (!plausible)
      return {title, false,
              tr("The card's mean and deviation are not for values from 0 to 1: if they are for 0 "
                 "to 255, divide them by 255; if the network normalises its input itself, set 0 "
                 "and 1.")};
    if (uniform)
      return {title, false, tr("The image is of one brightness: there is nothing to explain.")};
    if (std::abs(farthest) > farFromMean)
      return {title, false,
              tr("The image is %1 deviations %2 than what the card expects: check its window and "
                 "whether it was normalised before.")
                  .arg(std::abs(farthest), 0, 'f', 1)
                  .arg(farthest < 0 ? tr("darker") : tr("brighter"))};
    return {title, true,
            tr("The image's mean is %1 standard deviations from the card's.")
                .arg(number(std::abs(farthest)))};
  }

  CheckItem finite() const {
    if (m_found.outputsFinite) return {tr("Numbers"), true, tr("All outputs are finite.")};
    return {tr("Numbers"), false,
            tr("Outputs are infinite or no numbers: the weights are damaged, or the normalisation "
               "is wrong. Load the file again or correct its card.")};
  }

  CheckItem classes() const {
    const int named = m_card.classCount();
    if (m_found.outputs == named)
      return {tr("Classes"), true, tr("%1 outputs, as the card names.").arg(named)};
    return {tr("Classes"), false,
            tr("%1 outputs, but the card names %2 classes: correct the list of classes.")
                .arg(m_found.outputs)
                .arg(named)};
  }

  CheckItem repeats() const {
    if (m_found.repeatDifference <= sameAnswer)
      return {tr("Repeatability"), true, tr("The same image gets the same answer twice.")};
    return {tr("Repeatability"), false,
            tr("Asked twice, a confidence differs by %1: the network is random inside. Export it "
               "in evaluation mode, without dropout.")
                .arg(number(m_found.repeatDifference))};
  }

  CheckItem gradient() const {
    const QString title = tr("Gradient");
    if (!m_found.hasGradient)
      return {title, false,
              tr("There is no usable gradient to the input: only LIME and occlusion work. Export "
                 "the network without rounding, quantisation and detached parts.")};
    if (m_found.gradientSize == 0)
      return {title, false,
              tr("The gradient to the input is zero: adversarial explanations cannot move. Check "
                 "for dead layers and for an input that is clipped.")};
    return {title, true, tr("Reaches the input, %1 on average.").arg(number(m_found.gradientSize))};
  }

  const Preflight& m_found;
  const model::ModelCard& m_card;
};

}  // namespace

std::vector<CheckItem> networkChecks(const Preflight& found, const model::ModelCard& card) {
  return Checks(found, card).all();
}

}  // namespace rho::workbench
