// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace rho::widgets {

/// The heading of a panel's section.
class SectionLabel : public QLabel {
  Q_OBJECT
 public:
  explicit SectionLabel(const QString& text, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace rho::widgets
