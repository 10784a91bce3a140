// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QSlider;
class QToolButton;

namespace rho::widgets {

/// Chooses ρ, the root-mean-square of the perturbation, by slider, by number, or by playing the
/// sweep. Steps of 0.001.
class RhoControl : public QWidget {
  Q_OBJECT
 public:
  explicit RhoControl(QWidget* parent = nullptr);

  void setMaximum(double rho);
  double maximum() const;
  /// Emits the same signals as a user's change, if it is one.
  void setRho(double rho);
  double rho() const;

 public slots:
  void setPlaying(bool playing);

 signals:
  void rhoMoved(double rho);    ///< with every change: show what is there
  void rhoSettled(double rho);  ///< the user stopped there: compute what is missing

 private:
  void buildSlider();
  void buildPlayer();
  void moveTo(int thousandths);
  void advance();

  QDoubleSpinBox* m_number;
  QSlider* m_slider;
  QLabel* m_maximum;
  QToolButton* m_play;
  QTimer m_settle;
  QTimer m_player;
};

}  // namespace rho::widgets
