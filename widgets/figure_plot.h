// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

#include "widgets/card.h"
#include "widgets/figure.h"

class QCustomPlot;
class QLabel;

namespace rho::widgets {

class SectionLabel;

/// A figure with axes on a card, in the palette's colours. The values under the mouse stand in
/// place of its title; Ctrl and wheel zoom x at the mouse, a double-click shows all of it.
class FigurePlot : public Card, public Figure {
  Q_OBJECT
 public:
  QString figureTitle() const override { return m_titleText; }
  QPicture pictureOn(const QPalette& paper, const QFont& font, QSize size) override;

  /// What stands there while there are no values.
  void setEmptyText(const QString& text);
  /// The title, or the values under the mouse.
  QString heading() const;
  QSize minimumSizeHint() const override { return {200, 130}; }

 protected:
  /// explanation: of what is shown, as rich text for the title's tooltip.
  FigurePlot(const QString& title, const QString& explanation, QWidget* parent);

  QCustomPlot& canvas() const { return *m_canvas; }
  /// Of the screen, or of the paper while the figure is put on it.
  QPalette colors() const { return m_paper ? *m_paper : palette(); }
  QFont textFont() const;
  void setTitle(const QString& title);
  /// Shows the values as they are now.
  void showValues();
  bool isZoomed() const { return m_isZoomed; }

  /// Puts the values on the canvas, in colors() and textFont().
  virtual void draw() = 0;
  /// Makes the axes show all of x.
  virtual void fitX() = 0;
  /// What is to be read off at a pixel of the canvas; empty: nothing.
  virtual QString valuesAt(QPointF pixel) const = 0;

  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void styleAxes();
  void styleAndDraw();
  void showHeading(const QString& text);
  void zoom(double pixel, double steps);

  SectionLabel* m_title;
  QString m_titleText;
  QLabel* m_empty;
  QCustomPlot* m_canvas;
  const QPalette* m_paper = nullptr;
  const QFont* m_paperFont = nullptr;
  bool m_isZoomed = false;
};

}  // namespace rho::widgets
