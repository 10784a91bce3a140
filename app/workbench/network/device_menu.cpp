// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/device_menu.h"

#include <QActionGroup>
#include <QSettings>

#include "workbench/inspect/analysis.h"

namespace rho::workbench {

namespace {

const QString setting = "device";

}  // namespace

DeviceMenu::DeviceMenu(QWidget* parent) : QMenu(tr("Comp&ute on"), parent) {
  // Not before it is wanted: looking for GPUs takes a moment.
  connect(this, &QMenu::aboutToShow, this, &DeviceMenu::fill);
}

std::string DeviceMenu::chosen() const {
  return QSettings().value(setting, "cpu").toString().toStdString();
}

void DeviceMenu::fill() {
  clear();
  auto* group = new QActionGroup(this);
  const auto current = Analysis::usableDevice(chosen());
  for (const auto& device : Analysis::devices()) {
    const auto id = QString::fromStdString(device.id);
    auto* action = addAction(deviceText(device.id), this, [this, id] {
      QSettings().setValue(setting, id);
      emit deviceChosen(id);
    });
    action->setCheckable(true);
    action->setChecked(device.id == current);
    group->addAction(action);
  }
  if (Analysis::devices().size() == 1)
    addAction(tr("No NVIDIA GPU that LibTorch can use"))->setEnabled(false);
}

QString deviceText(const std::string& id) {
  if (id == "cpu") return DeviceMenu::tr("CPU, %n threads", nullptr, Analysis::threads());
  for (const auto& device : Analysis::devices())
    if (device.id == id) return QString::fromStdString(device.title);
  return QString::fromStdString(id);
}

}  // namespace rho::workbench
