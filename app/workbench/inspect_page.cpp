// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "widgets/card.h"
#include "widgets/confidence_plot.h"
#include "widgets/film_strip.h"
#include "widgets/plot_legend.h"
#include "widgets/rho_control.h"
#include "widgets/section_label.h"
#include "widgets/tile_grid.h"
#include "workbench/curves.h"
#include "workbench/tile_contents.h"

namespace rho::workbench {

InspectPage::InspectPage(QWidget* parent)
    : QWidget(parent),
      m_tiles(new widgets::TileGrid),
      m_rho(new widgets::RhoControl),
      m_directions(new QComboBox),
      m_classes(new QComboBox),
      m_film(new widgets::FilmStrip),
      m_plot(new widgets::ConfidencePlot),
      m_legend(new widgets::PlotLegend) {
  for (const auto& tile : tileSpecs()) m_tiles->addTile(tile.id, tile.title);
  m_tiles->select("raise");
  m_rho->setMaximum(largestRho);
  m_rho->setRho(0.1);
  m_film->setRho(0.1);
  m_plot->setMaximumRho(largestRho);
  m_plot->setRho(0.1);
  m_directions->addItems({tr("raise"), tr("lower")});
  m_directions->setAccessibleName(tr("Direction of the film strip and the difference"));
  m_classes->setAccessibleName(tr("Class that is explained"));
  m_classes->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_classes->setMinimumContentsLength(15);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(7, 7, 7, 7);
  layout->setSpacing(7);
  layout->addWidget(m_tiles);
  layout->addWidget(buildSweep(), 1);
  connectParts();
}

QWidget* InspectPage::buildSweep() {
  auto* controls = new QHBoxLayout;
  controls->setSpacing(9);
  controls->addWidget(m_rho, 1);
  controls->addWidget(m_directions);
  controls->addWidget(m_classes);

  auto* reading = new QVBoxLayout;
  reading->setSpacing(4);
  reading->addWidget(new widgets::SectionLabel(tr("Confidence over ρ")));
  reading->addWidget(m_legend, 1);
  auto* plot = new QHBoxLayout;
  plot->setSpacing(12);
  plot->addWidget(m_plot, 1);
  plot->addLayout(reading);

  auto* card = new widgets::Card;
  auto* layout = new QVBoxLayout(card);
  layout->setContentsMargins(12, 9, 12, 9);
  layout->setSpacing(8);
  layout->addLayout(controls);
  layout->addWidget(m_film);
  layout->addLayout(plot, 1);
  return card;
}

void InspectPage::connectParts() {
  using widgets::RhoControl;
  connect(m_rho, &RhoControl::rhoMoved, this, [this](double rho) {
    m_film->setRho(rho);
    m_plot->setRho(rho);
    showTiles();
    emit rhoMoved(rho);
  });
  connect(m_rho, &RhoControl::rhoSettled, this, &InspectPage::rhoSettled);
  connect(m_film, &widgets::FilmStrip::rhoPicked, m_rho, &RhoControl::setRho);
  connect(m_plot, &widgets::ConfidencePlot::rhoPicked, m_rho, &RhoControl::setRho);
  connect(m_tiles, &widgets::TileGrid::hovered, this, &InspectPage::hovered);
  connect(m_tiles, &widgets::TileGrid::left, this, &InspectPage::left);
  connect(m_tiles, &widgets::TileGrid::tileSelected, this, [this](const QString& id) {
    if (id == "raise") setDirection(Direction::raise);
    if (id == "lower") setDirection(Direction::lower);
  });
  connect(m_directions, &QComboBox::activated, this,
          [this](int index) { setDirection(index == 0 ? Direction::raise : Direction::lower); });
  connect(m_classes, &QComboBox::activated, this,
          [this](int index) { emit targetChosen(m_classes->itemData(index).toInt()); });
}

void InspectPage::setDirection(Direction direction) {
  m_direction = direction;
  m_directions->setCurrentIndex(direction == Direction::raise ? 0 : 1);
  m_tiles->select(direction == Direction::raise ? "raise" : "lower");
  show(m_state);
}

void InspectPage::setWaitingText(const QString& text) {
  if (m_waiting == text) return;
  m_waiting = text;
  showTiles();
}

double InspectPage::rho() const { return m_rho->rho(); }

void InspectPage::show(const Inspection& state) {
  m_state = state;
  m_tiles->setAspectRatio(state.aspectRatio());
  m_film->setAspectRatio(state.aspectRatio());
  m_film->setFrames(filmOf(state, m_direction));
  m_plot->setClassCount(state.network ? state.network->card().classCount() : 0);
  m_plot->setCurves(curvesOf(state, m_direction));
  m_plot->setFlip(state.crossings.flipRho);
  m_legend->setEntries(legendOf(state, m_direction));
  m_legend->setNotes(notesOf(state));
  showClasses();
  showTiles();
}

void InspectPage::showTiles() {
  for (const auto& tile : tileSpecs())
    m_tiles->setContent(tile.id,
                        tileContent(tile.id, m_state, m_rho->rho(), m_direction, m_waiting));
}

void InspectPage::showClasses() {
  const QSignalBlocker quiet(m_classes);
  const int count = m_state.network ? m_state.network->card().classCount() : 0;
  if (m_classes->count() != count) m_classes->clear();
  for (int i = 0; i < count; ++i) {
    const auto name = tr("class: %1").arg(QString::fromStdString(m_state.className(i)));
    if (i < m_classes->count())
      m_classes->setItemText(i, name);
    else
      m_classes->addItem(name, i);
  }
  m_classes->setEnabled(count > 0);
  m_directions->setEnabled(count > 0);
  if (m_state.target >= 0) m_classes->setCurrentIndex(m_state.target);
}

}  // namespace rho::workbench
