// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/case_superpixels.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "image/resample.h"
#include "image/superpixels.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

namespace {

constexpr int longestSide = 512;  ///< pixels: finer ones look the same and take seconds

image::Image reduced(const image::Image& image) {
  const double share = static_cast<double>(longestSide) / std::max(image.width(), image.height());
  if (share >= 1) return image;
  const auto side = [share](int pixels) {
    return std::max(1, static_cast<int>(std::lround(pixels * share)));
  };
  return image::resize(image, {side(image.width()), side(image.height())});
}

QImage pictureOf(const cv::Mat& labels) {
  QImage picture(labels.cols, labels.rows, QImage::Format_Grayscale16);
  for (int y = 0; y < labels.rows; ++y) {
    auto* to = reinterpret_cast<quint16*>(picture.scanLine(y));
    for (int x = 0; x < labels.cols; ++x) to[x] = static_cast<quint16>(labels.at<int>(y, x));
  }
  return picture;
}

std::vector<cv::Rect> boxesOf(const cv::Mat& labels, int count) {
  std::vector<cv::Rect> boxes(static_cast<std::size_t>(count));
  for (int y = 0; y < labels.rows; ++y)
    for (int x = 0; x < labels.cols; ++x) {
      auto& box = boxes[static_cast<std::size_t>(labels.at<int>(y, x))];
      box = box.empty() ? cv::Rect(x, y, 1, 1) : box | cv::Rect(x, y, 1, 1);
    }
  return boxes;
}

CaseSegments segmentsOf(const CaseImage& image, int count, const JobContext& context) {
  image::SuperpixelOptions options;
  options.segments = count;
  const auto small = image::segment(reduced(image.image), options);
  context.throwIfStopped();
  CaseSegments segments;
  segments.id = image.id;
  segments.count = small.count;
  segments.picture = pictureOf(small.labels);
  cv::resize(small.labels, segments.labels, image.grey.size(), 0, 0, cv::INTER_NEAREST);
  segments.boxes = boxesOf(segments.labels, small.count);
  return segments;
}

}  // namespace

CaseSegments::Part CaseSegments::at(cv::Point pixel) const {
  if (!cv::Rect(cv::Point(), labels.size()).contains(pixel)) return {};
  const int number = labels.at<int>(pixel);
  const auto& box = boxes.at(static_cast<std::size_t>(number));
  return {box, labels(box) == number};
}

CaseSuperpixels::CaseSuperpixels(JobTracker& tracker, QObject* parent)
    : QObject(parent), m_tracker(tracker) {}

void CaseSuperpixels::find(const CaseImage& image, int count) {
  if (m_last && m_last->id == image.id && m_lastCount == count) return emit found(m_last);
  m_tracker.start(lane, tr("Superpixels"), [this, image, count](const Job& job) {
    auto segments = std::make_shared<const CaseSegments>(segmentsOf(image, count, job.context()));
    job.deliver([this, segments, count] {
      m_last = segments;
      m_lastCount = count;
      emit found(segments);
    });
  });
}

}  // namespace rho::workbench
