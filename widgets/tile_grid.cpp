// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tile_grid.h"

#include <QGridLayout>
#include <algorithm>

#include "widgets/image_tile.h"
#include "widgets/picture_view.h"

namespace rho::widgets {

namespace {

constexpr int spacing = 7;
constexpr int narrowest = 96;     ///< pixels, below which tiles wrap into a further row
constexpr double flattest = 0.7;  ///< tall pictures get at most width / flattest

}  // namespace

TileGrid::TileGrid(QWidget* parent) : QWidget(parent), m_layout(new QGridLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(spacing);
}

void TileGrid::addTile(const QString& id, const QString& title) {
  auto* tile = new ImageTile(title, this);
  m_tiles[id] = tile;
  m_order.push_back(id);
  connect(tile, &ImageTile::clicked, this, [this, id] {
    select(id);
    emit tileSelected(id);
  });
  connect(&tile->view(), &PictureView::hovered, this, [this](QPointF position) {
    setCrosshair(position);
    emit hovered(position);
  });
  connect(&tile->view(), &PictureView::left, this, [this] {
    setCrosshair(std::nullopt);
    emit left();
  });
  arrange();
}

void TileGrid::setContent(const QString& id, const TileContent& content) {
  if (auto* found = tile(id)) found->setContent(content);
}

void TileGrid::setAspectRatio(double ratio) {
  m_aspectRatio = ratio > 0 ? ratio : 1;
  for (const auto& [id, tile] : m_tiles) tile->view().setAspectRatio(m_aspectRatio);
  arrange();
}

void TileGrid::select(const QString& id) {
  m_selected = id;
  for (const auto& [key, tile] : m_tiles) tile->setSelected(key == id);
}

ImageTile* TileGrid::tile(const QString& id) const {
  const auto found = m_tiles.find(id);
  return found == m_tiles.end() ? nullptr : found->second;
}

void TileGrid::setCrosshair(std::optional<QPointF> position) {
  for (const auto& [id, tile] : m_tiles) tile->view().setCrosshair(position);
}

void TileGrid::resizeEvent(QResizeEvent*) { arrange(); }

/// The height follows from the width, so that pictures fill their tiles.
void TileGrid::arrange() {
  if (m_order.empty()) return;
  const int count = static_cast<int>(m_order.size());
  const int columns = std::clamp((width() + spacing) / (narrowest + spacing), 1, count);
  const int rows = (count + columns - 1) / columns;
  for (int i = 0; i < count; ++i)
    m_layout->addWidget(m_tiles.at(m_order[static_cast<std::size_t>(i)]), i / columns, i % columns);
  for (int column = 0; column < count; ++column)
    m_layout->setColumnStretch(column, column < columns ? 1 : 0);
  const int tileWidth = (width() - spacing * (columns - 1)) / columns - 2;
  const int picture = static_cast<int>(tileWidth / std::max(m_aspectRatio, flattest));
  const int chrome = m_tiles.begin()->second->heightWithoutPicture();
  setFixedHeight(rows * (std::max(picture, 48) + chrome) + (rows - 1) * spacing);
}

}  // namespace rho::widgets
