// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <nlohmann/json.hpp>

class QComboBox;
class QSpinBox;

namespace rho::workbench {

/// The size of a network's input, its channels, and which colour is the first.
class InputField : public QWidget {
  Q_OBJECT
 public:
  explicit InputField(QWidget* parent = nullptr);

  /// What the file fixes is filled in once, and is not changed by hand.
  void setFixed(bool size, bool channels);
  /// What the card says; without edited().
  void fill(const nlohmann::json& card);
  void writeTo(nlohmann::json& card) const;

  bool hasSize() const;
  int channels() const;  ///< 0: not known

 signals:
  void edited();

 private:
  void showOrder();

  bool m_isSizeFixed = false;
  bool m_areChannelsFixed = false;
  QSpinBox* m_width;
  QSpinBox* m_height;
  QComboBox* m_channels;
  QComboBox* m_order;  ///< of three channels
};

}  // namespace rho::workbench
