// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain/explainer.h"
#include "workbench/faulty_network.h"

#include <QRegularExpression>
#include <QTranslator>
#include <QXmlStreamReader>
#include <QtTest>
#include <set>

#include "base/resources.h"
#include "phantom/phantom_case.h"
#include "preflight/preflight.h"
#include "workbench/inspect/analysis.h"
#include "workbench/inspect/core_texts.h"

using namespace rho;
using namespace rho::workbench;

namespace {

/// What a .ts file has for each text, by context and English text; empty where it is unfinished.
using Messages = QMap<QPair<QString, QString>, QString>;

Messages messagesOf(QIODevice& file) {
  Messages messages;
  QXmlStreamReader xml(&file);
  QString context, source;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == QLatin1String("name")) context = xml.readElementText();
    if (xml.name() == QLatin1String("source")) source = xml.readElementText();
    if (xml.name() != QLatin1String("translation")) continue;
    const bool finished = !xml.attributes().hasAttribute("type");
    const auto text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
    messages[{context, source}] = finished ? text : QString();
  }
  return messages;
}

/// The program speaks the language of the messages as long as this lives.
class Translated : public QTranslator {
 public:
  explicit Translated(const Messages& messages) : m_messages(messages) {
    QCoreApplication::installTranslator(this);
  }
  bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* source, const char*, int) const override {
    return m_messages.value({context, source});
  }

 private:
  const Messages& m_messages;
};

QString filled(QString text) {
  return text.replace("%1", "layer4.0").replace("%2", "0.125").replace("%3", "12");
}

QStringList placesOf(const QString& text) {
  static const QRegularExpression place("%\\d");
  QStringList places;
  for (auto found = place.globalMatch(text); found.hasNext();) places << found.next().captured();
  places.sort();
  return places;
}

struct Said {
  std::string text, by;
};

/// What each method says of itself.
std::vector<Said> saidByMethods() {
  std::vector<Said> said;
  for (const auto& method : Analysis::methods()) {
    said.push_back({method.title, method.id + ", title"});
    said.push_back({method.summary, method.id + ", summary"});
    for (const auto& option : method.options) {
      const auto who = method.id + ", " + option.name;
      said.push_back({optionLabel(option.name).toStdString(), who + ", label"});
      said.push_back({option.help, who + ", help"});
      for (const auto& choice : option.choices) said.push_back({choice, who + ", " + choice});
    }
  }
  return said;
}

/// Of an answer about class 0 of a network that gives reasons to warn.
std::vector<std::string> warnings(const std::string& method, const nlohmann::json& options,
                                  bool random = false) {
  auto network = std::make_shared<test::FaultyNetwork>();
  network->random = random;
  const model::Model model(test::faultyCard(), network);
  const explain::Query query{.image = test::picture(), .target = 0, .seed = 1, .options = options};
  return explain::explainerNamed(method).explain(model, query).warnings;
}

}  // namespace

class TestCoreTexts : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QFile file(QString::fromStdString(resourcePath("translations/rhoscope_de.ts").string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_messages = messagesOf(file);
    QVERIFY(m_messages.size() > 500);
  }

  void whatMethodsSayIsListed() {
    const auto listed = coreTexts();
    const std::set<std::string> known(listed.begin(), listed.end());
    QStringList missing;
    for (const auto& said : saidByMethods())
      if (!known.contains(said.text)) missing << QString::fromStdString(said.by);
    for (const auto& demo : phantom::demoCases())
      if (!known.contains(demo.description)) missing << QString::fromStdString(demo.name);
    QCOMPARE(missing, QStringList());
    QCOMPARE(known.size(), listed.size());  // none twice
  }

  void whatIsListedIsTranslated() {
    QStringList missing;
    for (const char* text : coreTexts()) {
      const auto german = m_messages.value({"Core", text});
      if (german.isEmpty() || placesOf(german) != placesOf(text)) missing << text;
    }
    QCOMPARE(missing, QStringList());
  }

  void nothingElseIsUnfinished() {
    QStringList missing;
    for (auto it = m_messages.begin(); it != m_messages.end(); ++it)
      if (it.value().isEmpty()) missing << it.key().first + ": " + it.key().second;
    QCOMPARE(missing, QStringList());
  }

  void valuesComeToTheirPlaces() {
    const Translated german(m_messages);
    for (const char* text : coreTexts())
      QCOMPARE(coreText(filled(text).toStdString()), filled(m_messages.value({"Core", text})));
  }

  void otherTextsStay() {
    const Translated german(m_messages);
    QCOMPARE(coreText("Only a text of another kind"), QString("Only a text of another kind"));
    QCOMPARE(optionLabel("never_heard_of"), QString("Never heard of"));
    QCOMPARE(coreText(""), QString());
  }

  void warningsAreKnown_data() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("options");
    QTest::addColumn<bool>("random");
    const auto add = [](const char* name, const char* method, const char* options,
                        bool random = false) {
      QTest::newRow(name) << QString(method) << QString(options) << random;
    };
    add("few superpixels", "lime", R"({"superpixels": "grid", "segments": 2, "samples": 100})");
    add("a bad fit", "lime", R"({"superpixels": "grid", "segments": 9, "samples": 100})", true);
    add("a silent layer", "gradcam", R"({"layer": "zero"})");
    add("a layer against", "gradcam", R"({"layer": "against"})");
    add("pixels at their limits", "ae-raise", R"({"rho": 0.9, "clamp": true})");
  }
  void warningsAreKnown() {
    QFETCH(QString, method);
    QFETCH(QString, options);
    QFETCH(bool, random);
    const auto given =
        warnings(method.toStdString(), nlohmann::json::parse(options.toStdString()), random);
    QVERIFY(!given.empty());
    const Translated german(m_messages);
    for (const auto& warning : given)
      QVERIFY2(coreText(warning) != QString::fromStdString(warning), warning.c_str());
  }

  void findingsAreKnown_data() {
    QTest::addColumn<QString>("fault");
    for (const char* fault : {"none", "detached", "infinite", "random", "classes", "mean"})
      QTest::newRow(fault) << fault;
  }
  void findingsAreKnown() {
    QFETCH(QString, fault);
    auto network = std::make_shared<test::FaultyNetwork>();
    network->detached = fault == "detached";
    network->infinite = fault == "infinite";
    network->random = fault == "random";
    if (fault == "classes") network->classes = 3;
    auto card = test::faultyCard();
    if (fault == "mean") card.mean = {123.7};
    const model::Model model(card, network);
    auto findings = preflight::checkImage(model, test::picture(30, 20), {});
    for (const auto& finding : preflight::checkNetwork(model, {}, {})) findings.push_back(finding);
    const Translated german(m_messages);
    for (const auto& finding : findings) {
      QVERIFY2(!m_messages.value({"Core", QString::fromStdString(finding.title)}).isEmpty(),
               finding.title.c_str());
      for (const auto& sentence : finding.sentences)
        QVERIFY2(coreText(sentence) != QString::fromStdString(sentence), sentence.c_str());
    }
  }

  void optionsAreNamedWithTheirValues() {
    const auto& lime = Analysis::method("lime");
    const nlohmann::json options = {
        {"kernel_width", 0.25}, {"samples", 1000}, {"superpixels", "grid"}};
    QCOMPARE(optionTexts(lime, options),
             QStringList({"Samples 1000", "Superpixels grid", "Kernel width 0.25"}));
    const Translated german(m_messages);
    QCOMPARE(optionTexts(lime, options),
             QStringList({"Stichproben 1000", "Superpixel Gitter", "Kernbreite 0.25"}));
    QCOMPARE(optionTexts(Analysis::method("ae-raise"), {{"rho", 3 * 0.025}, {"clamp", true}}),
             QStringList({"ρ 0.075", "Begrenzen ja"}));
  }

 private:
  Messages m_messages;
};

QTEST_GUILESS_MAIN(TestCoreTexts)
#include "tst_core_texts.moc"
