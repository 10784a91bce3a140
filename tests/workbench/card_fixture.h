// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>

#include "workbench/inspect/inspector.h"
#include "workbench/network/card_dialog.h"
#include "workbench/network/card_form.h"
#include "workbench/window/main_window.h"

namespace rho::test {

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy

inline QString text(const std::filesystem::path& path) {
  return QString::fromStdString(path.string());
}

template <typename Part>
Part* part(workbench::CardDialog& dialog, const char* name) {
  return dialog.form().findChild<Part*>(name);
}

inline const workbench::Inspection& stateOf(workbench::MainWindow& window) {
  return window.findChild<workbench::Inspector*>()->current();
}

}  // namespace rho::test
