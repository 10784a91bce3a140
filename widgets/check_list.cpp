// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/check_list.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/colors.h"

namespace rho::widgets {

CheckList::CheckList(QWidget* parent)
    : QWidget(parent), m_summary(new QToolButton), m_lines(new QVBoxLayout) {
  m_summary->setAutoRaise(true);
  m_summary->setCheckable(true);
  m_summary->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_summary->setToolTip(tr("Show what was checked"));
  m_lines->setContentsMargins(0, 0, 0, 0);
  m_lines->setSpacing(4);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(m_summary, 0, Qt::AlignLeft);  // first: a click does not move it
  layout->addLayout(m_lines);
  connect(m_summary, &QToolButton::toggled, this, &CheckList::rebuild);
  rebuild();
}

void CheckList::setChecks(std::vector<CheckItem> checks) {
  if (m_checks == checks) return;
  m_checks = std::move(checks);
  rebuild();
}

QString CheckList::summary() const { return m_summary->text(); }

void CheckList::rebuild() {
  while (auto* item = m_lines->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  const auto passed =
      std::count_if(m_checks.begin(), m_checks.end(), [](const auto& c) { return c.passed; });
  const bool all = passed == static_cast<std::ptrdiff_t>(m_checks.size());
  for (const auto& check : m_checks)
    if (!check.passed || m_summary->isChecked()) m_lines->addWidget(lineOf(check));
  m_summary->setText(m_checks.empty() ? tr("Not checked yet")
                     : all ? tr("✓ %n checks passed", nullptr, static_cast<int>(passed))
                           : tr("%1 of %2 checks passed").arg(passed).arg(m_checks.size()));
  m_summary->setEnabled(!m_checks.empty());
  m_summary->setArrowType(m_checks.empty()         ? Qt::NoArrow
                          : m_summary->isChecked() ? Qt::DownArrow
                                                   : Qt::RightArrow);
  updateGeometry();
}

/// One that passed stands back; one that did not looks like the panel's other warnings.
QLabel* CheckList::lineOf(const CheckItem& check) const {
  auto* line =
      new QLabel((check.passed ? tr("✓ %1: %2") : tr("%1: %2")).arg(check.title, check.text));
  line->setWordWrap(true);
  line->setTextFormat(Qt::PlainText);
  line->setFont(font());
  line->setTextInteractionFlags(Qt::TextSelectableByMouse);
  if (!check.passed) line->setObjectName("warnings");  // coloured by the theme's style sheet
  QPalette colors = palette();
  colors.setColor(QPalette::WindowText, check.passed ? mutedText(palette()) : attention(palette()));
  line->setPalette(colors);
  return line;
}

}  // namespace rho::widgets
