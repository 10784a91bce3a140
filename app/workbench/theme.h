// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QApplication;

namespace rho::workbench {

enum class Theme { system, light, dark };

/// "system", "light" or "dark". Throws UsageError.
Theme themeFromName(const QString& name);

/// Sets palette and style; system keeps the desktop's colours.
void applyTheme(QApplication& application, Theme theme);

}  // namespace rho::workbench
