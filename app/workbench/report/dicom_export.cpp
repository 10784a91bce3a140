// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/dicom_export.h"

#include <QCoreApplication>
#include <QUuid>

#include "base/error.h"
#include "dicom/deidentify.h"
#include "dicom/dicom_file.h"
#include "dicom/export.h"
#include "dicom/write_dicom.h"
#include "workbench/report/dicom_report.h"
#include "workbench/report/page_export.h"
#include "workbench/robustness/data_case.h"

namespace rho::workbench {

namespace {

constexpr double pageScale = 1.5;      ///< pixels to one of CSS: small type stays legible
constexpr qsizetype mostWords = 1000;  ///< an ST holds 1024
/// Content dates have to be there, and the basic profile lets none tell anything.
constexpr const char* noTime = "19000101000000";

struct DicomText {
  Q_DECLARE_TR_FUNCTIONS(DicomText)
};

/// Held in memory alone: without it no pseudonym leads back.
const std::string& keyOfThisStart() {
  static const std::string key = QUuid::createUuid().toString().toStdString();
  return key;
}

/// Names of files and what files draw may tell who it is; a hash finds the file among others.
Snapshot withoutPatient(Snapshot snapshot) {
  snapshot.opened.entry.title = DicomText::tr("Image").toStdString();
  snapshot.opened.drawings = {};
  snapshot.opened.sha256.clear();
  snapshot.trust.rangeFailure.clear();
  if (auto& answer = snapshot.trust.answer; answer && answer->findings.standing)
    answer->findings.standing->data = DicomText::tr("the study").toStdString();
  return snapshot;
}

dicom::ExportFacts factsOf(const Snapshot& snapshot, const DicomChoice& choice,
                           const QString& description) {
  dicom::ExportFacts facts;
  facts.created = choice.keepsPatient
                      ? QDateTime::currentDateTime().toString("yyyyMMddHHmmss").toStdString()
                      : noTime;
  facts.seriesDescription = description.toStdString();
  if (snapshot.opened.frames() > 1) facts.frame = snapshot.opened.frame() + 1;
  return facts;
}

cv::Mat pixelsOf(const QImage& picture) {
  const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
  return cv::Mat(rgb.height(), rgb.width(), CV_8UC3, const_cast<uchar*>(rgb.constBits()),
                 static_cast<std::size_t>(rgb.bytesPerLine()))
      .clone();
}

dicom::DataSet captureOf(const Snapshot& snapshot, const DicomChoice& choice,
                         const dicom::DataSet& source) {
  const auto exhibit = exhibitOf(snapshot);
  auto facts = factsOf(snapshot, choice, DicomText::tr("Explanation"));
  facts.derivation = derivationOf(exhibit).left(mostWords).toStdString();
  const bool hasText =
      choice.withWords || dicom::mayHaveBurnedInText(source) || !snapshot.opened.drawings.isNull();
  const auto picture = choice.withWords ? pageImage(exhibit, pageScale) : picturesImage(exhibit);
  return dicom::secondaryCapture(source, pixelsOf(picture), hasText, facts);
}

dicom::DataSet reportObjectOf(const Snapshot& snapshot, const DicomChoice& choice,
                              const dicom::DataSet& source) {
  std::vector<dicom::ReportSection> sections;
  for (const auto& [heading, lines] : reportSections(snapshot))
    sections.push_back({heading.toStdString(), lines.join("\r\n").toStdString()});
  return dicom::textReport(source, sections,
                           factsOf(snapshot, choice, DicomText::tr("Report on an explanation")));
}

}  // namespace

bool isOfDicomFile(const OpenCase& opened) {
  const auto& taken = opened.image.info().acquisition;
  return taken && taken->isDicom && !opened.entry.address.starts_with(dataCasePrefix);
}

void exportDicom(const Snapshot& snapshot, const DicomChoice& choice, const JobContext& context) {
  if (std::filesystem::exists(choice.path))
    throw InvalidInput(choice.path.string(), "there is such a file already",
                       "choose another name: nothing is replaced");
  context.step(0, 2, "reading the source");
  auto source = dicom::readDicomHeader(fileOfFrame(snapshot.opened.entry.address)).data;
  if (!choice.keepsPatient) dicom::deidentify(source, keyOfThisStart());
  const auto shown = choice.keepsPatient ? snapshot : withoutPatient(snapshot);
  const bool isCapture = choice.kind == DicomChoice::Kind::capture;
  context.step(1, 2, "writing the file");
  dicom::writeDicom(choice.path, isCapture ? captureOf(shown, choice, source)
                                           : reportObjectOf(shown, choice, source));
  context.report(1);
}

}  // namespace rho::workbench
