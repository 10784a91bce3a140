// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/card_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "model/card_presets.h"
#include "widgets/fonts.h"
#include "workbench/inspect/core_texts.h"
#include "workbench/network/card_numbers.h"

namespace rho::workbench {

namespace {

/// Larger images are tried by nobody who has typed no digit too many: they would take all memory.
constexpr int largestSide = 2048;
constexpr int visibleClasses = 7;
constexpr double smallPrint = 0.92;

QSpinBox* makeSide(const QString& name) {
  auto* box = new QSpinBox;
  box->setRange(0, largestSide);
  box->setSpecialValueText(QStringLiteral("–"));
  box->setAccessibleName(name);
  return box;
}

/// A card that somebody wrote may say more than the form offers.
void setSide(QSpinBox* box, int pixels) {
  box->setMaximum(std::max(largestSide, pixels));
  box->setValue(pixels);
}

QString textOf(const nlohmann::json& json, const char* key) {
  return QString::fromStdString(json.value(key, std::string()));
}

std::vector<double> numbersOf(const nlohmann::json& card, const char* key) {
  const auto found = card.find(key);
  return found == card.end() ? std::vector<double>{} : found->get<std::vector<double>>();
}

}  // namespace

CardForm::CardForm(QWidget* parent)
    : QWidget(parent),
      m_rows(new QFormLayout(this)),
      m_network(new QComboBox),
      m_assumed(new QLabel),
      m_confirmed(new QCheckBox(tr("&Yes, the weights are of this network, and all of it holds"))),
      m_preset(new QComboBox),
      m_classes(new QPlainTextEdit),
      m_count(new QLabel),
      m_single(new QRadioButton(tr("&One class per image (softmax)"))),
      m_multi(new QRadioButton(tr("&Each class on its own (sigmoid)"))),
      m_width(makeSide(tr("Width of the input in pixels"))),
      m_height(makeSide(tr("Height of the input in pixels"))),
      m_channels(new QComboBox),
      m_mean(new QLineEdit),
      m_deviation(new QLineEdit) {
  m_recognition = buildRecognition();
  addPresets();
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setVerticalSpacing(9);
  m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  m_rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
  m_rows->addRow(tr("Network"), m_recognition);
  m_rows->addRow(tr("&Fill in as for"), m_preset);
  m_rows->addRow(tr("&Classes"), buildClasses());
  m_rows->addRow(tr("Task"), buildTask());
  m_rows->addRow(tr("&Input"), buildInput());
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

QWidget* CardForm::buildRecognition() {
  m_network->setObjectName("network");
  m_network->setAccessibleName(tr("Network that the weights are of"));
  m_assumed->setObjectName("warnings");  // coloured by the theme's style sheet
  m_assumed->setWordWrap(true);
  m_assumed->setTextFormat(Qt::PlainText);
  m_confirmed->setObjectName("confirmed");
  auto* box = new QWidget;
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  for (QWidget* part : {static_cast<QWidget*>(m_network), static_cast<QWidget*>(m_assumed),
                        static_cast<QWidget*>(m_confirmed)})
    layout->addWidget(part);
  return box;
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

QWidget* CardForm::buildInput() {
  m_width->setObjectName("width");
  m_height->setObjectName("height");
  m_channels->setObjectName("channels");
  m_channels->setAccessibleName(tr("Channels of the input"));
  m_channels->addItem(tr("colours?"), 0);
  m_channels->addItem(tr("grey"), 1);
  m_channels->addItem(tr("colour (RGB)"), 3);
  auto* box = new QWidget;
  auto* layout = new QHBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_width);
  layout->addWidget(new QLabel(QStringLiteral("×")));
  layout->addWidget(m_height);
  layout->addWidget(m_channels);
  layout->addStretch(1);
  box->setToolTip(tr("Width and height in pixels, to which images are brought"));
  box->setFocusProxy(m_width);
  box->setFocusPolicy(m_width->focusPolicy());
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
  for (auto* side : {m_width, m_height})
    connect(side, &QSpinBox::valueChanged, this, &CardForm::edited);
  connect(m_classes, &QPlainTextEdit::textChanged, this, &CardForm::edited);
  connect(m_channels, &QComboBox::currentIndexChanged, this, &CardForm::edited);
  connect(m_multi, &QRadioButton::toggled, this, &CardForm::edited);
  connect(m_confirmed, &QCheckBox::toggled, this, [this] {
    if (!m_isFilling) emit changed();
  });
  connect(m_preset, &QComboBox::activated, this, &CardForm::fillPreset);
  connect(m_network, &QComboBox::activated, this, &CardForm::chooseCandidate);
}

void CardForm::ask(const model::CardQuestion& question) {
  const QScopedValueRollback filling(m_isFilling, true);
  m_question = question;
  m_outputs = question.outputs;
  if (m_preset->count() == 2)
    for (const auto& preset : model::cardPresets())
      m_preset->addItem(QString::fromStdString(preset.title));
  const auto& cards = question.candidates;
  const bool isRecognised = cards.front().contains("recognition");
  m_rows->setRowVisible(m_recognition, isRecognised);
  m_network->clear();
  const bool isConfirmed = isRecognised && cards.front()["recognition"].value("confirmed", false);
  if (cards.size() > 1 && !isConfirmed) m_network->addItem(tr("several fit: choose…"), -1);
  for (std::size_t i = 0; isRecognised && i < cards.size(); ++i)
    m_network->addItem(textOf(cards[i]["recognition"], "network"), static_cast<int>(i));
  m_confirmed->setChecked(isConfirmed);
  fill(cards.front());
  for (auto* side : {m_width, m_height}) side->setEnabled(!question.isSizeFixed);
  m_channels->setEnabled(!question.areChannelsFixed);
  setEnabled(question.whyFixed.empty());
  showCandidate();
  showCount();
  m_isEdited = false;
}

void CardForm::fill(const nlohmann::json& card) {
  const QScopedValueRollback filling(m_isFilling, true);
  if (card.contains("class_names")) setClassNames(card["class_names"]);
  if (card.contains("task")) (card["task"] == "multi-label" ? m_multi : m_single)->setChecked(true);
  if (card.contains("input_size") && !(m_question.isSizeFixed && m_width->value() > 0)) {
    setSide(m_height, card["input_size"][0].get<int>());
    setSide(m_width, card["input_size"][1].get<int>());
  }
  if (card.contains("input_channels") && !(m_question.areChannelsFixed && channels() > 0))
    m_channels->setCurrentIndex(
        std::max(0, m_channels->findData(card["input_channels"].get<int>())));
  for (const auto& [field, key] :
       {std::pair(m_mean, "mean"), std::pair(m_deviation, "standard_deviation")})
    if (card.contains(key)) field->setText(numbersText(numbersOf(card, key)));
}

void CardForm::fillPreset(int index) {
  if (index < 1) return;
  const auto spread = [this](double value) {
    return std::vector<double>(static_cast<std::size_t>(std::max(1, channels())), value);
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

const nlohmann::json* CardForm::candidate() const {
  if (m_network->count() == 0) return nullptr;
  const int index = m_network->currentData().toInt();
  return index < 0 ? nullptr : &m_question.candidates[static_cast<std::size_t>(index)];
}

void CardForm::chooseCandidate(int) {
  m_confirmed->setChecked(false);
  if (const auto* chosen = candidate(); chosen && !m_isEdited) fill(*chosen);
  showCandidate();
  emit changed();
}

/// What names and shapes do not tell, so that nobody can miss it.
void CardForm::showCandidate() {
  const auto* chosen = candidate();
  QStringList lines;
  if (chosen) {
    const auto& recognition = chosen->at("recognition");
    lines << tr("Recognised: %1.").arg(coreText(recognition.value("evidence", std::string())));
    const auto assumed = recognition.value("assumed", std::vector<std::string>());
    if (!assumed.empty()) lines << tr("The file does not tell, and it was assumed:");
    for (const auto& one : assumed) lines << "⚠ " + coreText(one);
  } else {
    lines << tr(
        "⚠ The weights fit %n networks, which compute different things from them. Only who "
        "trained it knows which one it is.",
        nullptr, static_cast<int>(m_question.candidates.size()));
  }
  m_assumed->setText(lines.join("\n"));
  m_confirmed->setEnabled(chosen != nullptr);
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

int CardForm::channels() const { return m_channels->currentData().toInt(); }

QStringList CardForm::classNames() const {
  QStringList names;
  const auto lines = m_classes->toPlainText().split('\n');
  for (const auto& line : lines)
    if (!line.trimmed().isEmpty()) names << line.trimmed();
  return names;
}

nlohmann::json CardForm::card() const {
  nlohmann::json card = m_question.beside;
  const auto& known = candidate() ? *candidate() : m_question.candidates.front();
  if (!card.contains("name")) card["name"] = known.value("name", "");
  if (candidate()) card["architecture"] = known["architecture"];
  std::vector<std::string> names;
  for (const auto& name : classNames()) names.push_back(name.toStdString());
  if (card.value("operating_points", nlohmann::json::array()).size() != names.size())
    card.erase("operating_points");
  card["class_names"] = names;
  card["task"] = m_multi->isChecked() ? "multi-label" : "single-label";
  card["input_size"] = {m_height->value(), m_width->value()};
  card["input_channels"] = channels();
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
  const auto wanted = static_cast<std::size_t>(channels());
  if (!mean || mean->size() != wanted)
    problems << tr("Mean: %n numbers with a decimal point, one per channel.", nullptr, channels());
  if (!deviation || deviation->size() != wanted)
    problems << tr("Standard deviation: %n numbers with a decimal point, one per channel.", nullptr,
                   channels());
  else if (std::any_of(deviation->begin(), deviation->end(), [](double d) { return d <= 0; }))
    problems << tr("Standard deviation: the input is divided by it, so that it must be above 0.");
  return problems;
}

bool CardForm::needsConfirmation() const {
  return m_network->count() > 0 && !m_confirmed->isChecked();
}

bool CardForm::canBeTried() const {
  const bool isChosen = m_network->count() == 0 || candidate();
  return isChosen && m_width->value() > 0 && m_height->value() > 0 && channels() > 0 &&
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
  if (m_width->value() == 0 || m_height->value() == 0)
    problems << tr("Input: width and height are missing.");
  if (channels() == 0)
    problems << tr("Input: say whether it is grey or coloured.");
  else
    problems << normalisationProblems();
  if (m_network->count() > 0 && !candidate())
    problems << tr("Network: choose the one that the weights are of.");
  else if (needsConfirmation())
    problems << tr("Network: look at what was assumed, and confirm it.");
  return problems;
}

}  // namespace rho::workbench
