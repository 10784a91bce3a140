// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

namespace rho::widgets {

/// How alike two of some things are, by two measures: 1 is the same, 0 and less is not alike.
struct LikenessPair {
  int first = 0, second = 1;  ///< first is the smaller index
  double above = 0;           ///< shown above the diagonal
  double below = 0;           ///< below it

  bool operator==(const LikenessPair&) const = default;
};

/// How alike every two of some things are: a square of numbers, the stronger coloured the more
/// alike. The tooltip says what a number is.
class PairMatrix : public QWidget {
  Q_OBJECT
 public:
  explicit PairMatrix(QWidget* parent = nullptr);

  /// What the numbers above and below the diagonal are.
  void setMeasures(const QString& above, const QString& below);
  void setPairs(const QStringList& names, std::vector<LikenessPair> pairs);
  /// What a cell says, for the tooltip: "LIME – Grad-CAM: rank correlation 0.81".
  QString textAt(int row, int column) const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  int lineHeight() const;
  QRectF cell(int row, int column) const;
  const LikenessPair* pairAt(int row, int column) const;

  QString m_above, m_below;
  QStringList m_names;
  std::vector<LikenessPair> m_pairs;
};

}  // namespace rho::widgets
