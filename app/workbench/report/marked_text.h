// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace rho::workbench {

/// Text of which parts are bold. Names of files and classes are hostile: control characters and
/// those that turn the direction of writing do not get in, and nothing is ever read as markup but
/// what fromMarkup names.
class MarkedText {
 public:
  struct Span {
    int start = 0;
    int length = 0;
  };

  /// The text as it is.
  static MarkedText plain(const QString& text);
  /// <b> and </b>, and the entities that QString::toHtmlEscaped writes. Other tags stay text.
  static MarkedText fromMarkup(const QString& markup);

  const QString& text() const { return m_text; }
  const std::vector<Span>& boldSpans() const { return m_bold; }
  bool isEmpty() const { return m_text.isEmpty(); }
  /// Its first characters and "…".
  MarkedText shortened(int characters) const;
  /// The same with lines that break between its parts, at " · ", rather than within a short one.
  MarkedText keptTogether() const;
  /// For HTML and XML, escaped, with <b> around the bold parts.
  QString toHtml() const;

 private:
  QString m_text;
  std::vector<Span> m_bold;
};

}  // namespace rho::workbench
