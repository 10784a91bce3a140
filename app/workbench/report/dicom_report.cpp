// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/dicom_report.h"

#include "base/resources.h"
#include "workbench/desk/image_facts.h"
#include "workbench/desk/measurement_texts.h"
#include "workbench/report/paper.h"
#include "workbench/report/report_tables.h"
#include "workbench/report/report_text.h"

namespace rho::workbench {

namespace {

const QString unknown = QString::fromUtf8("–");  ///< as tables write it

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

QString program() { return "Rhoscope " + text(version()); }

/// The network's answer, and how small a change turns it.
QStringList decisionLines(const NetworkReport& network, const QString& target) {
  QStringList lines;
  const bool areLabels = !network.confidences.empty() && network.confidences[0].decisionPoint;
  if (areLabels) {
    lines << network.name + ": " + network.decision;
  } else if (!network.confidences.empty()) {
    const auto& first = network.confidences.front();
    lines << ReportText::tr("%1: %2, confidence %3")
                 .arg(network.name, first.name)
                 .arg(first.before.value_or(0), 0, 'f', 3);
  }
  if (!target.isEmpty()) lines << ReportText::tr("explained class: %1").arg(target);
  return lines + notesOf(network.curves);
}

/// A table as lines: its first column, then the others by their titles.
QStringList linesOf(const ReportTable& table) {
  QStringList lines;
  for (const auto& row : table.rows) {
    QStringList parts;
    for (qsizetype i = 1; i < row.size(); ++i) {
      const QString title = table.columns.at(static_cast<std::size_t>(i)).title;
      if (!row[i].isEmpty() && row[i] != unknown)
        parts << (title.isEmpty() ? row[i] : title + " " + row[i]);
    }
    lines << row.value(0) + ": " + parts.join("; ");
  }
  if (!table.remark.isEmpty()) lines << table.remark;
  return lines;
}

QStringList pictureLines(const Snapshot& snapshot) {
  const auto& image = snapshot.opened.image;
  QStringList lines = {ReportText::tr("%1×%2 pixels, %3 bits")
                           .arg(image.width())
                           .arg(image.height())
                           .arg(image.info().bitsStored),
                       ReportText::tr("spacing: %1").arg(spacingText(spacingOf(image)))};
  for (const auto& row : snapshot.rows)
    if (row.network)
      lines << ReportText::tr("to the network %1: %2")
                   .arg(text(row.networkName()),
                        networkSteps(image, row.network->card()).join("; "));
  return lines;
}

QStringList warningLines(const Snapshot& snapshot, const ReportContent& content) {
  QStringList lines = content.warnings;
  const auto& taken = snapshot.opened.image.info().acquisition;
  if (taken && taken->hasBurnedInText != false)
    lines << ReportText::tr("The source may have text drawn into its pixels.");
  return lines;
}

QStringList programLines(const Snapshot& snapshot) {
  QStringList lines = {program()};
  for (const auto& row : snapshot.rows)
    if (row.network)
      lines << ReportText::tr("network %1, SHA-256 %2")
                   .arg(text(row.networkName()), text(row.network->card().sha256));
  return lines;
}

}  // namespace

std::vector<std::pair<QString, QStringList>> reportSections(const Snapshot& snapshot) {
  const auto content = reportOf(snapshot);
  QStringList decisions, confidences, methods;
  for (const auto& network : content.networks) {
    decisions += decisionLines(network, content.target);
    const QStringList name =
        content.networks.size() > 1 ? QStringList{network.name} : QStringList();
    confidences += name + linesOf(confidencesTable(network, content.rho));
    methods += name + linesOf(methodsTable(network));
  }
  std::vector<std::pair<QString, QStringList>> sections = {
      {ReportText::tr("Research use only"), {paper::researchUse()}},
      {ReportText::tr("Decision"), decisions},
      {ReportText::tr("Confidences"), confidences},
      {ReportText::tr("Methods"), methods},
      {ReportText::tr("Trust"), linesOf(factsTable(content.trust))},
      {ReportText::tr("Measurements"), linesOf(factsTable(content.measured))},
      {ReportText::tr("Warnings"), warningLines(snapshot, content)},
      {ReportText::tr("Image"), pictureLines(snapshot)},
      {ReportText::tr("Software"), programLines(snapshot)}};
  std::erase_if(sections, [](const auto& section) { return section.second.isEmpty(); });
  return sections;
}

QString derivationOf(const Exhibit& exhibit) {
  QStringList titles;
  for (const auto& row : exhibit.rows)
    for (const auto& tile : row) titles << tile.title;
  return titles.join("; ") + ". " + exhibit.footer + ". " + program() + ". " + paper::researchUse();
}

}  // namespace rho::workbench
