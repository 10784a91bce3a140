// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/window/window_guide.h"

#include <QCoreApplication>
#include <QSettings>

#include "widgets/confidence_plot.h"
#include "widgets/rho_control.h"
#include "widgets/tile_grid.h"
#include "workbench/inspect/inspect_page.h"

namespace rho::workbench {

namespace {

struct GuideText {
  Q_DECLARE_TR_FUNCTIONS(GuideText)
};
const QString seenKey = "guide seen";

}  // namespace

widgets::Guide* makeWindowGuide(QWidget& window, QWidget& cases, InspectPage& page,
                                QWidget& network) {
  auto* guide = new widgets::Guide(&window);
  guide->addStep(
      &cases, GuideText::tr("Cases"),
      GuideText::tr("These X-rays are synthetic, with known answers. Open your own images with "
                    "Ctrl+O, or drop them on the window."));
  guide->addStep(
      &page.grid(), GuideText::tr("What the network sees"),
      GuideText::tr("The same image by several methods. Adversarial tiles change the image until "
                    "the network is more, or less, sure of the class: what changes is what it "
                    "looks for. The button … of a tile has its options."));
  guide->addStep(
      &page.rhoControl(), GuideText::tr("ρ, the size of the change"),
      GuideText::tr("The root-mean-square of the change over all pixel values in [0,1]. Move it: "
                    "the pictures, the film and the curve follow."));
  guide->addStep(
      &page.plot(), GuideText::tr("How far one must go"),
      GuideText::tr("The confidence of each class over ρ. A robust decision needs a large ρ to "
                    "flip; one that flips at a tiny ρ should not be trusted."));
  guide->addStep(&network, GuideText::tr("The network"),
                 GuideText::tr("Its figures, its confidences, and what to be careful about."));
  return guide;
}

bool isFirstRun() { return !QSettings().value(seenKey, false).toBool(); }
void rememberFirstRun() { QSettings().setValue(seenKey, true); }

}  // namespace rho::workbench
