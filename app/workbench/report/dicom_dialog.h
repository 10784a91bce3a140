// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "workbench/report/dicom_export.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace rho::workbench {

/// Asks where a DICOM object goes and what it may tell. What it begins with is safe: a new file
/// without the patient's data. No file is replaced.
class DicomDialog : public QDialog {
  Q_OBJECT
 public:
  /// folder: where the file goes unless the user says otherwise. mayHaveText: the picture's pixels
  /// may name the patient.
  DicomDialog(DicomChoice::Kind kind, const QString& folder, bool mayHaveText, QWidget* parent);

  DicomChoice choice() const;
  /// What the user should know before the file is written; empty: nothing.
  QString notice() const;
  void setPath(const QString& path);
  void setKeepsPatient(bool on);
  void setWithWords(bool on);

 private:
  QWidget* buildPath();
  void browse();
  void refresh();

  DicomChoice::Kind m_kind;
  bool m_mayHaveText;
  QLineEdit* m_path;
  QComboBox* m_pixels;
  QCheckBox* m_keepsPatient;
  QLabel* m_notice;
  QPushButton* m_save;
};

}  // namespace rho::workbench
