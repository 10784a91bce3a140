// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/json_highlighter.h"

#include <QPalette>
#include <QRegularExpression>

#include "widgets/colors.h"

namespace rho::widgets {

void JsonHighlighter::setPalette(const QPalette& palette) {
  m_key.setForeground(classColor(0, palette));
  m_text.setForeground(classColor(2, palette));
  m_number.setForeground(classColor(4, palette));
  rehighlight();
}

void JsonHighlighter::highlightBlock(const QString& text) {
  // A text with, if it is a key, the colon behind it; or a number or constant.
  static const QRegularExpression tokens(
      R"re("(?:[^"\\]|\\.)*"(\s*:)?|-?\b\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\b|\b(?:true|false|null)\b)re");
  for (auto found = tokens.globalMatch(text); found.hasNext();) {
    const auto token = found.next();
    const bool isText = text[token.capturedStart()] == '"';
    const bool isKey = token.capturedLength(1) > 0;
    setFormat(static_cast<int>(token.capturedStart()),
              static_cast<int>(token.capturedLength() - token.capturedLength(1)),
              isKey    ? m_key
              : isText ? m_text
                       : m_number);
  }
}

}  // namespace rho::widgets
