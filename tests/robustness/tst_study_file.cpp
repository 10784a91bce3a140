// SPDX-License-Identifier: Apache-2.0
#include "robustness/study_file.h"

#include <QtTest>
#include <fstream>
#include <limits>

#include "base/error.h"
#include "testing/scratch.h"

using namespace rho;
using namespace rho::robustness;

namespace {

/// Of five images, every second in each of two shards.
StudyHeader header(int number = 1, int of = 1) {
  return {{"kind", "attack"}, {"n", 5}, {"shard", {{"number", number}, {"of", of}}}};
}

std::vector<Measured> images(const std::vector<std::int64_t>& indices) {
  std::vector<Measured> result;
  for (const auto index : indices)
    result.push_back({index, 1, 1, 0.75, 0.125 * static_cast<double>(index)});
  return result;
}

std::vector<std::int64_t> indicesOf(const std::vector<Measured>& measured) {
  std::vector<std::int64_t> indices;
  for (const auto& image : measured) indices.push_back(image.index);
  return indices;
}

/// What an error of the type says; empty where there was none.
template <typename Error, typename Action>
std::string messageOf(const Action& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

class TestStudyFile : public QObject {
  Q_OBJECT

  test::Scratch m_scratch;

  std::filesystem::path shard(const std::string& name, int number, int of,
                              const std::vector<std::int64_t>& indices) {
    const auto path = m_scratch / name;
    std::filesystem::remove(path);
    StudyFile(path, header(number, of)).append(images(indices));
    return path;
  }

 private slots:
  void keepsWhatWasMeasured() {
    const auto path = m_scratch / "keeps.jsonl";
    auto written = images({3, 7});
    written[1].distance = std::numeric_limits<double>::infinity();
    StudyFile(path, header()).append(written);
    const auto study = readStudy(path);
    QCOMPARE(study.header.at("kind").get<std::string>(), std::string("attack"));
    QCOMPARE(indicesOf(study.images), (std::vector<std::int64_t>{3, 7}));
    QCOMPARE(study.images[0].distance, written[0].distance);
    QCOMPARE(study.images[0].confidence, 0.75);
    QVERIFY(std::isinf(study.images[1].distance));
  }

  void goesOnWhereItStopped() {
    const auto path = m_scratch / "goes.jsonl";
    StudyFile(path, header()).append(images({0, 1}));
    StudyFile again(path, header());
    QCOMPARE(indicesOf(again.images()), (std::vector<std::int64_t>{0, 1}));
    again.append(images({2}));
    QCOMPARE(indicesOf(readStudy(path).images), (std::vector<std::int64_t>{0, 1, 2}));
  }

  void anyTearIsDropped() {
    const auto path = m_scratch / "torn.jsonl";
    StudyFile(path, header()).append(images({0, 1}));
    const auto whole = test::contentOf(path);
    for (std::size_t length = 0; length < whole.size(); ++length) {
      m_scratch.write("torn.jsonl", whole.substr(0, length));
      StudyFile file(path, header());
      const auto left = file.images();
      QVERIFY(left.size() < 2);
      file.append(images({std::ssize(left)}));
      QCOMPARE(readStudy(path).images.size(), left.size() + 1);
    }
  }

  void anotherStudyIsRefused() {
    const auto path = m_scratch / "other.jsonl";
    StudyFile(path, header()).append(images({0}));
    auto other = header();
    other["kind"] = "btr";
    const auto said = messageOf<InvalidInput>([&] { StudyFile(path, other); });
    QVERIFY2(contains(said, "kind") && contains(said, "btr"), said.c_str());
    QCOMPARE(readStudy(path).images.size(), 1U);
  }

  void otherFilesAreLeftAlone() {
    const std::string text =
        "not a study, and longer than the header would have been " + std::string(400, '.');
    const auto path = m_scratch.write("letter.txt", text);
    QVERIFY_THROWS_EXCEPTION(UnknownFormat, StudyFile(path, header()));
    QCOMPARE(test::contentOf(path), text);
    const auto json = m_scratch.write("line.json", "{\"a\": 1}\n");
    QVERIFY_THROWS_EXCEPTION(UnknownFormat, StudyFile(json, header()));
    QVERIFY_THROWS_EXCEPTION(UnknownFormat, readStudy(json));
    QVERIFY_THROWS_EXCEPTION(MissingFile, readStudy(m_scratch / "none"));
  }

  void onlyOneWriter() {
    const auto path = m_scratch / "busy.jsonl";
    const StudyFile first(path, header());
    QVERIFY_THROWS_EXCEPTION(InvalidInput, StudyFile(path, header()));
  }

  void damageIsNamed() {
    const auto path = m_scratch / "damaged.jsonl";
    StudyFile(path, header()).append(images({0}));
    std::ofstream(path, std::ios::app) << "{\"index\": 1}\n";
    const auto said = messageOf<BrokenFile>([&] { readStudy(path); });
    QVERIFY2(contains(said, "line 3"), said.c_str());
  }

  void shardsMakeTheWhole() {
    const auto study = mergeStudies({shard("b", 2, 2, {1, 3}), shard("a", 1, 2, {0, 2, 4})});
    QCOMPARE(indicesOf(study.images), (std::vector<std::int64_t>{0, 1, 2, 3, 4}));
    QCOMPARE(study.header.at("shard").at("of").get<int>(), 1);
    writeStudy(m_scratch / "whole.jsonl", study);
    QCOMPARE(indicesOf(mergeStudies({m_scratch / "whole.jsonl"}).images), indicesOf(study.images));
  }

  void wrongShardsAreNamed() {
    const auto a = shard("a", 1, 2, {0, 2, 4}), b = shard("b", 2, 2, {1, 3});
    const auto said = [](const std::vector<std::filesystem::path>& files) {
      return messageOf<InvalidInput>([&] { mergeStudies(files); });
    };
    QVERIFY2(contains(said({a}), "2/2 is missing"), said({a}).c_str());
    QVERIFY2(contains(said({a, b, a}), "1/2"), said({a, b, a}).c_str());
    const auto unfinished = shard("c", 2, 2, {1});
    QVERIFY2(contains(said({a, unfinished}), "1 of its 2"), said({a, unfinished}).c_str());
    const auto overlapping = shard("d", 2, 2, {1, 2});
    QVERIFY2(contains(said({a, overlapping}), "image 2"), said({a, overlapping}).c_str());
    const auto third = shard("e", 2, 3, {1, 4});
    QVERIFY2(contains(said({a, third}), "shard"), said({a, third}).c_str());
    QVERIFY(!said({}).empty());
  }

  void csvHasALineForEachImage() {
    QCOMPARE(QString::fromStdString(csvOf(images({2}))),
             QString("index,label,predicted,confidence,distance\n2,1,1,0.750000,0.25\n"));
  }
};

QTEST_GUILESS_MAIN(TestStudyFile)
#include "tst_study_file.moc"
