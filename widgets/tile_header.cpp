// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tile_header.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleHints>
#include <QToolButton>
#include <algorithm>

#include "widgets/colors.h"
#include "widgets/elided_label.h"
#include "widgets/fonts.h"
#include "widgets/tile_marks.h"

namespace rho::widgets {

namespace {

constexpr int margin = 7;
constexpr int verticalMargin = 6;

}  // namespace

TileHeader::TileHeader(QWidget* parent)
    : QWidget(parent),
      m_title(new ElidedLabel),
      m_subtitle(new ElidedLabel(ElidedLabel::Tone::muted)),
      m_warnings(new WarningMark),
      m_menu(new QToolButton) {
  QFont bold = scaled(font(), 0.95);
  bold.setBold(true);
  m_title->setFont(bold);
  m_subtitle->setFont(scaled(font(), 0.9));
  // The header answers for its texts: one tooltip, and one handle to drag.
  for (auto* label : {m_title, m_subtitle}) label->setAttribute(Qt::WA_TransparentForMouseEvents);
  m_menu->setText(QStringLiteral("⋯"));
  m_menu->setAutoRaise(true);
  m_menu->setFocusPolicy(Qt::NoFocus);  // the menu key of the tile opens the same
  m_menu->setFixedSize(22, m_title->sizeHint().height() + 4);
  connect(m_menu, &QToolButton::clicked, this, [this] { emit menuRequested(menuPosition()); });

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(margin, 0, 3, 0);
  layout->setSpacing(6);
  layout->addWidget(m_title, 0);
  layout->addWidget(m_subtitle, 1);
  layout->addWidget(m_warnings, 0);
  layout->addWidget(m_menu, 0);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize TileHeader::sizeHint() const {
  return {layout()->sizeHint().width(), m_title->sizeHint().height() + 2 * verticalMargin};
}

void TileHeader::setTitle(const QString& title) {
  m_title->setText(title);
  m_menu->setAccessibleName(tr("Menu of %1").arg(title));
  shareWidth();
  showToolTip();
}

QString TileHeader::title() const { return m_title->text(); }

void TileHeader::setSubtitle(const QString& subtitle) {
  m_subtitle->setText(subtitle);
  showToolTip();
}

void TileHeader::setWarnings(const QStringList& warnings) { m_warnings->setWarnings(warnings); }

void TileHeader::setProvenance(const QString& text) {
  m_provenance = text;
  showToolTip();
}

void TileHeader::resizeEvent(QResizeEvent*) { shareWidth(); }

/// The title comes first: a subtitle that would get only a letter or two is left to the tooltip.
void TileHeader::shareWidth() {
  constexpr int legible = 26;
  const int room = width() - margin - 3 - 6 - m_menu->width() - m_title->sizeHint().width();
  m_subtitle->setVisible(room >= legible);
  m_title->setMinimumWidth(
      std::min(m_title->sizeHint().width(), std::max(0, room + m_title->sizeHint().width())));
}

void TileHeader::showToolTip() {
  QString first = "<b>" + m_title->text().toHtmlEscaped() + "</b>";
  if (!m_subtitle->text().isEmpty()) first += " · " + m_subtitle->text().toHtmlEscaped();
  QString rest = m_provenance.toHtmlEscaped();
  if (!rest.isEmpty()) rest = "<br>" + rest.replace('\n', "<br>");
  setToolTip(first + rest);
}

void TileHeader::setFocusShown(bool shown) {
  m_focusShown = shown;
  update();
}

QPoint TileHeader::menuPosition() const { return m_menu->mapToGlobal(QPoint(0, m_menu->height())); }

void TileHeader::mousePressEvent(QMouseEvent* event) {
  emit pressed();
  if (event->button() == Qt::LeftButton) m_pressedAt = event->position();
}

void TileHeader::mouseMoveEvent(QMouseEvent* event) {
  if (!m_pressedAt) return;
  const int threshold = QGuiApplication::styleHints()->startDragDistance();
  if ((event->position() - *m_pressedAt).manhattanLength() >= threshold) m_dragging = true;
  if (!m_dragging) return;
  setCursor(Qt::ClosedHandCursor);
  emit dragged(event->globalPosition().toPoint());
}

void TileHeader::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const bool wasDragging = m_dragging;
  m_pressedAt.reset();
  m_dragging = false;
  unsetCursor();
  if (wasDragging) emit dropped();
}

void TileHeader::paintEvent(QPaintEvent*) {
  if (!m_focusShown) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor highlight = palette().color(QPalette::Highlight);
  painter.setPen(QPen(highlight, 1.5));
  painter.setBrush(mixed(palette().color(QPalette::Base), highlight, 0.22));
  painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 3, 3);
}

}  // namespace rho::widgets
