// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/case_thumbnails.h"

#include <algorithm>
#include <vector>

#include "base/error.h"
#include "image/read_image.h"
#include "workbench/inspect/pictures.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

namespace {

constexpr std::size_t mostWanted = 64;  ///< what was passed by in scrolling is asked for again

QImage drawnFrom(const QString& path) {
  try {
    return thumbnailOf(image::readImage(path.toStdString()), thumbnailSide);
  } catch (const Cancelled&) {
    throw;
  } catch (const Error&) {  // said in full when the case is shown
    return {};
  }
}

}  // namespace

CaseThumbnails::CaseThumbnails(JobTracker& tracker, QObject* parent)
    : QObject(parent), m_tracker(tracker) {
  m_soon.setSingleShot(true);
  m_soon.setInterval(0);
  connect(&m_soon, &QTimer::timeout, this, &CaseThumbnails::start);
}

void CaseThumbnails::want(annotation::Id id, const QString& path) {
  if (!m_known.insert(id).second) return;
  m_wanted.push_front({id, path});
  if (m_wanted.size() > mostWanted) {
    m_known.erase(m_wanted.back().id);
    m_wanted.pop_back();
  }
  m_soon.start();
}

void CaseThumbnails::clear() {
  m_wanted.clear();
  m_known.clear();
  m_tracker.cancel(lane);
}

void CaseThumbnails::start() {
  if (m_wanted.empty()) return;
  const std::vector<Wanted> wanted(m_wanted.begin(), m_wanted.end());
  m_tracker.start(lane, tr("Drawing the cases"), [this, wanted](const Job& job) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      job.context().step(static_cast<long long>(i), static_cast<long long>(wanted.size()));
      const auto id = wanted[i].id;
      job.deliver([this, id, picture = drawnFrom(wanted[i].path)] { take(id, picture); });
    }
  });
}

void CaseThumbnails::take(annotation::Id id, const QImage& thumbnail) {
  std::erase_if(m_wanted, [id](const Wanted& one) { return one.id == id; });
  emit drawn(id, thumbnail);
}

}  // namespace rho::workbench
