// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <vector>

#include "workbench/train/run_record.h"

class QGridLayout;
class QLabel;

namespace rho::widgets {
class RunPlot;
}

namespace rho::workbench {

/// A run whose curves are drawn.
struct ShownRun {
  const RunRecord* run = nullptr;
  int colorIndex = 0;
};

/// The curves of several runs: a plot for each quantity that one of them has, in as many columns
/// as the width has room for.
class CurveGrid : public QScrollArea {
  Q_OBJECT
 public:
  explicit CurveGrid(QWidget* parent = nullptr);

  void setRuns(const std::vector<ShownRun>& runs);
  /// Of the losses and ψ.
  void setLogarithmic(bool on);
  /// Those that are shown.
  std::vector<widgets::RunPlot*> plots() const;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void arrange();

  std::vector<widgets::RunPlot*> m_plots;  ///< one for each of runQuantities()
  std::vector<bool> m_used, m_arranged;
  int m_columns = 0;
  QGridLayout* m_grid;
  QLabel* m_empty;  ///< in place of plots
};

}  // namespace rho::workbench
