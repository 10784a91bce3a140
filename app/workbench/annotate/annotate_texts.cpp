// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/annotate_texts.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

namespace rho::workbench {

using annotation::State;

namespace {

struct AnnotateText {
  Q_DECLARE_TR_FUNCTIONS(AnnotateText)
};

constexpr std::size_t mostNames = 4;  ///< of files in a message

struct StrategyName {
  const char* id;
  const char* title;
  const char* summary;
};

constexpr StrategyName strategyNames[] = {
    {"random", QT_TRANSLATE_NOOP("AnnotateText", "by chance"),
     QT_TRANSLATE_NOOP("AnnotateText",
                       "Drawn by chance, from a seed: what others are compared "
                       "with.")},
    {"least-confidence", QT_TRANSLATE_NOOP("AnnotateText", "least confident"),
     QT_TRANSLATE_NOOP("AnnotateText", "Where the most likely class is the least likely.")},
    {"margin", QT_TRANSLATE_NOOP("AnnotateText", "close call"),
     QT_TRANSLATE_NOOP("AnnotateText", "Where the two most likely classes are close.")},
    {"entropy", QT_TRANSLATE_NOOP("AnnotateText", "entropy"),
     QT_TRANSLATE_NOOP("AnnotateText", "Where the confidences are spread over all classes.")},
    {"bald", QT_TRANSLATE_NOOP("AnnotateText", "BALD"),
     QT_TRANSLATE_NOOP("AnnotateText", "Where the answers to slightly noisy copies disagree.")},
    {"fragile", QT_TRANSLATE_NOOP("AnnotateText", "fragile"),
     QT_TRANSLATE_NOOP("AnnotateText", "Where a small change of the image flips the decision.")},
    {"wrong-evidence", QT_TRANSLATE_NOOP("AnnotateText", "wrong evidence"),
     QT_TRANSLATE_NOOP("AnnotateText", "Where the explanation lies outside the allowed region.")},
    {"disagreement", QT_TRANSLATE_NOOP("AnnotateText", "methods disagree"),
     QT_TRANSLATE_NOOP("AnnotateText", "Where explanations differ from each other.")},
    {"adjudication", QT_TRANSLATE_NOOP("AnnotateText", "readers disagree"), nullptr},
    {"diverse", QT_TRANSLATE_NOOP("AnnotateText", "diverse"), nullptr},
    {"max over labels", QT_TRANSLATE_NOOP("AnnotateText", "largest label"), nullptr},
};

const StrategyName* nameOf(const QString& id) {
  for (const auto& one : strategyNames)
    if (id == QLatin1String(one.id)) return &one;
  return nullptr;
}

QString kappaText(std::optional<double> kappa) {
  return kappa ? AnnotateText::tr("κ %1").arg(*kappa, 0, 'f', 2)
               : AnnotateText::tr("κ not defined");
}

QString namesOf(const std::vector<annotation::ImportRemark>& remarks) {
  QStringList names;
  for (const auto& remark : remarks) {
    if (names.size() == mostNames) break;
    names << QFileInfo(QString::fromStdString(remark.file)).fileName();
  }
  const auto more = remarks.size() - static_cast<std::size_t>(names.size());
  QString text = names.join(", ");
  if (more > 0) text += AnnotateText::tr(" and %1 more").arg(more);
  return text;
}

}  // namespace

bool looksLikeProject(const QString& path) {
  return path.endsWith(QLatin1String(projectEnding), Qt::CaseInsensitive);
}

QString stateText(State state) {
  switch (state) {
    case State::done:
      return AnnotateText::tr("done");
    case State::uncertain:
      return AnnotateText::tr("uncertain");
    case State::skipped:
      return AnnotateText::tr("skipped");
    case State::open:
      break;
  }
  return AnnotateText::tr("open");
}

QString stateMark(State state) {
  switch (state) {
    case State::done:
      return QStringLiteral("✓ ");
    case State::uncertain:
      return QStringLiteral("? ");
    case State::skipped:
      return QStringLiteral("» ");
    case State::open:
      break;
  }
  return {};
}

QString roleText(annotation::Role role) {
  switch (role) {
    case annotation::Role::adjudicator:
      return AnnotateText::tr("adjudicator");
    case annotation::Role::source:
      return AnnotateText::tr("came with the data");
    case annotation::Role::reader:
      break;
  }
  return AnnotateText::tr("reader");
}

QString filterText(CaseFilter filter) {
  switch (filter) {
    case CaseFilter::queue:
      return AnnotateText::tr("Queue");
    case CaseFilter::open:
      return AnnotateText::tr("Open");
    case CaseFilter::done:
      return AnnotateText::tr("Done");
    case CaseFilter::uncertain:
      return AnnotateText::tr("Uncertain");
    case CaseFilter::skipped:
      return AnnotateText::tr("Skipped");
    case CaseFilter::flagged:
      return AnnotateText::tr("Flagged");
    case CaseFilter::all:
      break;
  }
  return AnnotateText::tr("All cases");
}

QString strategyText(const QString& description) {
  static const QRegularExpression separator(R"( \+ |, )");
  QString text;
  qsizetype from = 0;
  const auto add = [&](const QString& id) {
    const auto* name = nameOf(id);
    text += name ? AnnotateText::tr(name->title) : id;
  };
  for (auto it = separator.globalMatch(description); it.hasNext();) {
    const auto match = it.next();
    add(description.mid(from, match.capturedStart() - from));
    text += match.captured();
    from = match.capturedEnd();
  }
  add(description.mid(from));
  return text;
}

QString strategySummary(const StrategyChoice& strategy) {
  const auto* name = nameOf(strategy.id);
  QString text = name && name->summary ? AnnotateText::tr(name->summary) : strategy.summary;
  if (!strategy.isScored) text += " " + AnnotateText::tr("No network has scored the cases for it.");
  return text;
}

QString reasonText(const annotation::Flag& flag) {
  const auto strategy = QString::fromStdString(flag.strategy);
  const auto text = strategyText(strategy);
  if (strategy == "random" || strategy == "adjudication") return text;
  return QString("%1 %2").arg(text).arg(flag.score, 0, 'g', 3);
}

QString rowText(const CaseRow& row) {
  const auto state = stateMark(row.state) + stateText(row.state);
  if (!row.flag) return state;
  const auto reason = reasonText(*row.flag);
  return row.state == State::open ? reason : state + " · " + reason;
}

QString opinionText(const Opinion& opinion, const std::vector<annotation::LabelClass>& classes) {
  QStringList labels;
  for (const auto& one : classes)
    for (const auto& label : opinion.annotation.labels)
      if (label.classId == one.id && label.verdict != annotation::Verdict::absent)
        labels << QString::fromStdString(one.name) +
                      (label.verdict == annotation::Verdict::uncertain ? "?" : "");
  if (labels.isEmpty()) labels << AnnotateText::tr("none of the classes");
  if (opinion.annotation.state == State::uncertain) labels << stateText(State::uncertain);
  return QString("%1: %2").arg(opinion.annotator, labels.join(", "));
}

QString progressText(const ReadingProgress& progress) {
  if (progress.flagged == 0) return AnnotateText::tr("Nothing is flagged.");
  QString text = AnnotateText::tr("%1 of %2").arg(progress.finished).arg(progress.flagged);
  if (progress.secondsPerCase > 0)
    text += AnnotateText::tr(", %1 s per case")
                .arg(progress.secondsPerCase, 0, 'f', progress.secondsPerCase < 10 ? 1 : 0);
  return text;
}

QStringList agreementTexts(const annotation::Agreement& agreement) {
  QStringList lines;
  for (const auto& pair : agreement.pairs) {
    if (pair.cases == 0) continue;
    auto name = QString::fromStdString(pair.className);
    if (name.isEmpty()) name = AnnotateText::tr("label");
    QString line = QString("%1 · %2 – %3: %4")
                       .arg(name, QString::fromStdString(pair.first),
                            QString::fromStdString(pair.second), kappaText(pair.kappa));
    if (pair.meanDice) line += AnnotateText::tr(", Dice %1").arg(*pair.meanDice, 0, 'f', 2);
    lines << line + AnnotateText::tr(" (cases: %1)").arg(pair.cases);
  }
  for (const auto& group : agreement.groups) {
    if (group.readers < 3 || !group.fleiss) continue;
    auto name = QString::fromStdString(group.className);
    if (name.isEmpty()) name = AnnotateText::tr("label");
    lines << AnnotateText::tr("%1 · %2 readers: Fleiss κ %3")
                 .arg(name)
                 .arg(group.readers)
                 .arg(*group.fleiss, 0, 'f', 2);
  }
  return lines;
}

QString importText(const annotation::ImportResult& result) {
  QStringList parts = {AnnotateText::tr("New images: %1.").arg(result.added)};
  if (result.known > 0) parts << AnnotateText::tr("There before: %1.").arg(result.known);
  if (!result.duplicates.empty())
    parts << AnnotateText::tr("Copies of others: %1 (%2).")
                 .arg(result.duplicates.size())
                 .arg(namesOf(result.duplicates));
  if (!result.problems.empty())
    parts << AnnotateText::tr("Cannot be read: %1 (%2).")
                 .arg(result.problems.size())
                 .arg(namesOf(result.problems));
  if (result.otherFiles > 0)
    parts << AnnotateText::tr("Other files, left alone: %1.").arg(result.otherFiles);
  return parts.join(" ");
}

QString filledText(const annotation::FilledBatch& batch) {
  QString text = batch.flagged == 0 ? AnnotateText::tr("No case is left to be flagged.")
                                    : AnnotateText::tr("New in the queue: %1.").arg(batch.flagged);
  if (batch.unscored > 0)
    text += " " + AnnotateText::tr("Left out, because they have no score: %1.").arg(batch.unscored);
  return text;
}

QString scoredText(const flagging::ScoringResult& result) {
  QStringList parts = {
      AnnotateText::tr("Cases that the network was asked about: %1.").arg(result.scored)};
  if (result.withoutMask > 0)
    parts << AnnotateText::tr("Without a picture of where evidence may be: %1.")
                 .arg(result.withoutMask);
  if (!result.problems.empty())
    parts << AnnotateText::tr("Cannot be read: %1 (%2).")
                 .arg(result.problems.size())
                 .arg(QString::fromStdString(result.problems.front().reason));
  return parts.join(" ");
}

QString trainingSetText(const annotation::ExportResult& result) {
  QStringList parts = {AnnotateText::tr("To learn from: %1 cases, %2 masks in all.")
                           .arg(result.cases - result.heldOut)
                           .arg(result.masks),
                       AnnotateText::tr("Kept from the training: %1.").arg(result.heldOut)};
  if (result.disputed > 0)
    parts << AnnotateText::tr("Left out, because readers disagree: %1.").arg(result.disputed);
  return parts.join(" ");
}

}  // namespace rho::workbench
