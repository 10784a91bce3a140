// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/new_run_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>
#include <limits>

#include "widgets/field_with_button.h"
#include "widgets/section_label.h"
#include "workbench/inspect/analysis.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/train/address_field.h"
#include "workbench/train/recipe_editor.h"
#include "workbench/train/recipe_presets.h"
#include "workbench/train/run_places.h"

namespace rho::workbench {

namespace {

constexpr int asInRecipe = -1;
const QString firstRecipe = "phantom-nodule";

QSpinBox* makeOverride(const QString& name, int least) {
  auto* box = new QSpinBox;
  box->setRange(least, std::numeric_limits<int>::max());
  box->setAccessibleName(name);
  return box;
}

}  // namespace

NewRunForm::NewRunForm(JobTracker& tracker, QWidget* parent)
    : QWidget(parent),
      m_tracker(tracker),
      m_recipes(new QComboBox),
      m_summary(new QLabel),
      m_data(new AddressField(tr("Training data"), "train/recent data")),
      m_validation(new AddressField(tr("Validation data"), "train/recent validation data")),
      m_devices(new QComboBox),
      m_epochs(makeOverride(tr("Epochs"), 0)),
      m_seed(makeOverride(tr("Seed"), asInRecipe)),
      m_note(new QLabel),
      m_starts(new QCheckBox),
      m_compares(new QCheckBox),
      m_folder(new QLineEdit),
      m_missing(new QLabel),
      m_start(new QPushButton(tr("St&art"))),
      m_editor(new RecipeEditor(tracker)) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(14);
  layout->addWidget(buildFields(), 5);
  layout->addWidget(m_editor, 4);
  connect(m_data, &AddressField::changed, this, &NewRunForm::showWhatIsMissing);
  connect(m_folder, &QLineEdit::textChanged, this, &NewRunForm::showWhatIsMissing);
  connect(m_editor, &RecipeEditor::checked, this, [this] {
    proposeFolder();
    showWhatIsMissing();
  });
  connect(m_start, &QPushButton::clicked, this, &NewRunForm::start);
  m_devices->addItem(tr("CPU"), "cpu");
}

QWidget* NewRunForm::buildFields() {
  m_data->setPlaceholder(tr("a folder of classes, .npz, .csv, phantom:nodule?count=1000"));
  m_data->setSuggestions({"phantom:nodule?count=1000&seed=1"});
  m_data->setToolTip(
      tr("Labelled images to learn from: a folder class/image, an archive of one, "
         "CIFAR-10, MedMNIST, a CSV file, COCO, or made-up X-rays"));
  m_validation->setPlaceholder(tr("the data's own split, where it has one"));
  m_validation->setSuggestions({"phantom:nodule?count=200&seed=2", "none"});
  m_validation->setToolTip(
      tr("Labelled images that the network does not learn from: accuracy and "
         "the other figures are measured on them. \"none\" measures nothing."));
  m_devices->setAccessibleName(tr("Device"));
  m_epochs->setSpecialValueText(tr("as in the recipe"));
  m_seed->setSpecialValueText(tr("as in the recipe"));
  m_seed->setValue(asInRecipe);
  m_note->setWordWrap(true);
  m_note->hide();
  m_missing->setWordWrap(true);
  m_missing->setTextFormat(Qt::PlainText);
  m_start->setDefault(true);
  // Letters that no menu has: both are reached by Alt.
  auto* content = new QWidget;
  auto* form = new QFormLayout(content);
  form->setContentsMargins(0, 0, 2, 2);
  form->setVerticalSpacing(9);
  form->setHorizontalSpacing(12);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(new widgets::SectionLabel(tr("New run")));
  form->addRow(tr("Re&cipe"), buildRecipe());
  form->addRow(nullptr, m_summary);
  form->addRow(tr("Trai&ning data"), m_data);
  form->addRow(nullptr, m_note);
  form->addRow(tr("Validation &data"), m_validation);
  form->addRow(tr("Dev&ice"), m_devices);
  form->addRow(tr("E&pochs"), m_epochs);
  form->addRow(tr("&Seed"), m_seed);
  form->addRow(tr("&Output folder"), buildFolder());
  m_before = buildBefore();
  form->addRow(nullptr, m_before);
  form->addRow(nullptr, m_missing);
  form->addRow(nullptr, m_start);
  auto* area = new QScrollArea;
  area->setWidget(content);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  return area;
}

QWidget* NewRunForm::buildRecipe() {
  m_recipes->setAccessibleName(tr("Recipe"));
  m_recipes->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_recipes->setMinimumContentsLength(12);
  m_summary->setWordWrap(true);
  connect(m_recipes, &QComboBox::textActivated, this, &NewRunForm::chooseRecipe);
  auto* row = new widgets::FieldWithButton(m_recipes, tr("Open a recipe file"));
  connect(row, &widgets::FieldWithButton::clicked, this, [this] {
    const auto path = QFileDialog::getOpenFileName(this, tr("Open a recipe"), {},
                                                   tr("Recipes (*.json);;All files (*)"));
    if (!path.isEmpty()) chooseRecipe(path);
  });
  return row;
}

QWidget* NewRunForm::buildFolder() {
  m_folder->setAccessibleName(tr("Output folder"));
  m_folder->setToolTip(tr("Log, checkpoints and the network are written here"));
  auto* row = new widgets::FieldWithButton(m_folder, tr("Choose where the run's folder is made"));
  connect(row, &widgets::FieldWithButton::clicked, this, [this] {
    const auto path =
        QFileDialog::getExistingDirectory(this, tr("Folder of the runs"), m_runsFolder);
    if (!path.isEmpty()) emit runsFolderChosen(path);
  });
  return row;
}

/// Hidden where no network is trained again.
QWidget* NewRunForm::buildBefore() {
  m_starts->setObjectName("start");
  m_starts->setToolTip(
      tr("Its weights are trained on, in place of random ones: for this, recipe and data need its "
         "architecture and its classes"));
  m_compares->setObjectName("compare");
  m_compares->setToolTip(
      tr("Accuracy, ARA and evidence of both networks on the validation data, once the run is "
         "finished"));
  auto* before = new QWidget;
  auto* layout = new QVBoxLayout(before);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(m_starts);
  layout->addWidget(m_compares);
  before->hide();
  return before;
}

/// Looking for GPUs takes a moment, so it waits until somebody sees the form.
void NewRunForm::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (m_isFilled) return;
  m_isFilled = true;
  m_tracker.start("choices", {}, [this](const Job& job) {
    job.deliver([this, names = recipeNames()] { fillRecipes(names); });
    job.deliver([this, devices = Analysis::devices()] {
      m_devices->clear();
      for (const auto& device : devices)
        m_devices->addItem(QString::fromStdString(device.title), QString::fromStdString(device.id));
    });
  });
}

void NewRunForm::fillRecipes(const std::vector<std::string>& names) {
  const auto chosen = m_recipes->currentText();
  m_recipes->clear();
  for (const auto& each : names) {
    const auto name = QString::fromStdString(each);
    m_recipes->addItem(name);
    m_recipes->setItemData(m_recipes->count() - 1, recipeSummary(name), Qt::ToolTipRole);
  }
  chosen.isEmpty() ? chooseRecipe(firstRecipe) : showRecipe(chosen);
}

void NewRunForm::chooseRecipe(const QString& pathOrName) {
  showRecipe(pathOrName);
  m_tracker.start("recipe", {}, [this, pathOrName](const Job& job) {
    job.deliver([this, text = recipeText(pathOrName.toStdString())] {
      m_editor->setText(QString::fromStdString(text));
    });
  });
}

/// In the list: a bundled one by its name, or a file.
void NewRunForm::showRecipe(const QString& pathOrName) {
  if (m_recipes->findText(pathOrName) < 0) m_recipes->addItem(pathOrName);
  m_recipes->setCurrentText(pathOrName);
  m_recipes->setToolTip(pathOrName);
  m_summary->setText(recipeSummary(pathOrName));
  m_summary->setVisible(!m_summary->text().isEmpty());
}

void NewRunForm::setData(const QString& address) { m_data->setAddress(address); }

void NewRunForm::propose(const RunProposal& proposal) {
  m_proposal = proposal;
  m_data->setAddress(proposal.data);
  m_note->setText(proposal.note);
  m_note->setVisible(!proposal.note.isEmpty());
  m_validation->setAddress({});
  m_before->setVisible(!proposal.before.isEmpty());
  m_starts->setText(tr("Start from the weights of %1").arg(proposal.name));
  m_starts->setEnabled(proposal.canStart);
  m_starts->setChecked(proposal.canStart);
  m_compares->setText(tr("Compare with %1 when it is finished").arg(proposal.name));
  m_compares->setChecked(proposal.canCompare);
  if (!proposal.recipe.isEmpty()) chooseRecipe(proposal.recipe);
}

void NewRunForm::setRunsFolder(const QString& folder) {
  m_runsFolder = folder;
  proposeFolder();
}

void NewRunForm::setBusy(bool busy) {
  m_start->setText(busy ? tr("St&art after the others") : tr("St&art"));
}

/// Unless the user has named one.
void NewRunForm::proposeFolder() {
  const auto name = QString::fromStdString(m_editor->check().name);
  if (name.isEmpty() || m_folder->text() != m_proposed) return;
  m_tracker.start("folder", {}, [this, runs = m_runsFolder, name](const Job& job) {
    job.deliver([this, folder = freeFolder(runs, name)] {
      if (m_folder->text() != m_proposed) return;
      m_proposed = folder;
      m_folder->setText(folder);
    });
  });
}

void NewRunForm::showWhatIsMissing() {
  const QString missing = !m_editor->check().mistake.empty() ? tr("Correct the recipe.")
                          : m_data->address().isEmpty()      ? tr("Choose training data.")
                          : m_folder->text().isEmpty()       ? tr("Name an output folder.")
                                                             : QString();
  m_missing->setText(missing);
  m_missing->setVisible(!missing.isEmpty());
  m_start->setEnabled(missing.isEmpty());
  const auto& check = m_editor->check();
  if (check.mistake.empty()) {
    m_epochs->setSpecialValueText(tr("as in the recipe: %1").arg(check.epochs));
    m_seed->setSpecialValueText(tr("as in the recipe: %1").arg(check.seed));
  }
}

void NewRunForm::start() {
  RunRequest request;
  request.recipe = m_editor->text().toStdString();
  request.data = m_data->address().toStdString();
  request.validation = m_validation->address().toStdString();
  request.device = m_devices->currentData().toString().toStdString();
  if (m_epochs->value() > 0) request.epochs = m_epochs->value();
  if (m_seed->value() != asInRecipe) request.seed = static_cast<std::uint64_t>(m_seed->value());
  if (!m_proposal.before.isEmpty()) {
    const auto before = m_proposal.before.toStdString();
    if (m_starts->isChecked()) request.start = before;
    if (m_compares->isChecked()) request.before = before;
  }
  m_data->remember();
  m_validation->remember();
  const auto folder = m_folder->text();
  m_proposed = folder;  // the next run gets another one
  emit startRequested(folder, request);
}

}  // namespace rho::workbench
