// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

namespace rho::workbench {

/// "0.485 0.456, 0.406": numbers with a decimal point, parted by blanks, commas or semicolons;
/// nothing where a part is no number.
std::optional<std::vector<double>> numbersFrom(const QString& text);
QString numbersText(const std::vector<double>& numbers);

}  // namespace rho::workbench
