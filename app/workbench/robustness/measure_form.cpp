// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/robustness/measure_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>

#include "widgets/section_label.h"
#include "workbench/robustness/network_choice.h"
#include "workbench/train/address_field.h"

namespace rho::workbench {

namespace {

const QString dataKey = "robustness/recent data";

QSpinBox* makeNumber(const QString& name, const QString& help, int least, int value) {
  auto* box = new QSpinBox;
  box->setRange(least, std::numeric_limits<int>::max());
  box->setValue(value);
  box->setAccessibleName(name);
  box->setToolTip(help);
  return box;
}

QFormLayout* makeRows(QWidget* parent) {
  auto* rows = new QFormLayout(parent);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setVerticalSpacing(6);
  rows->setHorizontalSpacing(9);
  rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  return rows;
}

}  // namespace

MeasureForm::MeasureForm(QWidget* parent)
    : QWidget(parent),
      m_networks(new NetworkChoice),
      m_data(new AddressField(tr("Labelled images"), dataKey)),
      m_first(makeNumber(tr("First image"),
                         tr("Images before this one are left out; they count "
                            "from 0"),
                         0, 0)),
      m_count(makeNumber(tr("Number of images"), tr("At most so many; 0 takes all"), 0, 100)),
      m_every(makeNumber(tr("Every so many"),
                         tr("1 takes all, 6 every sixth: folders are sorted by class"), 1, 1)),
      m_attack(new QCheckBox(tr("Attack ARA"))),
      m_betterThanRandom(new QCheckBox(tr("BTR ARA"))),
      m_search(new QComboBox),
      m_label(new QComboBox),
      m_missing(new QLabel),
      m_failure(new QLabel),
      m_button(new QPushButton) {
  m_missing->setWordWrap(true);
  m_missing->setEnabled(false);  // stands back
  m_failure->setWordWrap(true);
  m_failure->setTextFormat(Qt::PlainText);
  m_failure->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_failure->setObjectName("warnings");  // coloured by the theme's style sheet
  m_failure->hide();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(9, 9, 9, 9);
  layout->setSpacing(8);
  layout->addWidget(m_networks, 1);
  layout->addWidget(buildImages());
  layout->addWidget(buildMeasures());
  layout->addWidget(m_missing);
  layout->addWidget(m_failure);
  layout->addWidget(m_button);
  setMinimumWidth(190);
  connect(m_networks, &NetworkChoice::changed, this, [this] {
    showLabels();
    showWhatIsMissing();
  });
  connect(m_data, &AddressField::changed, this, &MeasureForm::showWhatIsMissing);
  for (auto* box : {m_attack, m_betterThanRandom})
    connect(box, &QCheckBox::toggled, this, &MeasureForm::showWhatIsMissing);
  connect(m_button, &QPushButton::clicked, this,
          [this] { m_isBusy ? emit stopRequested() : measure(); });
  const auto recent = QSettings().value(dataKey).toStringList();
  if (!recent.isEmpty()) setData(recent.first());
  setBusy(false);
}

QWidget* MeasureForm::buildImages() {
  m_data->setPlaceholder(tr("a folder of classes, .npz, .csv, …"));
  m_data->setSuggestions({"phantom:nodule?count=100&seed=2"});
  m_data->setToolTip(
      tr("Labelled images: a folder class/image, an archive of one, CIFAR-10, MedMNIST, a CSV "
         "file, COCO, or made-up X-rays; the test images where there are several sets"));
  m_count->setSpecialValueText(tr("all"));
  auto* images = new QWidget;
  auto* rows = makeRows(images);
  rows->addRow(new widgets::SectionLabel(tr("Images")));
  rows->addRow(m_data);
  rows->addRow(tr("Number"), m_count);
  rows->addRow(tr("First"), m_first);
  rows->addRow(tr("Every"), m_every);
  return images;
}

QWidget* MeasureForm::buildMeasures() {
  m_attack->setChecked(true);
  m_attack->setToolTip(
      tr("<p>How far above chance the network stays while an attack grows that turns its decision "
         "away from the true class.</p><p>ARA = Σ w · max(0, A(ρ) − 1/C), where A(ρ) is the share "
         "of the images whose decision no perturbation up to ρ has turned, C the number of "
         "classes, w the width of a bin of ρ.</p>"));
  m_betterThanRandom->setChecked(true);
  m_betterThanRandom->setToolTip(
      tr("<p>The same area, where an image falls when the confidence of its true class is no "
         "longer better than random: p ≤ 1/C.</p><p>BTR ARA = Σ w · max(0, B(ρ) − 1/C), where B(ρ) "
         "is the share of the images whose true class stays above 1/C.</p>"));
  m_search->addItem(tr("fast search"));
  m_search->addItem(tr("paper search"));
  m_search->setAccessibleName(tr("Search"));
  m_search->setToolTip(
      tr("How the smallest perturbation is looked for. Fast: smaller distances in "
         "a fraction of the time. Paper: as published, for values that can be "
         "compared with published ones."));
  auto* measures = new QWidget;
  m_measures = makeRows(measures);
  m_measures->addRow(new widgets::SectionLabel(tr("Measures")));
  m_measures->addRow(m_attack);
  m_measures->addRow(m_betterThanRandom);
  m_measures->addRow(m_search);
  m_label->setAccessibleName(tr("Label"));
  m_label->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_label->setMinimumContentsLength(8);
  m_label->setToolTip(
      tr("A network whose labels do not exclude each other decides about each of them: found, at "
         "its operating point or at a confidence of one half, or not. Each label is measured on "
         "the images of which it is known, against these two classes."));
  m_measures->addRow(tr("Label"), m_label);
  showLabels();
  return measures;
}

/// Of the networks that are chosen; what the user chose stays where it still is one.
void MeasureForm::showLabels() {
  auto known = m_networks->labels();
  if (known.size() == 1) known.clear();  // no choice
  m_measures->setRowVisible(m_label, !known.isEmpty());
  if (known == labels()) return;
  const auto chosen = m_label->currentData().toString();
  m_label->clear();
  m_label->addItem(tr("every label"));
  for (const auto& label : known) m_label->addItem(label, label);
  setLabel(chosen);
}

void MeasureForm::setLabel(const QString& label) {
  m_label->setCurrentIndex(label.isEmpty() ? 0 : std::max(0, m_label->findData(label)));
}

QStringList MeasureForm::labels() const {
  QStringList all;
  for (int i = 1; i < m_label->count(); ++i) all << m_label->itemData(i).toString();
  return all;
}

void MeasureForm::setData(const QString& address) { m_data->setAddress(address); }

void MeasureForm::setImages(int first, int count, int every) {
  m_first->setValue(first);
  m_count->setValue(count);
  m_every->setValue(every);
}

void MeasureForm::setMeasures(bool attack, bool betterThanRandom, bool paperSearch) {
  m_attack->setChecked(attack);
  m_betterThanRandom->setChecked(betterThanRandom);
  m_search->setCurrentIndex(paperSearch ? 1 : 0);
}

void MeasureForm::setBusy(bool busy) {
  m_isBusy = busy;
  m_button->setText(busy ? tr("Stop") : tr("Measure"));
  m_button->setToolTip(busy ? tr("What is measured so far stays") : QString());
  showWhatIsMissing();
}

void MeasureForm::showFailure(const QString& text) {
  m_failure->setText(text);
  m_failure->setVisible(!text.isEmpty());
}

QString MeasureForm::failure() const { return m_failure->text(); }

QString MeasureForm::whatIsMissing() const {
  if (m_networks->chosen().isEmpty()) return tr("Choose a network.");
  if (m_data->address().isEmpty()) return tr("Choose labelled images.");
  if (!m_attack->isChecked() && !m_betterThanRandom->isChecked()) return tr("Choose a measure.");
  return {};
}

bool MeasureForm::isComplete() const { return whatIsMissing().isEmpty(); }

void MeasureForm::showWhatIsMissing() {
  m_missing->setText(whatIsMissing());
  m_missing->setVisible(!isComplete() && !m_isBusy);
  m_button->setEnabled(m_isBusy || isComplete());
  emit completeChanged();
}

MeasureRequest MeasureForm::request() const {
  MeasureRequest request;
  for (const auto& path : m_networks->chosen()) request.networks.push_back(path.toStdString());
  request.data = m_data->address().toStdString();
  request.first = m_first->value();
  request.count = m_count->value() > 0 ? m_count->value() : -1;
  request.every = m_every->value();
  request.attack = m_attack->isChecked();
  request.betterThanRandom = m_betterThanRandom->isChecked();
  request.paperSearch = m_search->currentIndex() == 1;
  request.label = m_label->currentData().toString().toStdString();
  return request;
}

void MeasureForm::measure() {
  if (!isComplete() || m_isBusy) return;
  m_data->remember();
  showFailure({});
  emit measureRequested(request());
}

}  // namespace rho::workbench
