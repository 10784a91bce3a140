// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

namespace rho::workbench {

struct MethodDescription;

// The core speaks English. Here it is said in the window's language. Texts that are not known stay
// as they are: a method may come from elsewhere.

/// A method's title, summary, help of an option, choice, stage of the work or warning; the
/// description of a demo case.
QString coreText(const std::string& text);

/// "kernel_width" as "Kernel width".
QString optionLabel(const std::string& name);

/// "Kernel width 0.25" and so on, in the method's order. options: as MapValue::options; those that
/// are missing are left out.
QStringList optionTexts(const MethodDescription& method, const nlohmann::json& options);

/// What can be translated, in English; %1 and %2 stand for what the core puts there.
std::span<const char* const> coreTexts();

}  // namespace rho::workbench
