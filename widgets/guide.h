// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>
#include <vector>

class QLabel;
class QPushButton;

namespace rho::widgets {

/// Leads through a window: a bubble beside one part after the other, that part framed. It covers
/// nothing but what it stands on, and takes no input away from the window.
class Guide : public QFrame {
  Q_OBJECT
 public:
  /// window: what it lies over.
  explicit Guide(QWidget* window);

  void addStep(QWidget* part, const QString& title, const QString& text);
  int stepCount() const { return static_cast<int>(m_steps.size()); }
  int currentStep() const { return m_current; }

 public slots:
  void begin();
  void next();
  void back();
  void finish();

 signals:
  void finished();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct Step {
    QPointer<QWidget> part;
    QString title, text;
  };
  void showStep(int index);
  void place();
  QPoint placeBeside(const QRect& part) const;

  QWidget* m_window;
  QWidget* m_frame;
  QLabel* m_title;
  QLabel* m_text;
  QLabel* m_count;
  QPushButton* m_back;
  QPushButton* m_next;
  std::vector<Step> m_steps;
  int m_current = -1;
};

}  // namespace rho::widgets
