// SPDX-License-Identifier: Apache-2.0
// JPEG, also lossless and with 12 and 16 bits, and JPEG-LS: GDCM's codecs.
#include "codec.h"

#include <gdcmDataElement.h>
#include <gdcmJPEGCodec.h>
#include <gdcmJPEGLSCodec.h>
#include <gdcmSequenceOfFragments.h>
#include <gdcmTrace.h>

#include <cstring>
#include <memory>

#include "dicom/transfer_syntax.h"

namespace rho::decoder {

using dicom::DecoderBlock;
using dicom::PixelCoding;

namespace {

/// The program that waits does not read what GDCM would write.
void silenceGdcm() {
  gdcm::Trace::WarningOff();
  gdcm::Trace::ErrorOff();
  gdcm::Trace::DebugOff();
}

std::unique_ptr<gdcm::ImageCodec> makeCodec(const DecoderBlock& block) {
  if (block.coding == static_cast<std::uint32_t>(PixelCoding::jpeg))
    return std::make_unique<gdcm::JPEGCodec>();
  return std::make_unique<gdcm::JPEGLSCodec>();
}

/// Tells the codec what its stream holds, so that it converts nothing.
void describe(gdcm::ImageCodec& codec, const DecoderBlock& block) {
  const unsigned dimensions[] = {block.width, block.height, 1};
  codec.SetNumberOfDimensions(2);
  codec.SetDimensions(dimensions);
  codec.SetPlanarConfiguration(0);
  codec.SetPhotometricInterpretation(block.components == 1
                                         ? gdcm::PhotometricInterpretation::MONOCHROME2
                                         : gdcm::PhotometricInterpretation::RGB);
  // Last: with the pixel format GDCM's JPEG codec makes another one, which takes the rest from it.
  codec.SetPixelFormat(gdcm::PixelFormat(static_cast<unsigned short>(block.components),
                                         static_cast<unsigned short>(8 * block.bytesPerValue()),
                                         static_cast<unsigned short>(block.bits),
                                         static_cast<unsigned short>(block.bits - 1),
                                         static_cast<unsigned short>(block.isSigned)));
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

bool decode(const DecoderBlock& block, std::span<const std::byte> stream,
            std::span<std::byte> pixels) {
  silenceGdcm();
  const auto codec = makeCodec(block);
  describe(*codec, block);
  gdcm::DataElement decoded;
  if (!codec->Decode(encapsulated(stream), decoded)) return false;
  const auto* value = decoded.GetByteValue();
  if (!value || value->GetLength() < pixels.size()) return false;
  std::memcpy(pixels.data(), value->GetPointer(), pixels.size());
  return true;
}

}  // namespace rho::decoder
