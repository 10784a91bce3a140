// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "workbench/inspect/inspection.h"

class QFormLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace rho::widgets {
class CheckList;
class ConfidenceBars;
class FactList;
class LayerPicker;
class SectionLabel;
}  // namespace rho::widgets

namespace rho::workbench {

struct CardRow;

/// The right side of the window: the network's card, its prediction, what to be careful about,
/// Grad-CAM's layer, whether network and image are fit for each other, how the picture was taken
/// and how it becomes the network's input.
class NetworkPanel : public QScrollArea {
  Q_OBJECT
 public:
  explicit NetworkPanel(QWidget* parent = nullptr);

  /// Everything about a network's answers, with ticks for the confidences at the workspace's ρ.
  void showAnswers(const Inspection& state, const Workspace& workspace);
  /// How the picture was taken, and its way to the network.
  void showPicture(const OpenCase& opened, const Inspection& state);
  /// Between the prediction and the layers. The section becomes this panel's.
  void addSection(const QString& title, QWidget* section);

 signals:
  void targetChosen(int classIndex);
  void layerChosen(const QString& layer);
  void cardWanted();

 private:
  QWidget* buildContent();
  void addRow(const CardRow& row);
  void showCard(std::shared_ptr<const Analysis> network);
  void showCardState(const Inspection& state);
  void showBars(const Inspection& state, const Workspace& workspace);
  void showChecks(const Inspection& state);

  std::shared_ptr<const Analysis> m_network;  ///< whose card is shown
  QFormLayout* m_card;
  QLabel* m_cardState;  ///< why somebody should look at the card
  QToolButton* m_editCard;
  QVBoxLayout* m_added;
  widgets::ConfidenceBars* m_bars;
  widgets::SectionLabel* m_prediction;  ///< their heading
  widgets::LayerPicker* m_layers;
  widgets::CheckList* m_checks;
  widgets::FactList* m_picture;
  QLabel* m_steps;
  QLabel* m_warnings;
};

/// What to be careful about with these answers, one sentence each; empty when there is nothing.
QStringList warningsOf(const Inspection& state);
/// Of the answers that this workspace shows, and of its layer.
QStringList warningsOf(const Inspection& state, const Workspace& workspace);

}  // namespace rho::workbench
