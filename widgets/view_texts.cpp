// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/view_texts.h"

#include <QCoreApplication>
#include <cmath>

namespace rho::widgets {

namespace {

struct ViewText {
  Q_DECLARE_TR_FUNCTIONS(ViewText)
};

constexpr double nearlyEqual = 0.005;

/// "1:1", "2.5:1", "1:3.2".
QString ratioText(double factor) {
  if (std::abs(factor - 1) < nearlyEqual) return "1:1";
  return factor > 1 ? QString("%1:1").arg(factor, 0, 'g', 3)
                    : QString("1:%1").arg(1 / factor, 0, 'g', 3);
}

}  // namespace

QString valueNumber(double value) {
  constexpr double rounding = 1e-6;
  if (std::abs(value - std::round(value)) < rounding) return QString::number(std::round(value));
  const double size = std::abs(value);
  return QString::number(value, 'f', size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

QString windowText(const ViewState& view, const PictureOrigin& origin) {
  const ViewState shown = settled(view, &origin);
  const QString inverted = shown.invert ? " · " + ViewText::tr("inverted") : QString();
  if (const auto* table = shown.tone == Tone::table ? origin.table(shown.table) : nullptr)
    return (table->explanation.empty() ? ViewText::tr("table of the file")
                                       : QString::fromStdString(table->explanation)) +
           inverted;
  const auto text = [&](double center, double width, const QString& unit) {
    return ViewText::tr("C %1 · W %2", "window's centre and width")
               .arg(valueNumber(center), valueNumber(width)) +
           (unit.isEmpty() ? QString() : " " + unit) + inverted;
  };
  const auto& acquisition = origin.acquisition;
  if (!acquisition || acquisition->isColour) return text(shown.windowCenter, shown.windowWidth, {});
  const auto window = valueWindowOf(
      *acquisition, {shown.windowCenter, shown.windowWidth, false},
      shown.tone == Tone::sigmoid ? image::WindowCurve::sigmoid : curveOf(*acquisition));
  return text(window.center, window.width, QString::fromStdString(acquisition->unit));
}

QString magnificationText(const Magnification& magnification) {
  const QString pixels = ratioText(magnification.screenPixels);
  if (!magnification.lifeFactor) return pixels;
  const double life = *magnification.lifeFactor;
  return pixels + " · " +
         (std::abs(life - 1) < nearlyEqual ? ViewText::tr("life size")
                                           : ViewText::tr("%1 of life size").arg(ratioText(life)));
}

QString basisText(image::SpacingBasis basis) {
  switch (basis) {
    case image::SpacingBasis::calibrated:
      return ViewText::tr("calibrated");
    case image::SpacingBasis::atDetector:
      return ViewText::tr("at detector");
    case image::SpacingBasis::nominal:
      return ViewText::tr("nominal");
    default:
      return ViewText::tr("basis unknown");
  }
}

}  // namespace rho::widgets
