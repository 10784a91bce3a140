// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/options_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <algorithm>

#include "workbench/inspect/core_texts.h"

namespace rho::workbench {

namespace {

using nlohmann::json;

int integerBound(const std::optional<double>& bound, int otherwise) {
  return bound ? static_cast<int>(std::clamp(*bound, -2e9, 2e9)) : otherwise;
}

QSpinBox* integerEditor(const explain::OptionSpec& spec) {
  auto* box = new QSpinBox;
  box->setRange(integerBound(spec.minimum, 0), integerBound(spec.maximum, 1000000000));
  box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  return box;
}

QDoubleSpinBox* numberEditor(const explain::OptionSpec& spec) {
  auto* box = new QDoubleSpinBox;
  box->setDecimals(4);
  box->setRange(spec.minimum.value_or(-1e9), spec.maximum.value_or(1e9));
  box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  return box;
}

QComboBox* choiceEditor(const explain::OptionSpec& spec) {
  auto* box = new QComboBox;
  for (const auto& choice : spec.choices)
    box->addItem(coreText(choice), QString::fromStdString(choice));
  return box;
}

QComboBox* layerEditor(const std::vector<std::string>& layers) {
  auto* box = new QComboBox;
  box->addItem(OptionsForm::tr("as chosen for the network"), QString());
  for (const auto& layer : layers) {
    const auto text = QString::fromStdString(layer);
    box->addItem(text, text);
  }
  return box;
}

}  // namespace

OptionsForm::OptionsForm(const MethodDescription& method, const json& given,
                         const std::vector<std::string>& layers, QWidget* parent)
    : QWidget(parent), m_method(method) {
  auto* layout = new QFormLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  m_fields.reserve(m_method.options.size());
  for (const auto& spec : m_method.options)
    if (spec.name != "rho") addField(*layout, spec, layers);
  for (const auto& field : m_fields)
    field.setValue(given.value(field.spec->name, field.spec->defaultValue));
}

void OptionsForm::addField(QFormLayout& layout, const explain::OptionSpec& spec,
                           const std::vector<std::string>& layers) {
  Field field{&spec, {}, {}};
  auto* editor = editorFor(field, layers);
  const auto help = coreText(spec.help);
  editor->setObjectName(QString::fromStdString(spec.name));
  editor->setAccessibleName(optionLabel(spec.name));
  editor->setAccessibleDescription(help);
  editor->setToolTip("<qt>" + help.toHtmlEscaped() + "</qt>");
  layout.addRow(optionLabel(spec.name), editor);
  m_fields.push_back(std::move(field));
}

QWidget* OptionsForm::editorFor(Field& field, const std::vector<std::string>& layers) {
  const auto& spec = *field.spec;
  if (spec.type == explain::OptionType::flag) {
    auto* box = new QCheckBox;
    field.value = [box] { return json(box->isChecked()); };
    field.setValue = [box](const json& value) { box->setChecked(value.get<bool>()); };
    return box;
  }
  if (spec.type == explain::OptionType::integer) {
    auto* box = integerEditor(spec);
    field.value = [box] { return json(box->value()); };
    field.setValue = [box](const json& value) { box->setValue(value.get<int>()); };
    return box;
  }
  if (spec.type == explain::OptionType::number) {
    auto* box = numberEditor(spec);
    field.value = [box] { return json(box->value()); };
    field.setValue = [box](const json& value) { box->setValue(value.get<double>()); };
    return box;
  }
  if (spec.type == explain::OptionType::choice || spec.name == "layer") {
    auto* box = spec.name == "layer" ? layerEditor(layers) : choiceEditor(spec);
    field.value = [box] { return json(box->currentData().toString().toStdString()); };
    field.setValue = [box](const json& value) {
      box->setCurrentIndex(
          std::max(0, box->findData(QString::fromStdString(value.get<std::string>()))));
    };
    return box;
  }
  auto* line = new QLineEdit;
  field.value = [line] { return json(line->text().toStdString()); };
  field.setValue = [line](const json& value) {
    line->setText(QString::fromStdString(value.get<std::string>()));
  };
  return line;
}

json OptionsForm::options() const {
  json result = json::object();
  for (const auto& field : m_fields)
    if (const auto value = field.value(); value != field.spec->defaultValue)
      result[field.spec->name] = value;
  return result;
}

void OptionsForm::reset() {
  for (const auto& field : m_fields) field.setValue(field.spec->defaultValue);
}

}  // namespace rho::workbench
