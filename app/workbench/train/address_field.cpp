// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/address_field.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QToolButton>

#include "widgets/field_with_button.h"
#include "workbench/document/privacy.h"

namespace rho::workbench {

namespace {

constexpr int mostRecent = 8;

}  // namespace

AddressField::AddressField(const QString& name, const QString& key, QWidget* parent)
    : QWidget(parent), m_key(key), m_text(new QComboBox) {
  m_text->setEditable(true);
  m_text->setInsertPolicy(QComboBox::NoInsert);
  m_text->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_text->setMinimumContentsLength(12);
  m_text->setAccessibleName(name);
  auto* field = new widgets::FieldWithButton(m_text, tr("Choose a folder or a file"));
  auto& button = field->button();
  button.setAccessibleName(tr("Choose: %1").arg(name));
  button.setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(&button);
  menu->addAction(tr("A folder of classes…"), this, [this] {
    const auto path = QFileDialog::getExistingDirectory(this, tr("Labelled images"), address());
    if (!path.isEmpty()) setAddress(path);
  });
  menu->addAction(tr("A file…"), this, [this] {
    const auto path = QFileDialog::getOpenFileName(
        this, tr("Labelled images"), address(),
        tr("Labelled images (*.npz *.csv *.json *.tar *.zip);;All files (*)"));
    if (!path.isEmpty()) setAddress(path);
  });
  button.setMenu(menu);
  button.setStyleSheet("QToolButton::menu-indicator { image: none; }");
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(field);
  setFocusProxy(m_text);
  setFocusPolicy(m_text->focusPolicy());  // else the letter of its label leads nowhere
  connect(m_text, &QComboBox::editTextChanged, this, &AddressField::changed);
  fill();
}

QString AddressField::address() const { return m_text->currentText().trimmed(); }

void AddressField::setAddress(const QString& address) { m_text->setEditText(address); }

void AddressField::setPlaceholder(const QString& text) {
  m_text->lineEdit()->setPlaceholderText(text);
}

void AddressField::setSuggestions(const QStringList& addresses) {
  m_suggestions = addresses;
  fill();
}

void AddressField::remember() {
  if (!remembersFiles()) return;
  QSettings settings;
  auto recent = settings.value(m_key).toStringList();
  recent.removeAll(address());
  if (address().isEmpty()) return;
  recent.prepend(address());
  settings.setValue(m_key, recent.mid(0, mostRecent));
  fill();
}

void AddressField::fill() {
  const QString text = address();
  auto items = QSettings().value(m_key).toStringList() + m_suggestions;
  items.removeDuplicates();
  const QSignalBlocker quiet(m_text);
  m_text->clear();
  m_text->addItems(items);
  m_text->setCurrentIndex(-1);
  m_text->setEditText(text);
}

}  // namespace rho::workbench
