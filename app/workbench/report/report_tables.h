// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "workbench/report/report.h"

namespace rho::workbench {

/// A table of a report, for every format. Cells are plain text.
struct ReportTable {
  struct Column {
    QString title;
    double share = 1;  ///< of the width
    bool isNumber = false;
  };
  std::vector<Column> columns;
  std::vector<QStringList> rows;
  QString remark;  ///< below it; or empty
};

/// Names and values, without titles.
ReportTable factsTable(const Facts& facts);
ReportTable methodsTable(const NetworkReport& network);
/// At most mostClasses of them; the remark tells how many are left out.
ReportTable confidencesTable(const NetworkReport& network, double rho);
inline constexpr std::size_t mostClasses = 100;

/// The report's title and what stands below it: what was asked, when, of which program.
QString titleOf(const ReportContent& content);
QString bylineOf(const ReportContent& content);
/// The program, and that it is no medical device.
QString imprintOf(const ReportContent& content);

}  // namespace rho::workbench
