// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/inspect_page.h"

#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "model/decision.h"
#include "widgets/card.h"
#include "widgets/confidence_plot.h"
#include "widgets/film_strip.h"
#include "widgets/plot_legend.h"
#include "widgets/rho_control.h"
#include "widgets/section_label.h"
#include "widgets/tile_grid.h"
#include "workbench/document/document.h"
#include "workbench/inspect/curves.h"
#include "workbench/inspect/inspector.h"
#include "workbench/inspect/tile_contents.h"

namespace rho::workbench {

namespace {

constexpr int refreshMilliseconds = 5;
constexpr int gestureMilliseconds = 500;  ///< without a change, until another step of undo begins

}  // namespace

InspectPage::InspectPage(Document& document, Inspector& inspector, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_inspector(inspector),
      m_tiles(new widgets::TileGrid),
      m_upper(new QVBoxLayout),
      m_row(new QHBoxLayout),
      m_rho(new widgets::RhoControl),
      m_directions(new QComboBox),
      m_classes(new QComboBox),
      m_details(new QWidget),
      m_film(new widgets::FilmStrip),
      m_plot(new widgets::ConfidencePlot),
      m_legend(new widgets::PlotLegend) {
  m_rho->setMaximum(largestRho);
  m_plot->setMaximumRho(largestRho);
  m_directions->addItems({tr("raise"), tr("lower")});
  m_directions->setAccessibleName(tr("Direction of the film strip"));
  m_classes->setAccessibleName(tr("Class that is explained"));
  m_classes->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_classes->setMinimumContentsLength(15);
  m_refresh.setSingleShot(true);
  m_refresh.setInterval(refreshMilliseconds);
  m_gesture.setSingleShot(true);
  m_gesture.setInterval(gestureMilliseconds);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(7, 7, 7, 7);
  layout->setSpacing(7);
  m_upper->setSpacing(5);
  m_row->setSpacing(7);
  m_row->addWidget(m_tiles, 1);
  m_upper->addLayout(m_row, 1);
  layout->addLayout(m_upper);
  layout->addWidget(buildSweep(), 1);
  m_details->installEventFilter(this);
  connectSweep();
  connectTiles();
  connect(&m_refresh, &QTimer::timeout, this, &InspectPage::refresh);
  connect(&m_gesture, &QTimer::timeout, this, &InspectPage::endGesture);
  connect(&m_document, &Document::changed, this, &InspectPage::showWorkspace);
  for (const auto signal :
       {&Inspector::networksChanged, &Inspector::caseChanged, &Inspector::predictionChanged,
        &Inspector::framesChanged, &Inspector::answersChanged})
    connect(&m_inspector, signal, this, &InspectPage::refreshSoon);
  showWorkspace();
}

void InspectPage::setAbove(QWidget* bar) { m_upper->insertWidget(0, bar); }

void InspectPage::setBeside(QWidget* picture) { m_row->addWidget(picture, 1); }

QWidget* InspectPage::buildSweep() {
  auto* controls = new QHBoxLayout;
  controls->setSpacing(9);
  controls->addWidget(m_rho, 1);
  controls->addWidget(m_directions);
  controls->addWidget(m_classes);

  auto* card = new widgets::Card;
  auto* layout = new QVBoxLayout(card);
  layout->setContentsMargins(12, 9, 12, 9);
  layout->setSpacing(8);
  layout->addLayout(controls);
  layout->addWidget(buildDetails(), 1);
  return card;
}

/// What is left of the height goes to film and curves, or without them to the tiles.
bool InspectPage::eventFilter(QObject* watched, QEvent* event) {
  const bool shown = event->type() == QEvent::ShowToParent;
  if (watched == m_details && (shown || event->type() == QEvent::HideToParent)) {
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->setStretch(0, shown ? 0 : 1);
    column->setStretch(1, shown ? 1 : 0);
  }
  return QWidget::eventFilter(watched, event);
}

QWidget* InspectPage::buildDetails() {
  auto* reading = new QVBoxLayout;
  reading->setSpacing(4);
  reading->addWidget(new widgets::SectionLabel(tr("Confidence over ρ")));
  reading->addWidget(m_legend, 1);
  auto* plot = new QHBoxLayout;
  plot->setSpacing(12);
  plot->addWidget(m_plot, 1);
  plot->addLayout(reading);

  auto* layout = new QVBoxLayout(m_details);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(m_film);
  layout->addLayout(plot, 1);
  return m_details;
}

void InspectPage::connectSweep() {
  using widgets::RhoControl;
  connect(m_rho, &RhoControl::rhoMoved, this, [this](double rho) {
    m_document.edit(
        tr("move ρ"), [rho](Workspace& w) { w.rho = rho; }, Document::Merge::rho);
    m_gesture.start();
  });
  connect(m_rho, &RhoControl::rhoSettled, this, &InspectPage::rhoSettled);
  connect(m_film, &widgets::FilmStrip::rhoPicked, m_rho, &RhoControl::setRho);
  connect(m_plot, &widgets::ConfidencePlot::rhoPicked, m_rho, &RhoControl::setRho);
  connect(m_directions, &QComboBox::activated, this, [this](int index) {
    m_document.edit(tr("direction of the film strip"), [index](Workspace& w) {
      w.direction = index == 0 ? Direction::raise : Direction::lower;
    });
  });
  connect(m_classes, &QComboBox::activated, this, [this](int index) {
    const auto name = m_classes->itemData(index).toString().toStdString();
    m_document.edit(tr("choose a class"), [&](Workspace& w) { w.target = name; });
  });
}

void InspectPage::connectTiles() {
  using widgets::TileGrid;
  connect(m_tiles, &TileGrid::hovered, this, &InspectPage::hovered);
  connect(m_tiles, &TileGrid::left, this, &InspectPage::left);
  connect(m_tiles, &TileGrid::tileMenuRequested, this, &InspectPage::tileMenuRequested);
  connect(m_tiles, &TileGrid::wheelStepped, this, [this](int steps, const QString& id) {
    // Over the image itself the wheel goes through a stack, towards the user onwards.
    if (m_isInStack && id == inputTileId())
      emit stackStepped(-steps);
    else
      m_rho->setRho(m_rho->rho() + 0.005 * steps);
  });
  connect(m_tiles, &TileGrid::viewChanged, this, [this](const widgets::ViewState& view) {
    m_document.edit(
        tr("change the view"), [&](Workspace& w) { w.view = view; }, Document::Merge::view);
    m_gesture.start();
  });
  connect(m_tiles, &TileGrid::maximisedChanged, this, [this](const QString& id) {
    m_document.edit(tr("fill the grid"), [&](Workspace& w) { w.maximised = id.toStdString(); });
  });
  connect(m_tiles, &TileGrid::tileMoved, this, [this](int from, int to) {
    m_document.edit(tr("move a tile"), [&](Workspace& w) {
      const auto tile = w.tiles.at(static_cast<std::size_t>(from));
      w.tiles.erase(w.tiles.begin() + from);
      w.tiles.insert(w.tiles.begin() + to, tile);
    });
  });
  connect(m_tiles, &TileGrid::tileSelected, this, [this](const QString& id, const QString& row) {
    m_document.edit(tr("choose a tile"), [&](Workspace& w) {
      for (const auto& tile : w.tiles)
        if (tileId(tile) == id && Analysis::isAdversarial(tile.method))
          w.direction = tile.direction();
      const int index = row.toInt();
      if (index < static_cast<int>(w.networks.size())) w.currentNetwork = index;
    });
  });
}

void InspectPage::play(bool on) { m_rho->setPlaying(on); }

void InspectPage::setWaitingText(const QString& text) {
  if (m_waiting == text) return;
  m_waiting = text;
  refreshSoon();
}

/// A hand that rests on a button is still at it.
void InspectPage::endGesture() {
  QGuiApplication::mouseButtons() == Qt::NoButton ? m_document.endGesture() : m_gesture.start();
}

void InspectPage::refreshSoon() {
  if (!m_refresh.isActive()) m_refresh.start();
}

/// What the user's hand moves follows at once.
void InspectPage::showWorkspace() {
  const auto& workspace = m_document.workspace();
  m_tiles->setView(workspace.view);
  if (m_shown) {  // what a drag in a picture changes is shown by now, or by others
    m_shown->view = workspace.view;
    m_shown->priorView = workspace.priorView;
    m_shown->measurements = workspace.measurements;
  }
  if (m_shown == workspace) return;
  m_rho->setRho(workspace.rho);
  m_film->setRho(workspace.rho);
  m_plot->setRho(workspace.rho);
  m_directions->setCurrentIndex(workspace.direction == Direction::raise ? 0 : 1);
  arrangeTiles();
  m_tiles->setMaximised(QString::fromStdString(workspace.maximised));
  // One picture beside another one is as large; beside several it is one of them.
  m_row->setStretch(0, workspace.maximised.empty() ? 3 : 1);
  const bool anotherSweep = !m_shown || workspace.direction != m_shown->direction ||
                            workspace.currentNetwork != m_shown->currentNetwork;
  m_shown = workspace;
  if (anotherSweep) refreshSoon();  // the inspector follows the document after this page
  showTiles();
}

void InspectPage::arrangeTiles() {
  std::vector<widgets::TileRow> rows;
  const auto& networks = m_inspector.rows();
  for (std::size_t i = 0; i < networks.size(); ++i)
    rows.push_back({QString::number(i), QString::fromStdString(networks[i].networkName())});
  m_tiles->setRows(rows);
  const auto& tiles = m_document.workspace().tiles;
  if (tiles == m_arranged) return;
  QStringList order;
  for (const auto& tile : tiles) order << tileId(tile);
  for (const auto& tile : m_arranged)
    if (!order.contains(tileId(tile))) m_tiles->removeTile(tileId(tile));
  for (const auto& tile : tiles) m_tiles->addTile(tileId(tile), tileTitle(tile));
  m_tiles->setOrder(order);
  m_arranged = tiles;
}

void InspectPage::refresh() {
  m_refresh.stop();
  arrangeTiles();
  const double ratio = m_inspector.opened().aspectRatio();
  m_tiles->setAspectRatio(ratio);
  m_film->setAspectRatio(ratio);
  m_film->setOrigin(m_inspector.opened().origin);
  showSweep();
  showClasses();
  showTiles();
}

void InspectPage::showSweep() {
  const auto& row = m_inspector.current();
  const auto direction = m_document.workspace().direction;
  m_film->setFrames(filmOf(m_inspector.opened(), row, direction));
  if (row.isMultiLabel() && row.target >= 0)
    m_plot->setDecisionPoint(model::decisionPoint(row.network->card(), row.target));
  else
    m_plot->setClassCount(row.network && !row.isMultiLabel() ? row.network->card().classCount()
                                                             : 0);
  m_plot->setCurves(curvesOf(row));
  m_plot->setFlip(row.crossings.flipRho);
  m_legend->setEntries(legendOf(row));
  m_legend->setNotes(notesOf(row));
}

void InspectPage::showTiles() {
  const auto& workspace = m_document.workspace();
  const auto& rows = m_inspector.rows();
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (const auto& tile : workspace.tiles)
      m_tiles->setContent(tileId(tile),
                          tileContent(tile, m_inspector.opened(), rows[i], workspace, m_waiting),
                          QString::number(i));
}

void InspectPage::showClasses() {
  const QSignalBlocker quiet(m_classes);
  const auto& row = m_inspector.current();
  const int count = row.network ? row.network->card().classCount() : 0;
  m_classes->clear();
  for (int i = 0; i < count; ++i) {
    const auto name = QString::fromStdString(row.className(i));
    m_classes->addItem(tr("class: %1").arg(name), name);
  }
  m_classes->setEnabled(count > 0);
  m_directions->setEnabled(count > 0);
  m_classes->setCurrentIndex(row.target);
}

}  // namespace rho::workbench
