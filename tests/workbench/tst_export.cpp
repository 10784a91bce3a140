// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSvgRenderer>
#include <QThread>
#include <QXmlStreamReader>
#include <QtTest>
#include <nlohmann/json.hpp>

#include "image/array.h"
#include "testing/limited_disk.h"
#include "testing/scratch.h"
#include "workbench/report/array_export.h"
#include "workbench/report/marked_text.h"
#include "workbench/report/page_band.h"
#include "workbench/report/page_export.h"
#include "workbench/report/report.h"

using namespace rho;
using namespace rho::workbench;
using test::contentOf;
using test::failureOf;
using test::Scratch;

namespace {

const QString script = "<script>alert('ρ')</script>";

QImage checkered(int side) {
  QImage picture(side, side, QImage::Format_RGB888);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x)
      picture.setPixelColor(x, y, (x + y) % 2 == 0 ? QColor(200, 30, 40) : QColor(20, 60, 220));
  return picture;
}

ExhibitTile tileNamed(const QString& title) {
  ExhibitTile tile;
  tile.title = title;
  tile.subtitle = "cat, 31 superpixels";
  tile.result = "cat 0.21 → <b>0.45</b> · ρ reached 0.100";
  tile.picture = checkered(8);
  return tile;
}

Exhibit gridOf(int columns, int rows = 1) {
  Exhibit exhibit;
  exhibit.caseName = "image 8";
  exhibit.footer = "network resnet44 · seed 1776";
  for (int row = 0; row < rows; ++row) {
    exhibit.rows.emplace_back();
    if (rows > 1) exhibit.rowNames << QString("network %1").arg(row);
    for (int column = 0; column < columns; ++column)
      exhibit.rows.back().push_back(tileNamed(QString("Tile %1").arg(column)));
  }
  exhibit.rows[0][0].scale = ExhibitTile::Scale{image::ColorMap::diverging, {-0.31, 0.31}};
  return exhibit;
}

ReportContent reportOf(const QString& name) {
  ReportContent content;
  content.exhibit = gridOf(3);
  content.exhibit.caseName = name;
  content.target = name;
  content.rho = 0.1;
  content.image = {{"name", name}, {"SHA-256", QString(64, 'a')}};
  content.warnings = {"Beware of " + name};
  content.programVersion = "0.1.0";
  content.time = QDateTime({2025, 3, 4}, {12, 30}, Qt::UTC);
  NetworkReport network;
  network.name = name;
  network.facts = {{"path", name}, {"accuracy", "0.679"}};
  network.methods = {{"LIME", "samples 1000", 1776, 1.99, 0.967, {}},
                     {"Adversarial · raise", "rho 0.1", 1776, 0.11, {}, 0.0992}};
  network.confidences = {{name, 0.731, 0.892, 0.236}};
  network.curves.curves = {{name, 0, true, true, {{0, 0.7}, {0.1, 0.4}, {0.3, 0.1}}}};
  network.curves.flipRho = 0.0412;
  network.curves.chance = 0.5;
  content.networks = {network};
  return content;
}

/// All texts of an SVG document; empty when it is not well-formed.
QString textsOf(const std::filesystem::path& path) {
  QString texts;
  QXmlStreamReader reader(QByteArray::fromStdString(contentOf(path)));
  while (!reader.atEnd())
    if (reader.readNext() == QXmlStreamReader::Characters) texts += reader.text();
  return reader.hasError() ? QString() : texts.replace(QChar::Nbsp, ' ');
}

int pagesOf(const std::string& pdf) {
  int pages = 0;
  for (auto at = pdf.find("/Type /Page\n"); at != std::string::npos;
       at = pdf.find("/Type /Page\n", at + 1))
    ++pages;
  return pages;
}

int count(const QString& text, const QString& part) { return static_cast<int>(text.count(part)); }

}  // namespace

class TestExport : public QObject {
  Q_OBJECT
 private slots:
  void writesPicturesAtTwiceTheirSize();
  void keepsPixelsSquare();
  void writesTextsAsTextIntoSvg();
  void writesPdfOfOnePage();
  void showsEveryRowAndTile();
  void wrapsManyTiles();
  void refusesWhatIsNoPage();
  void leavesNothingBehindWhenItCannotWrite_data();
  void leavesNothingBehindWhenItCannotWrite();
  void stopsWhenAskedTo();
  void survivesHostileTexts();
  void readsOnlyBoldAsMarkup();
  void shortensLongTexts();
  void writesAReportThatNeedsNothingElse();
  void escapesEverythingInReports();
  void writesReportsOfNumberedPages();
  void keepsWhatBelongsTogetherOnOnePage();
  void worksInAnotherThread();
  void roundTripsArrays();
  void refusesWhatIsNoArray();
};

void TestExport::writesPicturesAtTwiceTheirSize() {
  const Scratch folder;
  exportPage(gridOf(3), folder / "grid.png");
  const QImage page(QString::fromStdString((folder / "grid.png").string()));
  const QImage shown = pageImage(gridOf(3), 1);
  QVERIFY(!shown.isNull());
  QVERIFY(std::abs(page.width() - 2 * shown.width()) <= 2);
  QVERIFY(std::abs(page.height() - 2 * shown.height()) <= 2);
  QCOMPARE(page.pixelColor(0, 0), QColor(Qt::white));
  QCOMPARE(folder.fileCount(), 1);
}

void TestExport::keepsPixelsSquare() {
  const QImage page = pageImage(gridOf(1), 2);
  std::map<QRgb, int> colors;
  for (int y = 0; y < page.height(); ++y)
    for (int x = 0; x < page.width(); ++x) ++colors[page.pixel(x, y)];
  // 420 shown at 2: 840 × 840 pixels, half of each colour but for the seams.
  QVERIFY(colors[qRgb(200, 30, 40)] > 0.95 * 840 * 840 / 2);
  QVERIFY(colors[qRgb(20, 60, 220)] > 0.95 * 840 * 840 / 2);
}

void TestExport::writesTextsAsTextIntoSvg() {
  const Scratch folder;
  exportPage(gridOf(3), folder / "grid.svg");
  QSvgRenderer renderer(QString::fromStdString((folder / "grid.svg").string()));
  QVERIFY(renderer.isValid());
  QVERIFY(renderer.defaultSize().width() > 400);
  const QString texts = textsOf(folder / "grid.svg");
  for (const char* text : {"image 8", "Tile 2", "31 superpixels", "0.45", "reached 0.100", "−0.31",
                           "+0.31", "seed 1776", "Research use only."})
    QVERIFY2(texts.contains(text), text);
  const std::string svg = contentOf(folder / "grid.svg");
  QVERIFY(svg.find("<linearGradient") != std::string::npos);
  QVERIFY(svg.find("data:image/png;base64,") != std::string::npos);
}

void TestExport::writesPdfOfOnePage() {
  const Scratch folder;
  exportPage(gridOf(6, 2), folder / "grid.pdf");
  const std::string pdf = contentOf(folder / "grid.pdf");
  QVERIFY(pdf.starts_with("%PDF"));
  QCOMPARE(pagesOf(pdf), 1);
  QVERIFY(pdf.find("/FontFile") != std::string::npos);   // text is not drawn as outlines
  QVERIFY(pdf.find("/DCTDecode") == std::string::npos);  // pictures lose nothing
}

void TestExport::showsEveryRowAndTile() {
  const Scratch folder;
  exportPage(gridOf(4, 3), folder / "grid.svg");
  const QString texts = textsOf(folder / "grid.svg");
  for (int column = 0; column < 4; ++column)
    QCOMPARE(count(texts, QString("Tile %1").arg(column)), 3);
  for (int row = 0; row < 3; ++row) QVERIFY(texts.contains(QString("network %1").arg(row)));
}

void TestExport::wrapsManyTiles() {
  const QSize six = pageImage(gridOf(6), 1).size();
  const QSize eight = pageImage(gridOf(8), 1).size();
  QVERIFY(eight.width() <= six.width() + 20);
  QVERIFY(eight.height() > 1.5 * six.height());
}

void TestExport::refusesWhatIsNoPage() {
  const Scratch folder;
  Exhibit empty;
  empty.caseName = "image 8";
  empty.rows.resize(2);
  const int invalid = static_cast<int>(ExitCode::invalidInput);
  for (const char* name : {"grid.png", "grid.svg", "grid.pdf"})
    QCOMPARE(failureOf([&] { exportPage(empty, folder / name); }).code, invalid);
  QCOMPARE(failureOf([&] { pageImage(empty, 1); }).code, invalid);
  const auto failure = failureOf([&] { exportPage(gridOf(1), folder / "grid.gif"); });
  QCOMPARE(failure.code, invalid);
  QVERIFY(failure.message.find("grid.gif") != std::string::npos);
  QVERIFY(failure.message.find(".svg") != std::string::npos);
  QCOMPARE(failureOf([&] { pageImage(gridOf(6, 40), 8); }).code, invalid);
  ReportContent report;
  QCOMPARE(failureOf([&] { writeReport(report, folder / "report.html"); }).code, invalid);
  QCOMPARE(failureOf([&] { writeReport(reportOf("cat"), folder / "report.doc"); }).code, invalid);
  QCOMPARE(folder.fileCount(), 0);
}

void TestExport::leavesNothingBehindWhenItCannotWrite_data() {
  QTest::addColumn<QString>("name");
  for (const char* name : {"out.png", "out.svg", "out.pdf", "out.html", "report.pdf", "out.npz"})
    QTest::newRow(name) << name;
}

void TestExport::leavesNothingBehindWhenItCannotWrite() {
  QFETCH(QString, name);
  const Scratch folder;
  const auto write = [&](const std::filesystem::path& path) {
    ExhibitArrays arrays;
    arrays.input = cv::Mat(64, 64, CV_32F);
    cv::randu(arrays.input, 0, 1);
    if (name.endsWith(".npz"))
      exportArrays(arrays, path);
    else if (name.startsWith("out") && !name.endsWith(".html"))
      exportPage(gridOf(2), path);
    else
      writeReport(reportOf("cat"), path);
  };
  folder.write("file", "not a folder");
  const auto failure = failureOf([&] { write(folder / "file" / name.toStdString()); });
  QCOMPARE(failure.code, static_cast<int>(ExitCode::writeFailed));
  QVERIFY(failure.message.find((folder / "file").string()) != std::string::npos);
  {
    const test::LimitedDisk full(1024);
    const auto later = failureOf([&] { write(folder / name.toStdString()); });
    QCOMPARE(later.code, static_cast<int>(ExitCode::writeFailed));
    QVERIFY(later.message.find(name.toStdString()) != std::string::npos);
  }
  QCOMPARE(folder.fileCount(), 1);
  write(folder / name.toStdString());
  QCOMPARE(folder.fileCount(), 2);
}

void TestExport::stopsWhenAskedTo() {
  const Scratch folder;
  std::stop_source stop;
  stop.request_stop();
  const JobContext context(stop.get_token());
  const int cancelled = static_cast<int>(ExitCode::cancelled);
  QCOMPARE(failureOf([&] { exportPage(gridOf(2), folder / "a.svg", context); }).code, cancelled);
  QCOMPARE(failureOf([&] { writeReport(reportOf("cat"), folder / "a.pdf", context); }).code,
           cancelled);
  QCOMPARE(failureOf([&] { writeReport(reportOf("cat"), folder / "a.html", context); }).code,
           cancelled);
  QCOMPARE(folder.fileCount(), 0);
}

void TestExport::survivesHostileTexts() {
  const Scratch folder;
  Exhibit exhibit = gridOf(3);
  exhibit.caseName = script + QChar(1) + QChar(0x202e) + QChar(0xfffe) + QChar(0xd800) + "\n&amp;";
  exhibit.rowNames = QStringList{"\"'><svg onload=alert(1)>"};
  exhibit.rows[0][0].title = QString(5000, 'W');
  exhibit.rows[0][1].subtitle = QString("many words ").repeated(2000);
  exhibit.rows[0][1].warnings = {QString(100000, QChar(0x1f)), script};
  exhibit.rows[0][2].result = "<b>never closed <img src=x onerror=alert(1)> " + script;
  exhibit.rows[0][2].picture = QImage();
  for (const char* name : {"hostile.png", "hostile.svg", "hostile.pdf"})
    exportPage(exhibit, folder / name);
  const QString texts = textsOf(folder / "hostile.svg");
  QVERIFY(texts.contains(script));
  QVERIFY(texts.contains("&amp;"));
  QVERIFY(!texts.contains(QChar(0x202e)));
  QVERIFY(texts.contains("…"));
  QVERIFY(contentOf(folder / "hostile.svg").find("<script") == std::string::npos);
  QVERIFY(contentOf(folder / "hostile.svg").find("<img") == std::string::npos);
  QVERIFY(pageImage(exhibit, 1).height() < 2000);
}

void TestExport::readsOnlyBoldAsMarkup() {
  const auto text = MarkedText::fromMarkup("a <b>b &lt;c&gt;</b> <i>&amp;lt;</i> <b>d");
  QCOMPARE(text.text(), QString("a b <c> <i>&lt;</i> d"));
  QCOMPARE(text.toHtml(), QString("a <b>b &lt;c&gt;</b> &lt;i&gt;&amp;lt;&lt;/i&gt; <b>d</b>"));
  QCOMPARE(text.shortened(3).toHtml(), QString("a <b>b…</b>"));
  QCOMPARE(MarkedText::plain("<b>a</b>\n\tb").toHtml(), QString("&lt;b&gt;a&lt;/b&gt;  b"));
}

void TestExport::shortensLongTexts() {
  TextLook look;
  look.maxLines = 3;
  const TextBlock one(MarkedText::plain("short"), look, 200);
  const TextBlock words(MarkedText::plain(QString("word ").repeated(100000)), look, 200);
  const TextBlock narrow(MarkedText::plain(QString(1000, 'W')), look, 1);
  QVERIFY(one.height() > 0);
  QCOMPARE(words.height(), 3 * one.height());
  QVERIFY(words.naturalWidth() <= 200);
  QCOMPARE(narrow.height(), 3 * one.height());
  QCOMPARE(TextBlock(MarkedText::plain(""), look, 200).height(), 0.0);
}

void TestExport::writesAReportThatNeedsNothingElse() {
  const Scratch folder;
  writeReport(reportOf("image 8"), folder / "report.html");
  const QString html = QString::fromStdString(contentOf(folder / "report.html"));
  for (const char* part :
       {"<!DOCTYPE html>", "<h1>image 8</h1>", "0.45", "samples 1000", "1776", "1.99", "0.97",
        "0.0992", "0.731", "0.892", "0.236", "0.679", "Beware of image 8", "2025-03-04 12:30 UTC",
        "Rhoscope 0.1.0", "0.041", "Research use only.", "prefers-color-scheme", "<svg role"})
    QVERIFY2(html.contains(part), part);
  QVERIFY(html.contains(QString(64, 'a')));
  QCOMPARE(count(html, "src=\"data:image/png;base64,"), 3);
  QCOMPARE(count(html, "src=\""), 3);
  QCOMPARE(count(html, "href="), 0);
  QVERIFY(!html.contains("url("));
  QCOMPARE(folder.fileCount(), 1);
}

void TestExport::escapesEverythingInReports() {
  const Scratch folder;
  ReportContent content = reportOf(script);
  content.exhibit.rowNames = QStringList{script};
  content.exhibit.footer = script;
  content.programVersion = script;
  auto& tile = content.exhibit.rows[0][0];
  tile.title = "\" onerror=\"alert(1)";
  tile.subtitle = tile.result = script;
  tile.warnings = QStringList{script};
  content.networks[0].methods[0].parameters = script;
  writeReport(content, folder / "report.html");
  const QString html = QString::fromStdString(contentOf(folder / "report.html"));
  QVERIFY(!html.contains("<script"));
  QVERIFY(!html.contains("\" onerror"));
  QVERIFY(count(html, "&lt;script&gt;") >= 12);

  ReportContent longNames = reportOf(QString(20000, 'W'));
  writeReport(longNames, folder / "long.pdf");
  QVERIFY(pagesOf(contentOf(folder / "long.pdf")) <= 4);
}

void TestExport::writesReportsOfNumberedPages() {
  const Scratch folder;
  ReportContent content = reportOf("cat");
  writeReport(content, folder / "short.pdf");
  for (int i = 0; i < 400; ++i)
    content.networks[0].confidences.push_back({QString("class %1").arg(i), 0.1, {}, {}});
  content.networks.push_back(content.networks[0]);
  content.exhibit = gridOf(7, 3);
  writeReport(content, folder / "long.pdf");
  const std::string pdf = contentOf(folder / "long.pdf");
  QVERIFY(pdf.starts_with("%PDF"));
  QVERIFY(pagesOf(pdf) > pagesOf(contentOf(folder / "short.pdf")));
  QVERIFY(pagesOf(pdf) < 20);  // so many classes are not all listed
}

void TestExport::keepsWhatBelongsTogetherOnOnePage() {
  const auto ink = [](QPainter&, QPointF) {};
  const auto titles = std::make_shared<const Band>(Band{10, ink, true, {}});
  std::vector<Band> bands = {Band{30, ink, true, {}}, *titles};  // a heading, then a table
  for (int i = 0; i < 12; ++i) bands.push_back(Band{20, ink, false, titles});
  bands.push_back(spaceBand(15));
  bands.push_back(Band{70, ink, false, {}});
  bands.push_back(Band{30, ink, true, {}});
  bands.push_back(Band{30, ink, false, {}});
  const auto pages = paginated(bands, 100);
  for (const auto& page : pages) {
    QVERIFY(heightOf(page) <= 100);
    QVERIFY(page.front().draw);
    QVERIFY(!page.back().keepWithNext);
  }
  QCOMPARE(pages.size(), std::size_t{6});
  QCOMPARE(pages[0].size(), std::size_t{5});
  QCOMPARE(pages[1].size(), std::size_t{5});  // four rows below their titles
  QCOMPARE(pages[1].front().height, 10.0);
  QCOMPARE(paginated({Band{300, ink, false, {}}}, 100).size(), std::size_t{1});
}

void TestExport::worksInAnotherThread() {
  const Scratch folder;
  test::Failure failure;
  const std::unique_ptr<QThread> thread(QThread::create([&] {
    failure = failureOf([&] {
      exportPage(gridOf(3), folder / "grid.svg");
      writeReport(reportOf("cat"), folder / "report.pdf");
      writeReport(reportOf("cat"), folder / "report.html");
    });
  }));
  thread->start();
  QVERIFY(thread->wait());
  QCOMPARE(QString::fromStdString(failure.message), QString());
  QCOMPARE(folder.fileCount(), 3);
}

void TestExport::roundTripsArrays() {
  const Scratch folder;
  ExhibitArrays arrays;
  arrays.input = cv::Mat(4, 5, CV_32FC3);
  cv::randu(arrays.input, 0, 1);
  arrays.confidences = {0.25F, 0.75F};
  arrays.classNames = {"cat", "<dog> \xff"};  // not even UTF-8
  arrays.target = 1;
  arrays.rho = 0.1;
  TileArrays tile;
  tile.name = "../raise";
  cv::Mat wide(6, 9, CV_32F);
  cv::randu(wide, -1, 1);
  tile.map = wide.colRange(2, 7);  // not in one piece
  tile.perturbed = arrays.input + 0.5;
  tile.confidences = {0.1F, 0.9F};
  tile.rhoReached = 0.0992;
  arrays.tiles = {tile, tile};
  exportArrays(arrays, folder / "arrays.npz");

  const auto read = [&](const char* name) { return image::readNpz(folder / "arrays.npz", name); };
  const auto input = read("input");
  QCOMPARE(input.shape, (std::vector<std::int64_t>{4, 5, 3}));
  QCOMPARE(input.type, image::ArrayType::f32);
  const cv::Mat flat = arrays.input.reshape(1, 1);
  QCOMPARE(input.as<float>(), std::vector<float>(flat.begin<float>(), flat.end<float>()));
  const auto map = read("___raise_map");
  QCOMPARE(map.shape, (std::vector<std::int64_t>{6, 5}));
  QCOMPARE(map.as<float>()[5], wide.at<float>(1, 2));
  QCOMPARE(read("___raise_2_image").shape, (std::vector<std::int64_t>{4, 5, 3}));
  QCOMPARE(read("___raise_confidences").as<float>(), tile.confidences);
  QCOMPARE(read("___raise_rho_reached").as<double>()[0], 0.0992);
  QCOMPARE(read("confidences_before").as<float>(), arrays.confidences);
  QCOMPARE(read("target").as<std::int64_t>()[0], std::int64_t{1});
  QCOMPARE(read("rho").as<double>()[0], 0.1);
  const auto bytes = read("about").bytes;
  const auto about =
      nlohmann::json::parse(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  QCOMPARE(about["classes"][0].get<std::string>(), std::string("cat"));
  QCOMPARE(about["tiles"]["___raise_2"].get<std::string>(), std::string("../raise"));
}

void TestExport::refusesWhatIsNoArray() {
  const Scratch folder;
  const int invalid = static_cast<int>(ExitCode::invalidInput);
  ExhibitArrays arrays;
  QCOMPARE(failureOf([&] { exportArrays(arrays, folder / "a.npz"); }).code, invalid);
  arrays.input = cv::Mat(2, 2, CV_32F, cv::Scalar(0));
  QCOMPARE(failureOf([&] { exportArrays(arrays, folder / "a.npy"); }).code, invalid);
  arrays.tiles = {{"map", cv::Mat(2, 2, CV_8U, cv::Scalar(0)), {}, {}, {}}};
  QCOMPARE(failureOf([&] { exportArrays(arrays, folder / "a.npz"); }).code, invalid);
  arrays.tiles = {{"map", cv::Mat(2, 2, CV_32FC3, cv::Scalar::all(0)), {}, {}, {}}};
  QCOMPARE(failureOf([&] { exportArrays(arrays, folder / "a.npz"); }).code, invalid);
  QCOMPARE(folder.fileCount(), 0);
}

QTEST_MAIN(TestExport)
#include "tst_export.moc"
