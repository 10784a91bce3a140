// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/report_tables.h"
#include "workbench/report/report_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace rho::workbench {

namespace {

QString number(std::optional<double> value, int decimals) {
  return value ? QString::number(*value, 'f', decimals) : QStringLiteral("–");
}

}  // namespace

ReportTable factsTable(const Facts& facts) {
  ReportTable table;
  table.columns = {{"", 0.22}, {"", 0.78}};
  for (const auto& [name, value] : facts) table.rows.push_back({name, value});
  return table;
}

ReportTable methodsTable(const NetworkReport& network) {
  ReportTable table;
  table.columns = {
      {ReportText::tr("Method"), 0.21},         {ReportText::tr("Parameters"), 0.37},
      {ReportText::tr("Seed"), 0.10, true},     {ReportText::tr("Seconds"), 0.11, true},
      {ReportText::tr("Score R²"), 0.10, true}, {ReportText::tr("ρ reached"), 0.11, true}};
  for (const auto& method : network.methods)
    table.rows.push_back({method.method, method.parameters, QString::number(method.seed),
                          number(method.seconds, 2), number(method.score, 2),
                          number(method.rhoReached, 4)});
  return table;
}

ReportTable confidencesTable(const NetworkReport& network, double rho) {
  const QString at = QString::number(rho, 'f', 3);
  ReportTable table;
  table.columns = {{ReportText::tr("Class"), 0.40},
                   {ReportText::tr("Image as it is"), 0.20, true},
                   {ReportText::tr("Raised at ρ %1").arg(at), 0.20, true},
                   {ReportText::tr("Lowered at ρ %1").arg(at), 0.20, true}};
  const bool areLabels = !network.confidences.empty() && network.confidences[0].decisionPoint;
  if (areLabels)
    table.columns = {{ReportText::tr("Label"), 0.30},
                     {ReportText::tr("Found from"), 0.14, true},
                     {ReportText::tr("Image as it is"), 0.18, true},
                     {ReportText::tr("Raised at ρ %1").arg(at), 0.19, true},
                     {ReportText::tr("Lowered at ρ %1").arg(at), 0.19, true}};
  const std::size_t shown = std::min(network.confidences.size(), mostClasses);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& line = network.confidences[i];
    table.rows.push_back(
        {line.name, number(line.before, 3), number(line.raised, 3), number(line.lowered, 3)});
    if (areLabels) table.rows.back().insert(1, number(line.decisionPoint, 3));
  }
  if (shown < network.confidences.size())
    table.remark =
        ReportText::tr("%1 more classes are left out.").arg(network.confidences.size() - shown);
  return table;
}

QString titleOf(const ReportContent& content) {
  return content.exhibit.caseName.isEmpty() ? ReportText::tr("Explanation")
                                            : content.exhibit.caseName;
}

QString bylineOf(const ReportContent& content) {
  QStringList parts;
  if (!content.target.isEmpty()) parts << ReportText::tr("class %1").arg(content.target);
  parts << ReportText::tr("ρ %1").arg(QString::number(content.rho, 'f', 3));
  if (content.time.isValid()) parts << content.time.toString("yyyy-MM-dd HH:mm t");
  return parts.join(" · ");
}

QString imprintOf(const ReportContent& content) {
  return ReportText::tr("Made with Rhoscope %1. Not a medical device.").arg(content.programVersion);
}

}  // namespace rho::workbench
