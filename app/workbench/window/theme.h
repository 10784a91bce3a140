// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QApplication;
class QMenu;

namespace rho::workbench {

enum class Theme { system, light, dark };

/// "system", "light" or "dark". Throws UsageError.
Theme themeFromName(const QString& name);

/// Sets palette and style; system keeps the desktop's colours.
void applyTheme(QApplication& application, Theme theme);

/// The theme that was chosen in the menu, before the program was last ended.
Theme rememberedTheme();
/// A submenu that changes the theme at once, and for the next starts.
void addThemeMenu(QMenu& menu);

}  // namespace rho::workbench
