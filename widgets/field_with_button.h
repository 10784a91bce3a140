// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace rho::widgets {

/// A field with a "…" beside it, which chooses its content in a dialog or a menu. A label's letter
/// leads to the field.
class FieldWithButton : public QWidget {
  Q_OBJECT
 public:
  /// help: what the button does.
  FieldWithButton(QWidget* field, const QString& help, QWidget* parent = nullptr);

  QToolButton& button() const { return *m_button; }

 signals:
  void clicked();

 private:
  QToolButton* m_button;
};

}  // namespace rho::widgets
