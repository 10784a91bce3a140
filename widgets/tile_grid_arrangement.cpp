// SPDX-License-Identifier: GPL-3.0-or-later
// Where the tiles of a grid are, and which of them is seen alone.
#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <algorithm>

#include "widgets/image_tile.h"
#include "widgets/tile_grid.h"
#include "widgets/tile_marks.h"

namespace rho::widgets {

TileLayout TileGrid::layoutFor(int width) const {
  TileLayout layout;
  layout.columns = static_cast<int>(m_columns.size());
  layout.rows = static_cast<int>(m_rows.size());
  layout.chrome = m_tiles.empty() ? 0 : m_tiles.begin()->second->heightWithoutPicture();
  layout.aspect = m_view.orientation.swapsSides() ? 1 / m_aspectRatio : m_aspectRatio;
  layout.width = width;
  return layout;
}

QSize TileGrid::sizeHint() const {
  if (m_columns.empty()) return {0, 0};
  auto layout = layoutFor(width());
  if (!m_maximised.id.isEmpty()) layout.columns = layout.rows = 1;
  return {width(), layout.height()};
}

void TileGrid::resizeEvent(QResizeEvent*) { arrange(); }

void TileGrid::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) arrange();
}

void TileGrid::arrange() {
  if (m_columns.empty()) return;
  updateTabOrder();
  const bool alone = !m_maximised.id.isEmpty();
  const TileLayout layout = layoutFor(width());
  // A whole line of tiles, but in a low window less: it scrolls rather than cover its neighbours.
  const int most = isWindow() ? QWIDGETSIZE_MAX : window()->height() * 3 / 5;
  setMinimumHeight(std::min(layout.tileHeight(), most));
  setMaximumHeight(alone ? QWIDGETSIZE_MAX : layout.height());
  updateGeometry();
  // The limits may have changed the height just now, and before the first show without an event.
  m_scroll->resize(size());
  const bool scrolls = !alone && layout.height() > height();
  m_scroll->setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
  if (alone)
    arrangeMaximised();
  else
    arrangeTiles(scrolls ? layoutFor(width() - m_scroll->verticalScrollBar()->sizeHint().width())
                         : layout);
}

void TileGrid::arrangeTiles(const TileLayout& layout) {
  m_layout = layout;
  m_content->resize(layout.width, layout.height());
  for (const auto& [at, tile] : m_tiles) {
    tile->setGeometry(
        layout.tile(static_cast<int>(rowOf(at.row)), static_cast<int>(*columnOf(at.id))));
    tile->show();
  }
  for (std::size_t row = 0; row < m_labels.size(); ++row) {
    m_labels[row]->setGeometry(layout.label(static_cast<int>(row)));
    m_labels[row]->show();
  }
}

void TileGrid::arrangeMaximised() {
  m_content->resize(size());
  for (const auto& [at, tile] : m_tiles) {
    const bool shown = at == m_maximised;
    if (shown) tile->setGeometry(m_content->rect());
    tile->setVisible(shown);
  }
  for (auto* label : m_labels) label->hide();
}

void TileGrid::updateTabOrder() {
  QWidget* before = nullptr;
  for (const auto& row : m_rows)
    for (const auto& column : m_columns) {
      QWidget* tile = m_tiles.at({column.id, row.id});
      if (before) setTabOrder(before, tile);
      before = tile;
    }
}

void TileGrid::setMaximised(const QString& id, const QString& row) {
  if (row.isEmpty() && id == m_maximised.id) return;
  const Address wanted = tile(id, row) ? address(id, row) : Address{};
  if (wanted == m_maximised) return;
  m_maximised = wanted;
  arrange();
}

void TileGrid::toggleMaximised(const Address& at) {
  if (m_maximised == at)
    setMaximised({});
  else
    setMaximised(at.id, at.row);
  emit maximisedChanged(m_maximised.id, m_maximised.row);
}

}  // namespace rho::widgets
