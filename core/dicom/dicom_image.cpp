// SPDX-License-Identifier: Apache-2.0
#include "dicom/dicom_image.h"

#include "dicom/colour.h"
#include "dicom/frames.h"
#include "dicom/stored_map.h"

namespace rho::dicom {

namespace {

/// The data set that holds a macro of a frame: its own functional group, the shared one, or the
/// data set itself, as in every image that is not enhanced (PS3.3, C.7.6.16).
const DataSet& macroOf(const DataSet& data, Tag macro, int frame) {
  const auto& own = data.items(tags::perFrameGroups);
  const auto at = static_cast<std::size_t>(frame);
  if (at < own.size() && !own[at].items(macro).empty()) return own[at].items(macro).front();
  const auto& shared = data.items(tags::sharedGroups);
  if (!shared.empty() && !shared.front().items(macro).empty())
    return shared.front().items(macro).front();
  return data;
}

bool isYbr(const std::string& photometric) {
  return photometric == "YBR_FULL" || photometric == "YBR_FULL_422";
}

void setPixels(DicomImage& image, const DicomFile& file, const cv::Mat& raw) {
  image.stored = storedValues(raw, image.layout);
  image.colourBits = image.layout.bitsStored;
  if (image.layout.photometric == "PALETTE COLOR") {
    const auto palette = paletteOf(file.data, image.layout, file.source);
    image.stored = applied(palette, image.stored);
    image.colourBits = palette[0].bits;
  } else if (isYbr(image.layout.photometric)) {
    image.stored = rgbOfYbr(image.stored, image.layout.bitsStored);
  }
}

}  // namespace

DicomImage imageOf(const DicomFile& file, int frame) {
  DicomImage image;
  image.source = file.source;
  image.syntax = file.syntax;
  image.layout = pixelLayoutOf(file.data, file.source);
  image.frame = frame;
  image.notes = file.notes;
  const auto raw = rawFrame(file, image.layout, frame);
  setPixels(image, file, raw);
  const auto& values = macroOf(file.data, tags::frameValues, frame);
  image.modality = modalityTransformOf(values, image.layout, file.source);
  const bool isSigned = spanOfBitsStored(image.modality, image.layout).low < 0;
  image.vois =
      voisOf(macroOf(file.data, tags::frameVoi, frame), isSigned, file.source, image.notes);
  image.spacing = spacingOf(file.data, macroOf(file.data, tags::pixelMeasures, frame), image.notes);
  image.orientation = orientationOf(file.data, macroOf(file.data, tags::planeOrientation, frame));
  image.overlays = overlaysOf(file.data, raw, frame, image.notes);
  image.technical = technicalTagsOf(file.data);
  image.patient = patientTagsOf(file.data);
  return image;
}

DicomImage readDicomImage(const std::filesystem::path& path, int frame) {
  return imageOf(readDicomFile(path), frame);
}

cv::Mat modalityValues(const DicomImage& image) {
  if (image.isColour()) return image.stored;
  return mapped<double>(image.stored, [&](double stored) { return image.modality(stored); });
}

}  // namespace rho::dicom
