// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/robustness/robustness_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/accuracy_plot.h"
#include "widgets/confusion_view.h"
#include "widgets/network_scatter.h"
#include "widgets/paired_bars.h"
#include "widgets/reliability_plot.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/robustness/class_table.h"
#include "workbench/robustness/fragile_list.h"
#include "workbench/robustness/measure_form.h"
#include "workbench/robustness/measure_job.h"
#include "workbench/robustness/network_choice.h"
#include "workbench/robustness/network_table.h"
#include "workbench/robustness/robustness_texts.h"

namespace rho::workbench {

namespace {

QWidget* beside(QWidget* left, QWidget* right, const QList<int>& sizes) {
  auto* parts = new QSplitter;
  parts->setHandleWidth(7);
  parts->setObjectName("gap");
  parts->setChildrenCollapsible(false);
  parts->addWidget(left);
  parts->addWidget(right);
  parts->setSizes(sizes);
  return parts;
}

}  // namespace

RobustnessPage::RobustnessPage(JobTracker& tracker, QWidget* parent)
    : QWidget(parent),
      m_tracker(tracker),
      m_form(new MeasureForm),
      m_tabs(new QTabBar),
      m_views(new QStackedWidget),
      m_curves(new widgets::AccuracyPlot),
      m_scatter(new widgets::NetworkScatter),
      m_bars(new widgets::PairedBars),
      m_confusion(new widgets::ConfusionView),
      m_classes(new ClassTable),
      m_reliability(new widgets::ReliabilityPlot),
      m_table(new NetworkTable),
      m_images(new FragileList) {
  auto* area = new QScrollArea;
  area->setWidget(m_form);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setMinimumWidth(m_form->minimumWidth() + 12);
  auto* body = new QSplitter;
  body->setHandleWidth(1);
  body->setChildrenCollapsible(false);
  body->addWidget(area);
  body->addWidget(buildResults());
  body->addWidget(m_images);
  body->setStretchFactor(1, 1);
  body->setSizes({230, 1000, 220});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(body);
  buildActions();
  connectParts();
  showEmptyTexts();
  showAll();
}

QWidget* RobustnessPage::buildViews() {
  m_tabs->setDrawBase(false);
  m_tabs->setExpanding(false);
  m_tabs->setAccessibleName(tr("What is shown of the networks"));
  for (const auto& title : {tr("Curves"), tr("Compare"), tr("Classes"), tr("Calibration")})
    m_tabs->addTab(title);
  m_views->addWidget(m_curves);
  m_views->addWidget(beside(m_bars, m_scatter, {500, 500}));
  m_views->addWidget(beside(m_confusion, m_classes, {560, 440}));
  m_views->addWidget(m_reliability);
  connect(m_tabs, &QTabBar::currentChanged, this, [this](int view) {
    m_views->setCurrentIndex(view);
    updateActions();
  });
  return m_views;
}

QWidget* RobustnessPage::buildResults() {
  auto* results = new QWidget;
  auto* layout = new QVBoxLayout(results);
  layout->setContentsMargins(9, 6, 9, 7);
  layout->setSpacing(7);
  layout->addWidget(m_tabs);
  layout->addWidget(buildViews(), 1);
  layout->addWidget(m_table);
  return results;
}

void RobustnessPage::connectParts() {
  connect(m_form, &MeasureForm::measureRequested, this, &RobustnessPage::measure);
  connect(m_form, &MeasureForm::stopRequested, this, &RobustnessPage::stop);
  connect(m_form, &MeasureForm::completeChanged, this, &RobustnessPage::updateActions);
  connect(m_table, &NetworkTable::networkChosen, this, &RobustnessPage::showCurrent);
  connect(m_confusion, &widgets::ConfusionView::cellChosen, this, &RobustnessPage::filterBy);
  connect(m_images, &FragileList::filterCleared, this,
          [this] { m_confusion->choose(std::nullopt); });
  connect(m_images, &FragileList::imageChosen, this, [this](const QString& address) {
    if (const auto* network = current())
      emit imageChosen(address, QString::fromStdString(network->path),
                       QString::fromStdString(network->label));
  });
  const auto endedIn = [this](const QString& ended) {
    if (ended == lane) this->ended();
  };
  connect(&m_tracker, &JobTracker::finished, this, endedIn);
  connect(&m_tracker, &JobTracker::cancelled, this, endedIn);
  connect(&m_tracker, &JobTracker::failed, this,
          [this, endedIn](const QString& ended, const QString& text) {
            if (ended == lane) m_form->showFailure(text);
            endedIn(ended);
          });
}

void RobustnessPage::setOpenNetworks(const QStringList& paths) {
  m_form->networks().setOpen(paths);
}

void RobustnessPage::measure(MeasureRequest request) {
  request.device = m_device;
  m_request = request;
  m_networks.clear();
  m_samples.clear();
  m_form->setBusy(true);
  m_confusion->choose(std::nullopt);
  showAll();
  m_tracker.start(lane, tr("Measuring robustness"), [this, request](const Job& job) {
    MeasureSinks sinks;
    sinks.images = [&](std::int64_t first, std::vector<SampleImage> images) {
      job.deliver([this, first, images = std::move(images)] { takeImages(first, images); });
    };
    sinks.measured = [&](std::size_t network, NetworkMeasurement measurement) {
      job.deliver([this, network, measurement = std::move(measurement)] {
        takeNetwork(network, measurement);
      });
    };
    measureRobustness(request, sinks, job.context());
  });
}

void RobustnessPage::stop() { m_tracker.cancel(lane); }

void RobustnessPage::ended() {
  m_form->setBusy(false);
  showEmptyTexts();
  updateActions();
}

void RobustnessPage::takeImages(std::int64_t first, const std::vector<SampleImage>& images) {
  m_samples.resize(static_cast<std::size_t>(first));
  m_samples.insert(m_samples.end(), images.begin(), images.end());
}

void RobustnessPage::takeNetwork(std::size_t network, const NetworkMeasurement& measurement) {
  if (m_networks.size() <= network) m_networks.resize(network + 1);
  m_networks[network] = measurement;
  QStringList labels;
  for (const auto& label : measurement.labels) labels << QString::fromStdString(label);
  m_form->networks().setLabels(QString::fromStdString(measurement.path), labels);
  showAll();
}

const NetworkMeasurement* RobustnessPage::current() const {
  const int row = m_table->currentNetwork();
  return row >= 0 && row < std::ssize(m_networks) ? &m_networks[static_cast<std::size_t>(row)]
                                                  : nullptr;
}

void RobustnessPage::showAll() {
  m_curves->setCurves(curvesOf(m_networks));
  const auto areas = areasOf(m_networks);
  m_scatter->setNetworks(areas);
  m_bars->setNetworks(areas);
  m_table->setNetworks(m_networks);
  m_table->setVisible(!m_networks.empty());
  showCurrent();
  showEmptyTexts();
  updateActions();
}

void RobustnessPage::showCurrent() {
  static const NetworkMeasurement none;
  const auto* network = current();
  const auto& shown = network ? *network : none;
  const auto place = static_cast<std::size_t>(std::max(0, m_table->currentNetwork()));
  const auto name = network ? namesOf(m_networks)[place] : QString();
  m_confusion->setNetwork(name);
  const auto chosen = m_confusion->chosen();
  const auto before = m_confusionClasses;
  auto counts = confusionOf(shown, m_confusionClasses);
  m_confusion->setCounts(std::move(counts));
  if (chosen && before == m_confusionClasses) m_confusion->choose(chosen);
  m_classes->setNetwork(shown);
  m_reliability->setBins(name, static_cast<int>(place), binsOf(shown), shown.calibrationError);
  m_images->show(shown, m_samples);
}

void RobustnessPage::filterBy(int actual, int predicted) {
  const auto classOf = [this](int place) {
    return m_confusionClasses[static_cast<std::size_t>(place)];
  };
  if (actual < 0) return m_images->setFilter(std::nullopt);
  m_images->setFilter(std::pair(classOf(actual), classOf(predicted)));
}

void RobustnessPage::showEmptyTexts() {
  const bool busy = m_tracker.isBusy(lane);
  const auto waiting = busy ? tr("The first images are being measured…")
                            : tr("Choose networks and labelled images on the left, then Measure.");
  m_curves->setEmptyText(waiting);
  m_scatter->setEmptyText(waiting);
  m_confusion->setEmptyText(waiting);
  m_reliability->setEmptyText(waiting);
  m_bars->setEmptyText(m_networks.empty() || busy ? waiting
                                                  : tr("Measure attack ARA and BTR ARA to see "
                                                       "where they disagree."));
}

void RobustnessPage::chooseView(int index) { m_tabs->setCurrentIndex(index); }

std::vector<widgets::Figure*> RobustnessPage::figuresOf(int view) const {
  switch (view) {
    case compareView:
      return {m_bars, m_scatter};
    case classesView:
      return {m_confusion};
    case calibrationView:
      return {m_reliability};
    default:
      return {m_curves};
  }
}

}  // namespace rho::workbench
