// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/trust/trust_panel.h"

#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/colors.h"
#include "widgets/elided_label.h"
#include "widgets/fact_list.h"
#include "widgets/fonts.h"
#include "widgets/pair_matrix.h"
#include "workbench/document/document.h"
#include "workbench/inspect/inspector.h"
#include "workbench/trust/trust_checker.h"
#include "workbench/trust/trust_texts.h"

namespace rho::workbench {

namespace {

constexpr double smallPrint = 0.92;
constexpr int fileNameWidth = 110;  ///< points

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

void showText(QLabel* label, const QStringList& lines) {
  label->setText(lines.join("\n"));
  label->setVisible(!lines.isEmpty());
}

}  // namespace

TrustPanel::TrustPanel(Document& document, Inspector& inspector, TrustChecker& checker,
                       QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_inspector(inspector),
      m_checker(checker),
      m_warnings(makeText()),
      m_check(new QPushButton),
      m_facts(new widgets::FactList),
      m_comparison(makeText()),
      m_agreementTitle(makeText()),
      m_agreement(new widgets::PairMatrix),
      m_maskTitle(makeText()),
      m_shares(new widgets::FactList),
      m_failures(makeText()) {
  m_warnings->setObjectName("warnings");  // coloured by the theme's style sheet
  m_failures->setObjectName("warnings");
  m_check->setToolTip(
      tr("Which evidence raises and lowers the finding, how small a change turns the decision, and "
         "whether the explanations on screen agree"));
  m_agreement->setFont(widgets::scaled(font(), smallPrint));
  m_agreement->setMeasures(tr("rank correlation"), tr("overlap of the strongest tenth"));
  m_agreement->setAccessibleName(tr("Agreement of the methods"));
  buildContent();
  connect(m_check, &QPushButton::clicked, &m_checker, &TrustChecker::check);
  connect(&m_checker, &TrustChecker::changed, this, &TrustPanel::show);
  connect(&m_document, &Document::changed, this, &TrustPanel::show);
  connect(&m_inspector, &Inspector::predictionChanged, this, &TrustPanel::show);
  show();
}

QLabel* TrustPanel::makeText() {
  auto* label = new QLabel(this);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setFont(widgets::scaled(font(), smallPrint));
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->hide();
  return label;
}

void TrustPanel::buildContent() {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  for (QWidget* part : {static_cast<QWidget*>(m_warnings), static_cast<QWidget*>(m_check),
                        static_cast<QWidget*>(m_facts), static_cast<QWidget*>(m_comparison),
                        static_cast<QWidget*>(m_agreementTitle), static_cast<QWidget*>(m_agreement),
                        static_cast<QWidget*>(m_maskTitle), static_cast<QWidget*>(m_shares),
                        static_cast<QWidget*>(m_failures), buildFiles()})
    layout->addWidget(part);
}

QWidget* TrustPanel::buildFiles() {
  m_study = makeFileButton(
      tr("Study"),
      tr("A file of rho ara --out on this network: images to compare with. By itself, "
         "NAME.ara.jsonl beside the network is taken."),
      tr("Studies (*.jsonl)"), &TrustPanel::chooseStudy);
  m_mask = makeFileButton(
      tr("Mask"),
      tr("A picture of the image's size, bright where evidence may be, as in the lungs. By itself, "
         "NAME.mask.png beside the image is taken."),
      tr("Pictures (*.png *.jpg *.tif *.bmp)"), &TrustPanel::chooseMask);
  auto* files = new QWidget;
  auto* rows = new QFormLayout(files);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setHorizontalSpacing(10);
  rows->setVerticalSpacing(2);
  const auto add = [&](const QString& name, QToolButton* button) {
    auto* key = new widgets::ElidedLabel(widgets::ElidedLabel::Tone::muted);
    key->setText(name);
    key->setFont(widgets::scaled(font(), smallPrint));
    key->setMinimumWidth(key->sizeHint().width());
    rows->addRow(key, button);
  };
  add(tr("study"), m_study);
  add(tr("mask"), m_mask);
  return files;
}

QToolButton* TrustPanel::makeFileButton(const QString& name, const QString& help,
                                        const QString& filter,
                                        void (TrustPanel::*choose)(const QString& path)) {
  auto* button = new QToolButton;
  button->setFont(widgets::scaled(font(), smallPrint));
  button->setAutoRaise(true);
  button->setPopupMode(QToolButton::InstantPopup);
  button->setAccessibleName(name);
  button->setToolTip(help);
  auto* menu = new QMenu(button);
  menu->addAction(tr("&Choose…"), this, [this, name, filter, choose] {
    const auto path = QFileDialog::getOpenFileName(this, name, {}, filter);
    if (!path.isEmpty()) (this->*choose)(path);
  });
  menu->addAction(tr("The one &beside it, if any"), this, [this, choose] { (this->*choose)({}); });
  button->setMenu(menu);
  return button;
}

void TrustPanel::chooseStudy(const QString& path) {
  const auto network = m_inspector.current().networkPath;
  m_document.edit(tr("choose a study"), [&](Workspace& w) {
    if (path.isEmpty())
      w.studies.erase(network);
    else
      w.studies[network] = path.toStdString();
  });
}

void TrustPanel::chooseMask(const QString& path) {
  const auto address = m_inspector.opened().entry.address;
  m_document.edit(tr("choose a mask"), [&](Workspace& w) {
    if (path.isEmpty())
      w.masks.erase(address);
    else
      w.masks[address] = path.toStdString();
  });
}

void TrustPanel::show() {
  const auto& row = m_inspector.current();
  showText(m_warnings, rangeWarnings(m_checker.state()));
  m_check->setEnabled(m_checker.canCheck() && !m_checker.isChecking());
  m_check->setText(m_checker.isChecking() ? tr("Checking…")
                   : row.target >= 0      ? tr("Check %1").arg(text(row.className(row.target)))
                                          : tr("Check"));
  showAnswer();
  showFiles();
}

void TrustPanel::showAnswer() {
  const auto& state = m_checker.state();
  std::vector<widgets::Fact> facts;
  if (state.range) facts = rangeFacts(*state.range);
  const TrustAnswer answer = state.answer.value_or(TrustAnswer{});
  const auto& findings = answer.findings;
  const auto add = [&](const std::vector<widgets::Fact>& more) {
    facts.insert(facts.end(), more.begin(), more.end());
  };
  add(pushFacts(findings.pushes, m_document.workspace().view.orientation));
  QStringList comparison;
  if (findings.standing) {
    add(standingFacts(*findings.standing));
    comparison << facts.back().explanation;
  }
  m_facts->setFacts(facts);
  m_facts->setVisible(!facts.empty());
  showText(m_comparison, comparison);

  showAgreement(findings.agreements);
  const auto shares = shareFacts(findings);
  m_shares->setFacts(shares);
  m_shares->setVisible(!shares.empty());
  QStringList title, failures;
  if (!shares.empty())
    title << tr("Outside of the mask lies %1 % of the picture, and of the maps:")
                 .arg(100 * findings.areaOutside, 0, 'f', 0);
  showText(m_maskTitle, title);
  for (const auto& failure : {answer.studyFailure, answer.maskFailure})
    if (!failure.empty()) failures << text(failure);
  showText(m_failures, failures);
}

void TrustPanel::showAgreement(const std::vector<trust::Agreement>& agreements) {
  QStringList names, title;
  std::vector<widgets::LikenessPair> pairs;
  const auto place = [&](const std::string& name) {
    if (!names.contains(text(name))) names << text(name);
    return static_cast<int>(names.indexOf(text(name)));
  };
  for (const auto& agreement : agreements) {
    const int first = place(agreement.first), second = place(agreement.second);
    pairs.push_back({first, second, agreement.correlation, agreement.overlap});
  }
  m_agreement->setPairs(names, std::move(pairs));
  m_agreement->setVisible(!names.isEmpty());
  if (!names.isEmpty())
    title << tr(
        "Agreement: rank correlation above, overlap of the strongest tenth below the "
        "diagonal");
  showText(m_agreementTitle, title);
}

void TrustPanel::showFiles() {
  const auto& workspace = m_document.workspace();
  const auto& answer = m_checker.state().answer;
  const auto show = [this](QToolButton* button, const std::string& chosen,
                           const std::filesystem::path& used) {
    const std::filesystem::path path = chosen.empty() ? used : std::filesystem::path(chosen);
    const auto name = path.empty() ? tr("beside, if any") : text(path.filename().string());
    // The blanks leave room for the arrow of the menu.
    button->setText(button->fontMetrics().elidedText(name, Qt::ElideMiddle, fileNameWidth) + "   ");
  };
  const std::filesystem::path none;
  show(m_study, workspace.studyOf(m_inspector.current().networkPath),
       answer ? answer->study : none);
  show(m_mask, workspace.maskOf(m_inspector.opened().entry.address), answer ? answer->mask : none);
}

}  // namespace rho::workbench
