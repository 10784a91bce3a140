// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/decision_texts.h"

#include <QCoreApplication>
#include <QStringList>

#include "model/decision.h"

namespace rho::workbench {

namespace {

struct DecisionText {
  Q_DECLARE_TR_FUNCTIONS(DecisionText)
};

QString number(double value) { return QString::number(value, 'f', 2); }

/// A class with its confidence; html: its name stands out.
QString named(const Inspection& state, int index, bool html = false) {
  const auto name = QString::fromStdString(state.className(index));
  const auto value =
      number(static_cast<double>(state.confidences.at(static_cast<std::size_t>(index))));
  return QString("%1 %2").arg(html ? "<b>" + name.toHtmlEscaped() + "</b>" : name, value);
}

QString foundText(const Inspection& state, std::size_t most, const QString& separator, bool html) {
  QStringList found;
  int others = 0;
  for (const int label : state.rankedClasses()) {
    if (!state.isFound(label)) break;  // they are ranked by that
    if (static_cast<std::size_t>(found.size()) < most)
      found << named(state, label, html);
    else
      ++others;
  }
  if (found.isEmpty())
    return DecisionText::tr("none found, closest %1")
        .arg(named(state, state.rankedClasses().front(), html));
  if (others > 0) found << DecisionText::tr("%n more", nullptr, others);
  return DecisionText::tr("found %1").arg(found.join(separator));
}

}  // namespace

QString decisionText(const Inspection& state, std::size_t most) {
  const auto order = state.rankedClasses();
  if (order.empty()) return {};
  return state.isMultiLabel() ? foundText(state, most, ", ", false) : named(state, order[0]);
}

QString decisionHtml(const Inspection& state) {
  const auto order = state.rankedClasses();
  if (order.empty()) return {};
  if (state.isMultiLabel()) return foundText(state, 2, " · ", true);
  QString text = DecisionText::tr("predicted %1").arg(named(state, order[0], true));
  if (order.size() > 1) text += " · " + named(state, order[1]).toHtmlEscaped();
  return text;
}

QString decisionPointText(const model::ModelCard& card, int label) {
  const auto point = number(model::decisionPoint(card, label));
  return model::hasOperatingPoint(card, label)
             ? DecisionText::tr("found from its operating point %1 on").arg(point)
             : DecisionText::tr("found from %1 on").arg(point);
}

}  // namespace rho::workbench
