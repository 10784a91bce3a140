// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace rho::dicom {

/// The number of an attribute (PS3.6).
struct Tag {
  std::uint16_t group = 0;
  std::uint16_t element = 0;

  constexpr auto operator<=>(const Tag&) const = default;
  constexpr bool isPrivate() const { return group % 2 == 1; }
  /// "(0028,0010)"
  std::string text() const;
};

/// Those that the room asks for by name.
namespace tags {
inline constexpr Tag transferSyntax{0x0002, 0x0010};
inline constexpr Tag directoryRecords{0x0004, 0x1220};
inline constexpr Tag referencedFile{0x0004, 0x1500};
inline constexpr Tag specificCharacterSet{0x0008, 0x0005};
inline constexpr Tag sopClass{0x0008, 0x0016};
inline constexpr Tag sopInstance{0x0008, 0x0018};
inline constexpr Tag studyDate{0x0008, 0x0020};
inline constexpr Tag studyTime{0x0008, 0x0030};
inline constexpr Tag accessionNumber{0x0008, 0x0050};
inline constexpr Tag modality{0x0008, 0x0060};
inline constexpr Tag conversionType{0x0008, 0x0064};
inline constexpr Tag presentationIntent{0x0008, 0x0068};
inline constexpr Tag manufacturer{0x0008, 0x0070};
inline constexpr Tag institution{0x0008, 0x0080};
inline constexpr Tag referringPhysician{0x0008, 0x0090};
inline constexpr Tag studyDescription{0x0008, 0x1030};
inline constexpr Tag seriesDescription{0x0008, 0x103e};
inline constexpr Tag modelName{0x0008, 0x1090};
inline constexpr Tag patientName{0x0010, 0x0010};
inline constexpr Tag patientId{0x0010, 0x0020};
inline constexpr Tag patientBirthDate{0x0010, 0x0030};
inline constexpr Tag patientSex{0x0010, 0x0040};
inline constexpr Tag patientAge{0x0010, 0x1010};
inline constexpr Tag bodyPart{0x0018, 0x0015};
inline constexpr Tag imagerPixelSpacing{0x0018, 0x1164};
inline constexpr Tag magnificationFactor{0x0018, 0x1114};
inline constexpr Tag nominalScannedSpacing{0x0018, 0x2010};
inline constexpr Tag viewPosition{0x0018, 0x5101};
inline constexpr Tag studyInstance{0x0020, 0x000d};
inline constexpr Tag seriesInstance{0x0020, 0x000e};
inline constexpr Tag seriesNumber{0x0020, 0x0011};
inline constexpr Tag instanceNumber{0x0020, 0x0013};
inline constexpr Tag patientOrientation{0x0020, 0x0020};
inline constexpr Tag imageLaterality{0x0020, 0x0062};
inline constexpr Tag laterality{0x0020, 0x0060};
inline constexpr Tag imageOrientation{0x0020, 0x0037};
inline constexpr Tag samplesPerPixel{0x0028, 0x0002};
inline constexpr Tag photometric{0x0028, 0x0004};
inline constexpr Tag planarConfiguration{0x0028, 0x0006};
inline constexpr Tag numberOfFrames{0x0028, 0x0008};
inline constexpr Tag rows{0x0028, 0x0010};
inline constexpr Tag columns{0x0028, 0x0011};
inline constexpr Tag pixelSpacing{0x0028, 0x0030};
inline constexpr Tag pixelAspectRatio{0x0028, 0x0034};
inline constexpr Tag bitsAllocated{0x0028, 0x0100};
inline constexpr Tag bitsStored{0x0028, 0x0101};
inline constexpr Tag highBit{0x0028, 0x0102};
inline constexpr Tag pixelRepresentation{0x0028, 0x0103};
inline constexpr Tag identityRemoved{0x0012, 0x0062};
inline constexpr Tag removalMethod{0x0012, 0x0063};
inline constexpr Tag removalMethodCodes{0x0012, 0x0064};
inline constexpr Tag burnedInAnnotation{0x0028, 0x0301};
inline constexpr Tag spacingCalibrationType{0x0028, 0x0a02};
inline constexpr Tag spacingCalibrationText{0x0028, 0x0a04};
inline constexpr Tag windowCenter{0x0028, 0x1050};
inline constexpr Tag windowWidth{0x0028, 0x1051};
inline constexpr Tag rescaleIntercept{0x0028, 0x1052};
inline constexpr Tag rescaleSlope{0x0028, 0x1053};
inline constexpr Tag rescaleType{0x0028, 0x1054};
inline constexpr Tag windowExplanation{0x0028, 0x1055};
inline constexpr Tag voiFunction{0x0028, 0x1056};
inline constexpr Tag redPaletteDescriptor{0x0028, 0x1101};
inline constexpr Tag redPalette{0x0028, 0x1201};
inline constexpr Tag lossyCompression{0x0028, 0x2110};
inline constexpr Tag modalityLuts{0x0028, 0x3000};
inline constexpr Tag lutDescriptor{0x0028, 0x3002};
inline constexpr Tag lutExplanation{0x0028, 0x3003};
inline constexpr Tag modalityLutType{0x0028, 0x3004};
inline constexpr Tag lutData{0x0028, 0x3006};
inline constexpr Tag voiLuts{0x0028, 0x3010};
inline constexpr Tag pixelMeasures{0x0028, 0x9110};
inline constexpr Tag frameVoi{0x0028, 0x9132};
inline constexpr Tag frameValues{0x0028, 0x9145};
inline constexpr Tag planeOrientation{0x0020, 0x9116};
inline constexpr Tag sharedGroups{0x5200, 0x9229};
inline constexpr Tag perFrameGroups{0x5200, 0x9230};
inline constexpr Tag floatPixels{0x7fe0, 0x0008};
inline constexpr Tag doublePixels{0x7fe0, 0x0009};
inline constexpr Tag pixelData{0x7fe0, 0x0010};
inline constexpr Tag item{0xfffe, 0xe000};
inline constexpr Tag itemEnd{0xfffe, 0xe00d};
inline constexpr Tag sequenceEnd{0xfffe, 0xe0dd};
}  // namespace tags

}  // namespace rho::dicom
