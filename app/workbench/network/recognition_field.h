// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <nlohmann/json.hpp>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;

namespace rho::workbench {

/// Which network weights were recognised as, what was assumed, and whether somebody looked at it.
/// Where several networks fit, none is chosen.
class RecognitionField : public QWidget {
  Q_OBJECT
 public:
  explicit RecognitionField(QWidget* parent = nullptr);

  /// Cards with "recognition", one for each network that fits; cards without are of files that say
  /// themselves what they are, and ask for nothing. Without chosen() and confirmed().
  void ask(std::vector<nlohmann::json> cards);
  bool isAsked() const { return m_isAsked; }
  /// The card of the chosen network; null where there is nothing to choose, or nothing is chosen.
  const nlohmann::json* candidate() const;
  bool isConfirmed() const;

 signals:
  void chosen();
  void confirmed();

 private:
  void showCandidate();

  std::vector<nlohmann::json> m_cards;
  bool m_isAsked = false;
  QComboBox* m_network;
  QLabel* m_assumed;
  QCheckBox* m_confirmed;
};

}  // namespace rho::workbench
