// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/training_set_dialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "widgets/field_with_button.h"

namespace rho::workbench {

namespace {

constexpr int usualHeldOut = 20;  ///< percent
constexpr int mostHeldOut = 90;

}  // namespace

TrainingSetDialog::TrainingSetDialog(const QString& network, QWidget* parent)
    : QDialog(parent), m_folder(new QLineEdit), m_heldOut(new QSpinBox) {
  setWindowTitle(tr("Train with these labels"));
  setMinimumWidth(520);
  auto* what = new QLabel(
      network.isEmpty()
          ? tr("Labels and masks are written into a folder, and the form of a new run opens on it. "
               "No network is open in Inspect, so that there is none to compare with.")
          : tr("Labels and masks are written into a folder, and the form of a new run opens on it, "
               "with the recipe of <b>%1</b>. When the run is finished, the two are compared on "
               "what is kept from the training.")
                .arg(network.toHtmlEscaped()));
  what->setWordWrap(true);
  m_heldOut->setRange(0, mostHeldOut);
  m_heldOut->setSuffix(tr(" %"));
  m_heldOut->setValue(usualHeldOut);
  m_heldOut->setObjectName("held out");
  m_heldOut->setToolTip(
      tr("About this share of the cases is only measured on. Which ones follows from the images "
         "alone, so that it stays so from one training to the next. Images that came in parts "
         "(train, test, …) keep them."));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  m_accept = buttons->button(QDialogButtonBox::Ok);
  m_accept->setText(tr("Go on"));
  m_accept->setEnabled(false);
  m_accept->setDefault(true);
  // Else Enter would cancel once the focus has been there.
  buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
  auto* form = new QFormLayout(this);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setVerticalSpacing(9);
  form->addRow(what);
  form->addRow(tr("&Folder"), buildFolder());
  form->addRow(tr("&Kept from the training"), m_heldOut);
  form->addRow(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_folder, &QLineEdit::textChanged, this,
          [this] { m_accept->setEnabled(!folder().isEmpty()); });
}

QWidget* TrainingSetDialog::buildFolder() {
  m_folder->setObjectName("folder");
  const auto help = tr("Choose a folder for the training set");
  auto* row = new widgets::FieldWithButton(m_folder, help);
  connect(row, &widgets::FieldWithButton::clicked, this, [this, help] {
    const auto path = QFileDialog::getExistingDirectory(this, help, folder());
    if (!path.isEmpty()) setFolder(path);
  });
  return row;
}

QString TrainingSetDialog::folder() const { return m_folder->text().trimmed(); }

void TrainingSetDialog::setFolder(const QString& folder) { m_folder->setText(folder); }

double TrainingSetDialog::heldOut() const { return m_heldOut->value() / 100.0; }

}  // namespace rho::workbench
