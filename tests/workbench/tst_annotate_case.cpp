// SPDX-License-Identifier: GPL-3.0-or-later
// What an annotator says of a case, before it is written.
#include <QSignalSpy>
#include <QtTest>

#include "annotation/answers.h"
#include "widgets/painted_layer.h"
#include "workbench/annotate/case_clock.h"
#include "workbench/annotate/case_editor.h"
#include "workbench/annotate/paint_settings.h"

using namespace rho;
using namespace rho::workbench;
using annotation::Field;
using annotation::State;
using annotation::Verdict;
using widgets::Paint;

namespace {

constexpr auto evidence = static_cast<int>(Paint::evidence);
constexpr auto noEvidence = static_cast<int>(Paint::noEvidence);

AnnotatedCase caseOf(annotation::Id id, cv::Size size = {8, 6}) {
  AnnotatedCase shown;
  shown.image.id = id;
  shown.image.path = "/images/" + std::to_string(id) + ".png";
  shown.image.width = size.width;
  shown.image.height = size.height;
  shown.own.annotation.caseId = id;
  return shown;
}

/// An editor of two classes, and what it hands on.
struct Fixture {
  explicit Fixture(bool isMultiLabel) {
    editor.setProject(isMultiLabel, {{11, "cat"}, {12, "dog"}});
    QObject::connect(&editor, &CaseEditor::edited, &editor,
                     [this](const Edit& edit) { edits.push_back(edit); });
    editor.setCase(caseOf(1));
  }
  const annotation::Annotation& own() { return editor.current()->own.annotation; }
  const Edit& last() { return edits.back(); }

  CaseEditor editor;
  std::vector<Edit> edits;
};

}  // namespace

class TestAnnotateCase : public QObject {
  Q_OBJECT
 private slots:
  void aPauseDoesNotCount() {
    CaseClock clock;
    clock.start(1000);
    clock.touch(11000);
    clock.touch(11000 + CaseClock::longestPause);
    QCOMPARE(clock.take(11000 + CaseClock::longestPause + 5000), 75.0);
    QCOMPARE(clock.take(11000 + CaseClock::longestPause + 5000), 0.0);
    clock.start(0);
    clock.touch(CaseClock::longestPause + 1);  // back from lunch
    QCOMPARE(clock.take(CaseClock::longestPause + 2001), 2.0);
  }

  void oneLabelTakesTheOthersPlace() {
    Fixture f(false);
    f.editor.toggleLabel(0);
    QVERIFY(isGiven(f.own(), 11));
    f.editor.toggleLabel(1);
    QVERIFY(!isGiven(f.own(), 11) && isGiven(f.own(), 12));
    QCOMPARE(f.last().changes.size(), std::size_t{2});
    f.editor.toggleLabel(1);
    QVERIFY(f.own().labels.empty());
    QCOMPARE(f.last().changes.size(), std::size_t{1});
    QVERIFY(!f.last().changes[0].value);
  }

  void severalLabelsCanHold() {
    Fixture f(true);
    f.editor.toggleLabel(0);
    f.editor.toggleLabel(1);
    QCOMPARE(f.own().labels.size(), std::size_t{2});
    f.editor.toggleLabel(0);
    QCOMPARE(presentClass(f.own()), 12);
    f.editor.toggleLabel(7);  // no such label
    f.editor.toggleLabel(-1);
    QCOMPARE(f.edits.size(), std::size_t{3});
  }

  void labelAndStateAreOneStep() {
    Fixture f(false);
    f.editor.labelAndFinish(1);
    QCOMPARE(f.edits.size(), std::size_t{1});
    QCOMPARE(f.last().changes.size(), std::size_t{2});
    QCOMPARE(f.last().changes[1].field, Field::state);
    QCOMPARE(*f.last().changes[1].value, "done");
    f.editor.labelAndFinish(1);  // again: it stays
    QVERIFY(isGiven(f.own(), 12));
    QCOMPARE(f.own().state, State::done);
  }

  void onlyDifferencesAreWritten() {
    Fixture f(true);
    f.editor.setComment("unclear");
    QCOMPARE(f.last().changes.size(), std::size_t{1});
    QCOMPARE(f.last().changes[0].field, Field::comment);
    const auto count = f.edits.size();
    f.editor.setComment("unclear");
    QCOMPARE(f.edits.size(), count);
    f.editor.setComment({});
    QVERIFY(!f.last().changes[0].value);
  }

  void paintIsHandedOnAsItWas() {
    Fixture f(true);
    cv::Mat layer = f.editor.layer();
    QCOMPARE(layer.size(), cv::Size(8, 6));
    layer(cv::Rect(0, 0, 2, 2)).setTo(evidence);
    f.editor.layerPainted();
    layer(cv::Rect(0, 0, 8, 6)).setTo(noEvidence);  // the hand goes on
    QCOMPARE(cv::countNonZero(f.last().paint.at(0)), 4);
    QVERIFY(f.editor.isPainted(0) && !f.editor.isPainted(11));
    f.editor.choosePaintedClass(11);
    QCOMPARE(cv::countNonZero(f.editor.layer()), 0);  // of another class
  }

  void masksAreLayersAndBack() {
    cv::Mat layer = cv::Mat::zeros(6, 8, CV_8UC1);
    layer(cv::Rect(0, 0, 2, 2)).setTo(evidence);
    layer(cv::Rect(4, 4, 1, 2)).setTo(noEvidence);
    const auto changes = changesOf({{12, layer}});
    QCOMPARE(changes.size(), std::size_t{2});
    annotation::Annotation annotation;
    for (const auto& change : changes) annotation::apply(change, annotation, "test");
    const auto back = paintOf(annotation);
    QCOMPARE(back.size(), std::size_t{1});
    QCOMPARE(cv::countNonZero(back.at(12) != layer), 0);
    for (const auto& change : changesOf({{12, cv::Mat::zeros(6, 8, CV_8UC1)}}))
      QVERIFY(!change.value);
  }

  /// Where one class holds, paint is evidence for it.
  void paintFollowsTheOneLabel() {
    Fixture f(false);
    f.editor.layer().setTo(evidence);
    f.editor.layerPainted();
    QCOMPARE(f.editor.paintedClass(), 0);
    f.editor.toggleLabel(0);
    QCOMPARE(f.editor.paintedClass(), 11);
    QCOMPARE(cv::countNonZero(f.editor.layer()), 48);
    QCOMPARE(cv::countNonZero(f.last().paint.at(0)), 0);
    QCOMPARE(cv::countNonZero(f.last().paint.at(11)), 48);
    f.editor.toggleLabel(1);
    QCOMPARE(cv::countNonZero(f.editor.layer()), 48);
    QVERIFY(!f.editor.isPainted(11));
  }

  void anotherAnswerIsTakenOver() {
    Fixture f(true);
    f.editor.toggleLabel(0);
    f.editor.choosePaintedClass(11);
    f.editor.layer().setTo(evidence);
    f.editor.layerPainted();
    Opinion other;
    other.annotation.labels = {{12, Verdict::present}};
    other.paint[12] = cv::Mat(6, 8, CV_8UC1, cv::Scalar(noEvidence));
    const auto count = f.edits.size();
    f.editor.takeOver(other);
    QCOMPARE(f.edits.size(), count + 1);
    QVERIFY(isGiven(f.own(), 12) && !isGiven(f.own(), 11));
    QVERIFY(f.editor.isPainted(12) && !f.editor.isPainted(11));
    other.paint[12].setTo(0);
    QVERIFY(f.editor.isPainted(12));  // nothing is shared
  }

  void nothingIsSaidOfNoCase() {
    Fixture f(true);
    f.editor.leave();
    QVERIFY(!f.editor.current());
    const auto count = f.edits.size();
    f.editor.toggleLabel(0);
    f.editor.labelAndFinish(0);
    f.editor.setState(State::done);
    f.editor.setComment("lost?");
    f.editor.layerPainted();
    QVERIFY(f.editor.layer().empty());
    QCOMPARE(f.edits.size(), count);
  }

  void numbersOfToolsStayInTheirRange() {
    for (const auto tool : annotateTools) {
      PaintSettings settings;
      settings.tool = tool;
      if (!settings.number()) {
        QCOMPARE(stepped(settings, 1), settings);
        continue;
      }
      const auto range = rangeOf(tool);
      const double start = *settings.number();
      QVERIFY(*stepped(settings, 1).number() > start);
      for (const int direction : {1, -1}) {
        auto end = settings;
        for (int i = 0; i < 100; ++i) end = stepped(end, direction);
        QVERIFY(*end.number() >= range.least && *end.number() <= range.most);
        QCOMPARE(stepped(end, direction), end);
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestAnnotateCase)
#include "tst_annotate_case.moc"
