// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pair_matrix.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "widgets/colors.h"

namespace rho::widgets {

namespace {

constexpr double lineSpacing = 1.55;
constexpr int leastCell = 26;   ///< points: two digits
constexpr int leastNames = 50;  ///< points

/// Without the zero that is always the same.
QString shortNumber(double value) {
  QString text = QString::number(value, 'f', 2);
  if (text.startsWith("-0.")) text.remove(1, 1);
  if (text.startsWith("0.")) text.remove(0, 1);
  return text == "-.00" ? QStringLiteral(".00") : text;
}

}  // namespace

PairMatrix::PairMatrix(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PairMatrix::setMeasures(const QString& above, const QString& below) {
  m_above = above;
  m_below = below;
}

void PairMatrix::setPairs(const QStringList& names, std::vector<LikenessPair> pairs) {
  if (names == m_names && pairs == m_pairs) return;
  m_names = names;
  m_pairs = std::move(pairs);
  QStringList texts;
  for (const auto& pair : m_pairs)
    texts << textAt(pair.first, pair.second) << textAt(pair.second, pair.first);
  setAccessibleDescription(texts.join("\n"));
  updateGeometry();
  update();
}

const LikenessPair* PairMatrix::pairAt(int row, int column) const {
  const auto found = std::find_if(m_pairs.begin(), m_pairs.end(), [&](const auto& pair) {
    return pair.first == std::min(row, column) && pair.second == std::max(row, column);
  });
  return found == m_pairs.end() ? nullptr : &*found;
}

QString PairMatrix::textAt(int row, int column) const {
  const auto* pair = pairAt(row, column);
  if (!pair) return {};
  const bool isAbove = row < column;
  return tr("%1 – %2: %3 %4")
      .arg(m_names.value(row), m_names.value(column), isAbove ? m_above : m_below)
      .arg(isAbove ? pair->above : pair->below, 0, 'f', 2);
}

int PairMatrix::lineHeight() const { return qRound(lineSpacing * fontMetrics().height()); }

QSize PairMatrix::sizeHint() const {
  const int count = static_cast<int>(m_names.size());
  return {leastNames + count * leastCell, (count + 1) * lineHeight()};
}

QSize PairMatrix::minimumSizeHint() const { return sizeHint(); }

QRectF PairMatrix::cell(int row, int column) const {
  const auto count = static_cast<double>(m_names.size());
  const double side = std::clamp((width() - 2.0 * leastNames) / count,
                                 static_cast<double>(leastCell), 1.8 * leastCell);
  const double line = lineHeight();
  return {width() - (count - column) * side, (row + 1) * line, side, line};
}

bool PairMatrix::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  auto* help = static_cast<QHelpEvent*>(event);
  QString text;
  for (int row = 0; row < m_names.size(); ++row)
    for (int column = 0; column < m_names.size(); ++column)
      if (cell(row, column).contains(help->pos())) text = textAt(row, column);
  QToolTip::showText(help->globalPos(), text, this);
  return true;
}

void PairMatrix::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const auto count = static_cast<int>(m_names.size());
  const QColor muted = mutedText(palette()), ink = palette().color(QPalette::WindowText);
  const QColor back = palette().color(QPalette::Window),
               strong = palette().color(QPalette::Highlight);
  for (int i = 0; i < count; ++i) {
    painter.setPen(muted);
    painter.drawText(cell(-1, i), Qt::AlignCenter, QString::number(i + 1));
    const QRectF names(0, cell(i, 0).top(), cell(i, 0).left() - 4, lineHeight());
    const auto name = QString("%1 %2").arg(i + 1).arg(m_names[i]);
    painter.drawText(
        names, Qt::AlignVCenter,
        fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(names.width())));
  }
  for (int row = 0; row < count; ++row)
    for (int column = 0; column < count; ++column) {
      const QRectF box = cell(row, column).adjusted(0.5, 0.5, -0.5, -0.5);
      const auto* pair = pairAt(row, column);
      if (!pair) {
        painter.fillRect(box, outline(palette()));
        continue;
      }
      const double value = row < column ? pair->above : pair->below;
      painter.fillRect(box, mixed(back, strong, 0.62 * std::clamp(value, 0.0, 1.0)));
      painter.setPen(ink);
      painter.drawText(box, Qt::AlignCenter, shortNumber(value));
    }
}

}  // namespace rho::widgets
