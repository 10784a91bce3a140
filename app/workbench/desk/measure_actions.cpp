// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/desk/measure_actions.h"

#include <QAction>
#include <QMenu>

#include "widgets/picture_view.h"
#include "widgets/tile_grid.h"
#include "workbench/desk/measurement_texts.h"
#include "workbench/desk/prior_pane.h"
#include "workbench/document/document.h"
#include "workbench/inspect/inspector.h"

namespace rho::workbench {

MeasureActions::MeasureActions(Document& document, Inspector& inspector, widgets::TileGrid& grid,
                               PriorPane& prior, QObject* parent)
    : QObject(parent),
      m_document(document),
      m_inspector(inspector),
      m_grid(grid),
      m_prior(prior),
      m_hide(new QAction(tr("&Hide measurements"), this)),
      m_remove(new QAction(tr("R&emove the measurement"), this)),
      m_removeAll(new QAction(tr("Remove &all measurements"), this)) {
  m_hide->setCheckable(true);
  m_hide->setShortcut(QKeySequence(tr("Shift+G")));
  m_hide->setIconText(tr("Hide"));
  m_remove->setShortcut(QKeySequence::Delete);
  m_remove->setIconText(tr("Remove"));
  connect(m_hide, &QAction::triggered, this, [this](bool on) {
    m_document.edit(tr("hide measurements"), [on](Workspace& w) { w.measurementsHidden = on; });
  });
  connect(m_remove, &QAction::triggered, this, &MeasureActions::removeChosen);
  connect(m_removeAll, &QAction::triggered, this, &MeasureActions::removeAll);

  using widgets::PictureView;
  using widgets::TileGrid;
  const auto ofCase = [this]() -> const std::string& { return m_document.workspace().currentCase; };
  const auto ofPrior = [this]() -> const std::string& { return m_document.workspace().prior; };
  connect(
      &m_grid, &TileGrid::measured, this,
      [this, ofCase](int index, const image::Measurement& shape) { edit(ofCase(), index, shape); });
  connect(&m_grid, &TileGrid::measurementPicked, this, [this, ofCase](int index) {
    choose({ofCase(), index});
  });
  connect(&m_prior.view(), &PictureView::measured, this,
          [this, ofPrior](int index, const image::Measurement& shape) {
            edit(ofPrior(), index, shape);
          });
  connect(&m_prior.view(), &PictureView::measurementPicked, this, [this, ofPrior](int index) {
    choose({ofPrior(), index});
  });
  m_grid.setDescriber([this](const image::Measurement& shape) {
    return measurementText(m_inspector.opened().image, shape);
  });
  m_prior.view().setDescriber([this](const image::Measurement& shape) {
    return measurementText(m_prior.opened().image, shape);
  });
  connect(&m_document, &Document::changed, this, &MeasureActions::show);
  connect(&m_inspector, &Inspector::caseChanged, this, &MeasureActions::show);
  connect(&m_prior, &PriorPane::openedChanged, this, &MeasureActions::show);
  show();
}

void MeasureActions::addTo(QMenu& menu) { menu.addActions({m_hide, m_remove, m_removeAll}); }

/// A drag of a handle is one step.
void MeasureActions::edit(const std::string& address, int index, const image::Measurement& shape) {
  if (address.empty()) return;
  const bool isNew = index < 0;
  if (isNew) m_document.endGesture();
  const std::string of = address;  // the edit replaces what address refers to
  int place = index;
  m_document.edit(
      isNew ? tr("measure") : tr("change a measurement"),
      [&](Workspace& w) {
        auto& list = w.measurements[of];
        w.measurementsHidden = false;
        if (isNew) {
          place = static_cast<int>(list.size());
          list.push_back(shape);
        } else if (index < static_cast<int>(list.size())) {
          list[static_cast<std::size_t>(index)] = shape;
        }
      },
      Document::Merge::measurement);
  if (isNew) m_document.endGesture();
  if (place != m_chosen.index || of != m_chosen.address) {
    m_chosen = {of, place};
    show();
  }
}

void MeasureActions::choose(const Chosen& chosen) {
  m_document.endGesture();
  if (chosen == m_chosen) return;
  m_chosen = chosen;
  show();
}

void MeasureActions::removeChosen() {
  const Chosen chosen = m_chosen;
  if (chosen.index < 0) return;
  m_chosen = {};
  m_document.edit(tr("remove a measurement"), [&](Workspace& w) {
    const auto found = w.measurements.find(chosen.address);
    if (found == w.measurements.end()) return;
    auto& list = found->second;
    if (chosen.index < static_cast<int>(list.size())) list.erase(list.begin() + chosen.index);
    if (list.empty()) w.measurements.erase(found);
  });
  show();
}

void MeasureActions::removeAll() {
  m_chosen = {};
  m_document.edit(tr("remove all measurements"), [](Workspace& w) {
    w.measurements.erase(w.currentCase);
    w.measurements.erase(w.prior);
  });
  show();
}

int MeasureActions::chosenOf(const std::string& address) const {
  return m_chosen.address == address ? m_chosen.index : -1;
}

const std::vector<widgets::ShownMeasurement>& MeasureActions::shownOf(const std::string& address,
                                                                      const image::Image& image,
                                                                      Shown& shown) {
  const auto& all = m_document.workspace().measurements;
  const auto found = all.find(address);
  std::vector<widgets::ShownMeasurement> list;
  const bool sameImage = shown.address == address && shown.pixels == image.pixels().data;
  if (found != all.end() && !image.empty())
    for (std::size_t i = 0; i < found->second.size(); ++i) {
      const auto& shape = found->second[i];
      const bool known = sameImage && i < shown.list.size() && shown.list[i].shape == shape;
      list.push_back({shape, known ? shown.list[i].text : measurementText(image, shape)});
    }
  shown = {address, image.pixels().data, std::move(list)};
  return shown.list;
}

void MeasureActions::show() {
  const auto& workspace = m_document.workspace();
  const auto& ofCase = shownOf(workspace.currentCase, m_inspector.opened().image, m_ofCase);
  const auto& ofPrior = shownOf(workspace.prior, m_prior.opened().image, m_ofPrior);
  if (m_chosen.index >= static_cast<int>(workspace.measurements.contains(m_chosen.address)
                                             ? workspace.measurements.at(m_chosen.address).size()
                                             : 0))
    m_chosen = {};
  const std::vector<widgets::ShownMeasurement> none;
  const bool hidden = workspace.measurementsHidden;
  // While another case is being opened its measurements would lie on the picture of this one.
  const bool isShown = m_inspector.opened().entry.address == workspace.currentCase;
  m_grid.setMeasurements(hidden || !isShown ? none : ofCase, chosenOf(workspace.currentCase));
  m_prior.view().setMeasurements(hidden ? none : ofPrior, chosenOf(workspace.prior));
  m_hide->setChecked(hidden);
  m_remove->setEnabled(m_chosen.index >= 0);
  m_removeAll->setEnabled(!ofCase.empty() || !ofPrior.empty());
}

}  // namespace rho::workbench
