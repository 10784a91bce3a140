// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"
#include "explain/option.h"

using namespace rho;
using explain::completeOptions;
using explain::OptionSpec;
using explain::OptionType;

namespace {

std::vector<OptionSpec> specs() {
  return {
      {"rho", OptionType::number, 0.1, "size", 0.001, 1.0, {}},
      {"steps", OptionType::integer, 35, "count", 1.0, {}, {}},
      {"clamp", OptionType::flag, false, "in range", {}, {}, {}},
      {"mode", OptionType::choice, "paper", "how", {}, {}, {"paper", "fast"}},
      {"layer", OptionType::text, "", "where", {}, {}, {}},
  };
}

}  // namespace

class TestOption : public QObject {
  Q_OBJECT

 private slots:
  void defaultsFillWhatIsNotGiven() {
    const auto complete = completeOptions(specs(), {{"rho", 0.2}}, "method");
    QCOMPARE(complete.size(), specs().size());
    QCOMPARE(complete["rho"].get<double>(), 0.2);
    QCOMPARE(complete["steps"].get<int>(), 35);
    QVERIFY(complete["mode"] == "paper");
    QVERIFY(completeOptions(specs(), nullptr, "method") ==
            completeOptions(specs(), nlohmann::json::object(), "method"));
  }

  void wholeNumbersFitBothTypes() {
    const auto complete = completeOptions(specs(), {{"rho", 1}, {"steps", 12.0}}, "method");
    QVERIFY(complete["rho"].is_number_float());
    QVERIFY(complete["steps"].is_number_integer());
  }

  void badValuesAreNamed_data() {
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const char* given, const char* named) {
      QTest::newRow(name) << given << named;
    };
    row("unknown", R"({"roh":0.1})", "rho, steps, clamp, mode, layer");
    row("too small", R"({"rho":0})", "between 0.001 and 1");
    row("too large", R"({"rho":1.5})", "between 0.001 and 1");
    row("text for a number", R"({"rho":"0.1"})", "a number");
    row("null", R"({"rho":null})", "a number");
    row("fraction for an integer", R"({"steps":2.5})", "an integer of at least 1");
    row("huge integer", R"({"steps":1e300})", "an integer");
    row("flag as a number", R"({"clamp":1})", "true or false");
    row("not a choice", R"({"mode":"quick"})", "paper, fast");
    row("number for a choice", R"({"mode":1})", "paper, fast");
    row("number for a text", R"({"layer":3})", "a text");
    row("a list", R"([1,2])", "an object");
  }

  void badValuesAreNamed() {
    QFETCH(QString, given);
    QFETCH(QString, named);
    try {
      completeOptions(specs(), nlohmann::json::parse(given.toStdString()), "the-method");
      QFAIL("accepted");
    } catch (const InvalidInput& error) {
      const QString message = error.what();
      QVERIFY2(message.startsWith("the-method") && message.contains(named), error.what());
    }
  }
};

QTEST_GUILESS_MAIN(TestOption)
#include "tst_option.moc"
