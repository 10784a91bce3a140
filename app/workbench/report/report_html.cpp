// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/report_html.h"

#include <QCoreApplication>
#include <QPainter>

#include "workbench/report/exhibit_bands.h"
#include "workbench/report/exhibit_picture.h"
#include "workbench/report/page_writers.h"
#include "workbench/report/paper.h"
#include "workbench/report/report_style.h"
#include "workbench/report/report_tables.h"
#include "workbench/report/report_text.h"

namespace rho::workbench {

namespace {

constexpr int columns = 4;         ///< at most
constexpr double tileWidth = 340;  ///< at most; the style says the same
constexpr QSizeF curvesSize(860, 300);

/// The one door for texts: nothing from a file or a name gets around it.
QString escaped(const QString& text) { return MarkedText::plain(text).toHtml(); }

/// An element around escaped text; nothing where there is no text.
QString element(const QString& name, const QString& text, const QString& kind = {}) {
  if (text.isEmpty()) return {};
  const QString attributes = kind.isEmpty() ? QString() : " class=\"" + kind + "\"";
  return "<" + name + attributes + ">" + escaped(text) + "</" + name + ">\n";
}

QString pictureHtml(const ExhibitTile& tile) {
  if (tile.picture.isNull()) return "<div class=\"nothing\"></div>\n";
  const QSizeF size = shownSize(tile.picture.size(), {tileWidth, 1.5 * tileWidth});
  const QByteArray png = pngOf(pictureForPage(tile.picture, size));
  return QString("<img width=\"%1\" height=\"%2\" alt=\"%3\" src=\"data:image/png;base64,%4\">\n")
      .arg(QString::number(qRound(size.width())), QString::number(qRound(size.height())),
           escaped(tile.title), QString::fromLatin1(png.toBase64()));
}

QString scaleHtml(const ExhibitTile::Scale& scale) {
  QStringList stops;
  for (const auto& [position, color] : stopsOf(scale)) stops << color.name();
  const auto labels = labelsOf(scale);
  return "<div class=\"bar\" style=\"background:linear-gradient(to right," + stops.join(",") +
         ")\"></div>\n<div class=\"ends\"><span>" + escaped(labels[0]) + "</span><span>" +
         escaped(labels[1]) + "</span><span>" + escaped(labels[2]) + "</span></div>\n";
}

QString tileHtml(const ExhibitTile& tile) {
  QString html = "<figure>\n<figcaption>" + element("b", tile.title) +
                 element("span", tile.subtitle, "side") + "</figcaption>\n" + pictureHtml(tile);
  if (tile.scale) html += scaleHtml(*tile.scale);
  if (!tile.result.isEmpty())
    html += "<p>" + MarkedText::fromMarkup(tile.result).keptTogether().toHtml() + "</p>\n";
  for (const auto& warning : tile.warnings) html += element("p", "⚠ " + warning, "warning");
  return html + "</figure>\n";
}

QString exhibitHtml(const Exhibit& exhibit, const JobContext& context) {
  QString html = "<section class=\"paper\">\n";
  const auto rows = static_cast<long long>(exhibit.rows.size());
  for (long long row = 0; row < rows; ++row) {
    context.step(row, rows, "drawing the report");
    const auto& tiles = exhibit.rows[static_cast<std::size_t>(row)];
    if (tiles.empty()) continue;
    html += element("h3", exhibit.rowNames.value(row));
    html +=
        QString("<div class=\"tiles\" style=\"--columns:%1\">\n").arg(columnsFor(exhibit, columns));
    for (const auto& tile : tiles) html += tileHtml(tile);
    html += "</div>\n";
  }
  return html + element("p", exhibit.footer, "side") + "</section>\n";
}

QString curvesHtml(const ReportCurves& curves, const QString& title) {
  if (curves.curves.empty()) return {};
  const auto draw = [&](QPainter& painter) {
    drawCurves(painter, QRectF({0, 0}, curvesSize), curves);
  };
  QString svg = QString::fromUtf8(svgOf(draw, curvesSize, title));
  svg.remove(0, svg.indexOf("<svg"));  // the declaration is for files of their own
  svg.insert(4, " role=\"img\"");
  const QString notes = notesOf(curves).join(" ");
  return element("h2", title) + "<div class=\"paper curves\">\n" + svg + "</div>\n" +
         element("p", notes);
}

QString cellsHtml(const ReportTable& table, const QStringList& cells, const QString& name) {
  QString html = "<tr>";
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    html += "<" + name + (table.columns[i].isNumber ? " class=\"number\">" : ">") +
            escaped(cells.value(static_cast<qsizetype>(i))) + "</" + name + ">";
  return html + "</tr>\n";
}

QString tableHtml(const QString& title, const ReportTable& table) {
  if (table.rows.empty()) return {};
  QStringList titles;
  QString html = element("h2", title) + "<table>\n<colgroup>";
  for (const auto& column : table.columns) {
    titles << column.title;
    html += QString("<col style=\"width:%1%\">").arg(100 * column.share);
  }
  html += "</colgroup>\n";
  if (!titles.join(QString()).isEmpty())
    html += "<thead>" + cellsHtml(table, titles, "th") + "</thead>\n";
  html += "<tbody>\n";
  for (const auto& row : table.rows) html += cellsHtml(table, row, "td");
  return html + "</tbody></table>\n" + element("p", table.remark, "side");
}

QString networkHtml(const NetworkReport& network, double rho, bool isOneOfMany) {
  const auto titled = [&](const QString& title) {
    return isOneOfMany ? title + " · " + network.name : title;
  };
  return curvesHtml(network.curves, titled(ReportText::tr("Confidence over ρ"))) +
         tableHtml(titled(ReportText::tr("Confidences")), confidencesTable(network, rho)) +
         tableHtml(titled(ReportText::tr("Methods")), methodsTable(network)) +
         tableHtml(titled(ReportText::tr("Network")), factsTable(network.facts));
}

/// The policy is for readers who get such a file from somebody else: nothing in it may run.
QString headHtml(const ReportContent& content) {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
         "img-src data:; style-src 'unsafe-inline'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n" +
         element("title", titleOf(content) + " · Rhoscope") +
         "<style>\nbody, text { font-family: " + paper::fontFamilies() + "; }\n" + reportStyle +
         "</style>\n</head>\n";
}

}  // namespace

QByteArray reportHtml(const ReportContent& content, const JobContext& context) {
  QString html = headHtml(content) + "<body>\n<main>\n" + element("h1", titleOf(content)) +
                 element("p", bylineOf(content), "side") +
                 element("p", paper::researchUse(), "notice");
  for (const auto& warning : content.warnings) html += element("p", "⚠ " + warning, "warning");
  html += exhibitHtml(content.exhibit, context);
  html += tableHtml(ReportText::tr("Trust"), factsTable(content.trust));
  for (const auto& network : content.networks)
    html += networkHtml(network, content.rho, content.networks.size() > 1);
  html += tableHtml(ReportText::tr("Measurements"), factsTable(content.measured));
  html += tableHtml(ReportText::tr("Image"), factsTable(content.image));
  html += element("footer", imprintOf(content)) + "</main>\n</body>\n</html>\n";
  return html.toUtf8();
}

}  // namespace rho::workbench
