// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/case_list.h"

#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "widgets/case_delegate.h"
#include "widgets/colors.h"
#include "widgets/section_label.h"

namespace rho::widgets {

CaseList::CaseList(QWidget* parent) : QWidget(parent), m_list(new QListWidget) {
  m_list->setItemDelegate(new CaseDelegate(m_list));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setAccessibleName(tr("Cases"));
  m_list->viewport()->setBackgroundRole(QPalette::Window);  // no ground of its own
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(7, 9, 0, 7);
  layout->setSpacing(7);
  layout->addWidget(new SectionLabel(tr("Cases")));
  layout->addWidget(m_list, 1);
  connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
    if (item) emit casePicked(item->data(CaseDelegate::keyRole).toString());
  });
}

void CaseList::addCase(const CaseItem& item) {
  QListWidgetItem* row = find(item.key);
  if (!row) {
    const QSignalBlocker quiet(m_list);
    row = new QListWidgetItem(m_list);
  }
  row->setText(item.title);
  row->setToolTip(item.subtitle.isEmpty() ? item.key : item.key + "\n" + item.subtitle);
  row->setData(CaseDelegate::keyRole, item.key);
  row->setData(CaseDelegate::subtitleRole, item.subtitle);
  row->setData(CaseDelegate::thumbnailRole, item.thumbnail);
}

void CaseList::setThumbnail(const QString& key, const QImage& thumbnail) {
  if (auto* row = find(key)) row->setData(CaseDelegate::thumbnailRole, thumbnail);
}

void CaseList::setSubtitle(const QString& key, const QString& subtitle) {
  if (auto* row = find(key)) row->setData(CaseDelegate::subtitleRole, subtitle);
}

bool CaseList::contains(const QString& key) const { return find(key) != nullptr; }

int CaseList::count() const { return m_list->count(); }

QString CaseList::current() const {
  const auto* row = m_list->currentItem();
  return row ? row->data(CaseDelegate::keyRole).toString() : QString();
}

void CaseList::select(const QString& key) {
  const QSignalBlocker quiet(m_list);
  m_list->setCurrentItem(find(key));
}

void CaseList::step(int places) {
  if (count() == 0) return;
  m_list->setCurrentRow(std::clamp(m_list->currentRow() + places, 0, count() - 1));
}

QListWidgetItem* CaseList::find(const QString& key) const {
  for (int i = 0; i < m_list->count(); ++i)
    if (m_list->item(i)->data(CaseDelegate::keyRole).toString() == key) return m_list->item(i);
  return nullptr;
}

}  // namespace rho::widgets
