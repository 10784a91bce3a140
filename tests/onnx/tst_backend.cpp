// SPDX-License-Identifier: Apache-2.0
// The backend tests of the onnx package: how many of those on floating-point numbers pass.
#include <QDir>
#include <QtTest>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "model/tensor.h"
#include "onnx/execution.h"
#include "testing/onnx_data.h"

using namespace rho;
using namespace rho::onnx;
namespace fs = std::filesystem;

namespace {

enum class Outcome { passed, unsupported, failed };

struct Result {
  Outcome outcome;
  std::string text;  ///< what was wrong
};

/// As numpy's assert_allclose: |value - expected| within atol + rtol·|expected|, NaN equals NaN.
std::string difference(const torch::Tensor& value, const torch::Tensor& expected, double rtol,
                       double atol) {
  if (value.sizes() != expected.sizes())
    return "a shape of " + c10::str(value.sizes()) + " instead of " + c10::str(expected.sizes());
  if (value.scalar_type() != expected.scalar_type())
    return std::string(c10::toString(value.scalar_type())) + " instead of " +
           c10::toString(expected.scalar_type());
  const auto a = value.to(torch::kFloat64), b = expected.to(torch::kFloat64);
  if (torch::allclose(a, b, rtol, atol, true)) return {};
  return "differs by " + std::to_string((a - b).abs().max().item<double>());
}

Result runTest(const fs::path& folder) try {
  const auto model = readModel(folder / "model.onnx");
  const Program program{model};
  Tensors inputs;
  for (std::size_t i = 0; i < program.inputs().size(); ++i) {
    const auto file = folder / ("input_" + std::to_string(i) + ".pb");
    inputs.push_back(fs::exists(file) ? readTensorFile(file) : test::dummyInput(model, i));
  }
  const torch::NoGradGuard noGrad;
  const auto outputs = run(program, inputs);
  double rtol = 1e-3, atol = 1e-7;
  if (std::ifstream file(folder / "tolerance.json"); file) {
    const auto json = nlohmann::json::parse(file);
    rtol = json.at("rtol"), atol = json.at("atol");
  }
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const auto file = folder / ("output_" + std::to_string(i) + ".pb");
    if (!fs::exists(file)) continue;
    const auto wrong = difference(outputs[i], readTensorFile(file), rtol, atol);
    if (!wrong.empty()) return {Outcome::failed, "output " + std::to_string(i) + " " + wrong};
  }
  return {Outcome::passed, {}};
} catch (const InvalidInput& error) {
  const std::string text = error.what();
  const bool isUnknown = text.find("does not know") != std::string::npos;
  return {isUnknown ? Outcome::unsupported : Outcome::failed, text};
} catch (const std::exception& error) {
  const std::string text = error.what();
  return {Outcome::failed, text.substr(0, text.find('\n'))};
}

}  // namespace

class TestBackend : public QObject {
  Q_OBJECT

 private slots:
  /// The networks of the package have equal weights and huge sums: classes are as likely as each
  /// other only where every column of a product is rounded alike, which MKL does not promise
  /// otherwise.
  void initTestCase() { qputenv("MKL_CBWR", "COMPATIBLE"); }
  void tests_data();
  void tests();
};

void TestBackend::tests_data() {
  QTest::addColumn<int>("fewest");
  // How many passed when this was written: fewer are a defect, more are to be entered here.
  QTest::newRow("node") << 1246;
  QTest::newRow("converted") << 82;
  QTest::newRow("operator") << 35;
  QTest::newRow("light") << 9;
}

void TestBackend::tests() {
  QFETCH(int, fewest);
  const auto folder = test::onnxData(QTest::currentDataTag());
  if (!fs::exists(folder)) QSKIP("needs the onnx package: tests/onnx/setup_onnx.sh");
  std::vector<fs::path> tests;
  for (const auto& entry : fs::directory_iterator(folder)) tests.push_back(entry.path());
  std::sort(tests.begin(), tests.end());
  int passed = 0, unsupported = 0;
  std::string failures;
  std::map<std::string, int> unknown;  // by operator
  for (const auto& test : tests) {
    const auto [outcome, text] = runTest(test);
    passed += outcome == Outcome::passed;
    unsupported += outcome == Outcome::unsupported;
    if (outcome == Outcome::failed) failures += "\n  " + test.filename().string() + ": " + text;
    if (outcome == Outcome::unsupported) {
      const auto begin = text.find("know: ") + 6;
      ++unknown[text.substr(begin, text.find(" (opset") - begin)];
    }
  }
  qInfo("%s: %d of %zu pass, %d use operators that are not supported", QTest::currentDataTag(),
        passed, tests.size(), unsupported);
  if (!failures.empty()) qInfo("wrong:%s", failures.c_str());
  std::string names;
  for (const auto& [name, count] : unknown) names += " " + name + " " + std::to_string(count) + ",";
  if (!names.empty()) qInfo("not supported:%s", names.c_str());
  QVERIFY2(passed >= fewest, qPrintable(QString("%1 passed, %2 should").arg(passed).arg(fewest)));
}

QTEST_GUILESS_MAIN(TestBackend)
#include "tst_backend.moc"
