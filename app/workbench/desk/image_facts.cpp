// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/desk/image_facts.h"

#include <QCoreApplication>
#include <algorithm>
#include <functional>

#include "image/network_path.h"
#include "widgets/view_texts.h"
#include "workbench/desk/measurement_texts.h"
#include "workbench/inspect/core_texts.h"

namespace rho::workbench {

namespace {

struct FactText {
  Q_DECLARE_TR_FUNCTIONS(FactText)
};

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

QString joined(const std::vector<std::string>& parts) {
  QStringList list;
  for (const auto& part : parts)
    if (!part.empty()) list << text(part);
  return list.join(QString::fromUtf8(" · "));
}

QString spacingExplanation(const image::PixelSpacing* spacing) {
  if (!spacing)
    return FactText::tr(
        "<p>The file gives no distance between pixels, so lengths are counted in "
        "pixels.</p>");
  QString says = FactText::tr(
      "<p>From row to row × from column to column. <b>Calibrated</b>: in the patient. <b>At "
      "detector</b>: in the patient everything is smaller by the magnification. <b>Nominal</b>: of "
      "a scanned film or a capture.</p>");
  if (spacing->magnification)
    says += FactText::tr("<p>The file estimates a magnification of %1; it is not applied.</p>")
                .arg(*spacing->magnification, 0, 'g', 3);
  if (!spacing->explanation.empty())
    says += "<p>" + text(spacing->explanation).toHtmlEscaped() + "</p>";
  return says;
}

/// A warning, where the file does not promise that there is none.
QString burnedInText(const image::Acquisition& taken) {
  if (!taken.isDicom || taken.hasBurnedInText == false) return {};
  return taken.hasBurnedInText ? FactText::tr("⚠ drawn into the pixels")
                               : FactText::tr("⚠ not ruled out by the file");
}

QString valuesText(const image::Acquisition& acquisition) {
  const double low = std::min(acquisition.valueAtBlack, acquisition.valueAtWhite);
  const double high = std::max(acquisition.valueAtBlack, acquisition.valueAtWhite);
  return FactText::tr("%1 to %2").arg(widgets::valueNumber(low), widgets::valueNumber(high)) +
         (acquisition.unit.empty() ? QString() : " " + text(acquisition.unit));
}

}  // namespace

std::vector<widgets::Fact> imageFacts(const OpenCase& opened) {
  const auto& image = opened.image;
  if (image.empty()) return {};
  std::vector<widgets::Fact> facts;
  const auto add = [&](const QString& name, const QString& value, const QString& says = {}) {
    if (!value.isEmpty()) facts.push_back({name, value, says});
  };
  const auto* taken = image.info().acquisition.get();
  if (taken)
    add(FactText::tr("taken"),
        joined({taken->modality, taken->bodyPart, taken->view, taken->laterality}));
  add(FactText::tr("size"), FactText::tr("%1×%2, %3 bits")
                                .arg(image.width())
                                .arg(image.height())
                                .arg(image.info().bitsStored));
  if (!taken) return facts;
  if (taken->frames > 1)
    add(FactText::tr("frame"), FactText::tr("%1 of %2").arg(taken->frame + 1).arg(taken->frames));
  if (!taken->isColour) add(FactText::tr("values"), valuesText(*taken));
  if (taken->isInverted)
    add(FactText::tr("polarity"), FactText::tr("stored with the minimum white"));
  add(FactText::tr("text"), burnedInText(*taken),
      FactText::tr("<p>Names, dates or letters may be part of the picture itself. "
                   "De-identification does not remove them, exports show them, and a network may "
                   "respond to them.</p>"));
  add(FactText::tr("spacing"), spacingText(spacingOf(image)), spacingExplanation(spacingOf(image)));
  return facts;
}

QStringList networkSteps(const image::Image& image, const model::ModelCard& card) {
  if (image.empty()) return {};
  QStringList lines;
  auto path = image::NetworkPath::ofOwnNetworks({card.inputWidth, card.inputHeight});
  // What the network normalises itself, where all of its channels do alike.
  const auto& means = card.mean;
  const auto& deviations = card.standardDeviation;
  const auto differs = [](const std::vector<double>& values) {
    return std::adjacent_find(values.begin(), values.end(), std::not_equal_to<>()) != values.end();
  };
  const bool isEven = !means.empty() && !deviations.empty() && !differs(means) &&
                      !differs(deviations) && deviations.front() > 0;
  if (isEven) {
    path.black = (0 - means.front()) / deviations.front();
    path.white = (1 - means.front()) / deviations.front();
  }
  for (const auto& step : path.steps(image)) lines << coreText(step);
  if (image.channels() > card.inputChannels) lines << FactText::tr("colours become grey");
  if (image.channels() < card.inputChannels)
    lines << FactText::tr("grey is repeated in %1 channels").arg(card.inputChannels);
  if (card.channelOrder == model::ChannelOrder::bgr)
    lines << FactText::tr("blue comes first, red last");
  if (!isEven && !means.empty())
    lines << FactText::tr("then each channel less its mean, by its deviation");
  return lines;
}

}  // namespace rho::workbench
