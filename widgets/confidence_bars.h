// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>
#include <optional>
#include <vector>

namespace rho::widgets {

/// The confidence of one class.
struct ConfidenceBar {
  int classIndex = 0;
  QString name;
  double value = 0;             ///< 0 to 1
  std::optional<double> mark;   ///< a tick at another confidence, as at ρ
  std::optional<double> point;  ///< a notch: from there on the class is taken as found
};

/// The confidences of the classes as bars, in the order given; a click chooses a class. Of many
/// classes only the first ones are shown.
class ConfidenceBars : public QWidget {
  Q_OBJECT
 public:
  static constexpr int shownAtMost = 12;

  explicit ConfidenceBars(QWidget* parent = nullptr);

  void setBars(std::vector<ConfidenceBar> bars);
  void setTarget(int classIndex);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 signals:
  void classPicked(int classIndex);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

 private:
  int rowHeight() const;
  const ConfidenceBar* barAt(QPoint position) const;
  QString helpFor(const ConfidenceBar& bar) const;
  void paintNotch(QPainter& painter, const QRectF& groove, double point) const;
  void paintBar(QPainter& painter, const QRect& row, const ConfidenceBar& bar) const;

  std::vector<ConfidenceBar> m_bars;
  int m_hidden = 0;
  int m_target = -1;
};

}  // namespace rho::widgets
