// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/inspect_job.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

#include "base/error.h"
#include "model/decision.h"

namespace rho::workbench {

namespace {

struct InspectText {
  Q_DECLARE_TR_FUNCTIONS(InspectText)
};

// Shares of the whole job's time, roughly.
constexpr double predictedAt = 0.02;
constexpr double wantedAt = 0.07;
constexpr double methodsAt = 0.25;

/// The same for every tile and network at the same ρ, so that differences can be compared.
double differenceScale(double rho) { return 3 * rho; }

int countOf(const cv::Mat& segments) {
  if (segments.empty()) return 0;
  double largest = 0;
  cv::minMaxLoc(segments, nullptr, &largest);
  return static_cast<int>(largest) + 1;
}

class InspectRun {
 public:
  InspectRun(const InspectPlan& plan, const InspectSinks& sinks, const JobContext& context)
      : m_plan(plan), m_sinks(sinks), m_context(context), m_target(plan.target) {}

  void run() {
    m_input = m_plan.network->input(m_plan.opened.image);
    predict();
    auto rest = m_plan.rhos;
    const auto wanted = std::min_element(rest.begin(), rest.end(), [this](double a, double b) {
      return std::abs(a - m_plan.wantedRho) < std::abs(b - m_plan.wantedRho);
    });
    if (wanted != rest.end()) {
      const double first = *wanted;
      rest.erase(wanted);
      sweep({first}, m_context.part(predictedAt, wantedAt));
    }
    explainAll(m_context.part(wantedAt, rest.empty() ? 1 : methodsAt));
    if (!rest.empty()) sweep(rest, m_context.part(methodsAt, 1));
  }

 private:
  void predict() {
    m_context.step(0, 1, InspectText::tr("Prediction").toStdString());
    if (!m_plan.predict && m_target >= 0) return;
    auto confidences = m_plan.network->confidences(m_plan.opened.image);
    if (m_target < 0) m_target = model::rankedClasses(m_plan.network->card(), confidences).front();
    m_sinks.predicted(std::move(confidences), m_target, m_input);
  }

  void sweep(const std::vector<double>& rhos, const JobContext& context) {
    const auto stage = [this] {
      return InspectText::tr("Sweep %1 of %2")
          .arg(m_done)
          .arg(2 * m_plan.rhos.size())
          .toStdString();
    };
    context.report(0, stage());
    const auto pass = [&](const SweepValue& value) {
      m_sinks.frame(frameOf(value));
      ++m_done;
      context.report(0, stage());
    };
    m_plan.network->sweep({m_plan.opened.image, m_target, rhos, m_plan.wantedRho}, pass, context);
  }

  Frame frameOf(const SweepValue& value) const {
    Frame frame;
    frame.direction = value.direction;
    frame.rho = value.rho;
    frame.rhoReached = value.rhoReached;
    frame.confidences = value.confidences;
    frame.picture = pictureOf(value.perturbed);
    frame.differenceValues = differenceValuesOf(m_input, value.perturbed);
    frame.difference = differencePicture(frame.differenceValues, differenceScale(value.rho));
    frame.perturbed = value.perturbed;
    return frame;
  }

  void explainAll(const JobContext& context) {
    const auto& requests = m_plan.requests;
    const double share = 1.0 / static_cast<double>(std::max<std::size_t>(1, requests.size()));
    for (std::size_t i = 0; i < requests.size(); ++i)
      explain(requests[i],
              context.part(static_cast<double>(i) * share, static_cast<double>(i + 1) * share));
  }

  void explain(const InspectPlan::Request& request, const JobContext& context) {
    const int target = request.target >= 0 ? request.target : m_target;
    const auto key = answerKey(request.tile, request.options, target, m_plan.seed);
    context.report(0, Analysis::method(request.tile.method).title);
    try {
      m_sinks.answer(key, answerTo(request, target, context));
    } catch (const Cancelled&) {
      throw;
    } catch (const Error& error) {
      Answer failed;
      failed.error = error.what();
      m_sinks.answer(key, std::move(failed));
    }
  }

  Answer answerTo(const InspectPlan::Request& request, int target, const JobContext& context) {
    Answer answer;
    answer.value = m_plan.network->explain(
        {request.tile.method, m_plan.opened.image, target, request.options, m_plan.seed}, context);
    const auto& value = answer.value;
    answer.segments = countOf(value.segments);
    if (value.perturbed.empty()) {
      answer.map = mapOver(m_plan.opened.picture, value.map, value.signedMap, value.segments);
    } else {
      answer.perturbed = pictureOf(value.perturbed);
      answer.map = differencePicture(differenceValuesOf(m_input, value.perturbed),
                                     differenceScale(request.options.at("rho").get<double>()));
    }
    return answer;
  }

  const InspectPlan& m_plan;
  const InspectSinks& m_sinks;
  const JobContext& m_context;
  int m_target;
  cv::Mat m_input;
  int m_done = 0;
};

}  // namespace

void runInspection(const InspectPlan& plan, const InspectSinks& sinks, const JobContext& context) {
  InspectRun(plan, sinks, context).run();
}

}  // namespace rho::workbench
