// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/case_canvas.h"

#include <QHBoxLayout>
#include <algorithm>
#include <cmath>

#include "image/mask_painting.h"
#include "image/superpixels.h"
#include "widgets/colors.h"
#include "workbench/annotate/readers_row.h"

namespace rho::workbench {

namespace {

widgets::PaintTool viewTool(AnnotateTool tool) {
  switch (tool) {
    case AnnotateTool::brush:
    case AnnotateTool::erase:
      return widgets::PaintTool::brush;
    case AnnotateTool::polygon:
      return widgets::PaintTool::polygon;
    case AnnotateTool::fill:
    case AnnotateTool::superpixel:
      return widgets::PaintTool::pick;
    case AnnotateTool::window:
    case AnnotateTool::threshold:
      break;
  }
  return widgets::PaintTool::none;
}

QColor brushColor(const PaintSettings& settings) {
  if (settings.tool == AnnotateTool::erase) return Qt::white;
  return settings.isEvidence ? widgets::evidenceColor() : widgets::noEvidenceColor();
}

cv::Point pointAt(QPointF pixel) {
  return {static_cast<int>(std::floor(pixel.x())), static_cast<int>(std::floor(pixel.y()))};
}

}  // namespace

CaseCanvas::CaseCanvas(JobTracker& tracker, QWidget* parent)
    : QWidget(parent),
      m_view(new widgets::PaintView),
      m_readers(new ReadersRow),
      m_superpixels(new CaseSuperpixels(tracker, this)) {
  m_view->setAccessibleName(tr("Picture of the case"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(7);
  layout->addWidget(m_readers, 2);
  layout->addWidget(m_view, 1);
  using widgets::PaintView;
  connect(m_view, &PaintView::brushed, this, &CaseCanvas::brush);
  connect(m_view, &PaintView::brushEnded, this, [this] {
    if (!m_layer.empty()) emit painted();
  });
  connect(m_view, &PaintView::polygonClosed, this, &CaseCanvas::polygon);
  connect(m_view, &PaintView::picked, this, &CaseCanvas::pick);
  const auto show = [this](const widgets::ViewState& view) {
    m_view->setView(view);
    m_readers->setView(view);
  };
  connect(m_view, &widgets::PictureView::viewChanged, this, show);
  connect(m_readers, &ReadersRow::viewChanged, this, show);
  connect(m_superpixels, &CaseSuperpixels::found, this,
          [this](const std::shared_ptr<const CaseSegments>& segments) {
            if (!m_image || segments->id != m_image->id) return;
            m_segments = segments;
            showLayers();
          });
}

/// Nothing is carried to another image but the strength of the overlay.
void CaseCanvas::setImage(const CaseImage& image) {
  const bool isAnother = !m_image || m_image->id != image.id;
  m_image = image;
  if (isAnother) {
    m_segments.reset();
    m_explanation.reset();
    widgets::ViewState view;
    view.overlayOpacity = m_view->view().overlayOpacity;
    m_view->setView(view);
    m_readers->setView(view);
  }
  m_view->setAspectRatio(image.aspectRatio);
  m_readers->setImage(image);
  showLayers();
  prepareTool();
}

void CaseCanvas::setEmpty(const QString& text) {
  m_image.reset();
  m_segments.reset();
  m_explanation.reset();
  m_layer.release();
  m_preview.release();
  m_view->cancelPolygon();
  m_view->setPainted({});
  m_view->setLayers({});
  m_view->setPlaceholder(text);
  m_readers->setOpinions({}, {}, false, 0);
}

void CaseCanvas::setLayer(const cv::Mat& layer) {
  const bool fits = m_image && layer.size() == m_image->grey.size();
  m_layer = fits ? layer : cv::Mat();
  m_view->setPainted({m_layer, m_preview});
}

void CaseCanvas::setSettings(const PaintSettings& settings) {
  const bool isOther = settings.tool != m_settings.tool;
  m_settings = settings;
  if (isOther) {
    m_view->setTool(viewTool(settings.tool));
    showLayers();
  }
  prepareTool();
}

/// What a tool needs before the first click.
void CaseCanvas::prepareTool() {
  if (!m_image) return;
  const auto size = m_image->grey.size();
  m_view->setBrush(m_settings.size / 200 * std::max(size.width, size.height),
                   brushColor(m_settings));
  if (m_settings.tool == AnnotateTool::superpixel) {
    const int wanted = static_cast<int>(std::lround(m_settings.detail));
    m_superpixels->find(*m_image, wanted > 0 ? wanted : image::suggestedSegments(size));
  }
  if (m_settings.tool == AnnotateTool::threshold && !m_explanation) emit explanationWanted();
  showPreview();
}

void CaseCanvas::setExplanation(const CaseExplanation& explanation) {
  if (!m_image || explanation.id != m_image->id) return;
  m_explanation = explanation;
  showLayers();
  showPreview();
}

void CaseCanvas::setOverlay(bool isShown) {
  m_overlayShown = isShown;
  showLayers();
}

void CaseCanvas::showLayers() {
  if (!m_image) return;
  widgets::PictureLayers layers;
  const bool explains = m_overlayShown && m_explanation;
  if (explains) layers = m_explanation->picture.layers;
  layers.base = m_image->picture;
  layers.origin = m_image->origin;
  if (!explains) layers.overlay = m_image->drawings;
  if (m_settings.tool == AnnotateTool::superpixel && m_segments)
    layers.segments = m_segments->picture;
  m_view->setLayers(layers);
}

void CaseCanvas::showPreview() {
  const bool shows = m_settings.tool == AnnotateTool::threshold && m_explanation && m_image &&
                     m_explanation->map.size() == m_image->grey.size();
  if (!shows && m_preview.empty()) return;
  m_preview =
      shows ? image::strongRegion(m_explanation->map, m_settings.threshold / 100) : cv::Mat();
  m_view->setPainted({m_layer, m_preview});
}

void CaseCanvas::editView(const std::function<void(widgets::ViewState&)>& change) {
  auto view = m_view->view();
  change(view);
  m_view->setView(view);
  m_readers->setView(m_view->view());
}

std::uint8_t CaseCanvas::paint() const {
  if (m_settings.tool == AnnotateTool::erase)
    return static_cast<std::uint8_t>(widgets::Paint::none);
  return static_cast<std::uint8_t>(m_settings.isEvidence ? widgets::Paint::evidence
                                                         : widgets::Paint::noEvidence);
}

void CaseCanvas::brush(QPointF from, QPointF to) {
  if (m_layer.empty()) return;
  const double radius = m_settings.size / 200 * std::max(m_layer.cols, m_layer.rows);
  m_view->repaintPixels(image::paintStroke(m_layer, {from.x(), from.y()}, {to.x(), to.y()},
                                           std::max(0.7, radius), paint()));
}

void CaseCanvas::polygon(const QPolygonF& corners) {
  if (m_layer.empty()) return;
  std::vector<cv::Point2d> points;
  for (const auto& corner : corners) points.emplace_back(corner.x(), corner.y());
  changed(image::paintPolygon(m_layer, points, paint()));
}

void CaseCanvas::pick(QPointF pixel) {
  if (m_layer.empty()) return;
  const auto at = pointAt(pixel);
  if (m_settings.tool == AnnotateTool::fill) {
    const double tolerance = m_settings.tolerance / 100 * 255;
    changed(
        image::paintRegion(m_layer, image::similarRegion(m_image->grey, at, tolerance), paint()));
  } else if (m_segments) {
    const auto part = m_segments->at(at);
    if (part.box.empty()) return;
    cv::Mat below = m_layer(part.box);
    if (!image::toggleRegion(below, part.region, paint()).empty()) changed(part.box);
  }
}

void CaseCanvas::changed(const cv::Rect& pixels) {
  if (pixels.empty()) return;
  m_view->repaintPixels(pixels);
  emit painted();
}

bool CaseCanvas::finish() {
  if (m_settings.tool == AnnotateTool::polygon) {
    m_view->closePolygon();
    return true;
  }
  if (m_preview.empty() || m_layer.empty()) return false;
  changed(image::paintRegion(m_layer, m_preview, paint()));
  return true;
}

bool CaseCanvas::cancel() { return m_view->cancelPolygon(); }

}  // namespace rho::workbench
