// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/trust/trust_answer.h"

#include "base/error.h"
#include "image/read_image.h"
#include "model/tensor.h"
#include "trust/companions.h"
#include "trust/evidence_region.h"
#include "trust/reference.h"
#include "trust/standing.h"

namespace rho::workbench {

namespace {

/// What a part failed with becomes a text: the others go on.
template <typename Part>
std::string failureOf(const Part& part) {
  try {
    part();
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

class TrustRun {
 public:
  TrustRun(const TrustQuestion& question, const model::Model& model,
           const std::filesystem::path& network)
      : m_question(question),
        m_model(model),
        m_grid(model.card().inputWidth, model.card().inputHeight) {
    m_answer.study = question.study.empty() ? trust::studyBeside(network) : question.study;
    m_answer.mask =
        question.mask.empty() ? trust::maskBeside(question.image.info().source) : question.mask;
  }

  TrustAnswer run(const JobContext& context) {
    compare(context.part(0, 0.2));
    if (!m_answer.mask.empty()) m_answer.maskFailure = failureOf([this] { look(); });
    if (!m_answer.study.empty())
      m_answer.studyFailure = failureOf([&] { stand(context.part(0.2, 1)); });
    context.report(1);
    return std::move(m_answer);
  }

 private:
  void compare(const JobContext& context) {
    auto& findings = m_answer.findings;
    for (const auto& shown : m_question.shown) {
      context.throwIfStopped();
      m_maps.push_back(trust::methodMap(shown.title, shown.values, m_grid));
      if (!shown.push) continue;
      findings.pushes.push_back(*shown.push);
      findings.pushes.back().place = placeOf(m_maps.back());
    }
    findings.agreements = agreementsOf(m_maps);
  }

  void look() {
    const auto mask = image::readImage(m_answer.mask.string());
    addShares(m_maps, trust::maskedRegion(mask, m_question.image, m_grid), m_answer.findings);
  }

  void stand(const JobContext& context) {
    const auto study = trust::openStudy(m_answer.study, m_model.card());
    m_answer.findings.standing =
        trust::standingOf(m_model, m_model.input(m_question.image), study, context);
  }

  const TrustQuestion& m_question;
  const model::Model& m_model;
  cv::Size m_grid;
  std::vector<trust::MethodMap> m_maps;
  TrustAnswer m_answer;
};

}  // namespace

std::optional<trust::RangeFinding> rangeOf(const model::Model& model,
                                           const std::filesystem::path& network,
                                           const image::Image& image) {
  const auto file = trust::referenceBeside(network);
  if (file.empty()) return std::nullopt;
  return trust::Reference::loadFor(model.card(), file).rangeOf(model, image);
}

TrustAnswer answerTo(const TrustQuestion& question, const model::Model& model,
                     const std::filesystem::path& network, const JobContext& context) {
  return TrustRun(question, model, network).run(context);
}

}  // namespace rho::workbench
