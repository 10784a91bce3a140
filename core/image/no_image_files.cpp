// SPDX-License-Identifier: Apache-2.0
// In place of the codecs where the project is built without RHO_WITH_IMAGE_FILES: what would need
// them says so. Arrays are read and written all the same.
#include "base/error.h"
#include "image/codec_format.h"
#include "image/write_image.h"

namespace rho::image {

namespace {

constexpr const char* remedy = "use arrays (.npy, .npz), or build with RHO_WITH_IMAGE_FILES=ON";

class PictureFile : public ImageFormat {
 public:
  std::string name() const override { return "picture"; }
  std::vector<std::string> extensions() const override { return {}; }
  bool recognises(std::string_view head) const override {
    for (const std::string_view magic : {"\x89PNG", "\xff\xd8\xff", "II*", "MM", "II+", "BM"})
      if (head.starts_with(magic)) return true;
    return false;
  }
  Image read(const ImageAddress& address) const override {
    throw UnknownFormat(address.text(), "this build reads no picture files", remedy);
  }
};

[[noreturn]] void refuse(const std::filesystem::path& path) {
  throw InvalidInput(path.string(), "this build writes no picture files", remedy);
}

}  // namespace

std::vector<std::unique_ptr<const ImageFormat>> makeCodecFormats() {
  std::vector<std::unique_ptr<const ImageFormat>> formats;
  formats.push_back(std::make_unique<PictureFile>());
  return formats;
}

void writePng8(const std::filesystem::path& path, const Image&) { refuse(path); }
void writePng8(const std::filesystem::path& path, const cv::Mat&) { refuse(path); }
void writePng16(const std::filesystem::path& path, const Image&) { refuse(path); }

}  // namespace rho::image
