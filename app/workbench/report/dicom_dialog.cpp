// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/dicom_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace rho::workbench {

namespace {

constexpr int dialogWidth = 520;

/// A name that no file has: capture.dcm, capture-2.dcm, …
QString freePath(const QString& folder, const QString& name) {
  const QDir place(folder);
  QString path = place.filePath(name + ".dcm");
  for (int i = 2; QFileInfo::exists(path); ++i)
    path = place.filePath(QString("%1-%2.dcm").arg(name).arg(i));
  return path;
}

}  // namespace

DicomDialog::DicomDialog(DicomChoice::Kind kind, const QString& folder, bool mayHaveText,
                         QWidget* parent)
    : QDialog(parent),
      m_kind(kind),
      m_mayHaveText(mayHaveText),
      m_path(new QLineEdit),
      m_pixels(new QComboBox),
      m_keepsPatient(new QCheckBox(tr("&Keep the patient's data"))),
      m_notice(new QLabel) {
  const bool isCapture = kind == DicomChoice::Kind::capture;
  setWindowTitle(isCapture ? tr("DICOM capture") : tr("DICOM report"));
  auto* rows = new QFormLayout;
  rows->addRow(tr("&File"), buildPath());
  m_pixels->addItems({tr("Page with its words"), tr("Pictures alone")});
  m_pixels->setToolTip(
      tr("Of words the file says that text is burned in; archives may hold such "
         "captures back."));
  if (isCapture) rows->addRow(tr("&Shows"), m_pixels);
  m_pixels->setVisible(isCapture);
  m_keepsPatient->setToolTip(
      tr("Name, identity, dates and UIDs of the study. Without them the file is de-identified by "
         "the basic profile of PS3.15: it refers to UIDs that lead back to nobody, the same in "
         "all files until the program ends."));
  rows->addRow(nullptr, m_keepsPatient);
  m_notice->setObjectName("warnings");
  m_notice->setWordWrap(true);
  m_notice->setTextFormat(Qt::PlainText);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
  m_save = buttons->button(QDialogButtonBox::Save);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(rows);
  layout->addWidget(m_notice);
  layout->addWidget(buttons);
  resize(dialogWidth, sizeHint().height());
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_path, &QLineEdit::textChanged, this, &DicomDialog::refresh);
  connect(m_pixels, &QComboBox::currentIndexChanged, this, &DicomDialog::refresh);
  connect(m_keepsPatient, &QCheckBox::toggled, this, &DicomDialog::refresh);
  setPath(freePath(folder, isCapture ? "capture" : "report"));
  refresh();
}

QWidget* DicomDialog::buildPath() {
  auto* row = new QWidget;
  auto* browse = new QToolButton;
  browse->setText(QString::fromUtf8("…"));
  browse->setToolTip(tr("Choose the file"));
  browse->setAccessibleName(browse->toolTip());
  connect(browse, &QToolButton::clicked, this, &DicomDialog::browse);
  m_path->setAccessibleName(tr("File"));
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_path, 1);
  layout->addWidget(browse);
  row->setFocusProxy(m_path);
  return row;
}

void DicomDialog::browse() {
  const auto path = QFileDialog::getSaveFileName(this, windowTitle(), m_path->text(),
                                                 tr("DICOM (*.dcm);;All files (*)"), nullptr,
                                                 QFileDialog::DontConfirmOverwrite);
  if (!path.isEmpty()) setPath(QFileInfo(path).suffix().isEmpty() ? path + ".dcm" : path);
}

void DicomDialog::refresh() {
  const QString path = m_path->text();
  const bool isTaken = QFileInfo::exists(path);
  const bool isCapture = m_kind == DicomChoice::Kind::capture;
  QString says;
  if (isTaken)
    says = tr("There is such a file already. Choose another name: nothing is replaced.");
  else if (m_keepsPatient->isChecked())
    says = tr("The file will tell who the patient is.");
  else if (isCapture && m_mayHaveText)
    says =
        tr("Text may be part of the picture itself, and stays in it: look before you share the "
           "file.");
  m_notice->setText(says);
  m_notice->setVisible(!says.isEmpty());
  m_save->setEnabled(!path.isEmpty() && !isTaken);
}

DicomChoice DicomDialog::choice() const {
  return {m_kind, m_path->text().toStdString(), m_keepsPatient->isChecked(),
          m_pixels->currentIndex() == 0};
}

QString DicomDialog::notice() const { return m_notice->text(); }

void DicomDialog::setPath(const QString& path) { m_path->setText(QDir::toNativeSeparators(path)); }

void DicomDialog::setKeepsPatient(bool on) { m_keepsPatient->setChecked(on); }

void DicomDialog::setWithWords(bool on) { m_pixels->setCurrentIndex(on ? 0 : 1); }

}  // namespace rho::workbench
