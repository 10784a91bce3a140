// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/robustness/network_table.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "widgets/colors.h"
#include "workbench/robustness/robustness_texts.h"

namespace rho::workbench {

namespace {

enum Column {
  nameColumn,
  imagesColumn,
  accuracyColumn,
  attackColumn,
  btrColumn,
  medianColumn,
  eceColumn,
  columns
};
constexpr int swatchSide = 10;

QPixmap swatch(const QColor& color, double ratio) {
  QPixmap picture(QSize(swatchSide, swatchSide) * ratio);
  picture.setDevicePixelRatio(ratio);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawRoundedRect(QRectF(0, 0, swatchSide, swatchSide), 2, 2);
  return picture;
}

}  // namespace

NetworkTable::NetworkTable(QWidget* parent) : QTableWidget(0, columns, parent) {
  setHorizontalHeaderLabels({tr("Network"), tr("Images"), tr("Accuracy"), tr("Attack ARA (95 %)"),
                             tr("BTR ARA (95 %)"), tr("Median distance"), tr("ECE")});
  const std::pair<int, QString> help[] = {
      {attackColumn, tr("Area between accuracy under attack and chance. In brackets: the interval "
                        "that holds it in 95 of 100 samples of images, by bootstrap.")},
      {btrColumn, tr("The same area, while the confidence of the true class is better than "
                     "random")},
      {medianColumn,
       tr("Half of the images change their decision at a smaller perturbation (RMSE), "
          "half at a larger one")},
      {eceColumn, tr("Expected calibration error: how far confidence and accuracy are apart; 0 is "
                     "best")}};
  for (const auto& [column, text] : help) horizontalHeaderItem(column)->setToolTip(text);
  for (int column = 1; column < columns; ++column)
    horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  horizontalHeaderItem(nameColumn)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  setAccessibleName(tr("Measured networks"));
  setSelectionBehavior(SelectRows);
  setSelectionMode(SingleSelection);
  setEditTriggers(NoEditTriggers);
  setTabKeyNavigation(false);
  setShowGrid(false);
  setFrameShape(NoFrame);
  setWordWrap(false);
  setIconSize({swatchSide, swatchSide});
  verticalHeader()->hide();
  verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  horizontalHeader()->setSectionResizeMode(nameColumn, QHeaderView::Stretch);
  horizontalHeader()->setMinimumSectionSize(44);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  connect(this, &QTableWidget::currentCellChanged, this, [this](int row, int, int before) {
    if (row != before) emit networkChosen(row);
  });
}

QSize NetworkTable::sizeHint() const {
  const int rows = std::clamp(rowCount(), 1, 6);
  return {400, horizontalHeader()->sizeHint().height() +
                   rows * verticalHeader()->defaultSectionSize() + 4};
}

void NetworkTable::setNetworks(const std::vector<NetworkMeasurement>& networks) {
  m_networks = networks;
  const auto names = namesOf(networks);
  setRowCount(static_cast<int>(networks.size()));
  for (std::size_t i = 0; i < networks.size(); ++i)
    setRow(static_cast<int>(i), names[i], networks[i]);
  if (currentRow() < 0 && rowCount() > 0) setCurrentCell(0, 0);
  updateGeometry();
}

void NetworkTable::setRow(int row, const QString& name, const NetworkMeasurement& network) {
  const auto failure = QString::fromStdString(network.failure);
  setCell(row, nameColumn, failure.isEmpty() ? name : "⚠ " + name + " · " + failure, false);
  auto* first = item(row, nameColumn);
  first->setIcon(swatch(widgets::classColor(row, palette()), devicePixelRatioF()));
  first->setToolTip(failure.isEmpty() ? QString::fromStdString(network.path) : failure);
  first->setForeground(failure.isEmpty() ? palette().color(QPalette::WindowText)
                                         : widgets::failure(palette()));
  const auto done = static_cast<qlonglong>(network.images.size());
  setCell(row, imagesColumn,
          network.isDone() ? QString::number(done) : tr("%1 of %2").arg(done).arg(network.planned),
          true);
  const bool known = done > 0;
  const QString nothing = QStringLiteral("–");
  setCell(row, accuracyColumn, known ? percentText(network.accuracy) : nothing, true);
  setCell(row, attackColumn, network.attack ? areaText(*network.attack) : nothing, true);
  setCell(row, btrColumn, network.betterThanRandom ? areaText(*network.betterThanRandom) : nothing,
          true);
  const auto& median = network.attack ? network.attack : network.betterThanRandom;
  setCell(row, medianColumn, median ? distanceText(median->median) : nothing, true);
  setCell(row, eceColumn, known ? QString::number(network.calibrationError, 'f', 3) : nothing,
          true);
}

void NetworkTable::setCell(int row, int column, const QString& text, bool isNumber) {
  auto* cell = item(row, column);
  if (!cell) {
    cell = new QTableWidgetItem;
    cell->setTextAlignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    setItem(row, column, cell);
  }
  cell->setText(text);
}

void NetworkTable::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) setNetworks(std::exchange(m_networks, {}));
  QTableWidget::changeEvent(event);
}

}  // namespace rho::workbench
