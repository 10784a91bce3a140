// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/card_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "base/file.h"
#include "widgets/check_list.h"
#include "widgets/confidence_bars.h"
#include "widgets/elided_label.h"
#include "widgets/fitted_picture.h"
#include "widgets/fonts.h"
#include "widgets/section_label.h"
#include "workbench/document/cases.h"
#include "workbench/inspect/core_texts.h"
#include "workbench/inspect/pictures.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/network/card_form.h"
#include "workbench/network/network_checks.h"

namespace rho::workbench {

namespace {

constexpr int pauseAfterTyping = 250;  ///< milliseconds
constexpr int exampleSide = 176;       ///< points
constexpr int leastForTwoColumns = 680;
constexpr std::size_t shownClasses = 6;
constexpr double smallPrint = 0.92;
constexpr std::uintmax_t largestNamesFile = 1 << 22;

QLabel* makeText(const char* name = nullptr) {
  auto* label = new QLabel;
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  if (name) label->setObjectName(name);
  return label;
}

void showText(QLabel* label, const QString& text) {
  label->setText(text);
  label->setVisible(!text.isEmpty());
}

/// Small images are drawn larger; large ones are made smaller where they are drawn.
QImage largeEnough(const QImage& picture) {
  if (picture.isNull() || picture.height() >= exampleSide) return picture;
  return picture.scaledToHeight(exampleSide, Qt::SmoothTransformation);
}

std::vector<widgets::ConfidenceBar> strongest(const CardTrial& trial) {
  std::vector<int> order(trial.confidences.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return trial.confidences[static_cast<std::size_t>(a)] >
           trial.confidences[static_cast<std::size_t>(b)];
  });
  order.resize(std::min(order.size(), shownClasses));
  std::vector<widgets::ConfidenceBar> bars;
  for (const int index : order) {
    const auto i = static_cast<std::size_t>(index);
    bars.push_back({index, QString::fromStdString(trial.classNames[i]),
                    static_cast<double>(trial.confidences[i]), std::nullopt, std::nullopt});
  }
  return bars;
}

}  // namespace

bool CardDialog::isOwnLane(const QString& lane) {
  return lane == questionLane || lane == trialLane || lane == exampleLane || lane == savingLane;
}

CardDialog::CardDialog(JobTracker& tracker, const QString& network, const QString& reason,
                       QWidget* parent)
    : QDialog(parent),
      m_tracker(tracker),
      m_network(network),
      m_pause(new QTimer(this)),
      m_why(makeText("warnings")),
      m_form(new CardForm),
      m_picture(new widgets::FittedPicture),
      m_otherExample(new QToolButton),
      m_state(makeText()),
      m_bars(new widgets::ConfidenceBars),
      m_checks(new widgets::CheckList),
      m_message(makeText("warnings")),
      m_save(new QPushButton(tr("&Save"))),
      m_useForNow(new QPushButton(tr("&Use until the program ends"))) {
  setWindowTitle(tr("Card of %1").arg(QFileInfo(network).fileName()));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(860, 640);
  setMinimumWidth(360);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(m_why);
  layout->addWidget(buildBody(), 1);
  layout->addWidget(m_message);
  layout->addWidget(buildFoot());
  m_pause->setSingleShot(true);
  m_pause->setInterval(pauseAfterTyping);
  connect(m_pause, &QTimer::timeout, this, &CardDialog::tryNow);
  connect(m_form, &CardForm::changed, this, &CardDialog::formChanged);
  connect(m_form, &CardForm::namesFileWanted, this, [this] {
    const auto path =
        QFileDialog::getOpenFileName(this, tr("Names of the classes"), {},
                                     tr("Texts (*.txt *.json *.csv *.names);;All files (*)"));
    if (!path.isEmpty()) readClassNames(path);
  });
  connectTracker();
  m_form->setEnabled(false);
  if (!reason.isEmpty())
    showText(m_why, tr("The network does not open as it is: %1.").arg(reason));
  else
    m_why->hide();
  showWhatIsMissing();
  askFile();
}

CardDialog::~CardDialog() {
  for (const char* lane : {questionLane, trialLane, exampleLane, savingLane})
    m_tracker.cancel(lane);
}

QWidget* CardDialog::buildBody() {
  auto* content = new QWidget;
  m_columns = new QBoxLayout(QBoxLayout::LeftToRight, content);
  m_columns->setContentsMargins(0, 0, 8, 0);
  m_columns->setSpacing(18);
  m_columns->addWidget(m_form, 3);
  m_columns->addWidget(buildTrial(), 2);
  auto* scroll = new QScrollArea;
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  return scroll;
}

QWidget* CardDialog::buildTrial() {
  m_picture->setFixedHeight(exampleSide);
  m_picture->setEmptyText(tr("no image"));
  m_otherExample->setText(tr("Another image…"));
  m_otherExample->setFocusPolicy(Qt::StrongFocus);
  connect(m_otherExample, &QToolButton::clicked, this, [this] {
    const auto path = QFileDialog::getOpenFileName(this, tr("An image to try the card on"));
    if (!path.isEmpty()) openExample(path);
  });
  m_bars->setFont(widgets::scaled(font(), smallPrint));
  m_checks->setFont(widgets::scaled(font(), smallPrint));
  m_bars->setAttribute(Qt::WA_TransparentForMouseEvents);  // nothing is chosen here
  auto* heading = new QHBoxLayout;
  heading->addWidget(new widgets::SectionLabel(tr("Check on an example")), 1);
  heading->addWidget(m_otherExample);
  auto* box = new QWidget;
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(7);
  layout->addLayout(heading);
  for (QWidget* part : {static_cast<QWidget*>(m_picture), static_cast<QWidget*>(m_state),
                        static_cast<QWidget*>(m_bars), static_cast<QWidget*>(m_checks)})
    layout->addWidget(part);
  layout->addStretch(1);
  return box;
}

QWidget* CardDialog::buildFoot() {
  auto* close = new QPushButton(tr("Close"));
  for (auto* button : {m_save, m_useForNow, close}) button->setAutoDefault(false);
  m_save->setToolTip(tr("Beside the network: %1.json").arg(QFileInfo(m_network).fileName()));
  connect(m_save, &QPushButton::clicked, this, &CardDialog::save);
  connect(m_useForNow, &QPushButton::clicked, this, &CardDialog::useForNow);
  connect(close, &QPushButton::clicked, this, &QDialog::close);
  auto* foot = new QWidget;
  auto* layout = new QHBoxLayout(foot);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addStretch(1);
  layout->addWidget(m_useForNow);
  layout->addWidget(m_save);
  layout->addWidget(close);
  return foot;
}

void CardDialog::connectTracker() {
  connect(&m_tracker, &JobTracker::failed, this, [this](const QString& lane, const QString& text) {
    if (!isOwnLane(lane)) return;
    m_failure = text;
    showWhatIsMissing();
    if (lane == savingLane) emit savingFailed();
  });
  connect(&m_tracker, &JobTracker::cancelled, this, [this](const QString& lane) {
    if (isOwnLane(lane)) showWhatIsMissing();
  });
}

void CardDialog::askFile() {
  m_tracker.start(questionLane, tr("Reading what the file tells"),
                  [this, path = m_network.toStdString()](const Job& job) {
                    const auto question = model::askForCard(path);
                    job.deliver([this, question] { takeQuestion(question); });
                  });
}

void CardDialog::takeQuestion(const model::CardQuestion& question) {
  m_isAsked = true;
  m_whyFixed = question.whyFixed;
  m_form->ask(question);
  emit asked();
  formChanged();
}

void CardDialog::followCase(const CardExample& opened) {
  if (!m_hasOwnExample && !opened.image.empty()) setExample(opened);
}

void CardDialog::setExample(CardExample example) {
  m_example = std::move(example);
  m_picture->setPicture(largeEnough(m_example.picture));
  m_picture->setToolTip(m_example.title);
  formChanged();
}

void CardDialog::openExample(const QString& address) {
  m_tracker.start(exampleLane, tr("Opening the example"), [this, address](const Job& job) {
    CardExample example;
    example.title = QFileInfo(address).fileName();
    example.image = openCase(address.toStdString());
    example.picture = thumbnailOf(example.image, 2 * exampleSide);
    job.deliver([this, example] {
      m_hasOwnExample = true;
      setExample(example);
    });
  });
}

void CardDialog::readClassNames(const QString& path) {
  m_tracker.start(exampleLane, tr("Reading the names"), [this, path](const Job& job) {
    const auto bytes = readFile(path.toStdString(), largestNamesFile);
    const auto names = model::classNamesFromFile(
        std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    if (names.empty())
      throw InvalidInput(path.toStdString(), "holds no names", "write one name per line");
    job.deliver([this, names] {
      m_failure.clear();
      m_form->setClassNames(names);
    });
  });
}

/// What was found before does not hold any more.
void CardDialog::formChanged() {
  m_trial.reset();
  m_failure.clear();
  m_tracker.cancel(trialLane);
  m_pause->start();
  showTrial();
  showWhatIsMissing();
}

void CardDialog::tryNow() {
  if (!m_isAsked || !m_form->canBeTried()) return;
  m_tracker.start(trialLane, tr("Trying the card"),
                  [this, path = m_network.toStdString(), card = m_form->cardToTry(),
                   image = m_example.image](const Job& job) {
                    const auto take = [&](const CardTrial& trial) {
                      job.deliver([this, trial] { takeTrial(trial); });
                    };
                    tryCard(path, card, image, take, job.context());
                  });
}

void CardDialog::takeTrial(const CardTrial& trial) {
  m_trial = trial;
  m_form->setOutputs(trial.outputs);
  showTrial();
  showWhatIsMissing();
  if (trial.isComplete) emit tried();
}

void CardDialog::showTrial() {
  const bool answered = m_trial && !m_trial->confidences.empty();
  QString text;
  if (m_trial && !m_trial->failure.empty())
    text = QString::fromStdString(m_trial->failure);
  else if (m_trial && m_example.image.empty())
    text = tr("The network opens with this card. An image shows whether its answers make sense.");
  else if (m_trial && !m_trial->isComplete && m_tracker.isBusy(trialLane))
    text = tr("Checking…");
  else if (!m_trial && (m_pause->isActive() || m_tracker.isBusy(trialLane)) && m_form->canBeTried())
    text = tr("Trying…");
  else if (!m_trial && !m_form->canBeTried())
    text = tr("As soon as the form says enough, the network's answer is shown here.");
  showText(m_state, text);
  m_bars->setBars(answered ? strongest(*m_trial) : std::vector<widgets::ConfidenceBar>{});
  m_bars->setVisible(answered);
  m_checks->setChecks(m_trial ? checkItems(m_trial->findings) : std::vector<widgets::CheckItem>{});
  m_checks->setVisible(answered && m_trial->isComplete);
}

/// Above all what keeps the card from being saved.
void CardDialog::showWhatIsMissing() {
  QStringList lines;
  if (!m_failure.isEmpty()) lines << m_failure;
  const auto problems = m_isAsked ? m_form->problems() : QStringList();
  if (!m_whyFixed.empty())
    lines << coreText(m_whyFixed);
  else
    lines << problems;
  showText(m_message, lines.join("\n"));
  const bool isGood = m_isAsked && m_whyFixed.empty() && problems.isEmpty() &&
                      !(m_trial && !m_trial->failure.empty());
  m_save->setEnabled(isGood && !m_tracker.isBusy(savingLane));
  m_useForNow->setVisible(m_cannotWrite);
  m_useForNow->setEnabled(m_save->isEnabled());
}

QString CardDialog::message() const { return m_message->text(); }

void CardDialog::save() { keep(false); }

void CardDialog::useForNow() { keep(true); }

void CardDialog::keep(bool forNow) {
  auto card = m_form->card();
  // What was found belongs to this card alone.
  if (m_trial && m_trial->card == card && !m_trial->findings.empty())
    card["metrics"]["preflight"] =
        preflight::toJson(m_trial->findings, m_example.title.toStdString());
  else if (card.contains("metrics"))
    card["metrics"].erase("preflight");
  m_tracker.start(savingLane, tr("Saving the card"),
                  [this, path = m_network.toStdString(), card, forNow](const Job& job) {
                    try {
                      forNow ? model::useCardForNow(path, card) : model::saveCard(path, card);
                    } catch (const WriteFailed&) {
                      job.deliver([this] { m_cannotWrite = true; });
                      throw;
                    }
                    job.deliver([this] {
                      emit saved(m_network);
                      close();
                    });
                  });
  m_save->setEnabled(false);
}

/// Escape cancels what is being tried, and nothing that was typed is lost by it.
void CardDialog::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Escape) return QDialog::keyPressEvent(event);
  m_tracker.cancel(trialLane);
  showTrial();
}

/// In a narrow window the answers stand below the form.
void CardDialog::resizeEvent(QResizeEvent* event) {
  QDialog::resizeEvent(event);
  m_columns->setDirection(event->size().width() < leastForTwoColumns ? QBoxLayout::TopToBottom
                                                                     : QBoxLayout::LeftToRight);
}

}  // namespace rho::workbench
