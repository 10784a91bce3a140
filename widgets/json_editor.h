// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace rho::widgets {

class JsonHighlighter;

/// JSON to be edited: with colours, the numbers of the lines, and a line that holds a mistake.
/// Tab leaves it, as it leaves every other field.
class JsonEditor : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit JsonEditor(QWidget* parent = nullptr);

  /// From 1; 0: there is none.
  void setMistake(int line);
  int mistake() const { return m_mistake; }

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  class Margin;
  void applyPalette();
  void fitMargin();
  void markMistake();
  void paintMargin(const QRect& area);

  Margin* m_margin;
  JsonHighlighter* m_highlighter;
  int m_mistake = 0;
};

}  // namespace rho::widgets
