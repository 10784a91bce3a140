// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image_tile.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>

#include "widgets/color_bar.h"
#include "widgets/elided_label.h"
#include "widgets/picture_view.h"

namespace rho::widgets {

namespace {

constexpr int margin = 7;

QFont scaled(QFont font, double factor) {
  font.setPointSizeF(font.pointSizeF() * factor);
  return font;
}

}  // namespace

ImageTile::ImageTile(const QString& title, QWidget* parent)
    : Card(parent),
      m_title(new ElidedLabel),
      m_subtitle(new ElidedLabel(ElidedLabel::Tone::muted)),
      m_view(new PictureView),
      m_result(new QLabel),
      m_bar(new ColorBar) {
  QFont bold = scaled(font(), 0.95);
  bold.setBold(true);
  m_title->setFont(bold);
  m_title->setText(title);
  const QFont small = scaled(font(), 0.9);
  m_subtitle->setFont(small);
  m_result->setFont(small);
  m_bar->setFont(scaled(font(), 0.82));
  m_result->setWordWrap(true);
  m_result->setTextFormat(Qt::RichText);
  m_result->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  m_view->setAccessibleName(title);

  auto* header = new QHBoxLayout;
  header->setContentsMargins(margin, 6, margin, 6);
  header->setSpacing(6);
  header->addWidget(m_title, 0);
  header->addWidget(m_subtitle, 1);

  auto* footer = new QVBoxLayout;
  footer->setContentsMargins(margin, 6, margin, 6);
  footer->setSpacing(4);
  footer->addWidget(m_result, 1);
  footer->addWidget(m_bar);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(1, 1, 1, 1);
  layout->setSpacing(0);
  layout->addLayout(header);
  layout->addWidget(m_view, 1);
  layout->addLayout(footer);
  setContent({});
}

void ImageTile::setContent(const TileContent& content) {
  m_subtitle->setText(content.subtitle);
  m_view->setPlaceholder(content.placeholder);
  m_view->setPicture(content.picture);
  m_result->setText(content.result);
  m_result->setToolTip(content.result);
  m_bar->setVisible(content.scale.has_value());
  if (content.scale)
    m_bar->setScale(content.scale->colors, content.scale->range);
  else
    m_bar->clear();
  m_result->setFixedHeight(content.scale ? footerHeight() - m_bar->sizeHint().height() - 4
                                         : footerHeight());
}

QString ImageTile::title() const { return m_title->text(); }

int ImageTile::heightWithoutPicture() const {
  return m_title->sizeHint().height() + 12 + footerHeight() + 12 + 2;
}

/// Room for two lines, or one and the bar, in every tile: the pictures of a row stay level.
int ImageTile::footerHeight() const {
  const int line = m_result->fontMetrics().lineSpacing();
  return std::max(2 * line, line + 4 + m_bar->sizeHint().height());
}

void ImageTile::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) emit clicked();
  Card::mousePressEvent(event);
}

}  // namespace rho::widgets
