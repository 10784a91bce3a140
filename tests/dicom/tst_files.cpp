// SPDX-License-Identifier: Apache-2.0
// Every reference file against pydicom, and docs/dicom-files.md, the table of the outcome.
#include <fmt/format.h>

#include <QtTest>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "dicom/dicom_image.h"
#include "testing/scratch.h"
#include "testing/shared.h"

using namespace rho::dicom;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const fs::path source = RHO_SOURCE_DIR;

/// All frames under each other, as pydicom lays them out.
std::string valuesOf(const DicomFile& file, int frames) {
  std::string bytes;
  for (int i = 0; i < frames; ++i) {
    const cv::Mat values = modalityValues(imageOf(file, i));
    bytes.append(reinterpret_cast<const char*>(values.data), values.total() * values.elemSize());
  }
  return bytes;
}

double valueAt(const std::string& bytes, std::size_t index, const std::string& type) {
  const auto as = [&]<typename Number>(Number number) {
    std::memcpy(&number, bytes.data() + index * sizeof(Number), sizeof(Number));
    return static_cast<double>(number);
  };
  if (type == "float64") return as(double());
  return type == "uint16" ? as(std::uint16_t()) : as(std::uint8_t());
}

std::size_t sizeOf(const std::string& type) {
  return type == "float64" ? 8 : type == "uint16" ? 2 : 1;
}

/// The largest difference at pydicom's places, or nothing where the shapes differ.
std::optional<double> differenceAt(const std::string& bytes, const json& expected) {
  const std::string type = expected["type"];
  const auto& samples = expected["samples"];
  std::size_t count = 1;
  for (const auto& side : expected["shape"]) count *= side.get<std::size_t>();
  if (bytes.size() != count * sizeOf(type)) return {};
  double largest = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto place = static_cast<std::size_t>(
        static_cast<double>(i) *
        (static_cast<double>(count - 1) / static_cast<double>(samples.size() - 1)));
    const double difference = valueAt(bytes, place, type) - samples[i].get<double>();
    largest = std::max(largest, std::abs(difference));
  }
  return largest;
}

struct Outcome {
  bool isRight = false;
  std::string shown;     ///< what the file shows
  std::string compared;  ///< with pydicom
};

std::string describe(const DicomImage& image) {
  const auto& layout = image.layout;
  std::string text = fmt::format("{}×{}", layout.columns, layout.rows) +
                     (layout.frames > 1 ? fmt::format(", {} frames", layout.frames) : "") +
                     fmt::format(", {}, {} of {} bits{}", layout.photometric, layout.bitsStored,
                                 layout.bitsAllocated, layout.isSigned ? ", signed" : "");
  if (image.modality.table)
    text += ", modality table";
  else if (!image.modality.isIdentity())
    text += fmt::format(", {:g}·x{:+g} {}", image.modality.slope, image.modality.intercept,
                        image.modality.unit);
  if (!image.vois.empty()) text += fmt::format("; {}", textOf(image.vois.front()));
  if (image.vois.size() > 1) text += fmt::format(" and {} more", image.vois.size() - 1);
  if (image.spacing)
    text += fmt::format("; {:g}\\{:g} mm ({})", image.spacing->rowMillimetres,
                        image.spacing->columnMillimetres, nameOf(image.spacing->basis));
  if (!image.overlays.empty()) text += fmt::format("; {} overlays", image.overlays.size());
  return text;
}

Outcome compare(const fs::path& path, const json& expected) {
  Outcome outcome;
  std::string bytes;
  try {
    const auto file = readDicomFile(path);
    const auto image = imageOf(file);
    outcome.shown = image.syntax.name + ": " + describe(image);
    bytes = valuesOf(file, image.layout.frames);
  } catch (const rho::Error& error) {
    const std::string message = error.what();
    outcome.shown = "fails: " + message.substr(path.string().size() + 2);
    outcome.isRight = true;  // which files may fail is checked apart
    outcome.compared = expected.contains("error") ? "pydicom reads no pixels either"
                                                  : "pydicom decodes it with a further package";
    return outcome;
  }
  if (expected.contains("error")) {
    outcome.compared = "pydicom reads no pixels: not compared";
    outcome.isRight = true;  // all frames are there, only the end mark is missing
    return outcome;
  }
  rho::Sha256 digest;
  digest.add(bytes);
  const bool isIdentical = digest.hex() == expected["sha256"];
  const auto difference = differenceAt(bytes, expected);
  outcome.isRight =
      isIdentical || (expected["lossy"].get<bool>() && difference && *difference <= 1);
  outcome.compared = isIdentical  ? "identical values"
                     : difference ? fmt::format("lossy: up to {:g} apart", *difference)
                                  : "another shape";
  return outcome;
}

}  // namespace

class TestDicomFiles : public QObject {
  Q_OBJECT

 private slots:
  void everyFileIsWhatPydicomReads() {
    RHO_SHARED_OR_SKIP(folder, "data/dicom");
    const auto expected = json::parse(std::ifstream(source / "tests/dicom/pydicom_values.json"));
    std::string table =
        "# DICOM files, one by one\n\nMade by the test `dicom/files`: what each reference file "
        "shows, and how its values compare\nwith those of pydicom " +
        expected["pydicom"].get<std::string>() +
        " (all frames; grey as modality values, colour as red, green, blue).\n"
        "`RHO_UPDATE_DOCS=1 tst_files` writes this page anew.\n\n"
        "| file | shows | compared with pydicom |\n|---|---|---|\n";
    std::vector<std::string> failed;
    for (const auto& [name, values] : expected["files"].items()) {
      const auto path = rho::test::sharedPath("data/" + name);
      QVERIFY2(!path.empty(), name.c_str());
      const auto outcome = compare(path, values);
      QVERIFY2(outcome.isRight, (name + ": " + outcome.shown + ": " + outcome.compared).c_str());
      if (outcome.shown.starts_with("fails")) failed.push_back(path.filename().string());
      table += fmt::format("| {} | {} | {} |\n", name, outcome.shown, outcome.compared);
    }
    const std::vector<std::string> mayFail = {"HTJ2K_08_RGB.dcm"};
    QCOMPARE(failed, mayFail);
    const auto page = source / "docs/dicom-files.md";
    if (qEnvironmentVariableIsSet("RHO_UPDATE_DOCS")) std::ofstream(page) << table;
    QCOMPARE(QString::fromStdString(rho::test::contentOf(page)), QString::fromStdString(table));
  }
};

QTEST_APPLESS_MAIN(TestDicomFiles)
#include "tst_files.moc"
