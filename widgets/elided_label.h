// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace rho::widgets {

/// One line of plain text that ends in "…" where it does not fit; the tooltip then holds all of it.
class ElidedLabel : public QWidget {
  Q_OBJECT
 public:
  enum class Tone { normal, muted };

  explicit ElidedLabel(Tone tone = Tone::normal, QWidget* parent = nullptr);

  void setText(const QString& text);
  QString text() const { return m_text; }
  /// What the text means: in the tooltip, after the text where that does not fit. May be rich text.
  void setExplanation(const QString& explanation);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void updateToolTip();

  Tone m_tone;
  QString m_text;
  QString m_explanation;
};

}  // namespace rho::widgets
