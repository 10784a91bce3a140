// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/case_explainer.h"

#include <algorithm>

#include "workbench/inspect/core_texts.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

namespace {

CaseExplanation explanationOf(const Analysis& network, const CaseImage& image,
                              const std::string& method, const std::string& className,
                              const JobContext& context) {
  const auto& names = network.card().classNames;
  const auto confidences = network.confidences(image.image);
  auto target = std::find(names.begin(), names.end(), className) - names.begin();
  if (target == std::ssize(names))
    target = std::max_element(confidences.begin(), confidences.end()) - confidences.begin();
  const auto place = static_cast<std::size_t>(target);
  const auto value =
      network.explain({method, image.image, static_cast<int>(target), {}, 0}, context);
  return {image.id,
          method,
          QString::fromStdString(names.at(place)),
          confidences.at(place),
          mapOver(image.picture, value.map, value.signedMap, value.segments),
          value.map};
}

}  // namespace

CaseExplainer::CaseExplainer(JobTracker& tracker, QObject* parent)
    : QObject(parent), m_tracker(tracker) {}

void CaseExplainer::setNetwork(std::shared_ptr<const Analysis> network) {
  if (network == m_network) return;
  m_network = std::move(network);
  forget();
  emit networkChanged();
}

void CaseExplainer::forget() {
  m_asked = {};
  m_last.reset();
  m_tracker.cancel(lane);
}

void CaseExplainer::explain(const CaseImage& image, const std::string& method,
                            const QString& className) {
  if (!m_network) return;
  const Question question{image.id, method, className};
  if (question == m_asked && m_last) return emit explained(*m_last);
  if (question == m_asked && m_tracker.isBusy(lane)) return;
  m_asked = question;
  m_last.reset();
  const auto title = coreText(Analysis::method(method).title);
  m_tracker.start(lane, title, [=, this, network = m_network](const Job& job) {
    auto found = std::make_shared<const CaseExplanation>(
        explanationOf(*network, image, method, className.toStdString(), job.context()));
    job.deliver([this, found] {
      m_last = found;
      emit explained(*found);
    });
  });
}

}  // namespace rho::workbench
