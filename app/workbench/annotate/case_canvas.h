// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>
#include <memory>
#include <optional>

#include "widgets/paint_view.h"
#include "workbench/annotate/case_explainer.h"
#include "workbench/annotate/case_superpixels.h"
#include "workbench/annotate/paint_settings.h"

namespace rho::workbench {

class ReadersRow;

/// The picture of the case, painted on by the tool that is chosen; beside it what others say.
class CaseCanvas : public QWidget {
  Q_OBJECT
 public:
  explicit CaseCanvas(JobTracker& tracker, QWidget* parent = nullptr);

  widgets::PaintView& view() const { return *m_view; }
  ReadersRow& readers() const { return *m_readers; }
  void setImage(const CaseImage& image);
  /// No picture; text says why.
  void setEmpty(const QString& text);
  bool hasImage() const { return m_image.has_value(); }
  const CaseImage* image() const { return m_image ? &*m_image : nullptr; }
  /// What is painted (see CaseEditor::layer); its pixels are changed in their place. Empty:
  /// painting does nothing.
  void setLayer(const cv::Mat& layer);

  void setSettings(const PaintSettings& settings);
  const PaintSettings& settings() const { return m_settings; }
  void setExplanation(const CaseExplanation& explanation);
  void setOverlay(bool isShown);
  bool hasExplanation() const { return m_explanation.has_value(); }

  /// Another window, zoom and so on, clamped to what is legal.
  void editView(const std::function<void(widgets::ViewState&)>& change);
  /// Closes the polygon, or paints what the explanation marks. Whether there was something.
  bool finish();
  /// Drops the polygon; whether there was one.
  bool cancel();

 signals:
  void painted();            ///< a stroke, a polygon or a click has ended and changed the layer
  void explanationWanted();  ///< by the tool

 private:
  std::uint8_t paint() const;
  void brush(QPointF from, QPointF to);
  void polygon(const QPolygonF& corners);
  void pick(QPointF pixel);
  /// Of the layer, which have changed.
  void changed(const cv::Rect& pixels);
  void showLayers();
  void showPreview();
  void prepareTool();

  widgets::PaintView* m_view;
  ReadersRow* m_readers;
  CaseSuperpixels* m_superpixels;
  PaintSettings m_settings;
  std::optional<CaseImage> m_image;
  std::optional<CaseExplanation> m_explanation;  ///< of this image
  std::shared_ptr<const CaseSegments> m_segments;
  cv::Mat m_layer;
  cv::Mat m_preview;
  bool m_overlayShown = false;
};

}  // namespace rho::workbench
