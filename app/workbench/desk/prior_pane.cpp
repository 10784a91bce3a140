// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/desk/prior_pane.h"

#include <QMenu>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/image_tile.h"
#include "widgets/picture_view.h"
#include "workbench/document/document.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

PriorPane::PriorPane(Document& document, JobTracker& tracker, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_tracker(tracker),
      m_tile(new widgets::ImageTile(tr("Prior"))) {
  // As wide and high as the tiles beside it leave room for.
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_tile);
  using widgets::PictureView;
  connect(m_tile, &widgets::ImageTile::clicked, this, [this] { setActive(true); });
  connect(m_tile, &widgets::ImageTile::focused, this, [this] { setActive(true); });
  connect(m_tile, &widgets::ImageTile::menuRequested, this, &PriorPane::showMenu);
  connect(&view(), &PictureView::pressed, this, [this] { m_document.endGesture(); });
  connect(&view(), &PictureView::hovered, this, [this](QPointF at) { view().setCrosshair(at); });
  connect(&view(), &PictureView::left, this, [this] { view().setCrosshair(std::nullopt); });
  connect(&view(), &PictureView::viewChanged, this, [this](const widgets::ViewState& wanted) {
    m_document.edit(
        tr("change the view of the prior"), [&](Workspace& w) { w.priorView = wanted; },
        Document::Merge::view);
  });
  connect(&view(), &PictureView::wheelStepped, this, [this](int steps) {
    const int frame = std::clamp(m_opened.frame() - steps, 0, m_opened.frames() - 1);
    if (frame == m_opened.frame()) return;
    m_document.edit(tr("another frame of the prior"),
                    [&](Workspace& w) { w.prior = frameAddress(fileOfFrame(w.prior), frame); });
  });
  connect(&m_tracker, &JobTracker::failed, this,
          [this](const QString& failed, const QString& message) {
            if (failed != lane) return;
            m_opened = {};
            m_failure = message;
            showContent();
          });
  connect(&m_document, &Document::changed, this, &PriorPane::showWorkspace);
  showWorkspace();
}

widgets::PictureView& PriorPane::view() const { return m_tile->view(); }

void PriorPane::setActive(bool on) {
  const bool active = on && isVisibleTo(parentWidget());
  m_tile->setSelected(active);
  if (active == m_isActive) return;
  m_isActive = active;
  emit activeChanged();
}

void PriorPane::showWorkspace() {
  const auto& workspace = m_document.workspace();
  setVisible(!workspace.prior.empty());
  if (workspace.prior.empty()) setActive(false);
  view().setView(workspace.priorView);
  if (workspace.prior != m_requested) open(workspace.prior);
}

void PriorPane::open(const std::string& address) {
  m_requested = address;
  m_failure.clear();
  if (address.empty()) {
    m_tracker.cancel(lane);
    m_opened = {};
    showContent();
    emit openedChanged();
    return;
  }
  m_tracker.start(lane, tr("Opening the prior"), [this, address](const Job& job) {
    const auto opened = openedCase(address);
    job.deliver([this, opened] {
      m_opened = opened;
      showContent();
      emit openedChanged();
    });
  });
  if (m_opened.image.empty()) showContent();
}

void PriorPane::showContent() {
  widgets::TileContent content;
  content.layers.base = m_opened.picture;
  content.layers.overlay = m_opened.drawings;
  content.layers.origin = m_opened.origin;
  content.placeholder = m_failure.isEmpty() ? tr("Opening the prior…") : m_failure;
  content.subtitle = QString::fromStdString(m_opened.entry.title);
  if (m_opened.frames() > 1)
    content.subtitle =
        QString("%1/%2 · ").arg(m_opened.frame() + 1).arg(m_opened.frames()) + content.subtitle;
  content.result = tr("for the eyes alone: no network sees it");
  m_tile->setContent(content);
  m_tile->view().setAspectRatio(m_opened.aspectRatio());
}

void PriorPane::showMenu(QPoint globalPosition) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(tr("E&xchange with the case"), this, [this] {
    m_document.edit(tr("exchange case and prior"), [](Workspace& w) {
      std::swap(w.currentCase, w.prior);
      std::swap(w.view, w.priorView);
      w.cases.add({fileOfFrame(w.currentCase)});
    });
  });
  menu->addAction(tr("&Close"), this, [this] {
    m_document.edit(tr("close the prior"), [](Workspace& w) {
      w.prior.clear();
      w.priorView = {};
    });
  });
  menu->popup(globalPosition);
}

}  // namespace rho::workbench
