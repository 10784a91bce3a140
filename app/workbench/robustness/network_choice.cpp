// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/robustness/network_choice.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include "base/error.h"
#include "base/resources.h"
#include "widgets/section_label.h"

namespace rho::workbench {

namespace {

constexpr int pathRole = Qt::UserRole;

QStringList bundledNetworks() {
  QStringList paths;
  for (const auto* name : {"models/pneumonia.safetensors", "models/phantom-nodule.safetensors"}) {
    try {
      paths << QString::fromStdString(resourcePath(name).string());
    } catch (const Error&) {  // a program without it measures others
    }
  }
  return paths;
}

}  // namespace

NetworkChoice::NetworkChoice(QWidget* parent) : QWidget(parent), m_list(new QListWidget) {
  m_list->setAccessibleName(tr("Networks to measure"));
  m_list->setTextElideMode(Qt::ElideMiddle);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setFrameShape(QFrame::NoFrame);
  auto* add = new QToolButton;
  add->setText(tr("Add…"));
  add->setToolTip(tr("Choose files of networks"));
  add->setFocusPolicy(Qt::StrongFocus);
  connect(add, &QToolButton::clicked, this, &NetworkChoice::askForNetworks);
  auto* heading = new QHBoxLayout;
  heading->addWidget(new widgets::SectionLabel(tr("Networks")), 1);
  heading->addWidget(add);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addLayout(heading);
  layout->addWidget(m_list, 1);
  for (const auto& path : bundledNetworks()) {
    m_bundled.insert(path);
    makeItem(path);
  }
  connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
    m_decided.insert(item->data(pathRole).toString());
    emit changed();
  });
  auto* remove = new QShortcut(Qt::Key_Delete, m_list);
  remove->setContext(Qt::WidgetShortcut);
  connect(remove, &QShortcut::activated, this, &NetworkChoice::removeCurrent);
  setFocusProxy(m_list);
}

QListWidgetItem* NetworkChoice::itemOf(const QString& path) const {
  for (int row = 0; row < m_list->count(); ++row)
    if (m_list->item(row)->data(pathRole).toString() == path) return m_list->item(row);
  return nullptr;
}

QListWidgetItem* NetworkChoice::makeItem(const QString& path) {
  auto* item = new QListWidgetItem(QFileInfo(path).completeBaseName());
  item->setData(pathRole, path);
  item->setToolTip(path);
  item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
  item->setCheckState(Qt::Unchecked);
  m_list->addItem(item);
  return item;
}

void NetworkChoice::setOpen(const QStringList& paths) {
  const QSignalBlocker quiet(m_list);
  for (const auto& path : paths)
    if (!itemOf(path)) makeItem(path);
  for (int row = m_list->count() - 1; row >= 0; --row) {
    auto* item = m_list->item(row);
    const auto path = item->data(pathRole).toString();
    if (m_decided.contains(path)) continue;
    const bool open = paths.contains(path);
    item->setCheckState(open ? Qt::Checked : Qt::Unchecked);
    if (!open && !m_bundled.contains(path)) delete m_list->takeItem(row);
  }
  emit changed();
}

void NetworkChoice::add(const QString& path) {
  if (!itemOf(path)) makeItem(path);
  setChosen(path, true);
}

void NetworkChoice::setChosen(const QString& path, bool on) {
  auto* item = itemOf(path);
  if (!item) return;
  m_decided.insert(path);
  item->setCheckState(on ? Qt::Checked : Qt::Unchecked);
  emit changed();
}

QStringList NetworkChoice::chosen() const {
  QStringList paths;
  for (int row = 0; row < m_list->count(); ++row)
    if (m_list->item(row)->checkState() == Qt::Checked)
      paths << m_list->item(row)->data(pathRole).toString();
  return paths;
}

void NetworkChoice::setLabels(const QString& path, const QStringList& labels) {
  if (m_labels.value(path) == labels) return;
  m_labels[path] = labels;
  emit changed();
}

QStringList NetworkChoice::labels() const {
  QStringList all;
  for (const auto& path : chosen()) all << m_labels.value(path);
  all.removeDuplicates();
  return all;
}

void NetworkChoice::askForNetworks() {
  const auto paths = QFileDialog::getOpenFileNames(
      this, tr("Networks to measure"), {},
      tr("Networks (*.safetensors *.pt *.pth *.onnx *.ckpt *.torchscript);;All files (*)"));
  for (const auto& path : paths) add(path);
}

void NetworkChoice::removeCurrent() {
  delete m_list->takeItem(m_list->currentRow());
  emit changed();
}

}  // namespace rho::workbench
