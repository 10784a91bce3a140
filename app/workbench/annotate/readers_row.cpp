// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/readers_row.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/elided_label.h"
#include "widgets/paint_view.h"
#include "workbench/annotate/annotate_texts.h"

namespace rho::workbench {

namespace {

constexpr int firstKey = 2, lastKey = 6;  ///< F2 takes the first one's answer

QString commentOf(const Opinion& opinion) {
  return QString::fromStdString(opinion.annotation.comment).toHtmlEscaped();
}

}  // namespace

ReadersRow::ReadersRow(QWidget* parent) : QWidget(parent), m_row(new QHBoxLayout(this)) {
  m_row->setContentsMargins(0, 0, 0, 0);
  m_row->setSpacing(7);
  setVisible(false);
}

widgets::PaintView* ReadersRow::addPane(int place) {
  auto* pane = new QWidget;
  auto* title = new widgets::ElidedLabel;
  title->setObjectName("opinion");
  auto* take = new QToolButton;
  const auto key = place + firstKey <= lastKey ? QString("F%1").arg(place + firstKey) : QString();
  take->setText(key.isEmpty() ? tr("Take") : tr("Take (%1)").arg(key));
  take->setAccessibleName(tr("Take this answer over"));
  take->setToolTip(tr("Labels and paint become your own"));
  if (!key.isEmpty())  // not the button's own, which waits as long as a click is seen
    connect(new QShortcut(QKeySequence(key), this), &QShortcut::activated, this,
            [this, place] { choose(place); });
  connect(take, &QToolButton::clicked, this, [this, place] { choose(place); });
  auto* view = new widgets::PaintView;
  connect(view, &widgets::PictureView::viewChanged, this, &ReadersRow::viewChanged);
  auto* head = new QHBoxLayout;
  head->addWidget(title, 1);
  head->addWidget(take);
  auto* layout = new QVBoxLayout(pane);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addLayout(head);
  layout->addWidget(view, 1);
  m_row->addWidget(pane, 1);
  return view;
}

void ReadersRow::setOpinions(const std::vector<Opinion>& opinions,
                             const std::vector<annotation::LabelClass>& classes, bool isMultiLabel,
                             annotation::Id chosenClass) {
  m_opinions = opinions;
  while (m_views.size() < opinions.size())
    m_views.push_back(addPane(static_cast<int>(m_views.size())));
  for (std::size_t i = 0; i < m_views.size(); ++i) {
    auto* pane = m_views[i]->parentWidget();
    pane->setVisible(i < opinions.size());
    if (i >= opinions.size()) continue;
    const auto& opinion = opinions[i];
    auto* title = pane->findChild<widgets::ElidedLabel*>("opinion");
    title->setText(opinionText(opinion, classes));
    title->setExplanation(commentOf(opinion));
    const auto found = opinion.paint.find(paintedClass(opinion, isMultiLabel, chosenClass));
    m_views[i]->setPainted({found == opinion.paint.end() ? cv::Mat() : found->second, {}});
  }
  setVisible(!opinions.empty());
  setImage(m_image);
}

void ReadersRow::setImage(const CaseImage& image) {
  m_image = image;
  for (auto* view : m_views) {
    widgets::PictureLayers layers;
    layers.base = image.picture;
    layers.origin = image.origin;
    view->setAspectRatio(image.aspectRatio);
    view->setLayers(layers);
  }
  setView(m_view);
}

void ReadersRow::setView(const widgets::ViewState& view) {
  m_view = view;
  for (auto* one : m_views) one->setView(view);
}

void ReadersRow::choose(int place) {
  if (place >= 0 && place < count()) emit chosen(m_opinions[static_cast<std::size_t>(place)]);
}

}  // namespace rho::workbench
