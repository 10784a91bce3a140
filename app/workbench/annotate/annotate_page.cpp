// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/annotate_page.h"

#include <QApplication>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

#include "widgets/message_bar.h"
#include "workbench/annotate/annotate_texts.h"
#include "workbench/annotate/case_panel.h"
#include "workbench/annotate/case_scoring.h"
#include "workbench/annotate/case_thumbnails.h"
#include "workbench/annotate/paint_bar.h"
#include "workbench/annotate/queue_list.h"
#include "workbench/annotate/readers_row.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

namespace {

constexpr int welcomeView = 0, workView = 1;
const QString lastProjectKey = "annotate/last project";

}  // namespace

AnnotatePage::AnnotatePage(JobTracker& tracker, QWidget* parent)
    : QWidget(parent),
      m_tracker(tracker),
      m_project(new ProjectThread(this)),
      m_editor(new CaseEditor(this)),
      m_images(new CaseImages(tracker, this)),
      m_explainer(new CaseExplainer(tracker, this)),
      m_scoring(new CaseScoring(tracker, *m_project, this)),
      m_message(new widgets::MessageBar),
      m_views(new QStackedWidget),
      m_list(new QueueList(tracker)),
      m_bar(new PaintBar),
      m_canvas(new CaseCanvas(tracker)),
      m_panel(new CasePanel(*m_editor)) {
  build();
  buildActions();
  connectParts();
  connectProject();
  connectNetwork();
  connectCases();
  setAdvancing(QSettings().value("annotate/go on", true).toBool());
  showEmpty();
  refresh();
}

AnnotatePage::~AnnotatePage() {
  disconnect();  // whoever listened may be gone
  m_editor->leave();
}

void AnnotatePage::build() {
  m_views->addWidget(buildWelcome());
  m_views->addWidget(buildWork());
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_message);
  layout->addWidget(m_views, 1);
}

QWidget* AnnotatePage::buildWelcome() {
  auto* text = new QLabel(
      tr("<h3>Annotate images</h3>"
         "<p>A project is one file: it keeps which images are to be judged, what everybody said of "
         "them, and each step, so that nothing is lost.</p>"
         "<p>Begin a new one, open one, or drop it here.</p>"));
  text->setWordWrap(true);
  text->setFixedWidth(440);
  auto* make = new QPushButton(tr("New project…"));
  auto* open = new QPushButton(tr("Open project…"));
  for (auto* button : {make, open}) button->setAutoDefault(true);
  connect(make, &QPushButton::clicked, this, &AnnotatePage::askForNewProject);
  connect(open, &QPushButton::clicked, this, &AnnotatePage::askForProject);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(make);
  buttons->addWidget(open);
  buttons->addStretch(1);
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->addWidget(text);
  column->addLayout(buttons);
  auto* welcome = new QWidget;
  auto* layout = new QVBoxLayout(welcome);
  layout->addStretch(2);
  layout->addWidget(box, 0, Qt::AlignHCenter);
  layout->addStretch(3);
  return welcome;
}

QWidget* AnnotatePage::buildWork() {
  auto* middle = new QWidget;
  auto* column = new QVBoxLayout(middle);
  column->setContentsMargins(9, 7, 9, 9);
  column->setSpacing(7);
  column->addWidget(m_bar);
  column->addWidget(m_canvas, 1);
  auto* answers = new QScrollArea;
  answers->setWidget(m_panel);
  answers->setWidgetResizable(true);
  answers->setFrameShape(QFrame::NoFrame);
  answers->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  answers->setMinimumWidth(190);
  answers->setFocusPolicy(Qt::NoFocus);
  m_list->setMinimumWidth(170);
  auto* work = new QSplitter;
  work->setHandleWidth(1);
  work->setChildrenCollapsible(false);
  work->addWidget(m_list);
  work->addWidget(middle);
  work->addWidget(answers);
  work->setStretchFactor(1, 1);
  work->setSizes({196, 1000, 214});
  return work;
}

void AnnotatePage::connectParts() {
  connect(m_bar, &PaintBar::settingsChanged, this, &AnnotatePage::setSettings);
  const auto backToPicture = [this] { m_canvas->view().setFocus(); };
  connect(m_bar, &PaintBar::numberEntered, this, backToPicture);
  connect(m_panel, &CasePanel::commentLeft, this, backToPicture);
  connect(m_editor, &CaseEditor::changed, this, &AnnotatePage::refresh);
  connect(m_canvas, &CaseCanvas::painted, m_editor, &CaseEditor::layerPainted);
  connect(&m_canvas->readers(), &ReadersRow::chosen, m_editor, &CaseEditor::takeOver);
  connect(&m_canvas->view(), &widgets::PictureView::wheelStepped, this,
          [this](int steps) { step(-steps); });
  connect(m_panel, &CasePanel::annotatorRequested, this, &AnnotatePage::askWho);
  connect(m_panel, &CasePanel::agreementRequested, m_project, &ProjectThread::countAgreement);
}

void AnnotatePage::setSettings(const PaintSettings& settings) {
  m_bar->setSettings(settings);
  m_canvas->setSettings(settings);
}

/// What follows from the case and the project.
void AnnotatePage::refresh() {
  m_views->setCurrentIndex(m_facts ? workView : welcomeView);
  if (const auto* shown = m_editor->current(); shown && m_canvas->hasImage()) {
    m_canvas->readers().setOpinions(shown->others, m_editor->classes(), m_editor->isMultiLabel(),
                                    m_editor->paintedClass());
    m_canvas->setLayer(m_editor->layer());
  } else {
    m_canvas->setLayer({});
  }
  m_panel->setLabelling(isMet(Needs::picture));
  enableActions();
  emit titleChanged();
}

QString AnnotatePage::title() const {
  if (!m_facts) return {};
  const auto name = QFileInfo(m_facts->file).completeBaseName();
  const auto* shown = m_editor->current();
  if (!shown) return name;
  const auto file = QFileInfo(QString::fromStdString(shown->image.path)).fileName();
  const int place = m_list->placeOf(shown->image.id);
  if (place < 0) return tr("%1 — %2").arg(file, name);  // undo may lead beyond the list
  return tr("%1 (%2 of %3) — %4").arg(file).arg(place + 1).arg(m_list->rows().size()).arg(name);
}

void AnnotatePage::showEmpty() {
  m_editor->leave();
  m_wanted = 0;
  m_incoming.reset();
  m_image.reset();
  m_canvas->setEmpty(emptyText());
  refresh();
}

QString AnnotatePage::emptyText() const {
  if (!m_facts) return {};
  if (!m_annotator) return tr("Say who you are: Annotate, Annotator…");
  if (m_facts->cases == 0)
    return tr("This project has no images yet. Import some: Annotate, Import images…");
  if (!m_list->rows().empty())
    return tr(
        "All cases of this list are judged.\n\nFill the queue at the lower left (Ctrl+Shift+F) "
        "for more, or choose other cases above the list.");
  if (m_list->filter() != CaseFilter::queue) return tr("No case of this kind.");
  if (m_annotator->role == annotation::Role::adjudicator)
    return tr("Nothing waits for you: the readers agree on all cases that they are done with.");
  return tr(
      "Nothing waits for you.\n\nFill the queue at the lower left (Ctrl+Shift+F), or choose "
      "other cases above the list.");
}

bool AnnotatePage::cancel() {
  if (m_canvas->cancel()) return true;
  if (m_isWorking) m_project->stop();
  return m_isWorking;
}

void AnnotatePage::setNetwork(std::shared_ptr<const Analysis> network) {
  m_network = network;
  m_list->setAskable(m_network != nullptr);
  m_explainer->setNetwork(std::move(network));
  enableActions();
}

bool AnnotatePage::mayClose() {
  m_panel->commitComment();
  if (!std::exchange(m_hasUnwritten, false)) return true;
  m_message->say(widgets::MessageBar::Kind::failure,
                 tr("Some steps are not on the disk yet. Make room for them, or quit once more to "
                    "lose them."));
  emit wanted();
  return false;
}

bool AnnotatePage::isBackground(const QString& lane) {
  return lane == CaseThumbnails::lane || lane == CaseImages::nextLane;
}

/// Keys are the page's while it is seen.
void AnnotatePage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  qApp->installEventFilter(this);
  enableActions();
  if (!m_facts && std::exchange(m_restores, false)) {
    const auto last = QSettings().value(lastProjectKey).toString();
    if (!last.isEmpty()) openProject(last);
  }
  m_canvas->view().setFocus();
}

void AnnotatePage::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  qApp->removeEventFilter(this);
  enableActions();
}

/// Whatever a hand does in the program is work on the case.
bool AnnotatePage::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
      m_editor->touch();
      break;
    default:
      break;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace rho::workbench
