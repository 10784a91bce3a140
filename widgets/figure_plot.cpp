// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/figure_plot.h"

#include <qcustomplot.h>

#include <QEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/colors.h"
#include "widgets/fonts.h"
#include "widgets/section_label.h"

namespace rho::widgets {

namespace {

constexpr double zoomStep = 1.25;

std::array<QCPAxis*, 4> axesOf(QCustomPlot& canvas) {
  return {canvas.xAxis, canvas.yAxis, canvas.xAxis2, canvas.yAxis2};
}

}  // namespace

FigurePlot::FigurePlot(const QString& title, const QString& explanation, QWidget* parent)
    : Card(parent),
      m_title(new SectionLabel(title)),
      m_titleText(title),
      m_empty(new QLabel),
      m_canvas(new QCustomPlot) {
  setAccessibleName(title);
  m_title->setToolTip(explanation);
  m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  m_empty->setEnabled(false);  // stands back
  m_canvas->setMouseTracking(true);
  m_canvas->installEventFilter(this);
  m_canvas->axisRect()->setupFullAxesBox(false);
  m_canvas->axisRect()->setMinimumMargins({0, 6, 10, 0});
  for (auto* axis : axesOf(*m_canvas)) {
    axis->setTickLength(0);
    axis->setTickPen(Qt::NoPen);
    axis->setSubTicks(false);
    axis->setTickLabelPadding(5);
    axis->setNumberFormat("gbc");
    axis->setNumberPrecision(3);
  }
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 7, 8, 6);
  layout->setSpacing(3);
  layout->addWidget(m_title);
  layout->addWidget(m_empty, 1);
  layout->addWidget(m_canvas, 1);
  m_canvas->hide();
}

void FigurePlot::setEmptyText(const QString& text) { m_empty->setText(text); }

void FigurePlot::setTitle(const QString& title) {
  m_titleText = title;
  m_title->setText(title);
}

QString FigurePlot::heading() const { return m_title->text(); }

QFont FigurePlot::textFont() const { return m_paperFont ? *m_paperFont : scaled(font(), 0.88); }

void FigurePlot::styleAxes() {
  const QPalette palette = colors();
  const QColor text = mutedText(palette), line = outline(palette);
  const QColor ground = m_paper ? QColor(Qt::white) : palette.color(QPalette::Base);
  m_canvas->setBackground(QBrush(ground));
  for (auto* axis : axesOf(*m_canvas)) {
    axis->setBasePen(QPen(line));
    axis->setTickLabelColor(text);
    axis->setLabelColor(text);
    axis->setTickLabelFont(textFont());
    axis->setLabelFont(textFont());
    axis->grid()->setPen(QPen(mixed(ground, line, 0.7)));
    axis->grid()->setZeroLinePen(QPen(line));
  }
}

void FigurePlot::styleAndDraw() {
  styleAxes();
  draw();
}

void FigurePlot::showValues() {
  m_empty->setVisible(!hasValues());
  m_canvas->setVisible(hasValues());
  if (!m_isZoomed) fitX();
  styleAndDraw();
  m_canvas->replot(QCustomPlot::rpQueuedReplot);
}

QPicture FigurePlot::pictureOn(const QPalette& paper, const QFont& font, QSize size) {
  m_paper = &paper;
  m_paperFont = &font;
  styleAndDraw();
  QPicture picture;
  QCPPainter painter(&picture);
  m_canvas->toPainter(&painter, size.width(), size.height());
  painter.end();
  m_paper = nullptr;
  m_paperFont = nullptr;
  showValues();
  return picture;
}

void FigurePlot::showHeading(const QString& text) {
  m_title->setText(text.isEmpty() ? m_titleText : text);
  m_canvas->setToolTip(QString(text).replace(" · ", "\n"));  // where the title is too narrow
}

void FigurePlot::zoom(double pixel, double steps) {
  auto& axis = *m_canvas->xAxis;
  const auto before = axis.range();
  fitX();
  const auto whole = axis.range();
  axis.setRange(before);
  const double at = axis.pixelToCoord(pixel), factor = std::pow(zoomStep, -steps);
  axis.setRange(std::max(whole.lower, at + factor * (before.lower - at)),
                std::min(whole.upper, at + factor * (before.upper - at)));
  m_isZoomed = axis.range() != whole;
  m_canvas->replot(QCustomPlot::rpQueuedReplot);
}

bool FigurePlot::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_canvas) switch (event->type()) {
      case QEvent::MouseMove:
        showHeading(valuesAt(static_cast<QMouseEvent*>(event)->position()));
        break;
      case QEvent::Leave:
        showHeading({});
        break;
      case QEvent::MouseButtonDblClick:
        m_isZoomed = false;
        showValues();
        return true;
      case QEvent::Wheel: {
        const auto* wheel = static_cast<QWheelEvent*>(event);
        if (!wheel->modifiers().testFlag(Qt::ControlModifier)) break;
        zoom(wheel->position().x(), wheel->angleDelta().y() / 120.0);
        return true;
      }
      default:
        break;
    }
  return Card::eventFilter(watched, event);
}

void FigurePlot::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange && hasValues()) showValues();
  Card::changeEvent(event);
}

}  // namespace rho::widgets
