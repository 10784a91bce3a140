// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/desk/series_cases.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

#include "base/error.h"
#include "dicom/series_list.h"

namespace rho::workbench {

namespace {

struct SeriesText {
  Q_DECLARE_TR_FUNCTIONS(SeriesText)
};

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

/// 20240131 as 2024-01-31; what is no such date stays as it is.
QString dateText(const std::string& date) {
  if (date.size() != 8) return text(date);
  return text(date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6, 2));
}

QString joined(QStringList parts) {
  parts.removeAll(QString());
  return parts.join(QString::fromUtf8(" · "));
}

/// "DOE^JANE" as people write it.
QString nameText(const std::string& name) {
  return text(name).section('=', 0, 0).replace("^", " ").simplified();
}

void addSeries(const dicom::StudyEntry& study, const dicom::SeriesEntry& series,
               SeriesCases& cases) {
  const QString date = dateText(study.date);
  const QString blind = joined({date, text(study.description)});
  const QString heading = joined({nameText(study.patientName), blind});
  const QString title = joined({text(series.modality), text(series.description)});
  const auto count = series.instances.size();
  for (std::size_t i = 0; i < count; ++i) {
    const auto& instance = series.instances[i];
    if (instance.rows == 0) continue;  // a report, a presentation state
    SeriesCase one;
    one.address = instance.file.string();
    one.series = series.uid.empty() ? one.address : series.uid;
    one.title = title.isEmpty() ? text(instance.file.filename().string()) : title;
    QStringList says;
    if (count > 1) says << SeriesText::tr("%1 of %2").arg(i + 1).arg(count);
    says << QString("%1×%2").arg(instance.columns).arg(instance.rows);
    if (instance.frames > 1) says << SeriesText::tr("%1 frames").arg(instance.frames);
    one.subtitle = joined(says);
    one.study = heading.isEmpty() ? SeriesText::tr("Study") : heading;
    one.blindStudy = blind.isEmpty() ? SeriesText::tr("Study") : blind;
    cases.images.push_back(std::move(one));
  }
}

QString summaryOf(const dicom::SeriesList& list, std::size_t images) {
  std::size_t series = 0;
  for (const auto& study : list.studies) series += study.series.size();
  QStringList says = {SeriesText::tr("%1 images in %2 series of %3 studies.")
                          .arg(images)
                          .arg(series)
                          .arg(list.studies.size())};
  if (!list.problems.empty()) {
    const auto& first = list.problems.front();
    says << SeriesText::tr("%1 could not be read, the first: %2: %3")
                .arg(list.problems.size())
                .arg(text(first.file.filename().string()), text(first.reason));
  }
  if (list.otherFiles > 0) says << SeriesText::tr("%1 files are no DICOM.").arg(list.otherFiles);
  return says.join(" ");
}

}  // namespace

bool isPlaceOfImages(const QString& path) {
  const QFileInfo info(path);
  return info.isDir() ||
         (info.fileName().compare("DICOMDIR", Qt::CaseInsensitive) == 0 && info.isFile());
}

SeriesCases seriesCases(const QString& place, const JobContext& job) {
  const auto list = dicom::listSeries(place.toStdString(), job);
  SeriesCases cases;
  for (const auto& study : list.studies)
    for (const auto& series : study.series) addSeries(study, series, cases);
  if (cases.images.empty()) {
    const auto reason = list.problems.empty() ? std::string()
                                              : ": " + list.problems.front().file.string() + " " +
                                                    list.problems.front().reason;
    throw UnknownFormat(place.toStdString(), "holds no DICOM images" + reason,
                        "open files of other formats one by one");
  }
  cases.summary = summaryOf(list, cases.images.size());
  return cases;
}

}  // namespace rho::workbench
