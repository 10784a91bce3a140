// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/json_editor.h"

#include <QFontDatabase>
#include <QPaintEvent>
#include <QPainter>
#include <QTextBlock>

#include "widgets/colors.h"
#include "widgets/fonts.h"
#include "widgets/json_highlighter.h"

namespace rho::widgets {

namespace {

constexpr int gap = 6;

}  // namespace

/// The strip with the numbers, left of the text.
class JsonEditor::Margin : public QWidget {
 public:
  explicit Margin(JsonEditor& editor) : QWidget(&editor), m_editor(editor) {}

 protected:
  void paintEvent(QPaintEvent* event) override { m_editor.paintMargin(event->rect()); }

 private:
  JsonEditor& m_editor;
};

JsonEditor::JsonEditor(QWidget* parent)
    : QPlainTextEdit(parent),
      m_margin(new Margin(*this)),
      m_highlighter(new JsonHighlighter(document())) {
  QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  fixed.setPointSizeF(font().pointSizeF() * 0.95);
  setFont(fixed);
  setFrameShape(QFrame::NoFrame);
  setLineWrapMode(QPlainTextEdit::NoWrap);
  setTabChangesFocus(true);
  connect(this, &QPlainTextEdit::blockCountChanged, this, &JsonEditor::fitMargin);
  connect(this, &QPlainTextEdit::updateRequest, this, [this] { m_margin->update(); });
  applyPalette();
  fitMargin();
}

void JsonEditor::setMistake(int line) {
  m_mistake = line;
  markMistake();
}

void JsonEditor::markMistake() {
  QList<QTextEdit::ExtraSelection> marks;
  const auto block = document()->findBlockByNumber(m_mistake - 1);
  if (m_mistake > 0 && block.isValid()) {
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(block);
    mark.format.setBackground(failureBackground(palette()));
    mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    marks << mark;
  }
  setExtraSelections(marks);
  m_margin->update();
}

void JsonEditor::fitMargin() {
  const int digits = std::max(2, static_cast<int>(QString::number(blockCount()).size()));
  const int width = 2 * gap + digits * fontMetrics().horizontalAdvance('9');
  setViewportMargins(width, 0, 0, 0);
  const QRect area = contentsRect();
  m_margin->setGeometry(area.left(), area.top(), width, area.height());
}

void JsonEditor::paintMargin(const QRect& area) {
  QPainter painter(m_margin);
  painter.fillRect(area, palette().color(QPalette::Base));
  painter.setFont(font());
  auto block = firstVisibleBlock();
  double top = blockBoundingGeometry(block).translated(contentOffset()).top();
  for (; block.isValid() && top <= area.bottom(); block = block.next()) {
    const double height = blockBoundingRect(block).height();
    const bool wrong = block.blockNumber() + 1 == m_mistake;
    painter.setPen(wrong ? failure(palette())
                         : mixed(mutedText(palette()), outline(palette()), 0.5));
    painter.drawText(QRectF(0, top, m_margin->width() - gap, height), Qt::AlignRight,
                     QString::number(block.blockNumber() + 1));
    top += height;
  }
}

void JsonEditor::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  fitMargin();
}

void JsonEditor::applyPalette() {
  m_highlighter->setPalette(palette());
  markMistake();
}

void JsonEditor::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) applyPalette();
  QPlainTextEdit::changeEvent(event);
}

}  // namespace rho::widgets
