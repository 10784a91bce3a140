// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rho_control.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <cmath>

namespace rho::widgets {

namespace {

constexpr double unit = 0.001;  ///< of the slider, in ρ
constexpr int arrowStep = 5;
constexpr int pageStep = 25;
constexpr int settleMilliseconds = 15;  ///< a newer ρ replaces one that is being computed
constexpr int playMilliseconds = 60;

int unitsOf(double rho) { return static_cast<int>(std::lround(rho / unit)); }

}  // namespace

RhoControl::RhoControl(QWidget* parent)
    : QWidget(parent),
      m_number(new QDoubleSpinBox),
      m_slider(new QSlider(Qt::Horizontal)),
      m_maximum(new QLabel),
      m_play(new QToolButton) {
  auto* label = new QLabel(QStringLiteral("<b>ρ</b>"));
  label->setBuddy(m_number);
  label->setToolTip(
      tr("Size of the perturbation: root-mean-square over all pixel values in [0,1]"));
  buildSlider();
  buildPlayer();
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(9);
  layout->addWidget(label);
  layout->addWidget(m_number);
  layout->addWidget(m_slider, 1);
  layout->addWidget(m_maximum);
  layout->addWidget(m_play);
  setMaximum(0.3);
}

void RhoControl::buildSlider() {
  m_number->setDecimals(3);
  m_number->setSingleStep(arrowStep * unit);
  m_number->setButtonSymbols(QAbstractSpinBox::NoButtons);
  m_number->setAccessibleName(tr("ρ"));
  m_number->setKeyboardTracking(false);
  m_slider->setSingleStep(arrowStep);
  m_slider->setPageStep(pageStep);
  m_slider->setAccessibleName(tr("ρ, size of the perturbation"));
  m_slider->setToolTip(tr("Arrow keys: steps of 0.005"));
  m_settle.setSingleShot(true);
  m_settle.setInterval(settleMilliseconds);
  connect(m_slider, &QSlider::valueChanged, this, &RhoControl::moveTo);
  connect(m_number, &QDoubleSpinBox::valueChanged, this,
          [this](double value) { m_slider->setValue(unitsOf(value)); });
  connect(&m_settle, &QTimer::timeout, this, [this] { emit rhoSettled(rho()); });
}

void RhoControl::buildPlayer() {
  m_play->setText(tr("▶ play"));
  m_play->setCheckable(true);
  m_play->setToolTip(tr("Run through the sweep"));
  m_play->setAccessibleName(tr("Play the sweep over ρ"));
  m_player.setInterval(playMilliseconds);
  connect(m_play, &QToolButton::toggled, this, &RhoControl::setPlaying);
  connect(&m_player, &QTimer::timeout, this, &RhoControl::advance);
}

void RhoControl::setMaximum(double rho) {
  m_slider->setRange(0, unitsOf(rho));
  m_number->setRange(0, rho);
  m_maximum->setText(QString::number(rho, 'g', 3));
}

double RhoControl::maximum() const { return m_slider->maximum() * unit; }

void RhoControl::setRho(double rho) { m_slider->setValue(unitsOf(rho)); }

double RhoControl::rho() const { return m_slider->value() * unit; }

void RhoControl::setPlaying(bool playing) {
  if (playing && m_slider->value() == m_slider->maximum()) m_slider->setValue(0);
  m_play->setChecked(playing);
  m_play->setText(playing ? tr("❚❚ pause") : tr("▶ play"));
  playing ? m_player.start() : m_player.stop();
}

void RhoControl::moveTo(int thousandths) {
  const QSignalBlocker quiet(m_number);
  m_number->setValue(thousandths * unit);
  emit rhoMoved(rho());
  m_settle.start();
}

void RhoControl::advance() {
  if (m_slider->value() == m_slider->maximum()) return setPlaying(false);
  m_slider->setValue(m_slider->value() + arrowStep);
}

}  // namespace rho::widgets
