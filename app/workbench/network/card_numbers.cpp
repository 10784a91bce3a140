// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/card_numbers.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStringList>
#include <cmath>

namespace rho::workbench {

std::optional<std::vector<double>> numbersFrom(const QString& text) {
  static const QRegularExpression gap("[\\s,;]+");
  std::vector<double> numbers;
  const auto parts = text.split(gap, Qt::SkipEmptyParts);
  for (const auto& part : parts) {
    bool isNumber = false;
    const double number = QLocale::c().toDouble(part, &isNumber);
    if (!isNumber || !std::isfinite(number)) return std::nullopt;
    numbers.push_back(number);
  }
  return numbers;
}

QString numbersText(const std::vector<double>& numbers) {
  QStringList parts;
  for (const double number : numbers) parts << QLocale::c().toString(number, 'g', 10);
  return parts.join("  ");
}

}  // namespace rho::workbench
