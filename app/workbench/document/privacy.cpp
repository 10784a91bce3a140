// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/document/privacy.h"

#include <QSettings>

namespace rho::workbench {

namespace {

const char* const hideKey = "hide names";
const char* const rememberKey = "remember recent files";

}  // namespace

bool hidesNames() { return QSettings().value(hideKey, false).toBool(); }
void setHidesNames(bool on) { QSettings().setValue(hideKey, on); }

bool remembersFiles() { return QSettings().value(rememberKey, true).toBool(); }
void setRemembersFiles(bool on) { QSettings().setValue(rememberKey, on); }

}  // namespace rho::workbench
