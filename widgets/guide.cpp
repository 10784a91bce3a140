// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/guide.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace rho::widgets {

namespace {

constexpr int bubbleWidth = 320;
constexpr int gap = 10;  ///< between the part and the bubble

/// A frame around the part; the mouse goes through it.
class PartFrame : public QWidget {
 public:
  explicit PartFrame(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setVisible(false);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 3));
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 6, 6);
  }
};

}  // namespace

Guide::Guide(QWidget* window)
    : QFrame(window),
      m_window(window),
      m_frame(new PartFrame(window)),
      m_title(new QLabel),
      m_text(new QLabel),
      m_count(new QLabel),
      m_back(new QPushButton(tr("Back"))),
      m_next(new QPushButton) {
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  setFixedWidth(bubbleWidth);
  setVisible(false);
  setAccessibleName(tr("Guide"));
  QFont bold = font();
  bold.setBold(true);
  m_title->setFont(bold);
  m_text->setWordWrap(true);
  auto* close = new QPushButton(tr("Close"));
  connect(close, &QPushButton::clicked, this, &Guide::finish);
  connect(m_back, &QPushButton::clicked, this, &Guide::back);
  connect(m_next, &QPushButton::clicked, this, &Guide::next);
  for (auto* button : {close, m_back, m_next}) button->setAutoDefault(true);  // Enter presses it
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(m_count);
  buttons->addStretch(1);
  buttons->addWidget(close);
  buttons->addWidget(m_back);
  buttons->addWidget(m_next);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(m_title);
  layout->addWidget(m_text);
  layout->addLayout(buttons);
  m_window->installEventFilter(this);
}

void Guide::addStep(QWidget* part, const QString& title, const QString& text) {
  m_steps.push_back({part, title, text});
}

void Guide::begin() { showStep(0); }
void Guide::back() { showStep(std::max(0, m_current - 1)); }

void Guide::next() { m_current + 1 < stepCount() ? showStep(m_current + 1) : finish(); }

void Guide::finish() {
  if (m_current < 0) return;
  m_current = -1;
  setVisible(false);
  m_frame->setVisible(false);
  emit finished();
}

void Guide::showStep(int index) {
  if (index >= stepCount()) return finish();
  m_current = index;
  const auto& step = m_steps[static_cast<std::size_t>(index)];
  m_title->setText(step.title);
  m_text->setText(step.text);
  m_count->setText(tr("%1 of %2").arg(index + 1).arg(stepCount()));
  m_back->setEnabled(index > 0);
  m_next->setText(index + 1 < stepCount() ? tr("Next") : tr("Done"));
  setAccessibleDescription(step.title + ". " + step.text);
  setVisible(true);
  place();
  m_next->setFocus();
}

/// Below the part where there is room, else above it, else beside it.
QPoint Guide::placeBeside(const QRect& part) const {
  const int middle = part.center().x() - width() / 2;
  if (part.bottom() + gap + height() <= m_window->height()) return {middle, part.bottom() + gap};
  if (part.top() - gap - height() >= 0) return {middle, part.top() - gap - height()};
  const bool right = part.right() + gap + width() <= m_window->width();
  return {right ? part.right() + gap : part.left() - gap - width(),
          part.center().y() - height() / 2};
}

void Guide::place() {
  const auto& step = m_steps[static_cast<std::size_t>(m_current)];
  adjustSize();
  QRect part(0, 0, m_window->width(), m_window->height());
  if (step.part) part = {step.part->mapTo(m_window, QPoint(0, 0)), step.part->size()};
  m_frame->setGeometry(part.adjusted(-2, -2, 2, 2));
  m_frame->setVisible(true);
  m_frame->raise();
  const auto at = placeBeside(part);
  move(std::clamp(at.x(), gap, std::max(gap, m_window->width() - width() - gap)),
       std::clamp(at.y(), gap, std::max(gap, m_window->height() - height() - gap)));
  raise();
}

bool Guide::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_window && event->type() == QEvent::Resize && m_current >= 0) place();
  return QFrame::eventFilter(watched, event);
}

/// The window's shortcuts would take the keys that work the guide.
bool Guide::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape || key == Qt::Key_Space) event->accept();
  }
  return QFrame::event(event);
}

void Guide::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return finish();
  QFrame::keyPressEvent(event);
}

}  // namespace rho::widgets
