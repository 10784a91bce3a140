// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "archive/archive.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace rho::workbench {

/// The settings of archives: one of them at a time. Every change is kept at once.
class ArchiveForm : public QWidget {
  Q_OBJECT
 public:
  explicit ArchiveForm(QWidget* parent = nullptr);

  /// The one that is chosen and complete enough to be asked; none: nothing is entered yet.
  archive::Archive current() const;
  int currentIndex() const { return m_current; }
  const std::vector<archive::Archive>& archives() const { return m_archives; }
  void choose(int index);
  /// Adds one and chooses it.
  void add(const archive::Archive& archive);
  /// What an echo said.
  void showAnswer(const QString& text);
  void setBusy(bool busy);

 signals:
  void checkRequested();
  void changed();  ///< which there are, or what one of them is

 private:
  QWidget* buildChoice();
  QWidget* buildFolder();
  void fill();
  void take();
  void removeCurrent();

  std::vector<archive::Archive> m_archives;
  int m_current = 0;
  bool m_isFilling = false;
  QComboBox* m_choice;
  QLineEdit* m_name;
  QLineEdit* m_host;
  QSpinBox* m_port;
  QLineEdit* m_theirTitle;
  QLineEdit* m_ourTitle;
  QSpinBox* m_ourPort;
  QSpinBox* m_timeout;
  QLineEdit* m_folder;
  QPushButton* m_check;
  QLabel* m_answer;
};

}  // namespace rho::workbench
