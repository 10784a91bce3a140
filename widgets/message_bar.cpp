// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include "widgets/colors.h"

namespace rho::widgets {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_text(new QLabel), m_close(new QToolButton) {
  m_text->setWordWrap(true);
  m_text->setTextFormat(Qt::PlainText);  // file names are not markup
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_close->setText(QStringLiteral("✕"));
  m_close->setAutoRaise(true);
  m_close->setToolTip(tr("Dismiss"));
  m_close->setAccessibleName(tr("Dismiss the message"));
  connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(10, 4, 4, 4);
  layout->addWidget(m_text, 1);
  layout->addWidget(m_close, 0, Qt::AlignTop);
  dismiss();
}

void MessageBar::say(Kind kind, const QString& text) {
  m_kind = kind;
  QPalette colors = palette();
  colors.setColor(QPalette::WindowText,
                  kind == Kind::failure ? failure(palette()) : attention(palette()));
  m_text->setPalette(colors);
  m_text->setText(text);
  setAccessibleName(text);
  setVisible(true);
  update();
}

void MessageBar::dismiss() {
  m_text->clear();
  setVisible(false);
}

QString MessageBar::text() const { return m_text->text(); }

void MessageBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), m_kind == Kind::failure ? failureBackground(palette())
                                                   : attentionBackground(palette()));
}

}  // namespace rho::widgets
