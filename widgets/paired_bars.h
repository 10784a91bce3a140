// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "widgets/card.h"
#include "widgets/figure.h"
#include "widgets/network_scatter.h"

namespace rho::widgets {

/// Attack ARA beside BTR ARA, network by network, and the order of the networks under each where
/// the two disagree: there, attack ARA misleads.
class PairedBars : public Card, public Figure {
  Q_OBJECT
 public:
  explicit PairedBars(QWidget* parent = nullptr);

  /// Those with both ARAs are shown.
  void setNetworks(const std::vector<NetworkAreas>& networks);
  void setEmptyText(const QString& text);
  /// Names from the largest ARA to the smallest.
  QStringList orderByAttack() const;
  QStringList orderByBetterThanRandom() const;
  bool disagrees() const { return orderByAttack() != orderByBetterThanRandom(); }

  QString figureTitle() const override;
  bool hasValues() const override { return !m_networks.empty(); }
  QPicture pictureOn(const QPalette& paper, const QFont& font, QSize size) override;
  QSize minimumSizeHint() const override { return {260, 170}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<NetworkAreas> m_networks;
  QString m_emptyText;
};

}  // namespace rho::widgets
