// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network_panel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "widgets/colors.h"
#include "widgets/confidence_bars.h"
#include "widgets/elided_label.h"
#include "widgets/section_label.h"

namespace rho::workbench {

namespace {

/// Two classes that differ by less are a close call.
constexpr float closeCall = 0.1f;

QString figure(const nlohmann::json& metrics, const char* name) {
  const auto found = metrics.find(name);
  if (found == metrics.end() || !found->is_number()) return {};
  return QString::number(found->get<double>(), 'g', 3);
}

bool holds(const nlohmann::json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return false;
  return !found->is_boolean() || found->get<bool>();
}

/// What is known of the training, in a few words: our recipes, or the published networks' options.
QString trainingText(const nlohmann::json& training) {
  const auto recipe = training.value("recipe", training);
  QStringList parts;
  if (holds(recipe, "robust_terms") || holds(recipe, "robust_additions"))
    parts << NetworkPanel::tr("robust terms");
  if (holds(recipe, "adversarial_training")) parts << NetworkPanel::tr("adversarial");
  if (holds(recipe, "epochs") && recipe["epochs"].is_number_integer())
    parts << NetworkPanel::tr("%1 epochs").arg(recipe["epochs"].get<int>());
  return parts.join(", ");
}

}  // namespace

QStringList warningsOf(const Inspection& state) {
  QStringList warnings;
  const auto order = state.classesByConfidence();
  if (order.size() > 1) {
    const auto first = static_cast<std::size_t>(order[0]),
               second = static_cast<std::size_t>(order[1]);
    if (state.confidences[first] - state.confidences[second] < closeCall)
      warnings << NetworkPanel::tr("A close call: %1 %2.")
                      .arg(QString::fromStdString(state.className(order[1])))
                      .arg(static_cast<double>(state.confidences[second]), 0, 'f', 2);
    const auto& flip = state.crossings.flipRho;
    if (flip && *flip > 0 && state.target == order[0])
      warnings << NetworkPanel::tr("A change of ρ %1 flips the decision.").arg(*flip, 0, 'f', 3);
  }
  for (const auto& [method, map] : state.maps)
    for (const auto& warning : map.warnings) warnings << QString::fromStdString(warning);
  return warnings;
}

NetworkPanel::NetworkPanel(QWidget* parent)
    : QScrollArea(parent),
      m_card(new QFormLayout),
      m_bars(new widgets::ConfidenceBars),
      m_layers(new QComboBox),
      m_warnings(new QLabel) {
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.92);
  m_bars->setFont(small);
  m_layers->setAccessibleName(tr("Layer for Grad-CAM"));
  m_layers->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_warnings->setWordWrap(true);
  m_warnings->setTextFormat(Qt::PlainText);
  m_warnings->setFont(small);
  m_warnings->setObjectName("warnings");  // coloured by the theme's style sheet
  m_card->setContentsMargins(0, 0, 0, 0);
  m_card->setHorizontalSpacing(10);
  m_card->setVerticalSpacing(2);

  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(9, 9, 9, 9);
  layout->setSpacing(7);
  layout->addWidget(new widgets::SectionLabel(tr("Network")));
  layout->addLayout(m_card);
  layout->addSpacing(8);
  layout->addWidget(new widgets::SectionLabel(tr("Prediction · | at ρ")));
  layout->addWidget(m_bars);
  layout->addSpacing(8);
  layout->addWidget(new widgets::SectionLabel(tr("Layer for Grad-CAM")));
  layout->addWidget(m_layers);
  layout->addSpacing(2);
  layout->addWidget(m_warnings);
  layout->addStretch(1);
  setWidget(content);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  connect(m_bars, &widgets::ConfidenceBars::classPicked, this, &NetworkPanel::targetChosen);
  connect(m_layers, &QComboBox::activated, this,
          [this](int index) { emit layerChosen(m_layers->itemData(index).toString()); });
  showNetwork(nullptr);
}

void NetworkPanel::addRow(const QString& name, const QString& value, const QString& toolTip) {
  if (value.isEmpty()) return;
  auto* key = new widgets::ElidedLabel(widgets::ElidedLabel::Tone::muted);
  key->setText(name);
  key->setMinimumWidth(58);
  auto* text = new widgets::ElidedLabel;
  text->setText(value);
  key->setFont(m_bars->font());
  text->setFont(m_bars->font());
  if (!toolTip.isEmpty()) key->setToolTip(toolTip);
  m_card->addRow(key, text);
}

void NetworkPanel::showNetwork(const Analysis* network) {
  while (m_card->rowCount() > 0) m_card->removeRow(0);
  m_layers->clear();
  m_layers->setEnabled(network != nullptr);
  if (!network) return addRow(tr("name"), tr("no network is open"));
  const auto& card = network->card();
  addRow(tr("name"), QString::fromStdString(card.name));
  addRow(tr("trained"), trainingText(card.training));
  addRow(tr("accuracy"), figure(card.metrics, "accuracy"));
  addRow(tr("AUC"), figure(card.metrics, "auc"));
  addRow(tr("ARA"), figure(card.metrics, "ara"),
         tr("Accuracy-robustness area: how far the network holds under attack"));
  addRow(tr("classes"), QString::number(card.classCount()));
  addRow(tr("input"),
         QString("%1×%2×%3").arg(card.inputWidth).arg(card.inputHeight).arg(card.inputChannels));
  addRow(tr("SHA-256"), QString::fromStdString(card.sha256).left(8) + "…" +
                            QString::fromStdString(card.sha256).right(4));
  showLayers(*network);
}

void NetworkPanel::showLayers(const Analysis& network) {
  const auto preset = QString::fromStdString(network.card().gradCamLayer);
  m_layers->addItem(preset.isEmpty() ? tr("the network's default") : tr("%1 (default)").arg(preset),
                    "");
  for (const auto& name : network.layers()) {
    const auto layer = QString::fromStdString(name);
    if (layer != preset) m_layers->addItem(layer, layer);
  }
}

void NetworkPanel::showAnswers(const Inspection& state, double rho, Direction direction) {
  const Frame* frame = Inspection::frameKey(rho) == 0 ? nullptr : state.nearest(direction, rho);
  std::vector<widgets::ConfidenceBar> bars;
  for (const int index : state.classesByConfidence()) {
    const auto i = static_cast<std::size_t>(index);
    widgets::ConfidenceBar bar{index, QString::fromStdString(state.className(index)),
                               static_cast<double>(state.confidences[i]), std::nullopt};
    if (frame) bar.mark = static_cast<double>(frame->confidences[i]);
    bars.push_back(std::move(bar));
  }
  m_bars->setBars(std::move(bars));
  m_bars->setTarget(state.target);
  const auto warnings = warningsOf(state);
  m_warnings->setText(warnings.join("\n"));
  m_warnings->setVisible(!warnings.isEmpty());
}

}  // namespace rho::workbench
