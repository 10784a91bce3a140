// SPDX-License-Identifier: Apache-2.0
#include "curve_plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace rho::cli {

namespace {

constexpr double width = 640, height = 400, left = 60, right = 20, top = 44, bottom = 50;

/// Okabe and Ito's colours, told apart by all.
constexpr std::array colors = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#000000"};

struct Range {
  double low = std::numeric_limits<double>::infinity(), high = -low;

  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  double share(double value) const { return high > low ? (value - low) / (high - low) : 0.5; }
};

/// 1, 2 or 5 times a power of ten, so that about six fit into the range.
double stepFor(const Range& range) {
  const double wanted = std::max((range.high - range.low) / 6, 1e-9);
  const double power = std::pow(10, std::floor(std::log10(wanted)));
  for (const double factor : {1, 2, 5})
    if (factor * power >= wanted) return factor * power;
  return 10 * power;
}

double lowOf(const MeanInterval& y) {
  return std::isnan(y.halfWidth) ? y.mean : y.mean - y.halfWidth;
}
double highOf(const MeanInterval& y) { return 2 * y.mean - lowOf(y); }

class Drawing {
 public:
  explicit Drawing(const CurvePlot& plot) : m_plot(plot) {
    for (const auto& curve : plot.curves)
      for (const auto& point : curve.points) {
        m_x.add(point.x);
        m_y.add(lowOf(point.y));
        m_y.add(highOf(point.y));
      }
    m_step = stepFor(m_y);
    m_y = {std::floor(m_y.low / m_step) * m_step, std::ceil(m_y.high / m_step) * m_step};
  }

  std::string svg() {
    m_text = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} "
        "{1}\" font-family=\"sans-serif\" font-size=\"12\">\n"
        "<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n",
        width, height);
    write(left, 22, m_plot.title, "start", "font-size=\"15\" font-weight=\"bold\"");
    drawAxes();
    for (std::size_t i = 0; i < m_plot.curves.size(); ++i)
      drawCurve(m_plot.curves[i], colors[i % colors.size()], i);
    return m_text + "</svg>\n";
  }

 private:
  double across(double x) const { return left + m_x.share(x) * (width - left - right); }
  double down(double y) const { return height - bottom - m_y.share(y) * (height - top - bottom); }

  void write(double x, double y, const std::string& text, const char* anchor,
             const std::string& more = {}) {
    m_text += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" {}>{}</text>\n", x, y,
                          anchor, more, text);
  }
  void line(double x1, double y1, double x2, double y2, const char* color) {
    m_text += fmt::format(
        "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\"/>\n", x1, y1,
        x2, y2, color);
  }

  void drawAxes() {
    for (double y = m_y.low; y < m_y.high + m_step / 2; y += m_step) {
      line(left, down(y), width - right, down(y), "#dddddd");
      write(left - 6, down(y) + 4, fmt::format("{:.4g}", std::round(y / m_step) * m_step), "end");
    }
    for (const auto& point : m_plot.curves.front().points) {
      line(across(point.x), height - bottom, across(point.x), height - bottom + 4, "#666666");
      write(across(point.x), height - bottom + 18, fmt::format("{:g}", point.x), "middle");
    }
    line(left, height - bottom, width - right, height - bottom, "#666666");
    write((left + width - right) / 2, height - 12, m_plot.xAxis, "middle");
    write(16, (top + height - bottom) / 2, m_plot.yAxis, "middle",
          fmt::format("transform=\"rotate(-90 16 {:.1f})\"", (top + height - bottom) / 2));
  }

  void drawCurve(const Curve& curve, const char* color, std::size_t place) {
    std::string middle, band, back;
    for (const auto& point : curve.points) {
      middle += fmt::format("{:.1f},{:.1f} ", across(point.x), down(point.y.mean));
      band += fmt::format("{:.1f},{:.1f} ", across(point.x), down(highOf(point.y)));
      back = fmt::format("{:.1f},{:.1f} ", across(point.x), down(lowOf(point.y))) + back;
    }
    m_text += fmt::format("<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"0.12\"/>\n",
                          band + back, color);
    m_text +=
        fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n",
                    middle, color);
    for (const auto& point : curve.points)
      m_text += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"{}\"/>\n",
                            across(point.x), down(point.y.mean), color);
    const double y = height - bottom - 12 - 17 * static_cast<double>(place);
    write(width - right - 10, y, curve.name, "end", fmt::format("fill=\"{}\"", color));
  }

  const CurvePlot& m_plot;
  Range m_x, m_y;
  double m_step = 0;  // of the vertical axis
  std::string m_text;
};

}  // namespace

std::string svgOf(const CurvePlot& plot) { return Drawing(plot).svg(); }

}  // namespace rho::cli
