// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/report_pdf.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <utility>

#include "workbench/report/exhibit_bands.h"
#include "workbench/report/page_writers.h"
#include "workbench/report/report_tables.h"
#include "workbench/report/report_text.h"
#include "workbench/report/table_bands.h"

namespace rho::workbench {

namespace {

// A4, with margins that leave everything on the paper when it is printed on Letter at its own size.
constexpr double pixelsPerMillimetre = pixelsPerInch / 25.4;
constexpr double sideMargin = 18 * pixelsPerMillimetre;
constexpr double endMargin = 22 * pixelsPerMillimetre;
constexpr double pageWidth = 210 * pixelsPerMillimetre;
constexpr double pageHeight = 297 * pixelsPerMillimetre;
constexpr double width = pageWidth - 2 * sideMargin;
constexpr double height = pageHeight - 2 * endMargin;
constexpr int words = 12;
constexpr int columns = 3;
constexpr double curvesHeight = 250;

/// The bands of a report, from its top to its end.
class Story {
 public:
  void add(Band band) { m_bands.push_back(std::move(band)); }
  void add(std::vector<Band> bands) {
    for (auto& band : bands) m_bands.push_back(std::move(band));
  }
  void text(const QString& text, const TextLook& look, double below) {
    add(textBand(text, look, width, below));
  }
  void heading(const QString& text) {
    add(spaceBand(12));
    Band band = textBand(text, {14, paper::ink(), true, 2}, width, 5);
    band.keepWithNext = true;
    add(std::move(band));
  }
  void table(const QString& title, const ReportTable& table) {
    if (table.rows.empty()) return;
    heading(title);
    add(tableBands(table, words - 1, width));
  }
  const std::vector<Band>& bands() const { return m_bands; }

 private:
  std::vector<Band> m_bands;
};

TileLayout tileLayout(const Exhibit& exhibit) {
  TileLayout layout;
  layout.columns = columnsFor(exhibit, columns);
  layout.tileWidth = std::min((width + tileGap) / layout.columns - tileGap, 0.6 * width);
  layout.textPixels = words - 1;
  return layout;
}

Band curvesBand(const ReportCurves& curves) {
  Band band;
  band.height = curvesHeight + 8;
  band.draw = [curves](QPainter& painter, QPointF at) {
    drawCurves(painter, {at.x(), at.y(), width, curvesHeight}, curves);
  };
  return band;
}

void tell(Story& story, const NetworkReport& network, double rho, bool isOneOfMany) {
  const auto titled = [&](const QString& title) {
    return isOneOfMany ? title + " · " + network.name : title;
  };
  if (!network.curves.curves.empty()) {
    story.heading(titled(ReportText::tr("Confidence over ρ")));
    story.add(curvesBand(network.curves));
    story.text(notesOf(network.curves).join(" "), {words}, 2);
  }
  const auto confidences = confidencesTable(network, rho);
  story.table(titled(ReportText::tr("Confidences")), confidences);
  story.text(confidences.remark, {words - 1, paper::muted()}, 2);
  story.table(titled(ReportText::tr("Methods")), methodsTable(network));
  story.table(titled(ReportText::tr("Network")), factsTable(network.facts));
}

Story storyOf(const ReportContent& content) {
  Story story;
  story.text(titleOf(content), {22, paper::ink(), true, 3}, 2);
  story.text(bylineOf(content), {words, paper::muted()}, 10);
  story.add(noticeBand({paper::researchUse()}, words, width, 12));
  if (!content.warnings.isEmpty()) {
    QStringList lines;
    for (const auto& warning : content.warnings) lines << "⚠ " + warning;
    for (const auto& line : lines) story.text(line, {words, paper::notice()}, 3);
    story.add(spaceBand(8));
  }
  story.add(tileBands(content.exhibit, tileLayout(content.exhibit)));
  story.text(content.exhibit.footer, {words - 1, paper::muted()}, 4);
  story.table(ReportText::tr("Trust"), factsTable(content.trust));
  for (const auto& network : content.networks)
    tell(story, network, content.rho, content.networks.size() > 1);
  story.table(ReportText::tr("Measurements"), factsTable(content.measured));
  story.table(ReportText::tr("Image"), factsTable(content.image));
  story.add(spaceBand(10));
  story.text(imprintOf(content), {words - 1, paper::muted()}, 0);
  return story;
}

void drawPageEnd(QPainter& painter, const QString& title, std::size_t page, std::size_t pages) {
  constexpr double top = pageHeight - endMargin + 12;
  const QString count = ReportText::tr("page %1 of %2").arg(page).arg(pages);
  const TextLook side{10, paper::muted(), false, 1, Qt::AlignRight};
  painter.setPen(QPen(paper::hairline(), 0.7));
  painter.drawLine(QPointF(sideMargin, top), QPointF(pageWidth - sideMargin, top));
  TextBlock(MarkedText::plain(title), {10, paper::muted(), false, 1}, 0.55 * width)
      .draw(painter, {sideMargin, top + 5});
  TextBlock(MarkedText::plain(ReportText::tr("Research use only · %1").arg(count)), side,
            0.4 * width)
      .draw(painter, {sideMargin + 0.6 * width, top + 5});
}

}  // namespace

QByteArray reportPdf(const ReportContent& content, const JobContext& context) {
  const auto pages = paginated(storyOf(content).bands(), height);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setTitle(MarkedText::plain(titleOf(content)).text());
  writer.setCreator(MarkedText::plain("Rhoscope " + content.programVersion).text());
  writer.setResolution(pixelsPerInch);
  writer.setPageSize(QPageSize(QPageSize::A4));
  writer.setPageMargins({});
  QPainter painter(&writer);
  prepare(painter);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    context.step(static_cast<long long>(i), static_cast<long long>(pages.size()),
                 "drawing the report");
    if (i > 0) writer.newPage();
    drawBands(painter, {sideMargin, endMargin}, pages[i]);
    drawPageEnd(painter, titleOf(content), i + 1, pages.size());
  }
  painter.end();
  return bytes;
}

}  // namespace rho::workbench
