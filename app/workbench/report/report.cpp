// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/report.h"

#include "base/error.h"
#include "workbench/report/page_writers.h"
#include "workbench/report/report_html.h"
#include "workbench/report/report_pdf.h"

namespace rho::workbench {

void writeReport(const ReportContent& content, const std::filesystem::path& path,
                 const JobContext& context) {
  const QString ending = endingOf(path);
  if (ending != ".html" && ending != ".pdf")
    throw InvalidInput(path.string(), "the name's ending is of no format for reports",
                       "end it in .html or .pdf");
  if (isEmpty(content.exhibit))
    throw InvalidInput("report", "there is nothing to report", "open an image first");
  const JobContext drawing = context.part(0, 0.9);
  const QByteArray bytes =
      ending == ".html" ? reportHtml(content, drawing) : reportPdf(content, drawing);
  context.step(9, 10, "writing the report");
  writeWhole(path, bytes);
  context.report(1);
}

}  // namespace rho::workbench
