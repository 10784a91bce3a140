// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "workbench/annotate/case_images.h"
#include "workbench/inspect/analysis.h"
#include "workbench/inspect/pictures.h"

namespace rho::workbench {

/// What a network says of a case, laid over its picture.
struct CaseExplanation {
  annotation::Id id = 0;
  std::string method;
  QString className;  ///< that is explained
  float confidence = 0;
  ScaledPicture picture;
  cv::Mat map;  ///< CV_32FC1 on the image's grid
};

/// Explains the case that is shown by the network of Inspect, in a job, when it is asked to.
class CaseExplainer : public QObject {
  Q_OBJECT
 public:
  static constexpr const char* lane = "annotate explanation";

  explicit CaseExplainer(JobTracker& tracker, QObject* parent = nullptr);

  void setNetwork(std::shared_ptr<const Analysis> network);
  bool hasNetwork() const { return m_network != nullptr; }
  /// className: where the network knows it; else what it predicts is explained. explained()
  /// follows, at once where this was the last question.
  void explain(const CaseImage& image, const std::string& method, const QString& className);
  void forget();

 signals:
  void networkChanged();
  void explained(const rho::workbench::CaseExplanation& explanation);

 private:
  JobTracker& m_tracker;
  std::shared_ptr<const Analysis> m_network;
  struct Question {
    annotation::Id id = 0;
    std::string method;
    QString className;

    bool operator==(const Question&) const = default;
  };
  Question m_asked;                               ///< last
  std::shared_ptr<const CaseExplanation> m_last;  ///< the answer; null until it is there
};

}  // namespace rho::workbench
