// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/desk/active_picture.h"

#include "widgets/image_tile.h"
#include "widgets/picture_view.h"
#include "widgets/tile_grid.h"
#include "workbench/desk/prior_pane.h"
#include "workbench/inspect/inspector.h"

namespace rho::workbench {

ActivePicture::ActivePicture(Document& document, Inspector& inspector, widgets::TileGrid& grid,
                             PriorPane& prior, QObject* parent)
    : QObject(parent), m_document(document), m_inspector(inspector), m_grid(grid), m_prior(prior) {
  connect(&m_inspector, &Inspector::caseChanged, this, &ActivePicture::changed);
  connect(&m_prior, &PriorPane::openedChanged, this, &ActivePicture::changed);
  connect(&m_prior, &PriorPane::activeChanged, this, &ActivePicture::changed);
  connect(&m_grid, &widgets::TileGrid::tileSelected, this, [this] { m_prior.setActive(false); });
}

const OpenCase& ActivePicture::opened() const {
  return m_prior.isActive() ? m_prior.opened() : m_inspector.opened();
}

const std::string& ActivePicture::address() const {
  const auto& workspace = m_document.workspace();
  return m_prior.isActive() ? workspace.prior : workspace.currentCase;
}

const widgets::ViewState& ActivePicture::state() const {
  const auto& workspace = m_document.workspace();
  return m_prior.isActive() ? workspace.priorView : workspace.view;
}

widgets::PictureView* ActivePicture::view() const {
  if (m_prior.isActive()) return &m_prior.view();
  auto* tile = m_grid.leadingTile();
  return tile ? &tile->view() : nullptr;
}

void ActivePicture::edit(const QString& what,
                         const std::function<void(widgets::ViewState&)>& change) {
  m_document.edit(what, [&](Workspace& w) {
    auto& view = m_prior.isActive() ? w.priorView : w.view;
    change(view);
    view = widgets::clamped(view);
  });
}

}  // namespace rho::workbench
