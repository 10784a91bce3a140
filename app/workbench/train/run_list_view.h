// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace rho::workbench {

/// The runs, one below the other; words where there are none.
class RunListView : public QListView {
  Q_OBJECT
 public:
  explicit RunListView(QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace rho::workbench
