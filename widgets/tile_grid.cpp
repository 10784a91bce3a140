// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tile_grid.h"

#include <QScrollArea>
#include <algorithm>

#include "widgets/image_tile.h"
#include "widgets/tile_header.h"
#include "widgets/tile_marks.h"

namespace rho::widgets {

TileGrid::TileGrid(QWidget* parent)
    : QWidget(parent),
      m_scroll(new QScrollArea(this)),
      m_content(new QWidget),
      m_dropMark(new DropMark(m_content)) {
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  // arrange() decides: a bar that comes and goes with the tiles' size would flicker.
  m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setWidget(m_content);
  for (QWidget* part : {m_scroll->viewport(), m_content}) part->setAutoFillBackground(false);
}

void TileGrid::addTile(const QString& id, const QString& title) {
  if (const auto column = columnOf(id)) {
    m_columns[*column].title = title;
    for (const auto& row : m_rows) m_tiles.at({id, row.id})->setTitle(title);
    return;
  }
  m_columns.push_back({id, title});
  makeTiles();
  arrange();
}

void TileGrid::removeTile(const QString& id) {
  std::erase_if(m_columns, [&](const Column& column) { return column.id == id; });
  dropTilesWithoutPlace();
  arrange();
}

QStringList TileGrid::tiles() const {
  QStringList ids;
  for (const auto& column : m_columns) ids << column.id;
  return ids;
}

void TileGrid::setOrder(const QStringList& order) {
  const auto place = [&](const Column& column) {
    const auto index = order.indexOf(column.id);
    return index < 0 ? order.size() : index;
  };
  std::stable_sort(m_columns.begin(), m_columns.end(),
                   [&](const Column& a, const Column& b) { return place(a) < place(b); });
  arrange();
}

void TileGrid::setRows(const std::vector<TileRow>& rows) {
  const auto wanted = rows.empty() ? std::vector<TileRow>{TileRow{}} : rows;
  if (wanted == m_rows) return;
  m_rows = wanted;
  makeTiles();
  dropTilesWithoutPlace();
  for (auto* label : m_labels) label->deleteLater();
  m_labels.clear();
  if (m_rows.size() > 1)
    for (const auto& row : m_rows) {
      m_labels.push_back(new RowLabel(row.label, m_content));
      m_labels.back()->show();
    }
  arrange();
}

void TileGrid::makeTiles() {
  for (const auto& row : m_rows)
    for (const auto& column : m_columns)
      if (!m_tiles.count({column.id, row.id})) makeTile({column.id, row.id}, column.title);
}

void TileGrid::makeTile(const Address& at, const QString& title) {
  auto* tile = new ImageTile(title, m_content);
  tile->view().setAspectRatio(m_aspectRatio);
  tile->view().setView(m_view);
  tile->view().setLeftTool(m_leftTool);
  tile->view().setMeasuring(m_measuring);
  tile->view().setMeasurements(m_measurements, m_selectedMeasurement);
  tile->view().setDescriber(m_describe);
  tile->view().setMagnifier(m_hasMagnifier);
  tile->setSelected(at == m_selected);
  tile->installEventFilter(this);
  m_tiles[at] = tile;
  connectTile(tile, at);
  connectView(tile->view(), at);
  tile->setVisible(m_maximised.id.isEmpty());
}

void TileGrid::dropTilesWithoutPlace() {
  const auto hasRow = [&](const QString& id) {
    return std::any_of(m_rows.begin(), m_rows.end(), [&](const auto& row) { return row.id == id; });
  };
  cancelShift();
  std::erase_if(m_tiles, [&](const auto& entry) {
    const auto& [at, tile] = entry;
    if (columnOf(at.id) && hasRow(at.row)) return false;
    tile->hide();
    tile->deleteLater();  // it may be the sender of the signal that leads here
    tile->disconnect(this);
    tile->view().disconnect(this);
    tile->header().disconnect(this);
    return true;
  });
  if (!m_tiles.count(m_maximised)) setMaximised({});
  if (!m_tiles.count(m_selected)) m_selected = {};
}

void TileGrid::connectTile(ImageTile* tile, const Address& at) {
  connect(tile, &ImageTile::clicked, this, [this, tile, at] {
    tile->setFocus(Qt::MouseFocusReason);
    pick(at);
  });
  connect(tile, &ImageTile::focused, this, [this, at] { pick(at); });
  connect(tile, &ImageTile::menuRequested, this, [this, at](QPoint position) {
    pick(at);
    emit tileMenuRequested(at.id, position, at.row);
  });
  auto& header = tile->header();
  connect(&header, &TileHeader::dragged, this,
          [this, at](QPoint position) { showShift(at.id, position); });
  connect(&header, &TileHeader::dropped, this, &TileGrid::finishShift);
}

void TileGrid::connectView(PictureView& view, const Address& at) {
  connect(&view, &PictureView::hovered, this, [this, at](QPointF position) {
    setCrosshair(position);
    emit hovered(position, at.id, at.row);
  });
  connect(&view, &PictureView::left, this, [this] {
    setCrosshair(std::nullopt);
    emit left();
  });
  connect(&view, &PictureView::viewChanged, this, [this](const ViewState& wanted) {
    setView(wanted);
    emit viewChanged(m_view);
  });
  connect(&view, &PictureView::doubleClicked, this, [this, at] { toggleMaximised(at); });
  connect(&view, &PictureView::wheelStepped, this,
          [this, at](int steps) { emit wheelStepped(steps, at.id); });
  connect(&view, &PictureView::measured, this, &TileGrid::measured);
  connect(&view, &PictureView::measurementPicked, this, &TileGrid::measurementPicked);
}

void TileGrid::setContent(const QString& id, const TileContent& content, const QString& row) {
  if (auto* found = tile(id, row)) found->setContent(content);
}

void TileGrid::setAspectRatio(double ratio) {
  const double legal = ratio > 0 ? ratio : 1;
  if (legal == m_aspectRatio) return;
  m_aspectRatio = legal;
  for (const auto& [at, tile] : m_tiles) tile->view().setAspectRatio(m_aspectRatio);
  arrange();
}

void TileGrid::setView(const ViewState& view) {
  const bool swapped = m_view.orientation.swapsSides();
  m_view = clamped(view);
  for (const auto& [at, tile] : m_tiles) tile->view().setView(m_view);
  if (m_view.orientation.swapsSides() != swapped) arrange();
}

void TileGrid::setLeftTool(DragTool tool) {
  m_leftTool = tool;
  for (const auto& [at, each] : m_tiles) each->view().setLeftTool(tool);
}

void TileGrid::setMeasuring(image::MeasurementKind kind) {
  m_measuring = kind;
  for (const auto& [at, each] : m_tiles) each->view().setMeasuring(kind);
}

void TileGrid::setMeasurements(const std::vector<ShownMeasurement>& measurements, int selected) {
  m_measurements = measurements;
  m_selectedMeasurement = selected;
  for (const auto& [at, each] : m_tiles) each->view().setMeasurements(measurements, selected);
}

void TileGrid::setDescriber(const std::function<QString(const image::Measurement&)>& describe) {
  m_describe = describe;
  for (const auto& [at, each] : m_tiles) each->view().setDescriber(describe);
}

bool TileGrid::cancelMeasuring() {
  bool any = false;
  for (const auto& [at, each] : m_tiles) any |= each->view().cancelMeasuring();
  return any;
}

void TileGrid::setMagnifier(bool on) {
  m_hasMagnifier = on;
  for (const auto& [at, each] : m_tiles) each->view().setMagnifier(on);
}

ImageTile* TileGrid::leadingTile() const {
  for (const auto& wanted : {m_maximised, m_selected})
    if (const auto found = m_tiles.find(wanted); found != m_tiles.end()) return found->second;
  return m_columns.empty() ? nullptr : tile(m_columns.front().id);
}

void TileGrid::setCrosshair(std::optional<QPointF> position) {
  for (const auto& [at, tile] : m_tiles) tile->view().setCrosshair(position);
}

void TileGrid::select(const QString& id, const QString& row) {
  m_selected = address(id, row);
  for (const auto& [at, tile] : m_tiles) tile->setSelected(at == m_selected);
}

void TileGrid::pick(const Address& at) {
  select(at.id, at.row);
  emit tileSelected(at.id, at.row);
}

ImageTile* TileGrid::tile(const QString& id, const QString& row) const {
  const auto found = m_tiles.find(address(id, row));
  return found == m_tiles.end() ? nullptr : found->second;
}

TileGrid::Address TileGrid::address(const QString& id, const QString& row) const {
  return {id, row.isEmpty() ? m_rows.front().id : row};
}

std::optional<std::size_t> TileGrid::columnOf(const QString& id) const {
  for (std::size_t i = 0; i < m_columns.size(); ++i)
    if (m_columns[i].id == id) return i;
  return std::nullopt;
}

std::size_t TileGrid::rowOf(const QString& id) const {
  for (std::size_t i = 0; i < m_rows.size(); ++i)
    if (m_rows[i].id == id) return i;
  return 0;
}

}  // namespace rho::widgets
