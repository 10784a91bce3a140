// SPDX-License-Identifier: Apache-2.0
#include "dicom/frame_codec.h"

#include <fmt/format.h>
#include <gdcmDataElement.h>
#include <gdcmJPEG2000Codec.h>
#include <gdcmJPEGCodec.h>
#include <gdcmJPEGLSCodec.h>
#include <gdcmSequenceOfFragments.h>
#include <gdcmTrace.h>

#include <memory>
#include <thread>

#include "base/error.h"
#include "dicom/codestream.h"

namespace rho::dicom {

namespace {

/// What is wrong becomes an error; GDCM would write it to the terminal as well.
void silenceGdcm() {
  static const bool done = [] {
    gdcm::Trace::WarningOff();
    gdcm::Trace::ErrorOff();
    gdcm::Trace::DebugOff();
    return true;
  }();
  static_cast<void>(done);
}

void requireFit(const CodestreamFacts& facts, const PixelLayout& layout,
                const std::string& subject) {
  const auto throwBroken = [&](const std::string& problem) {
    throw BrokenFile(subject, problem, "copy it again from its source");
  };
  if (facts.width != static_cast<std::uint32_t>(layout.columns) ||
      facts.height != static_cast<std::uint32_t>(layout.rows))
    throwBroken(fmt::format("a compressed frame has {}×{} pixels, the file promises {}×{}",
                            facts.width, facts.height, layout.columns, layout.rows));
  if (facts.components != layout.samples)
    throwBroken(fmt::format("a compressed frame has {} components, the file promises {}",
                            facts.components, layout.samples));
  if (facts.bits < 1 || facts.bits > 16 || (facts.bits > 8 ? 16 : 8) > layout.bitsAllocated)
    throwBroken(fmt::format("a compressed frame has {} bits a value, the file promises {}",
                            facts.bits, layout.bitsStored));
  if (facts.isSubsampled)
    throw UnknownFormat(subject, "the components of a compressed frame differ in size or depth");
}

std::unique_ptr<gdcm::ImageCodec> makeCodec(PixelCoding coding) {
  if (coding == PixelCoding::jpeg) return std::make_unique<gdcm::JPEGCodec>();
  if (coding == PixelCoding::jpegLs) return std::make_unique<gdcm::JPEGLSCodec>();
  auto codec = std::make_unique<gdcm::JPEG2000Codec>();
  codec->SetNumberOfThreadsForDecompression(
      static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
  return codec;
}

/// Tells the codec what its stream holds, so that it converts nothing.
void describe(gdcm::ImageCodec& codec, const CodestreamFacts& facts, const PixelLayout& layout) {
  const unsigned dimensions[] = {facts.width, facts.height, 1};
  codec.SetNumberOfDimensions(2);
  codec.SetDimensions(dimensions);
  codec.SetPlanarConfiguration(0);
  codec.SetPhotometricInterpretation(layout.samples == 1
                                         ? gdcm::PhotometricInterpretation::MONOCHROME2
                                         : gdcm::PhotometricInterpretation::RGB);
  // Last: with the pixel format GDCM's JPEG codec makes another one, which takes the rest from it.
  const auto bits = static_cast<unsigned short>(facts.bits);
  codec.SetPixelFormat(gdcm::PixelFormat(static_cast<unsigned short>(layout.samples),
                                         bits > 8 ? 16 : 8, bits,
                                         static_cast<unsigned short>(bits - 1), facts.isSigned));
}

gdcm::DataElement encapsulated(std::span<const std::byte> stream) {
  gdcm::Fragment fragment;
  fragment.SetByteValue(reinterpret_cast<const char*>(stream.data()),
                        static_cast<std::uint32_t>(stream.size()));
  gdcm::SmartPointer<gdcm::SequenceOfFragments> fragments = new gdcm::SequenceOfFragments;
  fragments->AddFragment(fragment);
  gdcm::DataElement element(gdcm::Tag(0x7fe0, 0x0010), 0, gdcm::VR::OW);
  element.SetValue(*fragments);
  return element;
}

}  // namespace

cv::Mat decodeCompressed(std::span<const std::byte> stream, PixelCoding coding,
                         const PixelLayout& layout, const std::string& subject) {
  silenceGdcm();
  const auto facts = codestreamFacts(stream, coding, subject);
  requireFit(facts, layout, subject);
  const auto throwBroken = [&]() {
    throw BrokenFile(subject, "its pixels cannot be decoded", "copy it again from its source");
  };
  gdcm::DataElement decoded;
  bool done = false;
  try {
    const auto codec = makeCodec(coding);
    describe(*codec, facts, layout);
    done = codec->Decode(encapsulated(stream.subspan(facts.begin)), decoded);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    done = false;
  }
  const auto* value = done ? decoded.GetByteValue() : nullptr;
  cv::Mat raw(layout.rows, layout.columns,
              CV_MAKETYPE(facts.bits > 8 ? CV_16U : CV_8U, layout.samples));
  const auto length = raw.total() * raw.elemSize();
  if (!value || value->GetLength() < length) throwBroken();
  std::memcpy(raw.data, value->GetPointer(), length);
  return raw;
}

}  // namespace rho::dicom
