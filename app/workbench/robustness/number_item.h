// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableWidgetItem>

namespace rho::workbench {

/// A cell that shows a text and is sorted by a number.
class NumberItem : public QTableWidgetItem {
 public:
  NumberItem(const QString& text, double number) : QTableWidgetItem(text), m_number(number) {
    setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
  }
  bool operator<(const QTableWidgetItem& other) const override {
    const auto* number = dynamic_cast<const NumberItem*>(&other);
    return number ? m_number < number->m_number : QTableWidgetItem::operator<(other);
  }

 private:
  double m_number;
};

}  // namespace rho::workbench
