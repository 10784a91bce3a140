// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/case_list.h"

#include <QLabel>
#include <QListWidget>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <cstdlib>

#include "widgets/case_delegate.h"
#include "widgets/colors.h"
#include "widgets/section_label.h"

namespace rho::widgets {

namespace {

/// The right button asks for a menu and opens nothing.
class Rows : public QListWidget {
 protected:
  void mousePressEvent(QMouseEvent* event) override {
    if (event->button() != Qt::RightButton) QListWidget::mousePressEvent(event);
  }
};

}  // namespace

CaseList::CaseList(QWidget* parent) : QWidget(parent), m_list(new Rows) {
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
  m_list->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
    if (item) emit casePicked(item->data(CaseDelegate::keyRole).toString());
  });
  connect(m_list, &QWidget::customContextMenuRequested, this, [this](QPoint at) {
    const auto* item = m_list->itemAt(at);
    const QString key = item ? item->data(CaseDelegate::keyRole).toString() : QString();
    if (!key.isEmpty()) emit menuRequested(key, m_list->viewport()->mapToGlobal(at));
  });
}

void CaseList::addCase(const CaseItem& item) {
  QListWidgetItem* row = find(item.key);
  const QSignalBlocker quiet(m_list);
  const bool wasCurrent = row && row == m_list->currentItem();
  // One that was there before its study was known moves below its heading.
  if (row && !item.heading.isEmpty() && !m_headed.contains(item.key)) {
    delete row;
    row = nullptr;
  }
  if (!row) {
    if (item.heading != m_lastHeading) addHeading(item);
    row = new QListWidgetItem(m_list);
    m_rows.insert(item.key, row);
    if (!item.heading.isEmpty()) m_headed.insert(item.key);
    if (wasCurrent) m_list->setCurrentItem(row);
  }
  row->setText(item.title);
  row->setToolTip(item.subtitle.isEmpty() ? item.key : item.key + "\n" + item.subtitle);
  row->setData(CaseDelegate::keyRole, item.key);
  row->setData(CaseDelegate::subtitleRole, item.subtitle);
  row->setData(CaseDelegate::thumbnailRole, item.thumbnail);
}

void CaseList::addHeading(const CaseItem& item) {
  m_lastHeading = item.heading;
  if (item.heading.isEmpty()) return;
  auto* row = new QListWidgetItem(m_list);
  row->setFlags(Qt::NoItemFlags);
  row->setData(CaseDelegate::headingRole, item.heading);
  row->setData(CaseDelegate::blindHeadingRole, item.blindHeading);
  showHeading(*row);
}

void CaseList::showHeading(QListWidgetItem& row) const {
  const auto role = m_isBlind ? CaseDelegate::blindHeadingRole : CaseDelegate::headingRole;
  row.setText(row.data(role).toString());
  row.setToolTip(row.text());
}

void CaseList::setBlind(bool on) {
  m_isBlind = on;
  for (int i = 0; i < m_list->count(); ++i)
    if (auto* row = m_list->item(i); !row->data(CaseDelegate::headingRole).isNull())
      showHeading(*row);
}

void CaseList::setThumbnail(const QString& key, const QImage& thumbnail) {
  if (auto* row = find(key)) row->setData(CaseDelegate::thumbnailRole, thumbnail);
}

void CaseList::setSubtitle(const QString& key, const QString& subtitle) {
  if (auto* row = find(key)) row->setData(CaseDelegate::subtitleRole, subtitle);
}

bool CaseList::contains(const QString& key) const { return find(key) != nullptr; }

int CaseList::count() const { return static_cast<int>(m_rows.size()); }

QString CaseList::current() const {
  const auto* row = m_list->currentItem();
  return row ? row->data(CaseDelegate::keyRole).toString() : QString();
}

void CaseList::select(const QString& key) {
  const QSignalBlocker quiet(m_list);
  m_list->setCurrentItem(find(key));
}

void CaseList::step(int places) {
  const int direction = places < 0 ? -1 : 1;
  int at = m_list->currentRow(), last = at;
  for (int left = std::abs(places); left > 0;) {
    at += direction;
    if (at < 0 || at >= m_list->count()) break;
    if (m_list->item(at)->data(CaseDelegate::keyRole).isNull()) continue;
    last = at;
    --left;
  }
  if (last >= 0) m_list->setCurrentRow(last);
}

}  // namespace rho::widgets
