// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableWidget>
#include <vector>

#include "workbench/robustness/measurement.h"

namespace rho::workbench {

/// The measured networks, one per row. The row that is chosen is the one that classes, calibration
/// and images are shown of.
class NetworkTable : public QTableWidget {
  Q_OBJECT
 public:
  explicit NetworkTable(QWidget* parent = nullptr);

  void setNetworks(const std::vector<NetworkMeasurement>& networks);
  /// Of the chosen row; -1 while there is none.
  int currentNetwork() const { return currentRow(); }
  QSize sizeHint() const override;

 signals:
  void networkChosen(int network);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void setRow(int row, const QString& name, const NetworkMeasurement& network);
  void setCell(int row, int column, const QString& text, bool isNumber);

  std::vector<NetworkMeasurement> m_networks;
};

}  // namespace rho::workbench
