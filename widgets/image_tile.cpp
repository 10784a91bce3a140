// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image_tile.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QTextDocumentFragment>
#include <QVBoxLayout>

#include "widgets/color_bar.h"
#include "widgets/fonts.h"
#include "widgets/picture_view.h"
#include "widgets/tile_header.h"

namespace rho::widgets {

namespace {

constexpr int margin = 7;

/// What a screen reader says of the tile.
QString describe(const TileContent& content) {
  QStringList parts{content.subtitle,
                    QTextDocumentFragment::fromHtml(content.result).toPlainText()};
  if (content.layers.isNull()) parts << content.placeholder;
  parts << content.warnings;
  parts.removeAll({});
  return parts.join(". ");
}

bool sameTexts(const TileContent& a, const TileContent& b) {
  return a.subtitle == b.subtitle && a.placeholder == b.placeholder && a.result == b.result &&
         a.warnings == b.warnings && a.provenance == b.provenance &&
         a.layers.isNull() == b.layers.isNull();
}

}  // namespace

QImage TileContent::picture() const { return composed(layers, {}, layers.base.size()); }

ImageTile::ImageTile(const QString& title, QWidget* parent)
    : Card(parent),
      m_header(new TileHeader),
      m_view(new PictureView),
      m_result(new QLabel),
      m_bar(new ColorBar) {
  setFocusPolicy(Qt::StrongFocus);
  m_result->setFont(scaled(font(), 0.9));
  m_bar->setFont(scaled(font(), 0.82));
  m_result->setWordWrap(true);
  m_result->setTextFormat(Qt::RichText);
  m_result->setAlignment(Qt::AlignTop | Qt::AlignLeft);

  auto* footer = new QVBoxLayout;
  footer->setContentsMargins(margin, 6, margin, 6);
  footer->setSpacing(4);
  footer->addWidget(m_result, 1);
  footer->addWidget(m_bar);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(1, 1, 1, 1);
  layout->setSpacing(0);
  layout->addWidget(m_header);
  layout->addWidget(m_view, 1);
  layout->addLayout(footer);
  connect(m_header, &TileHeader::pressed, this, &ImageTile::clicked);
  connect(m_header, &TileHeader::menuRequested, this, &ImageTile::menuRequested);
  connect(m_view, &PictureView::pressed, this, &ImageTile::clicked);
  connect(m_view, &PictureView::menuRequested, this, &ImageTile::menuRequested);
  setTitle(title);
  setContent({});
}

void ImageTile::setTitle(const QString& title) {
  m_header->setTitle(title);
  m_view->setAccessibleName(title);
  setAccessibleName(title);
}

void ImageTile::setContent(const TileContent& content) {
  m_view->setLayers(content.layers);
  // While ρ moves, most tiles get again what they show.
  if (!sameTexts(content, m_content)) showTexts(content);
  m_bar->setVisible(content.scale.has_value());
  if (content.scale)
    m_bar->setScale(content.scale->colors, content.scale->range);
  else
    m_bar->clear();
  m_result->setFixedHeight(content.scale ? footerHeight() - m_bar->sizeHint().height() - 4
                                         : footerHeight());
  m_content = content;
}

void ImageTile::showTexts(const TileContent& content) {
  m_header->setSubtitle(content.subtitle);
  m_header->setWarnings(content.warnings);
  m_header->setProvenance(content.provenance);
  m_view->setPlaceholder(content.placeholder);
  m_result->setText(content.result);
  m_result->setToolTip(content.result);
  setAccessibleDescription(describe(content));
}

QString ImageTile::title() const { return m_header->title(); }

int ImageTile::heightWithoutPicture() const {
  return m_header->sizeHint().height() + footerHeight() + 12 + 2;
}

/// Room for two lines and the bar in every tile: the pictures of a row stay level.
int ImageTile::footerHeight() const {
  const int line = m_result->fontMetrics().lineSpacing();
  return 2 * line + 4 + m_bar->sizeHint().height();
}

void ImageTile::mousePressEvent(QMouseEvent*) { emit clicked(); }

void ImageTile::contextMenuEvent(QContextMenuEvent* event) {
  const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
  emit menuRequested(byKey ? m_header->menuPosition() : event->globalPos());
}

/// A click selects and needs no further mark; whoever comes by keyboard must see where they are.
void ImageTile::focusInEvent(QFocusEvent* event) {
  Card::focusInEvent(event);
  const auto reason = event->reason();
  if (reason != Qt::TabFocusReason && reason != Qt::BacktabFocusReason) return;
  m_header->setFocusShown(true);
  emit focused();
}

void ImageTile::focusOutEvent(QFocusEvent* event) {
  Card::focusOutEvent(event);
  m_header->setFocusShown(false);
}

}  // namespace rho::widgets
