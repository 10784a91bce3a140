// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/paired_bars.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/colors.h"
#include "widgets/fonts.h"

namespace rho::widgets {

namespace {

const Estimate& attackOf(const NetworkAreas& network) { return *network.attack; }
const Estimate& btrOf(const NetworkAreas& network) { return *network.betterThanRandom; }

QStringList orderBy(std::vector<NetworkAreas> networks,
                    const Estimate& (*areaOf)(const NetworkAreas&)) {
  std::stable_sort(networks.begin(), networks.end(),
                   [&](const auto& a, const auto& b) { return areaOf(a).value > areaOf(b).value; });
  QStringList names;
  for (const auto& network : networks) names << network.name;
  return names;
}

/// Draws the figure into a box, in lines and text alone.
class PairedBarsDrawing {
 public:
  PairedBarsDrawing(QPainter& painter, const std::vector<NetworkAreas>& networks,
                    const QPalette& palette, const QFont& font)
      : m_painter(painter), m_networks(networks), m_palette(palette), m_font(font), m_text(font) {
    painter.setFont(font);
    for (const auto& network : networks)
      for (const auto* area : {&attackOf(network), &btrOf(network)})
        m_most = std::max(m_most, area->high.value_or(area->value));
  }

  void draw(const QRectF& box, const QStringList& remarks) {
    const double line = 1.35 * m_text.height();
    const double foot = line * static_cast<double>(remarks.size());
    const double height =
        std::min(4.4 * line, (box.height() - line - foot) / static_cast<double>(m_networks.size()));
    double top = box.top();
    for (const auto& network : m_networks) {
      drawNetwork(network, {box.left(), top, box.width(), height});
      top += height;
    }
    drawKey({box.left(), top, box.width(), line});
    top += line;
    for (const auto& remark : remarks) {
      m_painter.setPen(attention(m_palette));
      m_painter.drawText(QRectF(box.left(), top, box.width(), line), Qt::AlignVCenter,
                         m_text.elidedText(remark, Qt::ElideMiddle, static_cast<int>(box.width())));
      top += line;
    }
  }

 private:
  void drawNetwork(const NetworkAreas& network, const QRectF& box) {
    const double name = std::min<double>(m_text.height() * 1.3, box.height() / 3);
    m_painter.setPen(m_palette.color(QPalette::WindowText));
    m_painter.drawText(
        QRectF(box.left(), box.top(), box.width(), name), Qt::AlignVCenter,
        m_text.elidedText(network.name, Qt::ElideMiddle, static_cast<int>(box.width())));
    const double bar = 0.36 * (box.height() - name);
    const QColor color = classColor(network.colorIndex, m_palette);
    drawBar(attackOf(network), {box.left(), box.top() + name, box.width(), bar}, color, true);
    drawBar(btrOf(network), {box.left(), box.top() + name + 1.12 * bar, box.width(), bar}, color,
            false);
  }

  void drawBar(const Estimate& area, const QRectF& box, const QColor& color, bool filled) {
    const QString value = QString::number(area.value, 'f', 4);
    const double room = m_text.horizontalAdvance(value) + 12.0;
    const double scale = m_most > 0 ? std::max(0.0, box.width() - room) / m_most : 0;
    const QRectF bar(box.left() + 0.5, box.top(), std::max(1.0, scale * area.value), box.height());
    QColor pale = color;
    pale.setAlphaF(0.14f);
    m_painter.setPen(filled ? QPen(color, 1) : QPen(color, 1.2, Qt::DashLine));
    m_painter.setBrush(filled ? color : pale);
    m_painter.drawRect(bar);
    double end = bar.right();
    if (area.low && area.high) {
      const double low = box.left() + scale * *area.low, high = box.left() + scale * *area.high;
      const double middle = bar.center().y();
      m_painter.setPen(QPen(m_palette.color(QPalette::WindowText), 1.2));
      m_painter.drawLine(QPointF(low, middle), QPointF(high, middle));
      for (const double x : {low, high})
        m_painter.drawLine(QPointF(x, middle - 3), QPointF(x, middle + 3));
      end = std::max(end, high);
    }
    m_painter.setPen(mutedText(m_palette));
    m_painter.drawText(
        QRectF(end + 6, box.center().y() - m_text.height() / 2.0, room, m_text.height()),
        Qt::AlignVCenter, value);
  }

  void drawKey(const QRectF& box) {
    const QColor muted = mutedText(m_palette);
    double x = box.left() + 0.5;
    const auto entry = [&](const QString& text, bool filled) {
      const QRectF mark(x, box.center().y() - 4, 18, 8);
      QColor pale = muted;
      pale.setAlphaF(0.14f);
      m_painter.setPen(filled ? QPen(muted, 1) : QPen(muted, 1.2, Qt::DashLine));
      m_painter.setBrush(filled ? muted : pale);
      m_painter.drawRect(mark);
      m_painter.setPen(muted);
      const double width = m_text.horizontalAdvance(text);
      m_painter.drawText(QRectF(mark.right() + 6, box.top(), width + 2, box.height()),
                         Qt::AlignVCenter, text);
      x = mark.right() + width + 24;
    };
    entry(PairedBars::tr("attack ARA"), true);
    entry(PairedBars::tr("BTR ARA"), false);
  }

  QPainter& m_painter;
  const std::vector<NetworkAreas>& m_networks;
  QPalette m_palette;
  QFont m_font;
  QFontMetrics m_text;
  double m_most = 0;
};

QStringList remarksOf(const PairedBars& bars) {
  if (!bars.disagrees()) return {};
  return {PairedBars::tr("Attack ARA misleads here. Its order: %1")
              .arg(bars.orderByAttack().join(" > ")),
          PairedBars::tr("Order by BTR ARA: %1").arg(bars.orderByBetterThanRandom().join(" > "))};
}

}  // namespace

PairedBars::PairedBars(QWidget* parent) : Card(parent) {
  setAccessibleName(figureTitle());
  setToolTip(
      tr("<p>Attack ARA asks when the decision turns; BTR ARA asks when the confidence of the true "
         "class falls to chance, 1/C. Where the two orders differ, attack ARA misleads.</p>"));
}

QString PairedBars::figureTitle() const { return tr("When attack ARA misleads"); }

void PairedBars::setNetworks(const std::vector<NetworkAreas>& networks) {
  m_networks.clear();
  for (const auto& network : networks)
    if (network.attack && network.betterThanRandom) m_networks.push_back(network);
  setAccessibleDescription(remarksOf(*this).join("\n"));
  update();
}

void PairedBars::setEmptyText(const QString& text) {
  m_emptyText = text;
  update();
}

QStringList PairedBars::orderByAttack() const { return orderBy(m_networks, attackOf); }
QStringList PairedBars::orderByBetterThanRandom() const { return orderBy(m_networks, btrOf); }

QPicture PairedBars::pictureOn(const QPalette& paper, const QFont& font, QSize size) {
  QPicture picture;
  QPainter painter(&picture);
  PairedBarsDrawing(painter, m_networks, paper, font)
      .draw(QRectF({0, 0}, QSizeF(size)), remarksOf(*this));
  return picture;
}

void PairedBars::paintEvent(QPaintEvent* event) {
  Card::paintEvent(event);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QFont heading = scaled(font(), 0.88);
  heading.setBold(true);
  heading.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
  painter.setFont(heading);
  painter.setPen(mutedText(palette()));
  const QRect box = rect().adjusted(12, 8, -12, -8);
  const int line = QFontMetrics(heading).height();
  painter.drawText(QRect(box.left(), box.top(), box.width(), line), Qt::AlignVCenter,
                   QFontMetrics(heading).elidedText(figureTitle(), Qt::ElideRight, box.width()));
  if (!hasValues()) {
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::Disabled, QPalette::WindowText));
    painter.drawText(box.adjusted(0, line, 0, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    return;
  }
  PairedBarsDrawing(painter, m_networks, palette(), scaled(font(), 0.92))
      .draw(QRectF(box.adjusted(0, line + 6, 0, 0)), remarksOf(*this));
}

}  // namespace rho::widgets
