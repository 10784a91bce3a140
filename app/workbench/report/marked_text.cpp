// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/marked_text.h"

#include <QList>
#include <QStringList>
#include <algorithm>
#include <array>
#include <utility>

namespace rho::workbench {

namespace {

/// Characters that XML forbids, or that would make a name look like another.
bool isUnwelcome(char32_t code) {
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) ||
         code == 0x200e || code == 0x200f || (code & 0xfffe) == 0xfffe ||
         (code >= 0xfdd0 && code <= 0xfdef);
}

/// Breaks of lines and other control characters become blanks.
QString cleaned(const QString& text) {
  QString result;
  result.reserve(text.size());
  for (const char32_t code : text.toUcs4()) {
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029)
      result += ' ';
    else if (!isUnwelcome(code))
      result += QString::fromUcs4(&code, 1);
  }
  return result;
}

QString unescaped(QString text) {
  static const std::array<std::pair<const char*, const char*>, 6> entities = {
      {{"&lt;", "<"},
       {"&gt;", ">"},
       {"&quot;", "\""},
       {"&#39;", "'"},
       {"&nbsp;", "\u00a0"},
       {"&amp;", "&"}}};  // last, or it would make others
  for (const auto& [entity, character] : entities) text.replace(entity, character);
  return text;
}

}  // namespace

MarkedText MarkedText::plain(const QString& text) {
  MarkedText result;
  result.m_text = cleaned(text);
  return result;
}

MarkedText MarkedText::fromMarkup(const QString& markup) {
  MarkedText result;
  bool bold = false;
  for (qsizetype at = 0; at <= markup.size();) {
    const QString tag = bold ? "</b>" : "<b>";
    const auto found = markup.indexOf(tag, at);
    const auto end = found < 0 ? markup.size() : found;
    const QString part = cleaned(unescaped(markup.mid(at, end - at)));
    if (bold && !part.isEmpty())
      result.m_bold.push_back(
          {static_cast<int>(result.m_text.size()), static_cast<int>(part.size())});
    result.m_text += part;
    if (found < 0) break;
    at = end + tag.size();
    bold = !bold;
  }
  return result;
}

MarkedText MarkedText::shortened(int characters) const {
  MarkedText result;
  result.m_text = m_text.left(std::max(0, characters)).trimmed() + "…";
  const int end = static_cast<int>(result.m_text.size());
  for (const auto& span : m_bold)
    if (span.start < end)
      result.m_bold.push_back({span.start, std::min(span.length, end - span.start)});
  return result;
}

MarkedText MarkedText::keptTogether() const {
  constexpr qsizetype shortPart = 30;
  QStringList parts = m_text.split(" · ");
  for (auto& part : parts)
    if (part.size() <= shortPart) part.replace(' ', QChar::Nbsp);
  MarkedText result = *this;
  result.m_text = parts.join(QStringLiteral("\u00a0· "));
  return result;
}

QString MarkedText::toHtml() const {
  QString html;
  int at = 0;
  for (const auto& span : m_bold) {
    html += m_text.mid(at, span.start - at).toHtmlEscaped();
    html += "<b>" + m_text.mid(span.start, span.length).toHtmlEscaped() + "</b>";
    at = span.start + span.length;
  }
  return html + m_text.mid(at).toHtmlEscaped();
}

}  // namespace rho::workbench
