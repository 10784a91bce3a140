// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace rho::widgets {

/// A rounded box on the palette's base colour, with a coloured edge while it is selected.
class Card : public QFrame {
  Q_OBJECT
 public:
  explicit Card(QWidget* parent = nullptr);

  void setSelected(bool selected);
  bool isSelected() const { return m_selected; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  bool m_selected = false;
};

}  // namespace rho::widgets
