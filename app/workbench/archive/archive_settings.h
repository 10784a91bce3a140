// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "archive/archive.h"

namespace rho::workbench {

/// The archives that the user has entered, kept in the program's settings.
std::vector<archive::Archive> savedArchives();
void saveArchives(const std::vector<archive::Archive>& archives);

/// Where retrieved studies are put, a folder for each: the user's choice, else one of the program's
/// own.
QString retrievalFolder();
void setRetrievalFolder(const QString& folder);

}  // namespace rho::workbench
