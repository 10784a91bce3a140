// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;

namespace rho::workbench {

/// The address of labelled images: typed, one of the last ones, or chosen in a dialog.
class AddressField : public QWidget {
  Q_OBJECT
 public:
  /// key: of the settings, for the last ones.
  AddressField(const QString& name, const QString& key, QWidget* parent = nullptr);

  QString address() const;
  void setAddress(const QString& address);
  /// What an empty field means, or an example.
  void setPlaceholder(const QString& text);
  void setSuggestions(const QStringList& addresses);
  /// From now on it is the first of the last ones.
  void remember();

 signals:
  void changed();

 private:
  void fill();

  QString m_key;
  QStringList m_suggestions;
  QComboBox* m_text;
};

}  // namespace rho::workbench
