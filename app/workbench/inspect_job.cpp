// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect_job.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace rho::workbench {

namespace {

// Shares of the whole job's time, roughly.
constexpr double predictedAt = 0.02;
constexpr double wantedAt = 0.07;
constexpr double quickAt = 0.10;
constexpr double sweptAt = 0.60;

class InspectRun {
 public:
  InspectRun(const InspectPlan& plan, const InspectSinks& sinks, const JobContext& context)
      : m_plan(plan), m_sinks(sinks), m_context(context), m_target(plan.target) {}

  void run() {
    predict();
    m_input = m_plan.network->input(m_plan.image);
    auto rest = m_plan.rhos;
    const auto wanted = std::min_element(rest.begin(), rest.end(), [this](double a, double b) {
      return std::abs(a - m_plan.wantedRho) < std::abs(b - m_plan.wantedRho);
    });
    if (wanted != rest.end()) {
      const double first = *wanted;
      rest.erase(wanted);
      sweep({first}, m_context.part(predictedAt, wantedAt));
    }
    explain("gradcam", "Grad-CAM", m_context.part(wantedAt, quickAt));
    if (!rest.empty()) sweep(rest, m_context.part(quickAt, sweptAt));
    explain("lime", "LIME", m_context.part(sweptAt, 1));
  }

 private:
  void predict() {
    m_context.step(0, 1, "Prediction");
    if (!m_plan.predict && m_target >= 0) return;
    auto confidences = m_plan.network->confidences(m_plan.image);
    if (m_target < 0)
      m_target = static_cast<int>(std::max_element(confidences.begin(), confidences.end()) -
                                  confidences.begin());
    m_sinks.predicted(std::move(confidences), m_target);
  }

  void sweep(const std::vector<double>& rhos, const JobContext& context) {
    const auto stage = [this] {
      return "Sweep " + std::to_string(m_done) + " of " + std::to_string(2 * m_plan.rhos.size());
    };
    context.report(0, stage());
    const auto pass = [&](const SweepValue& value) {
      m_sinks.frame(frameOf(value));
      ++m_done;
      context.report(0, stage());
    };
    m_plan.network->sweep({m_plan.image, m_target, rhos, m_plan.wantedRho}, pass, context);
  }

  Frame frameOf(const SweepValue& value) const {
    Frame frame{value.direction,
                value.rho,
                value.rhoReached,
                value.confidences,
                pictureOf(value.perturbed),
                {},
                {}};
    frame.differenceValues = differenceValuesOf(m_input, value.perturbed);
    frame.difference = differencePicture(frame.differenceValues);
    return frame;
  }

  void explain(const std::string& method, const std::string& stage, const JobContext& context) {
    const auto& asked = m_plan.methods;
    if (std::find(asked.begin(), asked.end(), method) == asked.end()) return;
    context.report(0, stage);
    const auto value = m_plan.network->explain(method, m_plan.image, m_target,
                                               method == "gradcam" ? m_plan.layer : "", context);
    MapPicture result;
    if (value.segments.empty()) {
      result.shown = heatOver(m_plan.image, value.map, value.signedMap);
    } else {
      double largest = 0;
      cv::minMaxLoc(value.segments, nullptr, &largest);
      result.segments = static_cast<int>(largest) + 1;
      result.shown = segmentsOver(m_plan.image, value.map, value.signedMap, value.segments);
    }
    result.values = value.map;
    result.score = value.score;
    result.warnings = value.warnings;
    m_sinks.map(method, std::move(result));
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
