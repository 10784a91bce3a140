// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "workbench/robustness/measurement.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace rho::workbench {

class AddressField;
class NetworkChoice;

/// Everything that a measurement needs to be told.
class MeasureForm : public QWidget {
  Q_OBJECT
 public:
  explicit MeasureForm(QWidget* parent = nullptr);

  NetworkChoice& networks() const { return *m_networks; }
  void setData(const QString& address);
  void setImages(int first, int count, int every);
  void setMeasures(bool attack, bool betterThanRandom, bool paperSearch);
  /// Of the chosen networks' labels; empty: every one.
  void setLabel(const QString& label);
  QStringList labels() const;
  /// While one runs, the button stops it.
  void setBusy(bool busy);
  void showFailure(const QString& text);
  bool isComplete() const;
  QString failure() const;
  /// Asks for a measurement, where nothing is missing.
  void measure();

 signals:
  /// Without the device.
  void measureRequested(const rho::workbench::MeasureRequest& request);
  void stopRequested();
  void completeChanged();

 private:
  QWidget* buildImages();
  QWidget* buildMeasures();
  void showLabels();
  QString whatIsMissing() const;
  void showWhatIsMissing();
  MeasureRequest request() const;

  NetworkChoice* m_networks;
  AddressField* m_data;
  QSpinBox* m_first;
  QSpinBox* m_count;
  QSpinBox* m_every;
  QCheckBox* m_attack;
  QCheckBox* m_betterThanRandom;
  QComboBox* m_search;
  QComboBox* m_label;
  QFormLayout* m_measures = nullptr;
  QLabel* m_missing;
  QLabel* m_failure;
  QPushButton* m_button;
  bool m_isBusy = false;
};

}  // namespace rho::workbench
