// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/curve_export.h"

#include <QCoreApplication>
#include <QPainter>

#include "base/error.h"
#include "workbench/report/csv_text.h"
#include "workbench/report/page_writers.h"
#include "workbench/report/paper.h"
#include "workbench/report/text_block.h"

namespace rho::workbench {

namespace {

constexpr QSizeF pageSize(820, 470);
constexpr double margin = 24;

struct CurvePageText {
  Q_DECLARE_TR_FUNCTIONS(CurvePageText)
};

void drawPage(QPainter& painter, const CurvePage& page) {
  const double width = pageSize.width() - 2 * margin;
  QPointF at(margin, margin);
  const auto write = [&](const QString& text, int pixels, const QColor& color, bool bold) {
    const TextBlock block(MarkedText::plain(text), {pixels, color, bold, 2}, width);
    block.draw(painter, at);
    at.ry() += block.height() + 6;
  };
  write(page.caseName, 18, paper::ink(), true);
  write(CurvePageText::tr("%1 · raising and lowering %2").arg(page.networkName, page.target), 12,
        paper::muted(), false);
  constexpr double footer = 20;
  drawCurves(painter, {at.x(), at.y(), width, pageSize.height() - margin - footer - at.y()},
             page.curves);
  at.setY(pageSize.height() - margin - footer + 6);
  write(paper::researchUse(), 12, paper::notice(), false);
}

QByteArray csvOf(const ReportCurves& curves) {
  QString text = QStringLiteral("class,direction,rho,confidence\r\n");
  for (const auto& curve : curves.curves)
    for (const auto& point : curve.points)
      text += QString("%1,%2,%3,%4\r\n")
                  .arg(csvQuoted(curve.name), curve.dashed ? "lower" : "raise",
                       QString::number(point.x(), 'g', 9), QString::number(point.y(), 'g', 9));
  return text.toUtf8();
}

}  // namespace

void exportCurves(const CurvePage& page, const std::filesystem::path& path,
                  const JobContext& context) {
  if (page.curves.curves.empty())
    throw InvalidInput("export", "there are no curves yet", "wait until the sweep has begun");
  if (endingOf(path) == ".csv") return writeWhole(path, csvOf(page.curves));
  writeDrawing(
      path, [&](QPainter& painter) { drawPage(painter, page); }, pageSize, page.caseName, context);
}

}  // namespace rho::workbench
