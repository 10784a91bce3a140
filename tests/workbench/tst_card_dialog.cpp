// SPDX-License-Identifier: GPL-3.0-or-later
// The form of a network's card, alone and in the window.
#include "testing/cardless_networks.h"
#include "workbench/tiny_network.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>
#include <QtTest>

#include "base/json_file.h"
#include "model/card_file.h"
#include "testing/scratch.h"
#include "widgets/check_list.h"
#include "widgets/message_bar.h"
#include "workbench/card_fixture.h"
#include "workbench/document/document.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/network/card_actions.h"
#include "workbench/network/card_numbers.h"

using namespace rho;
using namespace rho::workbench;
using test::part, test::patience, test::stateOf, test::text;

namespace {

/// What the form needs for a network of three colours.
void fillIn(CardDialog& dialog, const QString& classes) {
  part<QPlainTextEdit>(dialog, "classes")->setPlainText(classes);
  part<QSpinBox>(dialog, "width")->setValue(16);
  part<QSpinBox>(dialog, "height")->setValue(12);
  part<QLineEdit>(dialog, "mean")->setText("0.5, 0.5, 0.5");
  part<QLineEdit>(dialog, "deviation")->setText("0.25 0.25 0.25");
  dialog.form().findChildren<QRadioButton*>().front()->setChecked(true);
}

CardExample example() {
  cv::Mat pixels(20, 20, CV_32FC3);
  cv::RNG(3).fill(pixels, cv::RNG::UNIFORM, 0.0, 1.0);
  return {"noise", image::Image(pixels, {}), QImage(20, 20, QImage::Format_RGB888)};
}

QPushButton* saveButton(CardDialog& dialog) {
  for (auto* button : dialog.findChildren<QPushButton*>())
    if (button->text() == "&Save") return button;
  return nullptr;
}

CardDialog* dialogOf(MainWindow& window) { return window.findChild<CardActions*>()->dialog(); }

}  // namespace

class TestCardDialog : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QVERIFY(m_settings.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName("rhoscope-test");
  }

  void readsNumbers_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("count");
    QTest::newRow("blanks") << "0.485 0.456  0.406" << 3;
    QTest::newRow("commas") << "0.485,0.456, 0.406" << 3;
    QTest::newRow("lines pasted") << "1\n2\t3" << 3;
    QTest::newRow("nothing") << "" << 0;
    QTest::newRow("a word") << "0.5 half" << -1;
    QTest::newRow("infinite") << "inf" << -1;
  }
  void readsNumbers() {
    QFETCH(QString, typed);
    QFETCH(int, count);
    const auto numbers = numbersFrom(typed);
    QCOMPARE(numbers ? static_cast<int>(numbers->size()) : -1, count);
    if (count > 0) QCOMPARE(numbersFrom(numbersText(*numbers)), numbers);
  }

  void badInputIsTold_data() {
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("told");
    QTest::newRow("too few classes") << "classes"
                                     << "a\nb"
                                     << "2 names, but the network has 3";
    QTest::newRow("too many classes") << "classes"
                                      << "a\nb\nc\nd"
                                      << "4 names";
    QTest::newRow("no classes") << "classes"
                                << " \n"
                                << "name them";
    QTest::newRow("a word as mean") << "mean"
                                    << "half"
                                    << "Mean:";
    QTest::newRow("one mean of three") << "mean"
                                       << "0.5"
                                       << "Mean:";
    QTest::newRow("a German comma") << "mean"
                                    << "0,5 0,5 0,5"
                                    << "Mean:";
    QTest::newRow("a deviation of 0") << "deviation"
                                      << "1 0 1"
                                      << "above 0";
    QTest::newRow("a negative deviation") << "deviation"
                                          << "1 -1 1"
                                          << "above 0";
    QTest::newRow("width 0") << "width"
                             << "0"
                             << "width and height";
    QTest::newRow("height 0") << "height"
                              << "0"
                              << "width and height";
    QTest::newRow("other channels") << "channels"
                                    << "1"
                                    << "one per channel";
  }
  void badInputIsTold() {
    QFETCH(QString, field);
    QFETCH(QString, typed);
    QFETCH(QString, told);
    const test::Scratch folder;
    test::writeTorchScript(folder / "net.pt");
    JobTracker tracker;
    CardDialog dialog(tracker, text(folder / "net.pt"), {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy asked(&dialog, &CardDialog::asked), tried(&dialog, &CardDialog::tried);
    QVERIFY(asked.wait(patience));
    fillIn(dialog, "a\nb\nc");
    QVERIFY(tried.wait(patience));
    QVERIFY2(dialog.message().isEmpty() && saveButton(dialog)->isEnabled(),
             qPrintable(dialog.message()));
    if (auto* line = part<QLineEdit>(dialog, field.toUtf8())) line->setText(typed);
    if (auto* lines = part<QPlainTextEdit>(dialog, field.toUtf8())) lines->setPlainText(typed);
    if (auto* number = part<QSpinBox>(dialog, field.toUtf8())) number->setValue(typed.toInt());
    if (auto* choice = part<QComboBox>(dialog, field.toUtf8()))
      choice->setCurrentIndex(choice->findData(typed.toInt()));
    QVERIFY2(dialog.message().contains(told), qPrintable(dialog.message()));
    QVERIFY(!saveButton(dialog)->isEnabled());
  }

  /// The number of outputs is seen as soon as the network can run, and answers follow the form.
  void answersFollowTheForm() {
    const test::Scratch folder;
    test::writeTorchScript(folder / "net.pt");
    JobTracker tracker;
    CardDialog dialog(tracker, text(folder / "net.pt"), "it has no card", nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy asked(&dialog, &CardDialog::asked), tried(&dialog, &CardDialog::tried);
    QVERIFY(asked.wait(patience));
    dialog.followCase(example());
    fillIn(dialog, {});
    QVERIFY(tried.wait(patience));
    QCOMPARE(dialog.trial()->outputs, std::int64_t(3));
    dialog.show();
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(dialog.isVisible());  // what was typed is not lost
    part<QPlainTextEdit>(dialog, "classes")->setPlainText("a\nb\nc");
    QVERIFY(!dialog.trial());  // what was found is of another card
    QVERIFY(tried.wait(patience));
    const auto before = dialog.trial()->confidences;
    QCOMPARE(before.size(), std::size_t(3));
    QVERIFY(std::abs(before[0] + before[1] + before[2] - 1) < 1e-4);
    part<QRadioButton>(dialog, "multi")->setChecked(true);
    QVERIFY(tried.wait(patience));
    const auto after = dialog.trial()->confidences;
    QVERIFY(std::abs(after[0] + after[1] + after[2] - 1) > 1e-4);
    part<QLineEdit>(dialog, "mean")->setText("0 0 0");
    QVERIFY(tried.wait(patience));
    QVERIFY(dialog.trial()->confidences != after);
    QVERIFY(dialog.findChild<widgets::CheckList*>()->summary().contains("passed"));
  }

  void presetsFillIn() {
    const test::Scratch folder;
    test::writeTorchScript(folder / "net.pt");
    JobTracker tracker;
    CardDialog dialog(tracker, text(folder / "net.pt"), {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy asked(&dialog, &CardDialog::asked);
    QVERIFY(asked.wait(patience));
    auto* preset = part<QComboBox>(dialog, "preset");
    emit preset->activated(preset->findText("CIFAR-10"));
    const auto card = dialog.form().card();
    QCOMPARE(card["input_size"], nlohmann::json({32, 32}));
    QCOMPARE(card["class_names"].size(), std::size_t(10));
    QCOMPARE(card["mean"][0], nlohmann::json(0.4914));
    // Names of one's own are not replaced by a thousand others.
    part<QPlainTextEdit>(dialog, "classes")->setPlainText("a\nb\nc");
    emit preset->activated(preset->findText("ImageNet"));
    QCOMPARE(dialog.form().card()["class_names"], nlohmann::json({"a", "b", "c"}));
    QCOMPARE(dialog.form().card()["input_size"], nlohmann::json({224, 224}));
    QVERIFY(!dialog.form().card().contains("channel_order"));
    emit preset->activated(preset->findText("ImageNet, Caffe (BGR, 0…255)"));
    QCOMPARE(dialog.form().card()["channel_order"], nlohmann::json("bgr"));
    part<QComboBox>(dialog, "order")->setCurrentIndex(0);
    QVERIFY(!dialog.form().card().contains("channel_order"));
  }

  void namesComeFromAFile() {
    const test::Scratch folder;
    test::writeTorchScript(folder / "net.pt");
    JobTracker tracker;
    CardDialog dialog(tracker, text(folder / "net.pt"), {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy asked(&dialog, &CardDialog::asked), changed(&dialog.form(), &CardForm::changed);
    QVERIFY(asked.wait(patience));
    dialog.readClassNames(text(folder.write("names.txt", "x\r\ny\r\n\r\nz\r\n")));
    QVERIFY(changed.wait(patience));
    QCOMPARE(dialog.form().card()["class_names"], nlohmann::json({"x", "y", "z"}));
    QSignalSpy failed(&tracker, &JobTracker::failed);
    dialog.readClassNames(text(folder / "gone.txt"));
    QVERIFY(failed.wait(patience));
    QVERIFY2(dialog.message().contains("gone.txt"), qPrintable(dialog.message()));
  }

  /// Two networks with the same weights: nobody is spared to choose.
  void twinsMustBeChosen() {
    const test::Scratch folder;
    std::string twin;
    for (const auto& known : model::knownNetworks())
      if (known.name.find("preact") != std::string::npos) twin = known.name;
    test::writeWeights(folder / "net.safetensors", twin, 10);
    JobTracker tracker;
    CardDialog dialog(tracker, text(folder / "net.safetensors"), {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy asked(&dialog, &CardDialog::asked), tried(&dialog, &CardDialog::tried);
    QVERIFY(asked.wait(patience));
    QVERIFY2(dialog.message().contains("choose the one"), qPrintable(dialog.message()));
    auto* choice = part<QComboBox>(dialog, "network");
    choice->setCurrentIndex(1);
    emit choice->activated(1);
    QVERIFY2(dialog.message().contains("confirm"), qPrintable(dialog.message()));
    QVERIFY(tried.wait(patience));
    QCOMPARE(dialog.trial()->failure, std::string());
    part<QCheckBox>(dialog, "confirmed")->setChecked(true);
    QVERIFY2(dialog.message().isEmpty(), qPrintable(dialog.message()));
    // Another choice is another question.
    choice->setCurrentIndex(2);
    emit choice->activated(2);
    QVERIFY(dialog.message().contains("confirm"));
  }

  void aCardInsideIsShownAndLeft() {
    const test::Scratch folder;
    test::writeTinyNetwork(folder / "net.safetensors");
    JobTracker tracker;
    CardDialog dialog(tracker, text(folder / "net.safetensors"), {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy asked(&dialog, &CardDialog::asked);
    QVERIFY(asked.wait(patience));
    QVERIFY2(dialog.message().contains("inside"), qPrintable(dialog.message()));
    QVERIFY(!dialog.form().isEnabled() && !saveButton(dialog)->isEnabled());
    QCOMPARE(part<QPlainTextEdit>(dialog, "classes")->toPlainText(),
             QString("round\nsquare\noval"));
  }

  void aFolderThatCannotBeWrittenTo() {
    const test::Scratch folder;
    const auto file = folder / "net.onnx";
    test::writeOnnx(file, -1);
    JobTracker tracker;
    CardDialog dialog(tracker, text(file), {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy asked(&dialog, &CardDialog::asked), tried(&dialog, &CardDialog::tried);
    QSignalSpy failed(&dialog, &CardDialog::savingFailed), saved(&dialog, &CardDialog::saved);
    QVERIFY(asked.wait(patience));
    fillIn(dialog, "a\nb\nc");
    QVERIFY(tried.wait(patience));
    std::filesystem::create_directories(folder / "net.onnx.json" / "in the way");
    // The card cannot be read there either, so that only this one counts.
    dialog.save();
    QVERIFY(failed.wait(patience));
    QVERIFY2(dialog.message().contains("net.onnx.json"), qPrintable(dialog.message()));
    dialog.useForNow();
    QVERIFY(saved.wait(patience));
    QCOMPARE(model::loadModel(file).card().inputWidth, 16);
  }

  /// The whole way of a user who opens a network of another maker's.
  void theWindowAsksSavesAndGoesOn_data() {
    QTest::addColumn<QString>("kind");
    QTest::newRow("TorchScript") << "net.pt";
    QTest::newRow("ONNX") << "net.onnx";
  }
  void theWindowAsksSavesAndGoesOn() {
    QFETCH(QString, kind);
    const test::Scratch folder;
    const auto file = folder / kind.toStdString();
    kind == "net.pt" ? test::writeTorchScript(file) : test::writeOnnx(file, -1);
    MainWindow window;
    window.openCase("demo:nodule-1");
    QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<Inspector*>()->opened().image.empty(), patience);
    QSignalSpy needed(window.findChild<Inspector*>(), &Inspector::cardNeeded);
    window.openNetwork(text(file));
    QVERIFY(needed.wait(patience));
    auto* dialog = dialogOf(window);
    QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
    QVERIFY(window.findChild<widgets::MessageBar*>()->text().isEmpty());  // told in the form
    QSignalSpy asked(dialog, &CardDialog::asked), tried(dialog, &CardDialog::tried);
    QVERIFY(asked.wait(patience));
    fillIn(*dialog, "x\ny\nz");
    QVERIFY(tried.wait(patience));
    QSignalSpy saved(dialog, &CardDialog::saved);
    dialog->save();
    QVERIFY(saved.wait(patience));
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(window).network && !stateOf(window).confidences.empty() &&
                                 stateOf(window).networkPath == file.string(),
                             patience);
    QCOMPARE(stateOf(window).network->card().classNames, (std::vector<std::string>{"x", "y", "z"}));
    QTRY_VERIFY_WITH_TIMEOUT(!dialogOf(window), patience);
    auto card = readJsonObject(model::cardFileOf(file));
    QCOMPARE(card["input_size"], nlohmann::json({12, 16}));
    // What was found on the case that was open is part of the card.
    QVERIFY2(card["metrics"]["preflight"]["checks"].size() > 5, card.dump().c_str());

    // And at any time again: what is changed is asked anew.
    window.findChild<CardActions*>()->editCurrent();
    dialog = dialogOf(window);
    QSignalSpy askedAgain(dialog, &CardDialog::asked), triedAgain(dialog, &CardDialog::tried);
    QVERIFY(askedAgain.wait(patience));
    part<QPlainTextEdit>(*dialog, "classes")->setPlainText("one\ntwo\nthree");
    QVERIFY(triedAgain.wait(patience));
    QSignalSpy savedAgain(dialog, &CardDialog::saved);
    dialog->save();
    QVERIFY(savedAgain.wait(patience));
    QVERIFY(stateOf(window).confidences.empty());
    QTRY_VERIFY_WITH_TIMEOUT(!stateOf(window).confidences.empty(), patience);
    QCOMPARE(stateOf(window).className(0), std::string("one"));
  }

  /// Recognised weights open without a question, but not without a word.
  void unconfirmedNetworksSaySo() {
    const test::Scratch folder;
    const auto file = folder / "net.safetensors";
    test::writeWeights(file, "mobilenet_v2", 3);
    MainWindow window;
    window.openNetwork(text(file));
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(window).network, patience);
    QVERIFY(!dialogOf(window));
    auto* button = window.findChild<QToolButton*>("edit card");
    QVERIFY(button && button->text().startsWith("Look at"));
    button->click();
    auto* dialog = dialogOf(window);
    QSignalSpy asked(dialog, &CardDialog::asked), tried(dialog, &CardDialog::tried);
    QVERIFY(asked.wait(patience));
    bool isAssumptionShown = false;
    for (const auto* label : dialog->form().findChildren<QLabel*>())
      isAssumptionShown = isAssumptionShown || label->text().contains("⚠");
    QVERIFY(isAssumptionShown);
    part<QSpinBox>(*dialog, "width")->setValue(32);
    part<QSpinBox>(*dialog, "height")->setValue(32);
    QVERIFY(tried.wait(patience));
    QVERIFY2(dialog->message().contains("confirm"), qPrintable(dialog->message()));
    part<QCheckBox>(*dialog, "confirmed")->setChecked(true);
    QVERIFY(tried.wait(patience));
    QVERIFY2(dialog->message().isEmpty(), qPrintable(dialog->message()));
    QSignalSpy saved(dialog, &CardDialog::saved);
    dialog->save();
    QVERIFY(saved.wait(patience));
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(window).network, patience);
    QVERIFY(!stateOf(window).network->card().isUnconfirmed());
    QVERIFY(button->text().startsWith("Edit"));
  }

 private:
  QTemporaryDir m_settings;
};

QTEST_MAIN(TestCardDialog)
#include "tst_card_dialog.moc"
