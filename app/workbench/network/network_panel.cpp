// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/network_panel.h"

#include <QFormLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "model/decision.h"
#include "widgets/check_list.h"
#include "widgets/confidence_bars.h"
#include "widgets/elided_label.h"
#include "widgets/fact_list.h"
#include "widgets/fonts.h"
#include "widgets/layer_picker.h"
#include "widgets/section_label.h"
#include "workbench/desk/image_facts.h"
#include "workbench/inspect/core_texts.h"
#include "workbench/network/card_rows.h"
#include "workbench/network/layer_items.h"
#include "workbench/network/network_checks.h"

namespace rho::workbench {

namespace {

/// Two classes that differ by less are a close call.
constexpr float closeCall = 0.1f;
/// Of ρ, with three digits.
constexpr double leastShown = 0.001;

/// Labels whose log-odds are this near to their decision: 0.45 to 0.55 where that is at one half.
constexpr double closeOdds = 0.2;

/// An empty text where the decision is not known to turn.
QString flipText(const Crossings& crossings) {
  const auto& flip = crossings.flipRho;
  if (!flip || *flip <= 0) return {};
  return *flip < leastShown ? NetworkPanel::tr("less than ρ %1").arg(leastShown)
                            : NetworkPanel::tr("ρ %1").arg(*flip, 0, 'f', 3);
}

/// The decision about each label stands on its own.
void warnOfLabels(const Inspection& state, QStringList& warnings) {
  const auto& card = state.network->card();
  constexpr qsizetype mostNamed = 4;
  QStringList close;
  for (const int label : state.rankedClasses()) {
    const auto confidence = static_cast<double>(state.confidences[static_cast<std::size_t>(label)]);
    if (std::abs(model::decisionMargin(card, label, confidence)) < closeOdds)
      close << QString("%1 %2")
                   .arg(QString::fromStdString(state.className(label)))
                   .arg(confidence, 0, 'f', 2);
  }
  if (close.size() > mostNamed) close = close.first(mostNamed) << QStringLiteral("…");
  if (!close.isEmpty()) warnings << NetworkPanel::tr("Close calls: %1.").arg(close.join(", "));
  if (const auto flip = flipText(state.crossings); !flip.isEmpty())
    warnings << NetworkPanel::tr("A change of %1 turns the decision about %2.")
                    .arg(flip, QString::fromStdString(state.className(state.target)));
}

/// Which decision it is, and how firm.
void warnOfDecision(const Inspection& state, QStringList& warnings) {
  const auto order = state.rankedClasses();
  if (state.isMultiLabel() && !order.empty()) return warnOfLabels(state, warnings);
  if (order.size() < 2) return;
  const auto first = static_cast<std::size_t>(order[0]),
             second = static_cast<std::size_t>(order[1]);
  if (state.confidences[first] - state.confidences[second] < closeCall)
    warnings << NetworkPanel::tr("A close call: %1 %2.")
                    .arg(QString::fromStdString(state.className(order[1])))
                    .arg(static_cast<double>(state.confidences[second]), 0, 'f', 2);
  if (const auto flip = flipText(state.crossings); !flip.isEmpty() && state.target == order[0])
    warnings << NetworkPanel::tr("A change of %1 flips the decision.").arg(flip);
}

void addWarnings(const Answer& answer, QStringList& warnings) {
  for (const auto& warning : answer.value.warnings)
    if (const auto text = coreText(warning); !warnings.contains(text)) warnings << text;
}

/// The names of layers are long words: they may be broken behind their dots.
QString breakable(QString text) {
  static const QRegularExpression dotInName("\\.(?=[A-Za-z_])");
  constexpr QChar zeroWidthSpace(0x200B);
  return text.replace(dotInName, QStringLiteral(".") + zeroWidthSpace);
}

}  // namespace

QStringList warningsOf(const Inspection& state) {
  QStringList warnings;
  warnOfDecision(state, warnings);
  for (const auto& [key, answer] : state.answers) addWarnings(answer, warnings);
  return warnings;
}

QStringList warningsOf(const Inspection& state, const Workspace& workspace) {
  QStringList warnings;
  warnOfDecision(state, warnings);
  bool camSpoke = false;  // its own words on a blank map suffice
  for (const auto& tile : workspace.tiles) {
    const auto* answer = state.answerFor(tile, workspace);
    if (!answer) continue;
    addWarnings(*answer, warnings);
    camSpoke = camSpoke || (tile.method.starts_with("gradcam") && !answer->value.warnings.empty());
  }
  const auto blank = layerWarning(state, workspace.layer);
  if (!blank.isEmpty() && !camSpoke) warnings << blank;
  return warnings;
}

NetworkPanel::NetworkPanel(QWidget* parent)
    : QScrollArea(parent),
      m_card(new QFormLayout),
      m_cardState(new QLabel),
      m_editCard(new QToolButton),
      m_added(new QVBoxLayout),
      m_bars(new widgets::ConfidenceBars),
      m_prediction(nullptr),
      m_layers(new widgets::LayerPicker),
      m_checks(new widgets::CheckList),
      m_picture(new widgets::FactList),
      m_steps(new QLabel),
      m_warnings(new QLabel) {
  const QFont small = widgets::scaled(font(), 0.92);
  m_bars->setFont(small);
  m_checks->setFont(small);
  m_layers->setAccessibleName(tr("Layer for Grad-CAM"));
  m_warnings->setWordWrap(true);
  m_warnings->setTextFormat(Qt::PlainText);
  m_warnings->setFont(small);
  m_warnings->setObjectName("warnings");  // coloured by the theme's style sheet
  m_warnings->hide();
  m_cardState->setWordWrap(true);
  m_cardState->setTextFormat(Qt::PlainText);
  m_cardState->setFont(small);
  m_cardState->setObjectName("warnings");
  m_editCard->setObjectName("edit card");
  m_editCard->setFont(small);
  m_editCard->setFocusPolicy(Qt::StrongFocus);
  m_editCard->setToolTip(tr("Classes, task, size, normalisation: what the file does not say"));
  connect(m_editCard, &QToolButton::clicked, this, &NetworkPanel::cardWanted);
  m_steps->setWordWrap(true);
  m_steps->setTextFormat(Qt::RichText);
  m_steps->setFont(small);
  m_card->setContentsMargins(0, 0, 0, 0);
  m_card->setHorizontalSpacing(10);
  m_card->setVerticalSpacing(2);
  setWidget(buildContent());
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  connect(m_bars, &widgets::ConfidenceBars::classPicked, this, &NetworkPanel::targetChosen);
  connect(m_layers, &widgets::LayerPicker::layerPicked, this, &NetworkPanel::layerChosen);
  showCard(nullptr);
  showCardState({});
}

QWidget* NetworkPanel::buildContent() {
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(9, 9, 9, 9);
  layout->setSpacing(7);
  layout->addWidget(new widgets::SectionLabel(tr("Network")));
  layout->addLayout(m_card);
  layout->addWidget(m_cardState);
  layout->addWidget(m_editCard, 0, Qt::AlignLeft);
  const auto addSection = [layout](const QString& title, QWidget* section) {
    auto* heading = new widgets::SectionLabel(title);
    layout->addSpacing(8);
    layout->addWidget(heading);
    layout->addWidget(section);
    return heading;
  };
  m_prediction = addSection(tr("Prediction · | at ρ"), m_bars);
  m_prediction->setToolTip(explanationOfRho());
  m_prediction->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // no wider panel
  layout->addWidget(m_warnings);
  layout->addLayout(m_added);
  addSection(tr("Layer for Grad-CAM"), m_layers);
  addSection(tr("Checks"), m_checks);
  addSection(tr("Picture"), m_picture);
  addSection(tr("Its way to the network"), m_steps)
      ->setToolTip(tr("The window on the screen is for eyes: it is no part of this."));
  layout->addStretch(1);
  return content;
}

void NetworkPanel::addSection(const QString& title, QWidget* section) {
  m_added->setSpacing(7);
  m_added->addSpacing(8);
  m_added->addWidget(new widgets::SectionLabel(title));
  m_added->addWidget(section);
}

void NetworkPanel::addRow(const CardRow& row) {
  auto* key = new widgets::ElidedLabel(widgets::ElidedLabel::Tone::muted);
  key->setText(row.name);
  auto* text = new widgets::ElidedLabel;
  text->setText(row.value);
  for (auto* label : {key, text}) {
    label->setFont(m_bars->font());
    label->setExplanation(row.explanation);
  }
  key->setMinimumWidth(key->sizeHint().width());
  m_card->addRow(key, text);
}

void NetworkPanel::showCard(std::shared_ptr<const Analysis> network) {
  while (m_card->rowCount() > 0) m_card->removeRow(0);
  m_network = std::move(network);
  m_layers->setEnabled(m_network != nullptr);
  if (!m_network) return addRow({tr("name"), tr("no network is open"), {}});
  for (const auto& row : cardRows(m_network->card())) addRow(row);
}

/// A guess must not be missed, and needs no window of its own to be seen.
void NetworkPanel::showCardState(const Inspection& state) {
  QString text;
  if (!state.network && !state.failure.empty())
    text = tr("The network could not be opened.");
  else if (state.network && state.network->card().isUnconfirmed())
    text = tr("Which network these weights are of was recognised, and nobody has confirmed it.");
  m_cardState->setText(text);
  m_cardState->setVisible(!text.isEmpty());
  m_editCard->setText(text.isEmpty() ? tr("Edit card…") : tr("Look at the card…"));
  m_editCard->setVisible(!state.networkPath.empty() && (state.network || !text.isEmpty()));
}

void NetworkPanel::showAnswers(const Inspection& state, const Workspace& workspace) {
  if (state.network != m_network) showCard(state.network);
  showCardState(state);
  showBars(state, workspace);
  m_layers->setLayers(layerItems(state));
  m_layers->setCurrentLayer(QString::fromStdString(workspace.layer));
  showChecks(state);
  const auto warnings = warningsOf(state, workspace);
  m_warnings->setText(breakable(warnings.join("\n")));
  m_warnings->setVisible(!warnings.isEmpty());
}

void NetworkPanel::showPicture(const OpenCase& opened, const Inspection& state) {
  m_picture->setFacts(imageFacts(opened));
  QString steps;
  if (state.network)
    for (const auto& step : networkSteps(opened.image, state.network->card()))
      steps += "<li>" + step.toHtmlEscaped() + "</li>";
  m_steps->setText(steps.isEmpty() ? QString()
                                   : "<ol style='margin-left:-22px'>" + steps + "</ol>");
}

void NetworkPanel::showBars(const Inspection& state, const Workspace& workspace) {
  const Frame* frame = Inspection::frameKey(workspace.rho) == 0
                           ? nullptr
                           : state.nearest(workspace.direction, workspace.rho);
  std::vector<widgets::ConfidenceBar> bars;
  for (const int index : state.rankedClasses()) {
    const auto i = static_cast<std::size_t>(index);
    widgets::ConfidenceBar bar{index, QString::fromStdString(state.className(index)),
                               static_cast<double>(state.confidences[i]), std::nullopt,
                               std::nullopt};
    if (frame) bar.mark = static_cast<double>(frame->confidences[i]);
    if (state.isMultiLabel()) bar.point = model::decisionPoint(state.network->card(), index);
    bars.push_back(std::move(bar));
  }
  m_prediction->setText(state.isMultiLabel() ? tr("Prediction · | at ρ · ▴ found")
                                             : tr("Prediction · | at ρ"));
  m_bars->setBars(std::move(bars));
  m_bars->setTarget(state.target);
}

void NetworkPanel::showChecks(const Inspection& state) {
  std::vector<widgets::CheckItem> checks;
  if (state.network && state.preflight) checks = checkItems(*state.preflight);
  if (!state.surveyFailure.empty())
    checks.push_back({tr("Layers"), false, QString::fromStdString(state.surveyFailure)});
  m_checks->setChecks(std::move(checks));
}

}  // namespace rho::workbench
