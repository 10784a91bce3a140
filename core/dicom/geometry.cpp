// SPDX-License-Identifier: Apache-2.0
#include "dicom/geometry.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace rho::dicom {

namespace {

std::optional<Spacing> pairIn(const DataSet& data, Tag tag, std::vector<std::string>& notes) {
  const auto values = data.decimals(tag);
  if (values.empty()) return {};
  const bool isUsable =
      values.size() == 2 && values[0] > 0 && values[1] > 0 && values[0] < 1000 && values[1] < 1000;
  if (!isUsable) {
    notes.push_back(
        fmt::format("the spacing {} is no pair of millimetres and is left out", tag.text()));
    return {};
  }
  Spacing spacing;
  spacing.rowMillimetres = values[0];
  spacing.columnMillimetres = values[1];
  return spacing;
}

bool isSection(const std::string& modality) {
  return modality == "CT" || modality == "MR" || modality == "PT";
}

bool areEqual(const Spacing& a, const Spacing& b) {
  const auto near = [](double x, double y) { return std::abs(x - y) <= 1e-4 * std::max(x, y); };
  return near(a.rowMillimetres, b.rowMillimetres) && near(a.columnMillimetres, b.columnMillimetres);
}

std::string opposite(const std::string& letters) {
  static constexpr std::string_view there = "LRAPHF";
  static constexpr std::string_view back = "RLPAFH";
  std::string result = letters;
  for (auto& letter : result) {
    const auto at = there.find(letter);
    if (at == there.npos) return {};
    letter = back[at];
  }
  return result;
}

OrientationLetters lettersOf(const std::string& right, const std::string& bottom) {
  const OrientationLetters letters{opposite(right), right, opposite(bottom), bottom};
  return letters.left.empty() || letters.top.empty() ? OrientationLetters() : letters;
}

/// The axes along which a direction points, the strongest first; those below a tenth are left out.
std::string lettersOf(const double* direction) {
  static constexpr const char* axes[] = {"LR", "PA", "HF"};
  std::vector<int> order = {0, 1, 2};
  std::sort(order.begin(), order.end(),
            [&](int a, int b) { return std::abs(direction[a]) > std::abs(direction[b]); });
  std::string letters;
  for (const int axis : order)
    if (std::abs(direction[axis]) > 0.1) letters += axes[axis][direction[axis] > 0 ? 0 : 1];
  return letters;
}

}  // namespace

std::string nameOf(SpacingBasis basis) {
  switch (basis) {
    case SpacingBasis::calibrated:
      return "calibrated";
    case SpacingBasis::atDetector:
      return "at detector";
    case SpacingBasis::nominal:
      return "nominal";
    default:
      return "unknown";
  }
}

std::optional<Spacing> spacingOf(const DataSet& data, const DataSet& measures,
                                 std::vector<std::string>& notes) {
  auto inImage = pairIn(measures, tags::pixelSpacing, notes);
  auto atDetector = pairIn(data, tags::imagerPixelSpacing, notes);
  const auto magnification = data.decimal(tags::magnificationFactor);
  if (inImage) {
    const bool saysSo = !data.text(tags::spacingCalibrationType).empty();
    inImage->explanation = data.text(tags::spacingCalibrationText);
    // Without a statement, a spacing that differs from the detector's was calibrated, and one that
    // equals it was not.
    if (saysSo || isSection(data.text(tags::modality)) ||
        (atDetector && !areEqual(*inImage, *atDetector)))
      inImage->basis = SpacingBasis::calibrated;
    else if (atDetector)
      inImage->basis = SpacingBasis::atDetector;
    inImage->magnification = magnification;
    return inImage;
  }
  if (atDetector) {
    atDetector->basis = SpacingBasis::atDetector;
    atDetector->magnification = magnification;
    return atDetector;
  }
  auto scanned = pairIn(data, tags::nominalScannedSpacing, notes);
  if (scanned) scanned->basis = SpacingBasis::nominal;
  return scanned;
}

OrientationLetters orientationOf(const DataSet& data, const DataSet& plane) {
  const auto written = data.texts(tags::patientOrientation);
  if (written.size() == 2 && !written[0].empty() && !written[1].empty())
    return lettersOf(written[0], written[1]);
  const auto cosines = plane.decimals(tags::imageOrientation);
  if (cosines.size() != 6) return {};
  return lettersOf(lettersOf(cosines.data()), lettersOf(cosines.data() + 3));
}

}  // namespace rho::dicom
