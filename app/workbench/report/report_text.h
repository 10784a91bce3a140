// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace rho::workbench {

/// The words of reports, for translators.
struct ReportText {
  Q_DECLARE_TR_FUNCTIONS(ReportText)
};

}  // namespace rho::workbench
