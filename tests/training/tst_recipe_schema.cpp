// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"
#include "base/file.h"
#include "base/resources.h"
#include "testing/scratch.h"
#include "training/recipe.h"

using namespace rho;
using namespace rho::training;
using Json = nlohmann::json;

/// The schema is for editors; what counts is the parser. So every statement of the schema is tried
/// on the parser.
class TestRecipeSchema : public QObject {
  Q_OBJECT

  /// Keys that only hold beside others, and values that the rules between keys refuse.
  static Json companions(const std::string& path) {
    Json recipe = Json::object();
    if (path.starts_with("schedule.") && !path.ends_with("kind"))
      recipe["schedule"] = {{"kind", "step"}, {"at", {3, 5}}};
    if (path.starts_with("adversarial_training.") && !path.ends_with("kind"))
      recipe["adversarial_training"] = {{"kind", "linf"}};
    if (path.starts_with("ensemble_adversarial."))
      recipe["ensemble_adversarial"] = {{"networks", {"a.safetensors"}}};
    if (path == "mean" || path == "standard_deviation") recipe["input_channels"] = 1;
    if (path == "mean") recipe["standard_deviation"] = {1};
    if (path == "standard_deviation") recipe["mean"] = {0};
    return recipe;
  }

  static bool accepts(const std::string& path, const Json& value) {
    auto recipe = companions(path);
    auto pointer = "/" + path;
    std::replace(pointer.begin(), pointer.end(), '.', '/');
    recipe[Json::json_pointer(pointer)] = value;
    if (path == "input_channels") {
      const std::vector<double> each(value == 1 ? 1 : 3, 0.5);
      recipe["mean"] = each;
      recipe["standard_deviation"] = each;
    }
    if (path == "schedule.kind" && value == "step") recipe["schedule"]["at"] = {3};
    return test::failureOf([&] { recipeFromJson(recipe, "recipe"); }).message.empty();
  }

  static void tryNumber(const std::string& path, const Json& schema, bool inList) {
    const auto wrap = [&](const Json& number) {
      if (path == "input_size") return Json{number, number};
      return inList ? Json{number} : number;
    };
    const auto low = schema.at("minimum").get<double>();
    const auto whole = schema.at("type") == "integer";
    const auto number = [&](double value) {
      return whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
    };
    const double beyond = whole ? 1 : 1e-9;
    QVERIFY2(accepts(path, wrap(number(low))), path.c_str());
    QVERIFY2(!accepts(path, wrap(number(low - beyond))), path.c_str());
    QVERIFY2(!accepts(path, wrap("text")), path.c_str());
    if (whole) QVERIFY2(!accepts(path, wrap(low + 0.5)), path.c_str());
    if (!schema.contains("maximum")) return;
    const auto high = schema.at("maximum").get<double>();
    QVERIFY2(accepts(path, wrap(number(high))), path.c_str());
    QVERIFY2(!accepts(path, wrap(number(high * (1 + 1e-9) + beyond))), path.c_str());
  }

  static void tryProperty(const std::string& path, const Json& schema) {
    QVERIFY2(schema.contains("description") || path == "$schema", path.c_str());
    if (schema.contains("enum")) {
      for (const auto& name : schema.at("enum")) QVERIFY2(accepts(path, name), path.c_str());
      QVERIFY2(!accepts(path, "other"), path.c_str());
      return;
    }
    const std::string type = schema.at("type");
    if (schema.contains("default") && type != "array")
      QVERIFY2(accepts(path, schema.at("default")), path.c_str());
    if (type == "object") {
      if (schema.contains("properties")) tryProperties(path + ".", schema);
    } else if (type == "array" && schema.at("items").contains("minimum")) {
      tryNumber(path, schema.at("items"), true);
    } else if (type == "integer" || type == "number") {
      tryNumber(path, schema, false);
    } else {
      QVERIFY2(!accepts(path, 1.5), path.c_str());
    }
  }

  static void tryProperties(const std::string& prefix, const Json& schema) {
    QCOMPARE(schema.at("additionalProperties"), false);
    QVERIFY2(!accepts(prefix + "no_such_key", 1), prefix.c_str());
    for (const auto& [key, property] : schema.at("properties").items())
      tryProperty(prefix + key, property);
  }

 private slots:
  void theParserAgrees() { tryProperties("", recipeSchema()); }

  void everyWrittenKeyIsInTheSchema() {
    Recipe recipe;
    recipe.robustTerms.emplace();
    recipe.adversarialTraining.emplace();
    recipe.trades.emplace();
    recipe.noise.emplace();
    recipe.ensembleAdversarial.emplace();
    recipe.spectralNorm.emplace();
    recipe.evidence.emplace();
    const auto properties = recipeSchema()["properties"];
    const auto written = toJson(recipe);
    for (const auto& [key, value] : written.items())
      QVERIFY2(properties.contains(key), key.c_str());
    QCOMPARE(properties.size(), written.size() + 1);
  }

  void theBundledFileIsTheSchema() {
    const auto path = resourcePath("recipes/recipe.schema.json");
    if (qEnvironmentVariableIsSet("RHO_UPDATE_SCHEMA"))
      writeFileAtomically(path, recipeSchema().dump(2) + "\n");
    QVERIFY2(Json::parse(test::contentOf(path)) == recipeSchema(),
             "run this test with RHO_UPDATE_SCHEMA=1");
  }

  void theManualNamesEveryKey() {
    const auto manual = test::contentOf(resourcePath("../docs/manual/training.md"));
    const auto properties = recipeSchema()["properties"];
    for (const auto& [key, property] : properties.items()) {
      QVERIFY2(manual.find("`" + key + "`") != manual.npos, key.c_str());
      if (!property.contains("properties")) continue;
      for (const auto& [inner, ignored] : property["properties"].items())
        QVERIFY2(manual.find("`" + inner + "`") != manual.npos, (key + "." + inner).c_str());
    }
  }
};

QTEST_GUILESS_MAIN(TestRecipeSchema)
#include "tst_recipe_schema.moc"
