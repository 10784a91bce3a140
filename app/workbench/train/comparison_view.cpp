// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/comparison_view.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <cmath>

#include "widgets/section_label.h"

namespace rho::workbench {

namespace {

enum Column { figureColumn, beforeColumn, afterColumn, differenceColumn, imagesColumn, columns };
constexpr int widest = 760;

struct ComparisonText {
  Q_DECLARE_TR_FUNCTIONS(ComparisonText)
 public:
  const char* id;
  const char* title;
  const char* explanation;
};

const ComparisonText figureTexts[] = {
    {"accuracy", QT_TRANSLATE_NOOP("ComparisonText", "Accuracy"),
     QT_TRANSLATE_NOOP("ComparisonText", "Share of the images whose class is found")},
    {"ara", QT_TRANSLATE_NOOP("ComparisonText", "Attack ARA"),
     QT_TRANSLATE_NOOP("ComparisonText",
                       "Area between accuracy under attack and chance, by the fast search: how far "
                       "images have to be changed before decisions fall")},
    {"evidence_inside", QT_TRANSLATE_NOOP("ComparisonText", "Evidence inside"),
     QT_TRANSLATE_NOOP("ComparisonText",
                       "Share of what sways the decision that lies where masks say evidence; more "
                       "is better")},
    {"evidence_outside", QT_TRANSLATE_NOOP("ComparisonText", "Evidence where none is"),
     QT_TRANSLATE_NOOP("ComparisonText",
                       "Share of what sways the decision that lies where masks say no evidence; "
                       "less is better")}};

const ComparisonText* textOf(const std::string& id) {
  for (const auto& one : figureTexts)
    if (id == one.id) return &one;
  return nullptr;
}

QString valueText(const std::string& id, double value) {
  if (!std::isfinite(value)) return ComparisonText::tr("never fell");
  return id == "ara" ? QString::number(value, 'f', 4)
                     : ComparisonText::tr("%1 %").arg(100 * value, 0, 'f', 1);
}

QString signedText(const std::string& id, double value) {
  const QString sign = value < 0 ? QStringLiteral("−") : QStringLiteral("+");
  return sign + (id == "ara" ? QString::number(std::abs(value), 'f', 4)
                             : QString::number(100 * std::abs(value), 'f', 1));
}

/// "+12.0 (+4.0 to +20.0)"
QString differenceText(const training::ComparedFigure& figure) {
  const double difference = figure.after - figure.before;
  if (!std::isfinite(difference)) return QStringLiteral("–");
  const auto text = signedText(figure.id, difference);
  if (!figure.difference) return text;
  return ComparisonText::tr("%1 (%2 to %3)")
      .arg(text, signedText(figure.id, figure.difference->low),
           signedText(figure.id, figure.difference->high));
}

QTableWidgetItem* cell(const QString& text, bool isNumber, const QString& help = {}) {
  auto* item = new QTableWidgetItem(text);
  item->setTextAlignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  item->setToolTip(help);
  return item;
}

/// Networks of runs are all called model: their folders tell them apart.
QString networkName(const std::string& path) {
  const QFileInfo file(QString::fromStdString(path));
  const auto name = file.completeBaseName();
  return name == "model" ? file.dir().dirName() : name;
}

QLabel* wrapped() {
  auto* label = new QLabel;
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setMaximumWidth(widest);
  return label;
}

}  // namespace

ComparisonView::ComparisonView(QWidget* parent)
    : QWidget(parent),
      m_title(new widgets::SectionLabel(tr("Before and after"))),
      m_text(wrapped()),
      m_table(new QTableWidget(0, columns)),
      m_note(wrapped()),
      m_progress(new QProgressBar),
      m_button(new QPushButton) {
  m_table->setAccessibleName(tr("Before and after"));
  m_table->setSelectionMode(QTableWidget::NoSelection);
  m_table->setEditTriggers(QTableWidget::NoEditTriggers);
  m_table->setTabKeyNavigation(false);
  m_table->setFocusPolicy(Qt::NoFocus);
  m_table->setShowGrid(false);
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setWordWrap(false);
  m_table->setMaximumWidth(widest);
  m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
  m_table->horizontalHeader()->setHighlightSections(false);
  m_table->horizontalHeader()->setMinimumSectionSize(76);
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  m_table->horizontalHeader()->setSectionResizeMode(figureColumn, QHeaderView::Stretch);
  m_progress->setTextVisible(false);
  m_progress->setMaximumHeight(6);
  m_progress->setMaximumWidth(widest);
  m_progress->setRange(0, 1000);
  m_button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  m_button->setAutoDefault(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 8, 4, 8);
  layout->setSpacing(9);
  for (QWidget* part : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_text),
                        static_cast<QWidget*>(m_table), static_cast<QWidget*>(m_note),
                        static_cast<QWidget*>(m_progress), static_cast<QWidget*>(m_button)})
    layout->addWidget(part);
  layout->addStretch(1);
  connect(m_button, &QPushButton::clicked, this,
          [this] { m_isComparing ? emit stopRequested() : emit compareRequested(); });
  showRun(nullptr, std::nullopt, {});
}

void ComparisonView::showRun(const RunRecordPtr& run, std::optional<double> progress,
                             const QString& failure) {
  const bool canCompare = run && !run->before.empty() && run->hasModel && !isActive(run->phase);
  const auto* comparison = run && run->comparison ? &*run->comparison : nullptr;
  m_isComparing = progress.has_value();
  m_text->setText(m_isComparing ? tr("Both networks are being measured on the same images.")
                                : textOf(run, failure));
  m_progress->setVisible(m_isComparing);
  m_progress->setValue(static_cast<int>(1000 * progress.value_or(0)));
  m_button->setVisible(canCompare);
  m_button->setText(m_isComparing ? tr("Stop comparing")
                    : comparison  ? tr("Compare again")
                                  : tr("Compare"));
  m_table->setVisible(comparison && !m_isComparing);
  m_note->setVisible(comparison && !m_isComparing);
  if (comparison) showFigures(*comparison);
}

QString ComparisonView::textOf(const RunRecordPtr& run, const QString& failure) const {
  if (!run) return tr("No run is chosen.");
  if (run->before.empty())
    return tr(
        "This run was started without a network to compare with. Trainings from Annotate, "
        "Train with these labels, have one; networks of any kind are compared in Robustness.");
  if (!failure.isEmpty()) return failure;
  const auto before = networkName(run->before);
  if (isActive(run->phase) || run->phase == RunPhase::waiting)
    return tr("When the run is finished, its network is compared with %1.").arg(before);
  if (!run->hasModel) return tr("The run has made no network.");
  if (!run->comparison)
    return tr("Compares the run's network with %1 on images that were kept from the training.")
        .arg(before);
  const auto& names = *run->comparison;
  return tr("%1 before, %2 after the training, on the same %3 images that were kept from it.")
      .arg(QString::fromStdString(names.before.name), QString::fromStdString(names.after.name))
      .arg(names.images);
}

void ComparisonView::showFigures(const training::Comparison& comparison) {
  m_table->setHorizontalHeaderLabels(
      {QString(), tr("Before"), tr("After"), tr("Difference (95 %)"), tr("Images")});
  for (int column = 1; column < columns; ++column)
    m_table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_table->setRowCount(static_cast<int>(comparison.figures.size()));
  int row = 0;
  for (const auto& figure : comparison.figures) {
    const auto* text = workbench::textOf(figure.id);
    const auto help = text ? ComparisonText::tr(text->explanation) : QString();
    m_table->setItem(
        row, figureColumn,
        cell(text ? ComparisonText::tr(text->title) : QString::fromStdString(figure.id), false,
             help));
    m_table->setItem(row, beforeColumn, cell(valueText(figure.id, figure.before), true, help));
    m_table->setItem(row, afterColumn, cell(valueText(figure.id, figure.after), true, help));
    m_table->setItem(row, differenceColumn, cell(differenceText(figure), true, help));
    m_table->setItem(row, imagesColumn, cell(QString::number(figure.images), true, help));
    ++row;
  }
  m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                          row * m_table->verticalHeader()->defaultSectionSize() + 4);
  m_note->setText(
      tr("In brackets: the interval that holds the difference in 95 of 100 samples of "
         "images (bootstrap, the same images for both). One that holds 0 proves no "
         "change. Another training, from another seed, would differ, too."));
}

}  // namespace rho::workbench
