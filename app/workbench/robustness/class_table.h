// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableWidget>

#include "workbench/robustness/measurement.h"

namespace rho::workbench {

/// The classes of one network: how often it is right, and how small a change turns them. A click on
/// a column sorts by it.
class ClassTable : public QTableWidget {
  Q_OBJECT
 public:
  explicit ClassTable(QWidget* parent = nullptr);

  void setNetwork(const NetworkMeasurement& network);
};

}  // namespace rho::workbench
