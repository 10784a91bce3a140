// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace rho::widgets {

/// A small triangle in a tile's header: there are warnings. Their text is its tooltip.
class WarningMark : public QWidget {
  Q_OBJECT
 public:
  explicit WarningMark(QWidget* parent = nullptr);

  /// Hidden while there are none.
  void setWarnings(const QStringList& warnings);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

/// The name of a row of tiles, written upwards.
class RowLabel : public QWidget {
  Q_OBJECT
 public:
  explicit RowLabel(const QString& text, QWidget* parent = nullptr);

  QString text() const { return m_text; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_text;
};

/// Where a tile that is dragged would land.
class DropMark : public QWidget {
  Q_OBJECT
 public:
  explicit DropMark(QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace rho::widgets
