// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "workbench/inspect/analysis.h"

class QFormLayout;

namespace rho::workbench {

/// Edits a method's options, whatever the method: fields, ranges and help come from its own
/// description.
class OptionsForm : public QWidget {
  Q_OBJECT
 public:
  /// given: what differs from the defaults. layers: offered where an option is named "layer".
  /// An option named "rho" is left out: the window's slider sets it.
  OptionsForm(const MethodDescription& method, const nlohmann::json& given,
              const std::vector<std::string>& layers, QWidget* parent = nullptr);

  /// Only what differs from the defaults.
  nlohmann::json options() const;
  void reset();

 private:
  struct Field {
    const explain::OptionSpec* spec;
    std::function<nlohmann::json()> value;
    std::function<void(const nlohmann::json&)> setValue;
  };
  void addField(QFormLayout& layout, const explain::OptionSpec& spec,
                const std::vector<std::string>& layers);
  QWidget* editorFor(Field& field, const std::vector<std::string>& layers);

  MethodDescription m_method;
  std::vector<Field> m_fields;
};

}  // namespace rho::workbench
