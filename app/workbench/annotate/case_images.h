// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <list>
#include <memory>

#include "annotation/annotation.h"
#include "image/image.h"
#include "widgets/picture_origin.h"

namespace rho::workbench {

class JobTracker;

/// An image that is read, and what is shown of it.
struct CaseImage {
  annotation::Id id = 0;
  image::Image image;
  cv::Mat grey;  ///< CV_8UC1: what filling compares
  QImage picture;
  QImage drawings;  ///< that the file lays over it; mostly null
  std::shared_ptr<const widgets::PictureOrigin> origin;
  double aspectRatio = 1;
};

/// Reads the images of cases in jobs: the one that is wanted, and the one after it, so that going
/// on takes no time. Keeps the last few.
class CaseImages : public QObject {
  Q_OBJECT
 public:
  static constexpr const char* lane = "annotate image";
  static constexpr const char* nextLane = "annotate next image";

  explicit CaseImages(JobTracker& tracker, QObject* parent = nullptr);

  /// ready() follows, at once where the image is known; or failed().
  void want(annotation::Id id, const QString& path);
  /// It will be wanted next.
  void expect(annotation::Id id, const QString& path);
  void clear();

 signals:
  void ready(const rho::workbench::CaseImage& image);
  void failed(rho::annotation::Id id, const QString& message);

 private:
  static constexpr std::size_t mostKept = 3;

  const CaseImage* find(annotation::Id id) const;
  void read(const QString& lane, annotation::Id id, const QString& path);
  void keep(const CaseImage& image);

  JobTracker& m_tracker;
  std::list<CaseImage> m_kept;   ///< the newest first
  annotation::Id m_wanted = 0;   ///< and not ready
  annotation::Id m_reading = 0;  ///< what the lane of the next one reads
};

}  // namespace rho::workbench
