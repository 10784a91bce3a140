// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/robustness/robustness_export.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/resources.h"
#include "workbench/report/csv_text.h"
#include "workbench/report/marked_text.h"
#include "workbench/report/page_writers.h"
#include "workbench/report/paper.h"
#include "workbench/report/report_style.h"
#include "workbench/robustness/robustness_texts.h"

namespace rho::workbench {

namespace {

struct RobustnessReportText {
  Q_DECLARE_TR_FUNCTIONS(RobustnessReportText)
};

constexpr double margin = 24, titleHeight = 30;

QString escaped(const QString& text) { return MarkedText::plain(text).toHtml(); }

QByteArray csvOf(const RobustnessExport& content) {
  const auto names = namesOf(content.networks);
  const auto number = [](const std::optional<double>& value) {
    if (!value) return QString();
    return std::isfinite(*value) ? QString::number(*value, 'g', 9) : QStringLiteral("inf");
  };
  QString text =
      QStringLiteral("network,image,label,predicted,confidence,attack_distance,btr_distance\r\n");
  for (std::size_t n = 0; n < content.networks.size(); ++n) {
    const auto& network = content.networks[n];
    for (const auto& image : network.images) {
      const auto index = static_cast<std::size_t>(image.index);
      const auto address = index < content.samples.size()
                               ? QString::fromStdString(content.samples[index].address)
                               : QString::number(image.index);
      text += QStringList{csvQuoted(names[n]),
                          csvQuoted(address),
                          csvQuoted(className(network, image.label)),
                          csvQuoted(className(network, image.predicted)),
                          QString::number(static_cast<double>(image.confidence), 'g', 6),
                          number(image.attack),
                          number(image.betterThanRandom)}
                  .join(",") +
              "\r\n";
    }
  }
  return text.toUtf8();
}

void drawFigures(QPainter& painter, const std::vector<DrawnFigure>& figures) {
  double top = margin;
  for (const auto& figure : figures) {
    painter.setPen(paper::ink());
    painter.setFont(paper::font(16, true));
    painter.drawText(QRectF(margin, top, figure.size.width(), titleHeight), Qt::AlignVCenter,
                     figure.title);
    top += titleHeight;
    painter.drawPicture(QPointF(margin, top), figure.picture);
    top += figure.size.height() + margin;
  }
}

QSizeF pageOf(const std::vector<DrawnFigure>& figures) {
  double width = 0, height = margin;
  for (const auto& figure : figures) {
    width = std::max<double>(width, figure.size.width());
    height += titleHeight + figure.size.height() + margin;
  }
  return {width + 2 * margin, height};
}

QString rowHtml(const QStringList& cells, const QString& name) {
  QString html = "<tr>";
  for (qsizetype i = 0; i < cells.size(); ++i)
    html +=
        "<" + name + (i > 0 ? " class=\"number\">" : ">") + escaped(cells[i]) + "</" + name + ">";
  return html + "</tr>\n";
}

QString tableHtml(const QStringList& titles, const std::vector<QStringList>& rows) {
  QString html = "<table>\n<thead>" + rowHtml(titles, "th") + "</thead>\n<tbody>\n";
  for (const auto& row : rows) html += rowHtml(row, "td");
  return html + "</tbody></table>\n";
}

QString networksHtml(const std::vector<NetworkMeasurement>& networks) {
  const auto names = namesOf(networks);
  std::vector<QStringList> rows;
  QString failures;
  for (std::size_t i = 0; i < networks.size(); ++i) {
    const auto& network = networks[i];
    if (!network.failure.empty())
      failures += "<p class=\"warning\">⚠ " + escaped(names[i]) + ": " +
                  escaped(QString::fromStdString(network.failure)) + "</p>\n";
    const auto area = [](const std::optional<AreaSummary>& summary) {
      return summary ? areaText(*summary) : QStringLiteral("–");
    };
    const auto& median = network.attack ? network.attack : network.betterThanRandom;
    rows.push_back({names[i], QString::number(network.images.size()), percentText(network.accuracy),
                    area(network.attack), area(network.betterThanRandom),
                    median ? distanceText(median->median) : QStringLiteral("–"),
                    QString::number(network.calibrationError, 'f', 3),
                    QString::fromStdString(network.sha256).left(12)});
  }
  return tableHtml(
             {RobustnessReportText::tr("Network"), RobustnessReportText::tr("Images"),
              RobustnessReportText::tr("Accuracy"), RobustnessReportText::tr("Attack ARA (95 %)"),
              RobustnessReportText::tr("BTR ARA (95 %)"),
              RobustnessReportText::tr("Median distance"), RobustnessReportText::tr("ECE"),
              RobustnessReportText::tr("SHA-256")},
             rows) +
         failures;
}

QString classesHtml(const NetworkMeasurement& network, const QString& name) {
  if (network.classes.empty()) return {};
  std::vector<QStringList> rows;
  const auto distance = [](const std::optional<double>& value) {
    return value ? distanceText(*value) : QStringLiteral("–");
  };
  for (const auto& shown : network.classes)
    rows.push_back({className(network, shown.label), QString::number(shown.count),
                    percentText(shown.accuracy), distance(shown.attackMedian),
                    distance(shown.betterThanRandomMedian)});
  return "<h2>" + escaped(RobustnessReportText::tr("Classes of %1").arg(name)) + "</h2>\n" +
         tableHtml({RobustnessReportText::tr("Class"), RobustnessReportText::tr("Images"),
                    RobustnessReportText::tr("Accuracy"),
                    RobustnessReportText::tr("Median attack distance"),
                    RobustnessReportText::tr("Median BTR distance")},
                   rows);
}

QString figureHtml(const DrawnFigure& figure) {
  const auto draw = [&](QPainter& painter) { painter.drawPicture(0, 0, figure.picture); };
  QString svg = QString::fromUtf8(svgOf(draw, QSizeF(figure.size), figure.title));
  svg.remove(0, svg.indexOf("<svg"));  // the declaration is for files of their own
  svg.insert(4, " role=\"img\"");
  return "<h2>" + escaped(figure.title) + "</h2>\n<div class=\"paper curves\">\n" + svg +
         "</div>\n";
}

/// What was asked, in words.
QString bylineOf(const MeasureRequest& request) {
  const auto search = request.paperSearch ? RobustnessReportText::tr("paper search")
                                          : RobustnessReportText::tr("fast search");
  return RobustnessReportText::tr("%1 · images from %2 on, every %3 · %4 · %5")
      .arg(QString::fromStdString(request.data))
      .arg(request.first)
      .arg(request.every)
      .arg(search, QDateTime::currentDateTime().toString(Qt::ISODate));
}

QByteArray htmlOf(const RobustnessExport& content, const JobContext& context) {
  const auto title = RobustnessReportText::tr("Robustness");
  QString html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "img-src data:; style-src 'unsafe-inline'\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
      escaped(title) +
      " · Rhoscope</title>\n<style>\nbody, text { font-family: " + paper::fontFamilies() + "; }\n" +
      reportStyle + "</style>\n</head>\n<body>\n<main>\n<h1>" + escaped(title) +
      "</h1>\n<p class=\"side\">" + escaped(bylineOf(content.request)) +
      "</p>\n<p class=\"notice\">" + escaped(paper::researchUse()) + "</p>\n";
  html += networksHtml(content.networks);
  for (const auto& figure : content.figures) {
    context.throwIfStopped();
    html += figureHtml(figure);
  }
  const auto names = namesOf(content.networks);
  for (std::size_t i = 0; i < names.size(); ++i) html += classesHtml(content.networks[i], names[i]);
  html += "<footer>Rhoscope " + escaped(QString::fromStdString(version())) +
          "</footer></main>\n</body>\n</html>\n";
  return html.toUtf8();
}

}  // namespace

void exportRobustness(const RobustnessExport& content, const std::filesystem::path& path,
                      const JobContext& context) {
  const auto measured = [](const auto& network) { return !network.images.empty(); };
  if (std::none_of(content.networks.begin(), content.networks.end(), measured))
    throw InvalidInput("export", "nothing is measured yet", "measure a network first");
  if (endingOf(path) == ".csv") return writeWhole(path, csvOf(content));
  if (endingOf(path) == ".html") return writeWhole(path, htmlOf(content, context));
  if (content.figures.empty())
    throw InvalidInput("export", "this view has no figure yet", "choose another one");
  writeDrawing(
      path, [&](QPainter& painter) { drawFigures(painter, content.figures); },
      pageOf(content.figures), RobustnessReportText::tr("Robustness"), context);
}

}  // namespace rho::workbench
