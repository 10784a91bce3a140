// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mip_levels.h"

#include <QCache>
#include <QMutex>
#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace rho::widgets {

namespace {

constexpr qsizetype mostMemory = 256 << 20;  ///< bytes
constexpr int smallestPrepared = 512;        ///< pixels; smaller images are averaged in no time

using Levels = std::vector<QImage>;  ///< from level 1 on: the image itself is not kept alive

struct Cache {
  QMutex mutex;
  QCache<qint64, Levels> levels{mostMemory};
};

Cache& cache() {
  static Cache instance;
  return instance;
}

int matType(QImage::Format format) {
  if (format == QImage::Format_Grayscale16) return CV_16UC1;
  return format == QImage::Format_RGB888 ? CV_8UC3 : CV_8UC4;
}

QImage halved(const QImage& image) {
  QImage half(std::max(1, image.width() / 2), std::max(1, image.height() / 2), image.format());
  const int type = matType(image.format());
  // OpenCV has no header over constant memory; this one is only read.
  const cv::Mat from(image.height(), image.width(), type, const_cast<uchar*>(image.constBits()),
                     static_cast<std::size_t>(image.bytesPerLine()));
  cv::Mat to(half.height(), half.width(), type, half.bits(),
             static_cast<std::size_t>(half.bytesPerLine()));
  cv::resize(from, to, to.size(), 0, 0, cv::INTER_AREA);
  return half;
}

Levels knownLevels(qint64 key) {
  QMutexLocker lock(&cache().mutex);
  const Levels* known = cache().levels.object(key);
  return known ? *known : Levels{};
}

void keepLevels(qint64 key, const Levels& levels) {
  qsizetype bytes = 0;
  for (const auto& level : levels) bytes += level.sizeInBytes();
  QMutexLocker lock(&cache().mutex);
  cache().levels.insert(key, new Levels(levels), bytes);
}

}  // namespace

QImage mipLevel(const QImage& image, int level) {
  if (level <= 0 || image.isNull()) return image;
  const auto wanted = static_cast<std::size_t>(level);
  Levels levels = knownLevels(image.cacheKey());
  if (levels.size() < wanted) {
    // Without the lock: whoever draws another image does not wait.
    while (levels.size() < wanted) levels.push_back(halved(levels.empty() ? image : levels.back()));
    keepLevels(image.cacheKey(), levels);
  }
  return levels[wanted - 1];
}

void prepareMipLevels(const QImage& image) {
  int level = 0;
  while (std::max(image.width(), image.height()) >> level > smallestPrepared) ++level;
  mipLevel(image, level);
}

}  // namespace rho::widgets
