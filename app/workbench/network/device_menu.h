// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <string>

namespace rho::workbench {

/// The devices that networks can compute on. The choice is kept in the settings.
class DeviceMenu : public QMenu {
  Q_OBJECT
 public:
  explicit DeviceMenu(QWidget* parent = nullptr);

  /// The stored choice; it may not exist on this machine.
  std::string chosen() const;

 signals:
  void deviceChosen(const QString& id);

 private:
  void fill();
};

/// "CPU, 8 threads", "NVIDIA H200".
QString deviceText(const std::string& id);

}  // namespace rho::workbench
