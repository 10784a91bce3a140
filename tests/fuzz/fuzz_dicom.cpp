// SPDX-License-Identifier: Apache-2.0
// libFuzzer on the reader of DICOM files: whatever the bytes are, an error of a kind or a picture,
// which can be shown, listed, de-identified and written again. tests/fuzz/run.sh runs it.
#include <cstdint>

#include "base/error.h"
#include "dicom/deidentify.h"
#include "dicom/isolated_decoder.h"
#include "dicom/presentation.h"
#include "dicom/write_dicom.h"

namespace rho::dicom {

/// In place of the room's own: codecs run in processes of their own, where they can do no harm, and
/// starting one for each input would leave no time for the rest.
bool decodeIsolated(std::span<const std::byte> stream, PixelCoding, const CodestreamFacts&,
                    cv::Mat& raw) {
  raw = cv::Scalar::all(stream.empty() ? 0 : std::to_integer<int>(stream.front()));
  return stream.size() % 2 == 0;
}

}  // namespace rho::dicom

namespace {

using namespace rho::dicom;

constexpr int maxFrames = 3;
/// Larger pictures are as those, and only take time.
constexpr std::uint64_t maxPixelBits = std::uint64_t{1} << 23;

void show(const DicomFile& file) {
  const auto layout = pixelLayoutOf(file.data, file.source);
  if (layout.frameBits() > maxPixelBits) return;
  for (int i = 0; i < std::min(layout.frames, maxFrames); ++i) {
    const auto image = imageOf(file, i);
    for (const auto& voi : image.vois) shownPixels(image, voi);
    shownPixels(image, firstVoi(image));
    unitValues(image);
    modalityValues(image);
    textOfRange(image);
  }
}

void tryTo(const auto& action) {
  try {
    action();
  } catch (const rho::Error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto* begin = reinterpret_cast<const std::byte*>(data);
  tryTo([&] {
    auto file = parseDicom({begin, begin + size}, "fuzz.dcm");
    tryTo([&] { show(file); });
    patientTagsOf(file.data);
    deidentify(file.data, "key");
    // What was written can be read.
    file.data.setText(tags::sopClass, "UI", "1.2");
    file.data.setText(tags::sopInstance, "UI", "1.2.3");
    file.data.elements().erase(tags::pixelData);
    const auto bytes = fileBytes(file.data);
    const auto* written = reinterpret_cast<const std::byte*>(bytes.data());
    parseDicom({written, written + bytes.size()}, "written.dcm");
  });
  return 0;
}
