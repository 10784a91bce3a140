// SPDX-License-Identifier: Apache-2.0
#include "image/image.h"

#include "base/error.h"

namespace rho::image {

Image::Image(cv::Mat pixels, ImageInfo info)
    : m_pixels(std::move(pixels)), m_info(std::move(info)) {
  if (m_pixels.empty()) throw InvalidInput(m_info.source, "the image has no pixels");
  if (m_pixels.type() != CV_32FC1 && m_pixels.type() != CV_32FC3)
    throw InvalidInput(m_info.source,
                       "the image has " + std::to_string(m_pixels.channels()) + " channels",
                       "use a grey or a red-green-blue image");
}

}  // namespace rho::image
