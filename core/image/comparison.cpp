// SPDX-License-Identifier: Apache-2.0
#include "image/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "image/figure.h"

namespace rho::image {

namespace {

namespace look {
const cv::Vec3b page(32, 33, 36);
const cv::Vec3b card(22, 23, 25);
const cv::Vec3b edge(62, 64, 69);
const cv::Vec3b bright(236, 237, 240);
const cv::Vec3b muted(158, 161, 168);
const cv::Vec3b notice(255, 214, 102);
const cv::Vec3b noticeGround(58, 46, 18);

const TextStyle heading{24, bright, true};
const TextStyle subheading{16, muted, false};
const TextStyle title{16, bright, true};
const TextStyle firstLine{15, bright, false};
const TextStyle otherLine{15, muted, false};
const TextStyle barLabel{15, bright, false};
const TextStyle barValue{14, muted, false};
const TextStyle footer{15, notice, false};

constexpr int margin = 28;
constexpr int gap = 16;
constexpr int padding = 12;
constexpr int radius = 6;
constexpr int titleHeight = 38;
constexpr int lineHeight = 22;
constexpr int swatchWidth = 34;
constexpr int swatchHeight = 8;
constexpr int barWidth = 300;
constexpr int barHeight = 14;
constexpr int barBlockHeight = 74;
constexpr int widestPage = 2560;
constexpr int narrowestPage = 640;
}  // namespace look

const std::string researchOnly =
    "Research use only. An explanation shows what this network responds to; it does not locate "
    "disease.";

void requireDrawable(const Comparison& comparison) {
  if (comparison.panels.empty()) throw InvalidInput("comparison", "there is nothing to compare");
  for (const auto& panel : comparison.panels) {
    if (panel.picture.empty() || panel.picture.type() != CV_8UC3)
      throw InvalidInput("comparison",
                         "the picture of '" + panel.title + "' is not in 8-bit colour");
    if (panel.colorBar && *panel.colorBar >= comparison.colorBars.size())
      throw InvalidInput("comparison", "the colour bar of '" + panel.title + "' does not exist");
  }
}

cv::Mat shownPicture(const Panel& panel, cv::Size tile) {
  const cv::Size size = panel.picture.size();
  const double scale = std::min(static_cast<double>(tile.width) / size.width,
                                static_cast<double>(tile.height) / size.height);
  const cv::Size target(std::max(1, static_cast<int>(std::lround(size.width * scale))),
                        std::max(1, static_cast<int>(std::lround(size.height * scale))));
  if (target == size) return panel.picture;
  const int enlarge = panel.smooth ? cv::INTER_CUBIC : cv::INTER_NEAREST;
  cv::Mat shown;
  cv::resize(panel.picture, shown, target, 0, 0, scale > 1 ? enlarge : cv::INTER_AREA);
  return shown;
}

/// The colours of a bar from its low to its high end.
cv::Mat gradient(ColorMap colors, cv::Size size) {
  cv::Mat strip;
  cv::resize(colorTable(colors).t(), strip, size, 0, 0, cv::INTER_AREA);
  return strip;
}

std::string valueText(double value, ValueRange range) {
  if (value == 0) return "0";
  const double extent = std::max(std::abs(range.low), std::abs(range.high));
  const bool plain = extent >= 0.01 && extent < 10000;
  const int decimals = extent < 0.1 ? 3 : extent < 100 ? 2 : 0;
  std::string text = plain ? fmt::format("{:.{}f}", std::abs(value), decimals)
                           : fmt::format("{:.1e}", std::abs(value));
  if (value < 0) return "−" + text;
  return range.low < 0 ? "+" + text : text;
}

/// Places everything; the same numbers serve measuring and drawing.
class Page {
 public:
  explicit Page(const Comparison& comparison) : m_comparison(comparison) {
    for (const auto& panel : comparison.panels) {
      const cv::Size size = displaySize(panel.picture.size());
      m_tile.width = std::max(m_tile.width, size.width);
      m_tile.height = std::max(m_tile.height, size.height);
    }
    const int count = static_cast<int>(comparison.panels.size());
    const int fitting =
        (look::widestPage - 2 * look::margin + look::gap) / (m_tile.width + look::gap);
    m_rows = (count + std::max(1, fitting) - 1) / std::max(1, fitting);
    m_columns = (count + m_rows - 1) / m_rows;
    const int gridWidth = m_columns * (m_tile.width + look::gap) - look::gap;
    m_width = std::max(look::narrowestPage, gridWidth + 2 * look::margin);
    m_footer = wrapped(researchOnly, look::footer, innerWidth() - 2 * look::padding, 3);
    m_barsInRow = std::max(1, (innerWidth() + 2 * look::gap) / (look::barWidth + 2 * look::gap));
    layOutRows();
  }

  cv::Mat draw() const {
    Canvas canvas({m_width, m_height}, look::page);
    drawHeader(canvas);
    for (std::size_t i = 0; i < m_comparison.panels.size(); ++i) drawPanel(canvas, i);
    for (std::size_t i = 0; i < m_comparison.colorBars.size(); ++i) drawBar(canvas, i);
    drawFooter(canvas);
    return canvas.pixels();
  }

 private:
  int innerWidth() const { return m_width - 2 * look::margin; }
  int textWidthInCard() const { return m_tile.width - 2 * look::padding; }

  std::vector<std::string> linesOf(const Panel& panel) const {
    std::vector<std::string> lines;
    for (const auto& line : panel.lines)
      for (auto& part : wrapped(line, look::firstLine, textWidthInCard(), 2))
        lines.push_back(std::move(part));
    return lines;
  }

  void layOutRows() {
    int y = look::margin + (m_comparison.title.empty() ? 0 : 34) +
            (m_comparison.subtitle.empty() ? 0 : 26);
    if (y > look::margin) y += 8;
    for (int row = 0; row < m_rows; ++row) {
      std::size_t lines = 0;
      for (std::size_t i = 0; i < m_comparison.panels.size(); ++i)
        if (static_cast<int>(i) / m_columns == row)
          lines = std::max(lines, linesOf(m_comparison.panels[i]).size());
      const int text = lines == 0 ? 0 : static_cast<int>(lines) * look::lineHeight + 14;
      m_rowTops.push_back(y);
      m_rowHeights.push_back(look::titleHeight + m_tile.height + text);
      y += m_rowHeights.back() + look::gap;
    }
    m_barsTop = y + 4;
    const int bars = static_cast<int>(m_comparison.colorBars.size());
    y += (bars + m_barsInRow - 1) / m_barsInRow * look::barBlockHeight + (bars > 0 ? 4 : 0);
    m_footerTop = y + 4;
    m_height = m_footerTop + footerHeight() + look::margin;
  }

  int footerHeight() const { return static_cast<int>(m_footer.size()) * look::lineHeight + 14; }

  void drawHeader(Canvas& canvas) const {
    int y = look::margin;
    if (!m_comparison.title.empty()) {
      canvas.text({look::margin, y + 22}, elided(m_comparison.title, look::heading, innerWidth()),
                  look::heading);
      y += 34;
    }
    canvas.text({look::margin, y + 16},
                elided(m_comparison.subtitle, look::subheading, innerWidth()), look::subheading);
  }

  void drawPanel(Canvas& canvas, std::size_t index) const {
    const Panel& panel = m_comparison.panels[index];
    const int row = static_cast<int>(index) / m_columns;
    const int column = static_cast<int>(index) % m_columns;
    const cv::Rect card(look::margin + column * (m_tile.width + look::gap),
                        m_rowTops[static_cast<std::size_t>(row)], m_tile.width,
                        m_rowHeights[static_cast<std::size_t>(row)]);
    canvas.fillBox(card + cv::Size(2, 2) - cv::Point(1, 1), look::card, look::radius);
    int titleWidth = textWidthInCard();
    if (panel.colorBar) {
      titleWidth -= look::swatchWidth + look::padding;
      canvas.picture({card.br().x - look::padding - look::swatchWidth, card.y + 15},
                     gradient(m_comparison.colorBars[*panel.colorBar].colors,
                              {look::swatchWidth, look::swatchHeight}));
    }
    canvas.text({card.x + look::padding, card.y + 25}, elided(panel.title, look::title, titleWidth),
                look::title);

    const cv::Mat shown = shownPicture(panel, m_tile);
    canvas.picture({card.x + (m_tile.width - shown.cols) / 2,
                    card.y + look::titleHeight + (m_tile.height - shown.rows) / 2},
                   shown);
    int y = card.y + look::titleHeight + m_tile.height + 22;
    bool first = true;
    for (const auto& line : panel.lines) {
      for (const auto& part : wrapped(line, look::firstLine, textWidthInCard(), 2)) {
        canvas.text({card.x + look::padding, y}, part, first ? look::firstLine : look::otherLine);
        y += look::lineHeight;
      }
      first = false;
    }
    canvas.outlineBox(card + cv::Size(2, 2) - cv::Point(1, 1), look::edge, look::radius);
  }

  void drawBar(Canvas& canvas, std::size_t index) const {
    const ColorBar& bar = m_comparison.colorBars[index];
    const int column = static_cast<int>(index) % m_barsInRow;
    const int row = static_cast<int>(index) / m_barsInRow;
    const int left = look::margin + column * (look::barWidth + 2 * look::gap);
    const int width = std::min(look::barWidth, innerWidth());
    const int top = m_barsTop + row * look::barBlockHeight;
    canvas.text({left, top + 14}, elided(bar.label, look::barLabel, width), look::barLabel);
    canvas.picture({left, top + 24}, gradient(bar.colors, {width, look::barHeight}));
    const int values = top + 24 + look::barHeight + 18;
    canvas.text({left, values}, valueText(bar.range.low, bar.range), look::barValue);
    canvas.text({left + width, values}, valueText(bar.range.high, bar.range), look::barValue,
                Align::right);
    if (bar.range.low < 0 && bar.range.high > 0) drawZero(canvas, bar, {left, values}, width);
  }

  static void drawZero(Canvas& canvas, const ColorBar& bar, cv::Point baseline, int width) {
    constexpr int room = 60;  // beside the numbers at the ends
    const int at =
        static_cast<int>(std::lround(-bar.range.low / (bar.range.high - bar.range.low) * width));
    if (at < room || at > width - room) return;
    canvas.text({baseline.x + at, baseline.y}, "0", look::barValue, Align::center);
  }

  void drawFooter(Canvas& canvas) const {
    const cv::Rect band(look::margin, m_footerTop, innerWidth(), footerHeight());
    canvas.fillBox(band, look::noticeGround, look::radius);
    int y = band.y + 23;
    for (const auto& line : m_footer) {
      canvas.text({band.x + look::padding, y}, line, look::footer);
      y += look::lineHeight;
    }
  }

  const Comparison& m_comparison;
  cv::Size m_tile{0, 0};
  int m_rows = 1;
  int m_columns = 1;
  int m_width = 0;
  int m_height = 0;
  int m_barsInRow = 1;
  int m_barsTop = 0;
  int m_footerTop = 0;
  std::vector<int> m_rowTops;
  std::vector<int> m_rowHeights;
  std::vector<std::string> m_footer;
};

}  // namespace

cv::Size displaySize(cv::Size picture) {
  constexpr int least = 240;
  constexpr int usual = 300;
  constexpr int most = 480;
  const int side = std::max({1, picture.width, picture.height});
  if (side > most) {
    const auto shrunk = [side](int extent) {
      return std::max(1, static_cast<int>(std::lround(static_cast<double>(extent) * most / side)));
    };
    return {shrunk(picture.width), shrunk(picture.height)};
  }
  const int factor = std::max((least + side - 1) / side, (usual + side / 2) / side);
  return picture * factor;
}

cv::Mat drawComparison(const Comparison& comparison) {
  requireDrawable(comparison);
  return Page(comparison).draw();
}

}  // namespace rho::image
