// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace rho::widgets {

/// Says inside the window what went wrong, until it is dismissed or something newer is said.
class MessageBar : public QFrame {
  Q_OBJECT
 public:
  enum class Kind { notice, failure };

  explicit MessageBar(QWidget* parent = nullptr);

  void say(Kind kind, const QString& text);
  void dismiss();
  QString text() const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Kind m_kind = Kind::notice;
  QLabel* m_text;
  QToolButton* m_close;
};

}  // namespace rho::widgets
