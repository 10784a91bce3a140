// SPDX-License-Identifier: Apache-2.0
#include "image/figure.h"

#include <algorithm>
#include <opencv2/freetype.hpp>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "base/resources.h"

namespace rho::image {

namespace {

const std::string ellipsis = "…";

/// The bundled fonts, one pair per thread because FreeType's faces are not shared safely.
cv::freetype::FreeType2& fontFor(bool bold) {
  const auto load = [](const std::string& name) {
    auto font = cv::freetype::createFreeType2();
    font->loadFontData(resourcePath("fonts/" + name).string(), 0);
    return font;
  };
  if (bold) {
    thread_local const auto font = load("DejaVuSans-Bold.ttf");
    return *font;
  }
  thread_local const auto font = load("DejaVuSans.ttf");
  return *font;
}

cv::Scalar scalarOf(cv::Vec3b color) {
  return {double(color[0]), double(color[1]), double(color[2])};
}

std::string onOneLine(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  return text;
}

bool continuesCharacter(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

/// text without its last UTF-8 character and the blanks before it.
void dropLastCharacter(std::string& text) {
  while (!text.empty() && continuesCharacter(text.back())) text.pop_back();
  if (!text.empty()) text.pop_back();
  while (!text.empty() && text.back() == ' ') text.pop_back();
}

std::vector<cv::Point> outlineOf(const cv::Rect& box, int radius) {
  const cv::Point first(box.x, box.y);
  const cv::Point last(box.x + box.width - 1, box.y + box.height - 1);
  radius = std::clamp(radius, 0, std::min(box.width, box.height) / 2);
  if (radius == 0) return {first, {last.x, first.y}, last, {first.x, last.y}};
  std::vector<cv::Point> outline;
  const cv::Point centres[] = {{last.x - radius, last.y - radius},
                               {first.x + radius, last.y - radius},
                               {first.x + radius, first.y + radius},
                               {last.x - radius, first.y + radius}};
  for (int corner = 0; corner < 4; ++corner) {
    std::vector<cv::Point> arc;
    cv::ellipse2Poly(centres[corner], {radius, radius}, 0, corner * 90, corner * 90 + 90, 10, arc);
    outline.insert(outline.end(), arc.begin(), arc.end());
  }
  return outline;
}

}  // namespace

Canvas::Canvas(cv::Size size, cv::Vec3b background) {
  if (size.width < 1 || size.height < 1) throw InvalidInput("figure", "has no size");
  m_pixels = cv::Mat(size, CV_8UC3, scalarOf(background));
}

void Canvas::text(cv::Point baseline, const std::string& text, const TextStyle& style,
                  Align align) {
  const std::string line = onOneLine(text);
  if (line.find_first_not_of(' ') == std::string::npos) return;
  if (align != Align::left) {
    const int width = textWidth(line, style);
    baseline.x -= align == Align::center ? width / 2 : width;
  }
  fontFor(style.bold)
      .putText(m_pixels, line, baseline, style.height, scalarOf(style.color), cv::FILLED,
               cv::LINE_AA, true);
}

void Canvas::fillBox(const cv::Rect& box, cv::Vec3b color, int radius) {
  cv::fillPoly(m_pixels, outlineOf(box, radius), scalarOf(color), cv::LINE_AA);
}

void Canvas::outlineBox(const cv::Rect& box, cv::Vec3b color, int radius) {
  cv::polylines(m_pixels, outlineOf(box, radius), true, scalarOf(color), 1, cv::LINE_AA);
}

void Canvas::picture(cv::Point topLeft, const cv::Mat& picture) {
  if (picture.type() != CV_8UC3) throw InvalidInput("figure", "a picture is not in 8-bit colour");
  const cv::Rect visible = cv::Rect(topLeft, picture.size()) & cv::Rect({0, 0}, m_pixels.size());
  if (!visible.empty()) picture(visible - topLeft).copyTo(m_pixels(visible));
}

int textWidth(const std::string& text, const TextStyle& style) {
  const std::string line = onOneLine(text);
  if (line.find_first_not_of(' ') == std::string::npos) return 0;
  int baseline = 0;
  return fontFor(style.bold).getTextSize(line, style.height, cv::FILLED, &baseline).width;
}

std::string elided(const std::string& text, const TextStyle& style, int width) {
  if (textWidth(text, style) <= width) return text;
  std::string kept = text;
  while (!kept.empty()) {
    dropLastCharacter(kept);
    if (textWidth(kept + ellipsis, style) <= width) return kept + ellipsis;
  }
  return {};
}

std::vector<std::string> wrapped(const std::string& text, const TextStyle& style, int width,
                                 std::size_t maxLines) {
  std::vector<std::string> lines;
  std::string rest = onOneLine(text);
  while (!rest.empty() && lines.size() + 1 < maxLines && textWidth(rest, style) > width) {
    std::size_t end = 0;
    for (auto blank = rest.find(' '); blank != std::string::npos; blank = rest.find(' ', blank + 1))
      if (textWidth(rest.substr(0, blank), style) <= width) end = blank;
    if (end == 0) break;  // one word that is too long
    lines.push_back(rest.substr(0, end));
    rest.erase(0, rest.find_first_not_of(' ', end));
  }
  if (!rest.empty() && maxLines > 0) lines.push_back(elided(rest, style, width));
  return lines;
}

}  // namespace rho::image
