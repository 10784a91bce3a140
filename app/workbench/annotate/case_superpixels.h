// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <memory>
#include <vector>

#include "workbench/annotate/case_images.h"

namespace rho::workbench {

/// The superpixels of an image, as LIME takes them, on its grid.
struct CaseSegments {
  annotation::Id id = 0;
  int count = 0;
  cv::Mat labels;               ///< CV_32S, from 0 on
  std::vector<cv::Rect> boxes;  ///< of each
  QImage picture;               ///< for widgets::PictureLayers::segments

  /// CV_8UC1 within the box of the superpixel there; empty outside the image.
  struct Part {
    cv::Rect box;
    cv::Mat region;
  };
  Part at(cv::Point pixel) const;
};

/// Finds the superpixels of the case that is shown, in a job.
class CaseSuperpixels : public QObject {
  Q_OBJECT
 public:
  static constexpr const char* lane = "annotate superpixels";

  explicit CaseSuperpixels(JobTracker& tracker, QObject* parent = nullptr);

  /// About so many. found() follows, at once where they are known.
  void find(const CaseImage& image, int count);

 signals:
  void found(std::shared_ptr<const rho::workbench::CaseSegments> segments);

 private:
  JobTracker& m_tracker;
  std::shared_ptr<const CaseSegments> m_last;
  int m_lastCount = 0;
};

}  // namespace rho::workbench
