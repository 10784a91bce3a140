// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of a grid of tiles, and dragging a tile to another place.
#include <QKeyEvent>
#include <QScrollArea>
#include <algorithm>

#include "widgets/image_tile.h"
#include "widgets/tile_grid.h"
#include "widgets/tile_marks.h"

namespace rho::widgets {

/// Tiles pass their keys here before the scroll area takes the arrows.
bool TileGrid::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const auto at = std::find_if(m_tiles.begin(), m_tiles.end(),
                               [&](auto& entry) { return entry.second == watched; });
  return at != m_tiles.end() && handleKey(at->first, *static_cast<QKeyEvent*>(event));
}

bool TileGrid::handleKey(const Address& at, const QKeyEvent& event) {
  const bool moves = event.modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
  if (!moves && event.modifiers() & ~Qt::KeypadModifier) return false;
  const int sideways = event.key() == Qt::Key_Right ? 1 : event.key() == Qt::Key_Left ? -1 : 0;
  const int downwards = event.key() == Qt::Key_Down ? 1 : event.key() == Qt::Key_Up ? -1 : 0;
  if (moves) {
    if (sideways == 0) return false;
    const int from = static_cast<int>(*columnOf(at.id));
    moveTile(from, from + sideways);
    return true;
  }
  if (sideways != 0 || downwards != 0) {
    focusNeighbour(at, sideways, downwards);
    return true;
  }
  if (event.key() == Qt::Key_Escape && m_shift) {
    cancelShift();
    return true;
  }
  if (event.key() != Qt::Key_Return && event.key() != Qt::Key_Enter) return false;
  toggleMaximised(at);
  return true;
}

/// Up and down stay in the column where a row is wrapped into several lines.
void TileGrid::focusNeighbour(const Address& at, int sideways, int downwards) {
  const int columns = static_cast<int>(m_columns.size()), rows = static_cast<int>(m_rows.size());
  const int perLine = m_layout.perLine(), lines = m_layout.linesPerRow();
  int column = static_cast<int>(*columnOf(at.id)) + sideways;
  int row = static_cast<int>(rowOf(at.row));
  const int line = column / perLine + downwards;
  if (downwards != 0 && line >= 0 && line < lines)
    column = std::min(column + downwards * perLine, columns - 1);
  else if (downwards != 0) {
    row += downwards;
    const int place = column % perLine;
    column = std::min((downwards > 0 ? 0 : lines - 1) * perLine + place, columns - 1);
  }
  if (column < 0 || column >= columns || row < 0 || row >= rows) return;
  const Address to{m_columns[static_cast<std::size_t>(column)].id,
                   m_rows[static_cast<std::size_t>(row)].id};
  if (!m_maximised.id.isEmpty()) toggleMaximised(to);
  m_tiles.at(to)->setFocus(Qt::TabFocusReason);
  m_scroll->ensureWidgetVisible(m_tiles.at(to), 0, 0);
}

void TileGrid::moveTile(int from, int to) {
  if (from == to || to < 0 || to >= static_cast<int>(m_columns.size())) return;
  const auto begin = m_columns.begin();
  if (from < to)
    std::rotate(begin + from, begin + from + 1, begin + to + 1);
  else
    std::rotate(begin + to, begin + from, begin + from + 1);
  arrange();
  emit tileMoved(from, to);
}

void TileGrid::showShift(const QString& id, QPoint globalPosition) {
  const auto from = columnOf(id);
  if (!from || !m_maximised.id.isEmpty() || m_shiftCancelled) return;
  const QPoint position = m_content->mapFromGlobal(globalPosition);
  m_shift = Shift{static_cast<int>(*from), m_layout.gapAt(position)};
  m_dropMark->setGeometry(m_layout.gapMark(position));
  m_dropMark->raise();
  m_dropMark->show();
}

void TileGrid::finishShift() {
  const auto shift = m_shift;
  cancelShift();
  m_shiftCancelled = false;
  if (!shift) return;
  // Without the tile itself, those behind it stand one place further ahead.
  moveTile(shift->from, shift->gap > shift->from ? shift->gap - 1 : shift->gap);
}

void TileGrid::cancelShift() {
  m_shiftCancelled = m_shift.has_value();
  m_shift.reset();
  m_dropMark->hide();
}

}  // namespace rho::widgets
