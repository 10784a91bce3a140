// SPDX-License-Identifier: Apache-2.0
// Networks that are programs: methods that need answers alone work with them, programs that crash,
// hang or talk nonsense are reported and ended. The program is this test itself, called with
// "serve".
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <iostream>
#include <thread>

#include "base/error.h"
#include "base/file.h"
#include "explain/explainer.h"
#include "model/black_box.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "testing/refuses.h"

using namespace rho;
using rho::test::refuses;

namespace {

/// "left" is as likely as the left half is bright, "right" the rest.
std::vector<float> judged(const std::vector<float>& images, std::size_t count, std::size_t width) {
  std::vector<float> answers;
  const auto pixels = images.size() / count;
  for (std::size_t i = 0; i < count; ++i) {
    double sum = 0;
    for (std::size_t p = 0; p < pixels; ++p)
      if (p % width < width / 2) sum += images[i * pixels + p];
    const auto left = static_cast<float>(2 * sum / static_cast<double>(pixels));
    answers.insert(answers.end(), {left, 1 - left});
  }
  return answers;
}

void misbehave(const std::string& manner) {
  if (manner == "crash") {
    std::cerr << "loading the network\nno memory for it\n";
    std::exit(3);
  }
  if (manner == "signal") std::raise(SIGKILL);
  if (manner == "hang") std::this_thread::sleep_for(std::chrono::hours(1));
  if (manner == "noise") std::cout << std::string(100000, 'x') << std::flush;
  if (manner == "no shape") std::cout << "{\"size\": 3}\n" << std::flush;
  if (manner == "wrong shape") std::cout << "{\"shape\": [1, 3]}\n" << std::flush;
  if (manner == "too much")
    std::cout << "{\"shape\": [1, 2]}\n" << std::string(99, 'x') << std::flush;
  if (manner == "chatter") std::cerr << std::string(1 << 18, '.') << std::flush;
}

/// The program's side of the protocol.
int serve(const std::string& manner) {
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto shape = nlohmann::json::parse(line)["shape"].get<std::vector<std::size_t>>();
    std::vector<float> images(shape[0] * shape[1] * shape[2] * shape[3]);
    std::cin.read(reinterpret_cast<char*>(images.data()),
                  static_cast<std::streamsize>(images.size() * sizeof(float)));
    misbehave(manner);
    auto answers = judged(images, shape[0], shape[3]);
    if (manner == "logits") answers[0] = 7.5F;
    if (manner == "not a number") answers[0] = std::nanf("");
    std::cout << nlohmann::json{{"shape", {shape[0], 2}}}.dump() << "\n";
    std::cout.write(reinterpret_cast<const char*>(answers.data()),
                    static_cast<std::streamsize>(answers.size() * sizeof(float)));
    std::cout.flush();
  }
  return 0;
}

image::Image picture() {
  cv::Mat pixels(24, 32, CV_32FC3, cv::Scalar::all(0.25));
  pixels(cv::Rect(4, 4, 8, 8)) = cv::Scalar::all(1);
  return image::Image(pixels, {});
}

}  // namespace

class TestBlackBox : public QObject {
  Q_OBJECT

 private slots:
  void answersAsAnyNetwork();
  void methodsWithoutGradients_data();
  void methodsWithoutGradients();
  void gradientMethodsAreRefused_data();
  void gradientMethodsAreRefused();
  void badPrograms_data();
  void badPrograms();
  void isStartedAnewAfterAFailure();
  void isNotRunUnlessItWasOpenedByHand();
  void badDescriptions_data();
  void badDescriptions();

 private:
  nlohmann::json description(const std::string& manner) const {
    return {
        {"command", {std::filesystem::read_symlink("/proc/self/exe").string(), "serve", manner}},
        {"class_names", {"left", "right"}},
        {"input_size", {16, 16}},
        {"input_channels", 3},
        {"batch", 5},
        {"timeout_seconds", manner == "hang" ? 0.3 : 60.0}};
  }
  std::filesystem::path written(const nlohmann::json& json) const {
    const auto path = std::filesystem::path(m_folder.path().toStdString()) / "net.blackbox.json";
    writeFileAtomically(path, json.dump());
    return path;
  }
  model::Model opened(const std::string& manner) const {
    const auto path = written(description(manner));
    model::permitBlackBox(path);
    return model::loadModel(path);
  }
  QTemporaryDir m_folder;
};

void TestBlackBox::answersAsAnyNetwork() {
  const auto model = opened("well");
  QCOMPARE(model.card().name, std::string("net"));
  const auto images = torch::rand({12, 3, 16, 16});
  const torch::NoGradGuard noGrad;
  const auto left = images.narrow(3, 0, 8).mean({1, 2, 3});
  const auto confidences = model.confidences(model.logits(images));
  QVERIFY((confidences.select(1, 0) - left).abs().max().item<float>() < 1e-5F);
  QVERIFY(model.network().layers().empty());
}

void TestBlackBox::methodsWithoutGradients_data() {
  QTest::addColumn<QString>("method");
  QTest::newRow("lime") << R"(lime {"superpixels": "grid", "samples": 200, "hide": "black"})";
  QTest::newRow("occlusion") << "occlusion {}";
  QTest::newRow("rise") << R"(rise {"masks": 400})";
}

/// What speaks for "left" lies on the left.
void TestBlackBox::methodsWithoutGradients() {
  QFETCH(QString, method);
  const auto model = opened("well");
  const auto options = nlohmann::json::parse(method.section(' ', 1).toStdString());
  const auto explanation =
      explain::explainerNamed(method.section(' ', 0, 0).toStdString())
          .explain(model, {.image = picture(), .target = 0, .seed = 4, .options = options});
  const auto& map = explanation.map;
  QVERIFY(cv::mean(map.colRange(0, 14))[0] > 1.05 * cv::mean(map.colRange(18, 32))[0]);
}

void TestBlackBox::gradientMethodsAreRefused_data() {
  QTest::addColumn<QString>("method");
  for (const auto* method : explain::explainers()) {
    const auto& id = method->info().id;
    if (id != "lime" && id != "occlusion" && id != "rise")
      QTest::newRow(id.c_str()) << QString::fromStdString(id);
  }
}

void TestBlackBox::gradientMethodsAreRefused() {
  QFETCH(QString, method);
  const auto model = opened("well");
  const auto& explainer = explain::explainerNamed(method.toStdString());
  QVERIFY(refuses<InvalidInput>([&] { explainer.explain(model, {.image = picture()}); }, {"lime"}));
}

void TestBlackBox::badPrograms_data() {
  QTest::addColumn<QString>("manner");
  QTest::addColumn<QString>("said");
  QTest::newRow("crash") << "crash"
                         << "ended with code 3 (it said: no memory for it)";
  QTest::newRow("signal") << "signal"
                          << "ended by a signal";
  QTest::newRow("hang") << "hang"
                        << "does not answer in time";
  QTest::newRow("noise") << "noise"
                         << "does not begin its answer";
  QTest::newRow("no shape") << "no shape"
                            << "does not begin its answer";
  QTest::newRow("wrong shape") << "wrong shape"
                               << "the shape [1,3] instead of [1, 2]";
  QTest::newRow("too much") << "too much"
                            << "more than it was asked";
  QTest::newRow("logits") << "logits"
                          << "7.5 as a probability";
  QTest::newRow("not a number") << "not a number"
                                << "nan as a probability";
}

void TestBlackBox::badPrograms() {
  QFETCH(QString, manner);
  QFETCH(QString, said);
  const auto model = opened(manner.toStdString());
  const torch::NoGradGuard noGrad;
  QVERIFY(refuses<InvalidInput>(
      [&] {
        model.logits(torch::rand({1, 3, 16, 16}));
      },
      {"net.blackbox.json", said.toStdString()}));
}

/// The errors that a program writes are read while it works, whatever their number.
void TestBlackBox::isStartedAnewAfterAFailure() {
  const auto model = opened("chatter");
  const torch::NoGradGuard noGrad;
  for (int i = 0; i < 3; ++i)
    QCOMPARE(model.logits(torch::rand({7, 3, 16, 16})).size(0), std::int64_t{7});
  const auto fragile = opened("crash");
  for (int i = 0; i < 2; ++i)
    QVERIFY(refuses<InvalidInput>(
        [&] {
          fragile.logits(torch::rand({1, 3, 16, 16}));
        },
        {"code 3"}));
}

void TestBlackBox::isNotRunUnlessItWasOpenedByHand() {
  const auto path = std::filesystem::path(m_folder.path().toStdString()) / "other.blackbox.json";
  writeFileAtomically(path, description("well").dump());
  QVERIFY(refuses<RefusedFile>([&] { model::loadModel(path); }, {"opened by hand"}));
}

void TestBlackBox::badDescriptions_data() {
  QTest::addColumn<QString>("key");
  QTest::addColumn<QString>("value");
  QTest::addColumn<QString>("said");
  const auto row = [](const char* key, const char* value, const char* said) {
    QTest::addRow("%s %s", key, value) << key << value << said;
  };
  row("command", "null", "command must be");
  row("command", "[]", "command must be");
  row("command", "[\"\"]", "command must be");
  row("command", "[\"sh\", 3]", "command must be");
  row("command", "\"sh -c true\"", "command must be");
  row("command", "[\"no-such-program\"]", "no-such-program");
  row("timeout_seconds", "-1", "timeout_seconds is -1");
  row("timeout_seconds", "\"long\"", "timeout_seconds is \"long\"");
  row("batch", "0", "batch is 0");
  row("class_names", "[]", "class_names");
  row("input_channels", "4", "input_channels");
}

void TestBlackBox::badDescriptions() {
  QFETCH(QString, key);
  QFETCH(QString, value);
  QFETCH(QString, said);
  auto json = description("well");
  json[key.toStdString()] = nlohmann::json::parse(value.toStdString());
  const auto path = written(json);
  model::permitBlackBox(path);
  QVERIFY(refuses<Error>([&] { model::loadModel(path); }, {said.toStdString()}));
}

int main(int argc, char** argv) {
  if (argc > 2 && std::string(argv[1]) == "serve") return serve(argv[2]);
  TestBlackBox test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_black_box.moc"
