// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/recognition_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "workbench/inspect/core_texts.h"

namespace rho::workbench {

namespace {

constexpr int nothingChosen = -1;

}  // namespace

RecognitionField::RecognitionField(QWidget* parent)
    : QWidget(parent),
      m_network(new QComboBox),
      m_assumed(new QLabel),
      m_confirmed(new QCheckBox(tr("&Yes, the weights are of this network, and all of it holds"))) {
  m_network->setObjectName("network");
  m_network->setAccessibleName(tr("Network that the weights are of"));
  m_assumed->setObjectName("warnings");  // coloured by the theme's style sheet
  m_assumed->setWordWrap(true);
  m_assumed->setTextFormat(Qt::PlainText);
  m_confirmed->setObjectName("confirmed");
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(m_network);
  layout->addWidget(m_assumed);
  layout->addWidget(m_confirmed);
  connect(m_confirmed, &QCheckBox::toggled, this, &RecognitionField::confirmed);
  connect(m_network, &QComboBox::activated, this, [this] {
    {
      const QSignalBlocker quiet(m_confirmed);
      m_confirmed->setChecked(false);  // it was of another network
    }
    showCandidate();
    emit chosen();
  });
}

void RecognitionField::ask(std::vector<nlohmann::json> cards) {
  const QSignalBlocker quiet(m_confirmed);
  m_cards = std::move(cards);
  m_isAsked = m_cards.front().contains("recognition");
  m_network->clear();
  const bool wasConfirmed = m_isAsked && m_cards.front()["recognition"].value("confirmed", false);
  if (m_cards.size() > 1 && !wasConfirmed)
    m_network->addItem(tr("several fit: choose…"), nothingChosen);
  for (std::size_t i = 0; m_isAsked && i < m_cards.size(); ++i)
    m_network->addItem(
        QString::fromStdString(m_cards[i]["recognition"].value("network", std::string())),
        static_cast<int>(i));
  m_confirmed->setChecked(wasConfirmed);
  showCandidate();
}

const nlohmann::json* RecognitionField::candidate() const {
  if (m_network->count() == 0) return nullptr;
  const int index = m_network->currentData().toInt();
  return index == nothingChosen ? nullptr : &m_cards[static_cast<std::size_t>(index)];
}

bool RecognitionField::isConfirmed() const { return m_confirmed->isChecked(); }

/// What names and shapes do not tell, so that nobody can miss it.
void RecognitionField::showCandidate() {
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
        nullptr, static_cast<int>(m_cards.size()));
  }
  m_assumed->setText(lines.join("\n"));
  m_confirmed->setEnabled(chosen != nullptr);
}

}  // namespace rho::workbench
