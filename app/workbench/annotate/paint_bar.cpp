// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/paint_bar.h"

#include <QAction>
#include <QActionGroup>
#include <QDoubleSpinBox>
#include <QPainter>
#include <QSignalBlocker>

#include "widgets/painted_layer.h"

namespace rho::workbench {

namespace {

/// As it looks on the picture.
QIcon kindIcon(bool isEvidence) {
  constexpr int side = 32;
  const auto paint = isEvidence ? widgets::Paint::evidence : widgets::Paint::noEvidence;
  widgets::PaintedLayer layer;
  layer.paint = cv::Mat(side, side, CV_8UC1, cv::Scalar(static_cast<int>(paint)));
  QImage picture(side, side, QImage::Format_ARGB32_Premultiplied);
  picture.fill(Qt::transparent);
  drawLayer(layer, {{0.5, 0.5}, {1, 0}, {0, 1}}, picture.rect(), 3, picture);
  return QPixmap::fromImage(picture);
}

}  // namespace

PaintBar::PaintBar(QWidget* parent) : QToolBar(parent), m_number(new QDoubleSpinBox) {
  setMovable(false);
  setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  setIconSize({14, 14});
  auto* tools = new QActionGroup(this);
  for (const auto tool : annotateTools) tools->addAction(m_tools[tool] = addTool(tool));
  addSeparator();
  auto* kinds = new QActionGroup(this);
  m_evidence = addKind(tr("Evidence"), true);
  m_noEvidence = addKind(tr("Not evidence"), false);
  kinds->addAction(m_evidence);
  kinds->addAction(m_noEvidence);
  m_number->setDecimals(1);
  m_number->setFocusPolicy(Qt::StrongFocus);
  m_number->setButtonSymbols(QAbstractSpinBox::NoButtons);
  m_number->setAlignment(Qt::AlignHCenter);
  m_number->setKeyboardTracking(false);
  m_numberEntry = addWidget(m_number);
  connect(m_number, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    auto settings = m_settings;
    if (auto* number = settings.number()) *number = value;
    change(settings);
  });
  connect(m_number, &QDoubleSpinBox::editingFinished, this, &PaintBar::numberEntered);
  showSettings();
}

QAction* PaintBar::addTool(AnnotateTool tool) {
  auto* action = addAction(toolText(tool));
  action->setCheckable(true);
  action->setShortcut(QKeySequence(toolKey(tool)));
  action->setToolTip(QString("%1 (%2)").arg(toolHelp(tool), toolKey(tool)));
  nameButton(action);
  connect(action, &QAction::triggered, this, [this, tool] {
    auto settings = m_settings;
    settings.tool = tool;
    change(settings);
  });
  return action;
}

QAction* PaintBar::addKind(const QString& text, bool isEvidence) {
  auto* action = addAction(kindIcon(isEvidence), text);
  action->setCheckable(true);
  action->setToolTip((isEvidence ? tr("What is painted speaks for the class (N changes)")
                                 : tr("What is painted must not count for the class (N changes)")));
  nameButton(action);
  connect(action, &QAction::triggered, this, [this, isEvidence] {
    auto settings = m_settings;
    settings.isEvidence = isEvidence;
    change(settings);
  });
  return action;
}

void PaintBar::nameButton(QAction* action) {
  auto* button = widgetForAction(action);
  button->setFocusPolicy(Qt::TabFocus);
  button->setAccessibleName(action->text());
}

void PaintBar::setSettings(const PaintSettings& settings) {
  m_settings = settings;
  showSettings();
}

void PaintBar::change(const PaintSettings& settings) {
  if (settings == m_settings) return showSettings();
  setSettings(settings);
  emit settingsChanged(settings);
}

void PaintBar::showSettings() {
  m_tools.at(m_settings.tool)->setChecked(true);
  (m_settings.isEvidence ? m_evidence : m_noEvidence)->setChecked(true);
  const auto* number = m_settings.number();
  m_numberEntry->setVisible(number != nullptr);
  if (!number) return;
  const auto range = rangeOf(m_settings.tool);
  const QSignalBlocker quiet(m_number);
  m_number->setRange(range.least, range.most);
  m_number->setSuffix(range.suffix);
  m_number->setDecimals(m_settings.tool == AnnotateTool::superpixel ? 0 : 1);
  m_number->setSpecialValueText(m_settings.tool == AnnotateTool::superpixel ? tr("as LIME")
                                                                            : QString());
  m_number->setValue(*number);
  m_number->setAccessibleName(range.name);
  m_number->setToolTip(tr("%1, also by the keys [ and ]").arg(range.name));
}

}  // namespace rho::workbench
