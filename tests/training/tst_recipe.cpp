// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"
#include "training/recipe.h"

using namespace rho;
using namespace rho::training;
using Json = nlohmann::json;

class TestRecipe : public QObject {
  Q_OBJECT

 private slots:
  void bundledRecipesAreReadAndWritten_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("robust");
    QTest::newRow("pneumonia") << "pneumonia" << true;
    QTest::newRow("pneumonia-plain") << "pneumonia-plain" << false;
    QTest::newRow("phantom-nodule") << "phantom-nodule" << true;
    QTest::newRow("phantom-nodule-plain") << "phantom-nodule-plain" << false;
  }
  void bundledRecipesAreReadAndWritten() {
    QFETCH(QString, name);
    QFETCH(bool, robust);
    const auto recipe = readRecipe(name.toStdString());
    QCOMPARE(recipe.name, name.toStdString());
    QCOMPARE(recipe.robustTerms.has_value(), robust);
    QCOMPARE(toJson(recipeFromJson(toJson(recipe), "again")).dump(), toJson(recipe).dump());
  }

  void mistakesNameTheKey_data() {
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown key") << R"({"learning_rat": 0.1})"
                                 << "learning_rat";
    QTest::newRow("wrong type") << R"({"epochs": "many"})"
                                << "epochs";
    QTest::newRow("too small") << R"({"epochs": 0})"
                               << "epochs";
    QTest::newRow("negative rate") << R"({"learning_rate": -1})"
                                   << "learning_rate";
    QTest::newRow("inner key") << R"({"robust_terms": {"psy": 1}})"
                               << "psy";
    QTest::newRow("inner range") << R"({"robust_terms": {"zeta": 2}})"
                                 << "zeta";
    QTest::newRow("no object") << "[1, 2]"
                               << "object";
    QTest::newRow("size") << R"({"input_size": [32]})"
                          << "input_size";
  }
  void mistakesNameTheKey() {
    QFETCH(QString, json);
    QFETCH(QString, named);
    try {
      recipeFromJson(Json::parse(json.toStdString()), "recipe.json");
      QFAIL("the mistake was accepted");
    } catch (const InvalidInput& error) {
      QVERIFY2(QString(error.what()).contains(named), error.what());
      QVERIFY2(QString(error.what()).contains("recipe.json"), error.what());
    }
  }

  void missingRecipe() { QVERIFY_EXCEPTION_THROWN(readRecipe("no-such-recipe"), MissingFile); }
};

QTEST_GUILESS_MAIN(TestRecipe)
#include "tst_recipe.moc"
