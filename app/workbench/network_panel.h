// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "workbench/inspection.h"

class QComboBox;
class QFormLayout;
class QLabel;

namespace rho::widgets {
class ConfidenceBars;
}

namespace rho::workbench {

/// The right side of the window: the network's card, its prediction, Grad-CAM's layer, and what to
/// be careful about.
class NetworkPanel : public QScrollArea {
  Q_OBJECT
 public:
  explicit NetworkPanel(QWidget* parent = nullptr);

  void showNetwork(const Analysis* network);
  /// The prediction, with ticks for the confidences at ρ.
  void showAnswers(const Inspection& state, double rho, Direction direction);

 signals:
  void targetChosen(int classIndex);
  void layerChosen(const QString& layer);

 private:
  void addRow(const QString& name, const QString& value, const QString& toolTip = {});
  void showLayers(const Analysis& network);

  QFormLayout* m_card;
  widgets::ConfidenceBars* m_bars;
  QComboBox* m_layers;
  QLabel* m_warnings;
};

/// What to be careful about with these answers, one sentence each; empty when there is nothing.
QStringList warningsOf(const Inspection& state);

}  // namespace rho::workbench
