// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace rho::image {

/// How a line of text looks.
struct TextStyle {
  int height = 15;  ///< of the font, in pixels
  cv::Vec3b color{255, 255, 255};
  bool bold = false;
};

enum class Align { left, center, right };

/// A picture to draw a figure on without a window system: anti-aliased UTF-8 text, rounded boxes,
/// pictures. Colours are red, green, blue. Drawing outside the canvas is cut off.
class Canvas {
 public:
  /// Throws InvalidInput for an empty size. Text throws MissingFile without the bundled fonts.
  Canvas(cv::Size size, cv::Vec3b background);

  const cv::Mat& pixels() const { return m_pixels; }  ///< CV_8UC3, red, green, blue

  /// The text starts, is centred or ends at baseline, as align says. Line breaks become blanks.
  void text(cv::Point baseline, const std::string& text, const TextStyle& style,
            Align align = Align::left);
  void fillBox(const cv::Rect& box, cv::Vec3b color, int radius = 0);
  void outlineBox(const cv::Rect& box, cv::Vec3b color, int radius = 0);
  /// picture: CV_8UC3, drawn pixel by pixel.
  void picture(cv::Point topLeft, const cv::Mat& picture);

 private:
  cv::Mat m_pixels;
};

// Measures of text as Canvas draws it.

int textWidth(const std::string& text, const TextStyle& style);
/// The text, or its longest beginning that fits with "…" into width pixels.
std::string elided(const std::string& text, const TextStyle& style, int width);
/// The text in lines of at most width pixels, broken at blanks; the last of maxLines is elided.
std::vector<std::string> wrapped(const std::string& text, const TextStyle& style, int width,
                                 std::size_t maxLines);

}  // namespace rho::image
