// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <optional>
#include <vector>

#include "widgets/card.h"
#include "widgets/figure.h"

namespace rho::widgets {

/// How many images of each class got which class.
struct ConfusionCounts {
  std::vector<QString> names;
  std::vector<std::vector<int>> counts;  ///< [true class][predicted class], of the names' order

  bool operator==(const ConfusionCounts&) const = default;
};

/// A confusion matrix as a heat map. A click, or the arrow keys with Enter, chooses a cell; once
/// more, and none is chosen.
class ConfusionView : public Card, public Figure {
  Q_OBJECT
 public:
  struct Cell {
    int actual = 0, predicted = 0;
    bool operator==(const Cell&) const = default;
  };

  explicit ConfusionView(QWidget* parent = nullptr);

  void setCounts(ConfusionCounts counts);
  /// The network that it is about, for the title.
  void setNetwork(const QString& name);
  void setEmptyText(const QString& text);
  void choose(std::optional<Cell> cell);
  std::optional<Cell> chosen() const { return m_chosen; }
  /// Where a cell is drawn, in points of this widget.
  QRectF areaOf(Cell cell) const;
  /// "cat taken for dog: 3 of 12", or "cat recognised: 9 of 12".
  QString textOf(Cell cell) const;

  QString figureTitle() const override;
  bool hasValues() const override { return !m_counts.names.empty(); }
  QPicture pictureOn(const QPalette& paper, const QFont& font, QSize size) override;
  QSize minimumSizeHint() const override { return {240, 200}; }

 signals:
  /// Of the names' order; -1 where none is chosen any more.
  void cellChosen(int actual, int predicted);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  int count() const { return static_cast<int>(m_counts.names.size()); }
  QRectF figureBox() const;
  std::optional<Cell> cellAt(QPointF position) const;
  void toggle(Cell cell);
  void moveTo(Cell cell);

  ConfusionCounts m_counts;
  QString m_network;
  QString m_emptyText;
  Cell m_current;  ///< of the keyboard
  std::optional<Cell> m_chosen;
};

}  // namespace rho::widgets
