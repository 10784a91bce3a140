// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace rho::workbench {

class QueueForm;

/// Tells in one line what the queue is filled by, and opens the form where that is chosen.
class QueueChoice : public QComboBox {
  Q_OBJECT
 public:
  explicit QueueChoice(QWidget* parent = nullptr);

  QueueForm& form() const { return *m_form; }
  void showPopup() override;

 protected:
  void wheelEvent(QWheelEvent* event) override;

 private:
  void showSummary();

  QueueForm* m_form;
};

}  // namespace rho::workbench
