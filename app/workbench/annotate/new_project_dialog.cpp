// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/new_project_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "widgets/field_with_button.h"
#include "workbench/annotate/annotate_texts.h"

namespace rho::workbench {

namespace {

constexpr int mostReaders = 9;

QStringList partsOf(const QString& text) {
  QStringList parts;
  for (const auto& part : text.split(',', Qt::SkipEmptyParts))
    if (!part.trimmed().isEmpty()) parts << part.trimmed();
  return parts;
}

}  // namespace

NewProjectDialog::NewProjectDialog(QWidget* parent)
    : QDialog(parent),
      m_file(new QLineEdit),
      m_classes(new QLineEdit),
      m_isMultiLabel(new QCheckBox(tr("&Several classes can hold at once"))),
      m_readers(new QSpinBox),
      m_images(new QLineEdit) {
  setWindowTitle(tr("New annotation project"));
  setMinimumWidth(520);
  m_file->setObjectName("file");
  m_classes->setObjectName("classes");
  m_classes->setPlaceholderText(tr("normal, pneumonia, effusion"));
  m_classes->setToolTip(
      tr("In the order of their digits, parted by commas; more can come with "
         "labelled images"));
  m_readers->setRange(1, mostReaders);
  m_readers->setToolTip(tr("How many judge each case, blind to each other"));
  m_images->setPlaceholderText(tr("a folder; DICOM too; more can be imported later"));
  auto* file = withButton(m_file, tr("Choose where the project is kept"), [this] {
    return QFileDialog::getSaveFileName(this, tr("Where the project is kept"), m_file->text(),
                                        tr("Annotation projects (*%1)").arg(projectEnding));
  });
  auto* images = withButton(m_images, tr("Choose a folder of images"), [this] {
    return QFileDialog::getExistingDirectory(this, tr("A folder of images"), m_images->text());
  });
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  m_accept = buttons->button(QDialogButtonBox::Ok);
  m_accept->setText(tr("Create"));
  auto* form = new QFormLayout(this);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("&File"), file);
  form->addRow(tr("&Classes"), m_classes);
  form->addRow(nullptr, m_isMultiLabel);
  form->addRow(tr("&Readers per case"), m_readers);
  form->addRow(tr("&Images"), images);
  form->addRow(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  for (auto* field : {m_file, m_classes, m_images})
    connect(field, &QLineEdit::textChanged, this, &NewProjectDialog::showWhatIsMissing);
  showWhatIsMissing();
}

QWidget* NewProjectDialog::withButton(QLineEdit* field, const QString& help,
                                      const std::function<QString()>& ask) {
  auto* row = new widgets::FieldWithButton(field, help);
  connect(row, &widgets::FieldWithButton::clicked, this, [field, ask] {
    const auto path = ask();
    if (!path.isEmpty()) field->setText(path);
  });
  return row;
}

NewProject NewProjectDialog::request() const {
  NewProject request;
  request.file = m_file->text().trimmed();
  if (!looksLikeProject(request.file)) request.file += projectEnding;
  request.classes = partsOf(m_classes->text());
  request.settings.isMultiLabel = m_isMultiLabel->isChecked();
  request.settings.readersPerCase = m_readers->value();
  request.images = m_images->text().trimmed();
  return request;
}

/// Classes may come with the images.
void NewProjectDialog::showWhatIsMissing() {
  const bool hasClasses = !partsOf(m_classes->text()).isEmpty();
  const bool hasImages = !m_images->text().trimmed().isEmpty();
  m_accept->setEnabled(!m_file->text().trimmed().isEmpty() && (hasClasses || hasImages));
}

}  // namespace rho::workbench
