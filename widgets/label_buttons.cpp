// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label_buttons.h"

#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

#include "widgets/colors.h"

namespace rho::widgets {

namespace {

/// The key at the left, the name beside it; a given one is filled and ticked.
class LabelButton : public QAbstractButton {
 public:
  LabelButton() {
    setCheckable(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
  }

  void setChoice(const LabelChoice& choice) {
    m_choice = choice;
    setChecked(choice.isGiven);
    setAccessibleName(choice.name);
    setToolTip(choice.key.isEmpty() ? choice.name
                                    : QString("%1 (%2)").arg(choice.name, choice.key));
    update();
  }

  QSize sizeHint() const override { return {90, fontMetrics().height() + 14}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = palette().color(QPalette::Highlight);
    const QColor ground = palette().color(QPalette::Base);
    const double share = isChecked() ? 0.32 : underMouse() && isEnabled() ? 0.10 : 0;
    const bool isMarked = isChecked() || hasFocus();
    painter.setPen(QPen(isMarked ? accent : outline(palette()), isChecked() ? 1.6 : 1));
    painter.setBrush(mixed(ground, accent, share));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    const QRect inside = rect().adjusted(9, 0, -9, 0);
    const int keyWidth = fontMetrics().horizontalAdvance("00") + 4;
    painter.setPen(mutedText(palette()));
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, m_choice.key);
    painter.setPen(palette().color(QPalette::WindowText));
    const QString mark = isChecked() ? QStringLiteral("✓") : QString();
    const QRect name = inside.adjusted(keyWidth, 0, -fontMetrics().height() - 10, 0);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_choice.name, Qt::ElideRight, name.width()));
    painter.drawText(inside, Qt::AlignRight | Qt::AlignVCenter, mark);
    if (!m_choice.isPainted) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(evidenceColor());
    painter.drawEllipse(QPointF(inside.right() - 20, inside.center().y() + 0.5), 3.2, 3.2);
  }

 private:
  LabelChoice m_choice;
};

}  // namespace

LabelButtons::LabelButtons(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(4);
}

QAbstractButton* LabelButtons::addButton(int index) {
  auto* button = new LabelButton;
  m_column->addWidget(button);
  connect(button, &QAbstractButton::clicked, this, [this, index, button] {
    // Whether it is given is for the owner to say.
    button->setChecked(m_choices[static_cast<std::size_t>(index)].isGiven);
    emit chosen(index);
  });
  return button;
}

void LabelButtons::setChoices(const std::vector<LabelChoice>& choices) {
  if (choices == m_choices) return;
  m_choices = choices;
  while (m_buttons.size() > choices.size()) {
    delete m_buttons.back();
    m_buttons.pop_back();
  }
  while (m_buttons.size() < choices.size())
    m_buttons.push_back(addButton(static_cast<int>(m_buttons.size())));
  for (std::size_t i = 0; i < choices.size(); ++i)
    static_cast<LabelButton*>(m_buttons[i])->setChoice(choices[i]);
}

}  // namespace rho::widgets
