// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>
#include <utility>
#include <vector>

#include "workbench/robustness/measurement.h"

class QComboBox;
class QLabel;
class QListView;
class QStandardItemModel;
class QToolButton;

namespace rho::workbench {

/// The images of one network by the perturbation that turns them, the smallest first. Enter or a
/// double-click opens one.
class FragileList : public QWidget {
  Q_OBJECT
 public:
  static constexpr std::size_t mostImages = 500;  ///< that are listed

  explicit FragileList(QWidget* parent = nullptr);

  /// samples: of all images, by their index.
  void show(const NetworkMeasurement& network, const std::vector<SampleImage>& samples);
  /// Only images of a true class that got a predicted one; nothing: all.
  void setFilter(std::optional<std::pair<int, int>> actualAndPredicted);
  int count() const;

 signals:
  void imageChosen(const QString& address);
  void filterCleared();

 private:
  enum Order { byAttack, byBetterThanRandom };

  std::vector<const MeasuredImage*> orderedImages() const;
  void fill();
  void showHeading(std::size_t found);

  NetworkMeasurement m_network;
  std::vector<SampleImage> m_samples;
  std::optional<std::pair<int, int>> m_filter;
  QComboBox* m_order;
  QLabel* m_filterText;
  QToolButton* m_clear;
  QLabel* m_empty;
  QListView* m_list;
  QStandardItemModel* m_model;
};

}  // namespace rho::workbench
