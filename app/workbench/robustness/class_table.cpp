// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/robustness/class_table.h"

#include <QHeaderView>

#include "workbench/robustness/number_item.h"
#include "workbench/robustness/robustness_texts.h"

namespace rho::workbench {

ClassTable::ClassTable(QWidget* parent) : QTableWidget(0, 5, parent) {
  setHorizontalHeaderLabels(
      {tr("Class"), tr("Images"), tr("Accuracy"), tr("Attack ρ"), tr("BTR ρ")});
  horizontalHeaderItem(3)->setToolTip(
      tr("Half of its images change their decision at a smaller perturbation (RMSE)"));
  horizontalHeaderItem(4)->setToolTip(
      tr("Half of its images fall to chance at a smaller perturbation (RMSE)"));
  for (int column = 1; column < columnCount(); ++column)
    horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  setAccessibleName(tr("Robustness of each class"));
  setSelectionBehavior(SelectRows);
  setEditTriggers(NoEditTriggers);
  setTabKeyNavigation(false);
  setShowGrid(false);
  setFrameShape(NoFrame);
  setWordWrap(false);
  verticalHeader()->hide();
  verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 7);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setMinimumSectionSize(40);
  horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
  setSortingEnabled(true);
  sortByColumn(0, Qt::AscendingOrder);
}

void ClassTable::setNetwork(const NetworkMeasurement& network) {
  setSortingEnabled(false);
  setRowCount(static_cast<int>(network.classes.size()));
  int row = 0;
  for (const auto& shown : network.classes) {
    auto* name = new QTableWidgetItem(className(network, shown.label));
    setItem(row, 0, name);
    setItem(row, 1, new NumberItem(QString::number(shown.count), shown.count));
    setItem(row, 2, new NumberItem(percentText(shown.accuracy), shown.accuracy));
    const auto distance = [](const std::optional<double>& value) {
      return new NumberItem(value ? distanceText(*value) : QStringLiteral("–"), value.value_or(-1));
    };
    setItem(row, 3, distance(shown.attackMedian));
    setItem(row, 4, distance(shown.betterThanRandomMedian));
    ++row;
  }
  setSortingEnabled(true);
}

}  // namespace rho::workbench
