// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/curve_grid.h"

#include <QGridLayout>
#include <QLabel>
#include <algorithm>
#include <cmath>

#include "widgets/run_plot.h"
#include "workbench/train/run_quantities.h"

namespace rho::workbench {

namespace {

constexpr int leastWidth = 230, leastHeight = 150;  ///< of a plot, in points
constexpr int mostColumns = 3;

bool isTold(const widgets::RunCurve& curve) {
  return std::any_of(curve.y.begin(), curve.y.end(),
                     [](double y) { return std::isfinite(y) && y != 0; });
}

/// Quantities that a recipe does not use are 0 all the time: no curve.
void addIfTold(widgets::RunCurve curve, std::vector<widgets::RunCurve>& curves) {
  if (isTold(curve)) curves.push_back(std::move(curve));
}

std::vector<widgets::RunCurve> curvesOf(const RunQuantity& quantity,
                                        const std::vector<ShownRun>& runs) {
  std::vector<widgets::RunCurve> curves;
  for (const auto& [run, colorIndex] : runs) {
    widgets::RunCurve curve{QString::fromStdString(run->name), colorIndex, false, false, {}, {}};
    if (quantity.reported) {
      for (const auto& report : run->reports) {
        if (!std::isfinite(report.*quantity.reported)) continue;
        curve.x.push_back(report.epoch);
        curve.y.push_back(report.*quantity.reported);
      }
      addIfTold(curve, curves);
    }
    if (!quantity.measured) continue;
    curve.dashed = quantity.reported != nullptr;
    if (curve.dashed) curve.name = CurveGrid::tr("%1, validation").arg(curve.name);
    curve.marked = true;
    curve.x.clear();
    curve.y.clear();
    for (const auto& measurement : run->measurements) {
      curve.x.push_back(measurement.epoch);
      curve.y.push_back(measurement.*quantity.measured);
    }
    addIfTold(curve, curves);
  }
  return curves;
}

}  // namespace

CurveGrid::CurveGrid(QWidget* parent)
    : QScrollArea(parent),
      m_empty(new QLabel(tr("Choose a run. Its curves begin with the first "
                            "steps that it reports."))) {
  auto* content = new QWidget;
  m_grid = new QGridLayout(content);
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setSpacing(7);
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  m_empty->setEnabled(false);  // stands back
  m_grid->addWidget(m_empty, 0, 0, 1, mostColumns);
  for (const auto& quantity : runQuantities()) {
    auto* plot = new widgets::RunPlot(quantityText(quantity.title),
                                      quantityText(quantity.explanation), content);
    plot->setMinimumHeight(leastHeight);
    plot->hide();
    m_plots.push_back(plot);
  }
  m_used.resize(m_plots.size());
  setWidget(content);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void CurveGrid::setRuns(const std::vector<ShownRun>& runs) {
  for (std::size_t i = 0; i < m_plots.size(); ++i) {
    auto curves = curvesOf(runQuantities()[i], runs);
    m_used[i] = !curves.empty();
    m_plots[i]->setCurves(std::move(curves));
  }
  arrange();
}

void CurveGrid::setLogarithmic(bool on) {
  for (std::size_t i = 0; i < m_plots.size(); ++i)
    m_plots[i]->setLogarithmic(on && runQuantities()[i].logarithmic);
}

std::vector<widgets::RunPlot*> CurveGrid::plots() const {
  std::vector<widgets::RunPlot*> used;
  for (std::size_t i = 0; i < m_plots.size(); ++i)
    if (m_used[i]) used.push_back(m_plots[i]);
  return used;
}

void CurveGrid::arrange() {
  const int columns = std::clamp(viewport()->width() / leastWidth, 1, mostColumns);
  if (columns == m_columns && m_used == m_arranged) return;
  m_columns = columns;
  m_arranged = m_used;
  for (auto* plot : m_plots) m_grid->removeWidget(plot);
  const int used = static_cast<int>(std::count(m_used.begin(), m_used.end(), true));
  for (int i = 0; i < mostColumns; ++i) m_grid->setColumnStretch(i, i < columns ? 1 : 0);
  for (int i = 0; i < static_cast<int>(m_plots.size()); ++i)
    m_grid->setRowStretch(i, i * columns < used ? 1 : 0);
  m_empty->setVisible(used == 0);
  if (used == 0) m_grid->setRowStretch(0, 1);
  int place = 0;
  for (std::size_t i = 0; i < m_plots.size(); ++i) {
    m_plots[i]->setVisible(m_used[i]);
    if (!m_used[i]) continue;
    m_grid->addWidget(m_plots[i], place / columns, place % columns);
    ++place;
  }
}

void CurveGrid::resizeEvent(QResizeEvent* event) {
  arrange();  // first: the area has to know how high it is now
  QScrollArea::resizeEvent(event);
}

}  // namespace rho::workbench
