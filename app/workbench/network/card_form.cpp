// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/card_form.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "model/card_presets.h"
#include "widgets/fonts.h"
#include "workbench/network/card_numbers.h"
#include "workbench/network/input_field.h"
#include "workbench/network/recognition_field.h"

namespace rho::workbench {

namespace {

constexpr int visibleClasses = 7;
constexpr double smallPrint = 0.92;

std::vector<double> numbersOf(const nlohmann::json& card, const char* key) {
  const auto found = card.find(key);
  return found == card.end() ? std::vector<double>{} : found->get<std::vector<double>>();
}

}  // namespace

CardForm::CardForm(QWidget* parent)
    : QWidget(parent),
      m_rows(new QFormLayout(this)),
      m_recognition(new RecognitionField),
      m_preset(new QComboBox),
      m_classes(new QPlainTextEdit),
      m_count(new QLabel),
      m_single(new QRadioButton(tr("&One class per image (softmax)"))),
      m_multi(new QRadioButton(tr("&Each class on its own (sigmoid)"))),
      m_input(new InputField),
      m_mean(new QLineEdit),
      m_deviation(new QLineEdit) {
  addPresets();
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setVerticalSpacing(9);
  m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  m_rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
  m_rows->addRow(tr("Network"), m_recognition);
  m_rows->addRow(tr("&Fill in as for"), m_preset);
  m_rows->addRow(tr("&Classes"), buildClasses());
  m_rows->addRow(tr("Task"), buildTask());
  m_rows->addRow(tr("&Input"), m_input);
  m_mean->setToolTip(
      tr("One number per channel, for pixels from 0 to 1, with a decimal point. The network sees "
         "(x − mean) / standard deviation; 0 and 1 where it normalises by itself."));
  m_deviation->setToolTip(m_mean->toolTip());
  m_rows->addRow(tr("&Mean"), m_mean);
  m_rows->addRow(tr("Standard &deviation"), m_deviation);
  m_mean->setObjectName("mean");
  m_deviation->setObjectName("deviation");
  connectParts();
}

QWidget* CardForm::buildClasses() {
  m_classes->setObjectName("classes");
  m_classes->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_classes->setTabChangesFocus(true);
  m_classes->setPlaceholderText(tr("one name per line, in the order of the outputs"));
  m_classes->setMinimumHeight(visibleClasses * fontMetrics().lineSpacing() + 12);
  m_count->setFont(widgets::scaled(font(), smallPrint));
  m_count->setWordWrap(true);
  m_count->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  auto* file = new QToolButton;
  file->setText(tr("From a file…"));
  file->setToolTip(tr("A text file with a name per line, or a JSON list or dictionary"));
  file->setFocusPolicy(Qt::StrongFocus);
  connect(file, &QToolButton::clicked, this, &CardForm::namesFileWanted);
  auto* foot = new QHBoxLayout;
  foot->addWidget(m_count, 1, Qt::AlignTop);
  foot->addWidget(file, 0, Qt::AlignTop);
  auto* box = new QWidget;
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(m_classes, 1);
  layout->addLayout(foot);
  box->setFocusProxy(m_classes);
  box->setFocusPolicy(m_classes->focusPolicy());  // else the letter of its label leads nowhere
  return box;
}

QWidget* CardForm::buildTask() {
  m_multi->setObjectName("multi");
  auto* box = new QWidget;
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(m_single);
  layout->addWidget(m_multi);
  return box;
}

void CardForm::addPresets() {
  m_preset->setObjectName("preset");
  m_preset->setToolTip(
      tr("What networks of a kind have in common. Classes only where their number fits."));
  m_preset->addItem(tr("choose…"));
  m_preset->addItem(tr("Pixels from 0 to 1, as they are"));
}

void CardForm::connectParts() {
  for (auto* field : {m_mean, m_deviation})
    connect(field, &QLineEdit::textChanged, this, &CardForm::edited);
  connect(m_classes, &QPlainTextEdit::textChanged, this, &CardForm::edited);
  connect(m_input, &InputField::edited, this, &CardForm::edited);
  connect(m_multi, &QRadioButton::toggled, this, &CardForm::edited);
  connect(m_recognition, &RecognitionField::confirmed, this, &CardForm::changed);
  connect(m_preset, &QComboBox::activated, this, &CardForm::fillPreset);
  connect(m_recognition, &RecognitionField::chosen, this, &CardForm::takeCandidate);
}

void CardForm::ask(const model::CardQuestion& question) {
  const QScopedValueRollback filling(m_isFilling, true);
  m_question = question;
  m_outputs = question.outputs;
  if (m_preset->count() == 2)
    for (const auto& preset : model::cardPresets())
      m_preset->addItem(QString::fromStdString(preset.title));
  m_recognition->ask(question.candidates);
  m_rows->setRowVisible(m_recognition, m_recognition->isAsked());
  m_input->setFixed(question.isSizeFixed, question.areChannelsFixed);
  fill(question.candidates.front());
  setEnabled(question.whyFixed.empty());
  showCount();
  m_isEdited = false;
}

void CardForm::fill(const nlohmann::json& card) {
  const QScopedValueRollback filling(m_isFilling, true);
  if (card.contains("class_names")) setClassNames(card["class_names"]);
  if (card.contains("task")) (card["task"] == "multi-label" ? m_multi : m_single)->setChecked(true);
  m_input->fill(card);
  for (const auto& [field, key] :
       {std::pair(m_mean, "mean"), std::pair(m_deviation, "standard_deviation")})
    if (card.contains(key)) field->setText(numbersText(numbersOf(card, key)));
}

void CardForm::fillPreset(int index) {
  if (index < 1) return;
  const auto spread = [this](double value) {
    return std::vector<double>(static_cast<std::size_t>(std::max(1, m_input->channels())), value);
  };
  nlohmann::json card = {{"mean", spread(0)}, {"standard_deviation", spread(1)}};
  if (index >= 2) {
    card = model::cardPresets()[static_cast<std::size_t>(index - 2)].card;
    const auto names = static_cast<std::int64_t>(card["class_names"].size());
    const bool fits = m_outputs == 0 ? classNames().isEmpty() : names == m_outputs;
    if (!fits) {
      card.erase("class_names");
      card.erase("task");
    }
  }
  fill(card);
  edited();
}

void CardForm::takeCandidate() {
  if (const auto* chosen = m_recognition->candidate(); chosen && !m_isEdited) fill(*chosen);
  emit changed();
}

void CardForm::setClassNames(const std::vector<std::string>& names) {
  QStringList lines;
  for (const auto& name : names) lines << QString::fromStdString(name);
  m_classes->setPlainText(lines.join("\n"));
}

void CardForm::setOutputs(std::int64_t outputs) {
  if (outputs <= 0 || outputs == m_outputs) return;
  m_outputs = outputs;
  showCount();
}

void CardForm::showCount() {
  const auto names = classNames().size();
  if (m_outputs == 0)
    m_count->setText(tr("%n names", nullptr, static_cast<int>(names)));
  else if (names == m_outputs)
    m_count->setText(tr("✓ %n names, as many as outputs", nullptr, static_cast<int>(names)));
  else
    m_count->setText(tr("⚠ %1 names for %2 outputs").arg(names).arg(m_outputs));
}

void CardForm::edited() {
  if (m_isFilling) return;
  m_isEdited = true;
  showCount();
  emit changed();
}

QStringList CardForm::classNames() const {
  QStringList names;
  const auto lines = m_classes->toPlainText().split('\n');
  for (const auto& line : lines)
    if (!line.trimmed().isEmpty()) names << line.trimmed();
  return names;
}

nlohmann::json CardForm::card() const {
  nlohmann::json card = m_question.beside;
  const auto* chosen = m_recognition->candidate();
  const auto& known = chosen ? *chosen : m_question.candidates.front();
  if (!card.contains("name")) card["name"] = known.value("name", "");
  if (chosen) card["architecture"] = known["architecture"];
  std::vector<std::string> names;
  for (const auto& name : classNames()) names.push_back(name.toStdString());
  if (card.value("operating_points", nlohmann::json::array()).size() != names.size())
    card.erase("operating_points");
  card["class_names"] = names;
  card["task"] = m_multi->isChecked() ? "multi-label" : "single-label";
  m_input->writeTo(card);
  card["mean"] = numbersFrom(m_mean->text()).value_or(std::vector<double>{});
  card["standard_deviation"] = numbersFrom(m_deviation->text()).value_or(std::vector<double>{});
  return card;
}

nlohmann::json CardForm::cardToTry() const {
  auto tried = card();
  if (tried["class_names"].empty())
    tried["class_names"] = model::numberedClasses(std::max<std::int64_t>(1, m_outputs));
  return tried;
}

QStringList CardForm::normalisationProblems() const {
  QStringList problems;
  const auto mean = numbersFrom(m_mean->text()), deviation = numbersFrom(m_deviation->text());
  const auto wanted = static_cast<std::size_t>(m_input->channels());
  if (!mean || mean->size() != wanted)
    problems << tr("Mean: %n numbers with a decimal point, one per channel.", nullptr,
                   m_input->channels());
  if (!deviation || deviation->size() != wanted)
    problems << tr("Standard deviation: %n numbers with a decimal point, one per channel.", nullptr,
                   m_input->channels());
  else if (std::any_of(deviation->begin(), deviation->end(), [](double d) { return d <= 0; }))
    problems << tr("Standard deviation: the input is divided by it, so that it must be above 0.");
  return problems;
}

bool CardForm::canBeTried() const {
  const bool isChosen = !m_recognition->isAsked() || m_recognition->candidate();
  return isChosen && m_input->hasSize() && m_input->channels() > 0 &&
         normalisationProblems().isEmpty();
}

QStringList CardForm::problems() const {
  QStringList problems;
  const auto names = classNames().size();
  if (names == 0) problems << tr("Classes: name them, one per line.");
  if (names > 0 && m_outputs > 0 && names != m_outputs)
    problems << tr("Classes: %1 names, but the network has %2 outputs.").arg(names).arg(m_outputs);
  if (!m_single->isChecked() && !m_multi->isChecked()) problems << tr("Task: choose one.");
  if (names == 1 && m_single->isChecked())
    problems << tr("Task: a softmax of one class is always 1; take each class on its own.");
  if (!m_input->hasSize()) problems << tr("Input: width and height are missing.");
  if (m_input->channels() == 0)
    problems << tr("Input: say whether it is grey or coloured.");
  else
    problems << normalisationProblems();
  if (m_recognition->isAsked() && !m_recognition->candidate())
    problems << tr("Network: choose the one that the weights are of.");
  else if (m_recognition->isAsked() && !m_recognition->isConfirmed())
    problems << tr("Network: look at what was assumed, and confirm it.");
  return problems;
}

}  // namespace rho::workbench
