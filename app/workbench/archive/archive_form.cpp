// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/archive/archive_form.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QSpinBox>
#include <QToolButton>

#include "widgets/field_with_button.h"
#include "workbench/archive/archive_settings.h"

namespace rho::workbench {

namespace {

constexpr int highestPort = 65535;

QLineEdit* makeField(const QString& name, const QString& help, const QString& pattern = {}) {
  auto* field = new QLineEdit;
  field->setAccessibleName(name);
  field->setToolTip(help);
  if (!pattern.isEmpty())
    field->setValidator(new QRegularExpressionValidator(QRegularExpression(pattern), field));
  return field;
}

QSpinBox* makeNumber(const QString& name, const QString& help, int least, int most) {
  auto* box = new QSpinBox;
  box->setRange(least, most);
  box->setAccessibleName(name);
  box->setToolTip(help);
  return box;
}

QToolButton* makeButton(const QString& text, const QString& help) {
  auto* button = new QToolButton;
  button->setText(text);
  button->setToolTip(help);
  button->setAccessibleName(help);
  return button;
}

const QString titlePattern = QStringLiteral("[!-,.-\\[\\]-~][ -\\[\\]-~]{0,15}");

}  // namespace

ArchiveForm::ArchiveForm(QWidget* parent)
    : QWidget(parent),
      m_archives(savedArchives()),
      m_choice(new QComboBox),
      m_name(makeField(tr("Name"), tr("As you call it"))),
      m_host(makeField(tr("Host"), tr("The archive's name or address in the network"),
                       QStringLiteral("[A-Za-z0-9_.:][A-Za-z0-9_.:-]*"))),
      m_port(makeNumber(tr("Port"), tr("104, 4242 and 11112 are usual"), 1, highestPort)),
      m_theirTitle(
          makeField(tr("Its AE title"), tr("What the archive calls itself"), titlePattern)),
      m_ourTitle(makeField(tr("Our AE title"), tr("What the archive knows this computer as"),
                           titlePattern)),
      m_ourPort(makeNumber(
          tr("Our port"),
          tr("Where the archive sends images to (C-MOVE); it must know our AE title, this computer "
             "and this port. \"none\": images come over our own connection (C-GET), which not "
             "every archive offers for compressed images."),
          0, highestPort)),
      m_timeout(makeNumber(tr("Wait for answers"), tr("Seconds, for every answer"), 1, 3600)),
      m_folder(new QLineEdit),
      m_check(new QPushButton(tr("&Check the connection"))),
      m_answer(new QLabel) {
  m_ourPort->setSpecialValueText(tr("none"));
  m_timeout->setSuffix(tr(" s"));
  m_answer->setWordWrap(true);
  m_answer->setTextFormat(Qt::PlainText);
  m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
  if (m_archives.empty()) m_archives.emplace_back();
  auto* rows = new QFormLayout(this);
  rows->setVerticalSpacing(8);
  rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  rows->addRow(tr("Archive"), buildChoice());
  rows->addRow(tr("Name"), m_name);
  rows->addRow(tr("Host"), m_host);
  rows->addRow(tr("Port"), m_port);
  rows->addRow(tr("Its AE title"), m_theirTitle);
  rows->addRow(tr("Our AE title"), m_ourTitle);
  rows->addRow(tr("Our port"), m_ourPort);
  rows->addRow(tr("Wait for answers"), m_timeout);
  rows->addRow(tr("Retrieved images"), buildFolder());
  m_check->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  rows->addRow(nullptr, m_check);
  rows->addRow(nullptr, m_answer);
  for (auto* field : {m_name, m_host, m_theirTitle, m_ourTitle})
    connect(field, &QLineEdit::textEdited, this, &ArchiveForm::take);
  for (auto* box : {m_port, m_ourPort, m_timeout})
    connect(box, &QSpinBox::valueChanged, this, &ArchiveForm::take);
  connect(m_check, &QPushButton::clicked, this, &ArchiveForm::checkRequested);
  choose(0);
}

QWidget* ArchiveForm::buildChoice() {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  m_choice->setAccessibleName(tr("Archive"));
  auto* more = makeButton(QStringLiteral("+"), tr("Enter another archive"));
  auto* less = makeButton(QStringLiteral("−"), tr("Forget this archive"));
  layout->addWidget(m_choice, 1);
  layout->addWidget(more);
  layout->addWidget(less);
  connect(m_choice, &QComboBox::activated, this, &ArchiveForm::choose);
  connect(more, &QToolButton::clicked, this, [this] { add({}); });
  connect(less, &QToolButton::clicked, this, &ArchiveForm::removeCurrent);
  return row;
}

QWidget* ArchiveForm::buildFolder() {
  m_folder->setReadOnly(true);
  m_folder->setAccessibleName(tr("Retrieved images"));
  m_folder->setToolTip(
      tr("Retrieved studies are kept here, a folder for each, until you remove them"));
  m_folder->setText(retrievalFolder());
  const auto help = tr("Choose where retrieved images are kept");
  auto* row = new widgets::FieldWithButton(m_folder, help);
  connect(row, &widgets::FieldWithButton::clicked, this, [this, help] {
    const auto folder = QFileDialog::getExistingDirectory(this, help, retrievalFolder());
    if (folder.isEmpty()) return;
    setRetrievalFolder(folder);
    m_folder->setText(folder);
  });
  return row;
}

archive::Archive ArchiveForm::current() const {
  return m_archives[static_cast<std::size_t>(m_current)];
}

void ArchiveForm::choose(int index) {
  m_current = std::clamp(index, 0, static_cast<int>(m_archives.size()) - 1);
  fill();
  emit changed();
}

void ArchiveForm::add(const archive::Archive& archive) {
  m_archives.push_back(archive);
  saveArchives(m_archives);
  choose(static_cast<int>(m_archives.size()) - 1);
}

void ArchiveForm::removeCurrent() {
  m_archives.erase(m_archives.begin() + m_current);
  if (m_archives.empty()) m_archives.emplace_back();
  saveArchives(m_archives);
  choose(m_current);
}

void ArchiveForm::fill() {
  m_isFilling = true;
  m_choice->clear();
  for (const auto& one : m_archives)
    m_choice->addItem(one.name.empty() ? tr("unnamed") : QString::fromStdString(one.name));
  m_choice->setCurrentIndex(m_current);
  const auto archive = current();
  m_name->setText(QString::fromStdString(archive.name));
  m_host->setText(QString::fromStdString(archive.host));
  m_port->setValue(archive.port);
  m_theirTitle->setText(QString::fromStdString(archive.theirTitle));
  m_ourTitle->setText(QString::fromStdString(archive.ourTitle));
  m_ourPort->setValue(archive.ourPort);
  m_timeout->setValue(archive.timeoutSeconds);
  m_answer->clear();
  m_isFilling = false;
}

void ArchiveForm::take() {
  if (m_isFilling) return;
  auto& archive = m_archives[static_cast<std::size_t>(m_current)];
  archive.name = m_name->text().toStdString();
  archive.host = m_host->text().toStdString();
  archive.port = m_port->value();
  archive.theirTitle = m_theirTitle->text().toStdString();
  archive.ourTitle = m_ourTitle->text().toStdString();
  archive.ourPort = m_ourPort->value();
  archive.timeoutSeconds = m_timeout->value();
  m_choice->setItemText(
      m_current, archive.name.empty() ? tr("unnamed") : QString::fromStdString(archive.name));
  m_answer->clear();
  saveArchives(m_archives);
  emit changed();
}

void ArchiveForm::showAnswer(const QString& text) { m_answer->setText(text); }

void ArchiveForm::setBusy(bool busy) { m_check->setEnabled(!busy); }

}  // namespace rho::workbench
