// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/case_images.h"

#include <algorithm>
#include <utility>

#include "image/read_image.h"
#include "image/resample.h"
#include "workbench/inspect/pictures.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

namespace {

CaseImage readCase(annotation::Id id, const QString& path) {
  CaseImage read;
  read.id = id;
  read.image = image::readImage(path.toStdString());
  image::toChannels(read.image, 1).pixels().convertTo(read.grey, CV_8U, 255);
  read.picture = pictureOf(read.image);
  read.drawings = drawingsOf(read.image);
  read.origin = originOf(read.image, read.picture);
  read.aspectRatio = aspectRatioOf(read.image);
  return read;
}

}  // namespace

CaseImages::CaseImages(JobTracker& tracker, QObject* parent) : QObject(parent), m_tracker(tracker) {
  connect(&m_tracker, &JobTracker::failed, this, [this](const QString& job, const QString& text) {
    const auto failing = job == lane ? m_wanted : job == nextLane ? std::exchange(m_reading, 0) : 0;
    // One that was read ahead says so when it is wanted.
    if (failing != 0 && failing == m_wanted) emit failed(std::exchange(m_wanted, 0), text);
  });
}

const CaseImage* CaseImages::find(annotation::Id id) const {
  const auto found =
      std::find_if(m_kept.begin(), m_kept.end(), [id](const auto& one) { return one.id == id; });
  return found == m_kept.end() ? nullptr : &*found;
}

void CaseImages::want(annotation::Id id, const QString& path) {
  m_wanted = 0;
  if (const auto* known = find(id)) {
    const CaseImage copy = *known;
    keep(copy);
    emit ready(copy);
    return;
  }
  m_wanted = id;
  if (m_reading != id) read(lane, id, path);
}

void CaseImages::expect(annotation::Id id, const QString& path) {
  const bool isWaitedFor = m_wanted != 0 && m_wanted == m_reading;
  if (find(id) || m_wanted == id || m_reading == id || isWaitedFor) return;
  m_reading = id;
  read(nextLane, id, path);
}

void CaseImages::clear() {
  m_kept.clear();
  m_wanted = m_reading = 0;
  m_tracker.cancel(lane);
  m_tracker.cancel(nextLane);
}

void CaseImages::read(const QString& inLane, annotation::Id id, const QString& path) {
  m_tracker.start(inLane, tr("Opening the case"), [this, id, path](const Job& job) {
    job.deliver([this, image = readCase(id, path)] {
      keep(image);
      if (m_reading == image.id) m_reading = 0;
      if (m_wanted != image.id) return;
      m_wanted = 0;
      emit ready(image);
    });
  });
}

void CaseImages::keep(const CaseImage& image) {
  m_kept.remove_if([&](const auto& one) { return one.id == image.id; });
  m_kept.push_front(image);
  if (m_kept.size() > mostKept) m_kept.pop_back();
}

}  // namespace rho::workbench
