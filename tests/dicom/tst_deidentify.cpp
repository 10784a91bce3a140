// SPDX-License-Identifier: Apache-2.0
// The basic profile of PS3.15, tag by tag.
#include <gdcmAnonymizer.h>

#include <QtTest>
#include <set>

#include "dicom/basic_profile.h"
#include "dicom/deidentify.h"
#include "dicom/dicom_bytes.h"
#include "dicom/dicom_image.h"
#include "dicom/dictionary.h"
#include "dicom/uid.h"
#include "testing/scratch.h"

using namespace rho::dicom;
using rho::test::fileOf;
using rho::test::greyImage;

namespace {

constexpr const char* marker = "SECRET";
constexpr const char* oldUid = "1.2.3.4.5.6";
constexpr Tag referencedImages{0x0008, 0x1140};
constexpr Tag referencedInstance{0x0008, 0x1155};

/// The VR of an attribute; of those that are newer than the dictionary, one that fits its row.
std::string kindOf(const ProfileRow& row) {
  const auto vr = vrOf(row.tag);
  if (vr != "UN") return vr;
  return row.code == "U" ? "UI" : row.code == "X/Z/U*" ? "SQ" : "LO";
}

/// Something that tells, in an attribute of this kind.
Element tellingElement(const std::string& vr) {
  if (vr == "UI") return {vr, oldUid, {}};
  if (vr != "SQ") return {vr, marker, {}};
  DataSet item;
  item.setText({0x0008, 0x0104}, "LO", marker);  // a code's meaning, which is kept elsewhere
  item.setText(referencedInstance, "UI", oldUid);
  return {vr, {}, {item}};
}

void verifyRow(const ProfileRow& row, const DataSet& data) {
  const auto* element = data.find(row.tag);
  const bool isPseudonym = row.tag == tags::patientName || row.tag == tags::patientId;
  if (row.code == "X") {
    QVERIFY(!element);
    return;
  }
  QVERIFY(element);
  if (isPseudonym) {
    QVERIFY(element->bytes.starts_with("ANON-"));
  } else if (row.code == "U") {
    QCOMPARE(element->bytes, uidOf(std::string("key\n") + oldUid));
  } else if (row.code == "X/Z/U*") {
    QCOMPARE(element->items.front().text(referencedInstance), uidOf(std::string("key\n") + oldUid));
  } else if (row.code.find('D') == row.code.npos) {
    QVERIFY(element->bytes.empty() && element->items.empty());
  } else {
    QVERIFY(!element->bytes.empty() || element->items.size() == 1);
    QVERIFY(element->items.empty() || element->items.front().elements().empty());
  }
}

void verifySaysNothing(const DataSet& data) {
  const auto bytes = encoded(data);
  QCOMPARE(bytes.find(marker), std::string::npos);
  // As a value of its own: "1.2.3.4.5.6" padded to an even length.
  QCOMPARE(bytes.find(std::string(oldUid) + '\0'), std::string::npos);
}

}  // namespace

class TestDeidentify : public QObject {
  Q_OBJECT

 private slots:
  void theTableIsThatOfTheStandard() {
    const auto table = profileTable();
    // PS3.15 2024b: 621 rows, of which four are patterns.
    QCOMPARE(table.size(), std::size_t(617));
    static const std::set<std::string_view> codes = {"X",   "Z",   "D",     "U",     "X/D",
                                                     "X/Z", "Z/D", "X/Z/D", "X/Z/U*"};
    for (std::size_t i = 0; i < table.size(); ++i) {
      QVERIFY(codes.contains(table[i].code));
      QVERIFY(i == 0 || table[i - 1].tag < table[i].tag);
    }
    const auto codeOf = [&](Tag tag) {
      for (const auto& row : table)
        if (row.tag == tag) return row.code;
      return std::string_view();
    };
    QCOMPARE(codeOf({0x0008, 0x0050}), "Z");       // Accession Number
    QCOMPARE(codeOf({0x0008, 0x1010}), "X/Z/D");   // Station Name
    QCOMPARE(codeOf({0x0008, 0x2112}), "X/Z/U*");  // Source Image Sequence
    QCOMPARE(codeOf({0x0010, 0x0030}), "Z");       // Patient's Birth Date
    QCOMPARE(codeOf({0x0018, 0x700a}), "X/D");     // Detector ID
    QCOMPARE(codeOf({0x0020, 0x0052}), "U");       // Frame of Reference UID
    QCOMPARE(codeOf({0x0032, 0x1060}), "X/Z");     // Requested Procedure Description
    QCOMPARE(codeOf({0x0040, 0xa123}), "D");       // Person Name
    QCOMPARE(codeOf({0x0070, 0x0084}), "Z/D");     // Content Creator's Name
    QCOMPARE(codeOf({0xfffa, 0xfffa}), "X");       // Digital Signatures Sequence
  }

  void everyRowHolds_data() {
    QTest::addColumn<int>("row");
    for (std::size_t i = 0; i < profileTable().size(); ++i)
      QTest::addRow("%s", profileTable()[i].tag.text().c_str()) << static_cast<int>(i);
  }
  /// At the top, within a sequence that is kept, and in one within that.
  void everyRowHolds() {
    QFETCH(int, row);
    const auto& wanted = profileTable()[static_cast<std::size_t>(row)];
    const Element telling = tellingElement(kindOf(wanted));
    DataSet data, item, deep;
    const auto isReference = wanted.tag == referencedImages;
    deep.elements()[wanted.tag] = telling;
    item.elements()[wanted.tag] = telling;
    item.sequence({0x0040, 0xa170}) = {deep};  // Purpose of Reference Code
    if (!isReference) data.sequence(referencedImages) = {item};
    data.elements()[wanted.tag] = telling;
    deidentify(data, "key");
    // What records the method lies in a sequence of its own.
    if (wanted.code != "X/Z/U*") verifySaysNothing(data);
    verifyRow(wanted, data);
    if (isReference || QTest::currentTestFailed()) return;
    const auto& within = data.items(referencedImages).front();
    verifyRow(wanted, within);
    verifyRow(wanted, within.items({0x0040, 0xa170}).front());
  }

  /// An older edition, typed in by others.
  void whatGdcmTakesOutIsTakenOutHere() {
    const auto list = gdcm::Anonymizer::GetBasicApplicationLevelConfidentialityProfileAttributes();
    QCOMPARE(list.size(), std::size_t(48));
    for (const auto& entry : list) {
      const Tag tag{entry.GetGroup(), entry.GetElement()};
      // A template's mapping is a code of the standard's own.
      if (tag == Tag{0x0040, 0xdb0c} || tag == Tag{0x0040, 0xdb0d}) continue;
      const auto vr = vrOf(tag);
      DataSet data;
      data.elements()[tag] = tellingElement(vr);
      deidentify(data, "key");
      const auto action = actionFor(tag, vr);
      if (action != Action::descend)
        QVERIFY2(encoded(data).find(marker) == std::string::npos, tag.text().c_str());
      QVERIFY2(action != Action::keep, tag.text().c_str());
    }
  }

  void overlaysCurvesAndPrivateAttributesGo() {
    DataSet data, item;
    const auto add = [&](Tag tag, const char* vr) {
      data.elements()[tag] = {vr, marker, {}};
      item.elements()[tag] = {vr, marker, {}};
    };
    for (int group = 0; group < 0x100; group += 2)
      for (const std::uint16_t element : {0x0010, 0x0022, 0x1500, 0x2500, 0x3000, 0x4000})
        for (const int base : {0x5000, 0x6000})
          add({static_cast<std::uint16_t>(base + group), element}, "OW");
    for (int group = 0x0009; group < 0x7fff; group += 0x0222)
      for (const std::uint16_t element : {0x0010, 0x1001})
        add({static_cast<std::uint16_t>(group), element}, element == 0x0010 ? "LO" : "CS");
    data.sequence(referencedImages) = {item};
    deidentify(data, "key");
    for (const auto& [tag, element] : data.elements())
      QVERIFY2(!tag.isPrivate(), tag.text().c_str());
    verifySaysNothing(data);
    QVERIFY(data.items(referencedImages).front().elements().empty());
  }

  void whatIsNewerThanTheTableGoes() {
    DataSet data;
    for (const char* vr :
         {"PN", "DA", "DT", "TM", "AS", "AE", "LO", "SH", "LT", "ST", "UT", "UC", "UR", "UN"}) {
      data.elements()[{0x0018, 0xfff0}] = {vr, marker, {}};
      deidentify(data, "key");
      QVERIFY2(!data.has({0x0018, 0xfff0}), vr);
    }
    data.elements()[{0x0018, 0xfff0}] = {"UI", oldUid, {}};
    deidentify(data, "key");
    QCOMPARE(data.text({0x0018, 0xfff0}), uidOf(std::string("key\n") + oldUid));
  }

  /// The tag decides, whatever kind the file says its value is of.
  void textInASequencesPlaceGoes() {
    DataSet data;
    data.setText(referencedImages, "LO", marker);
    data.setText({0x0008, 0x0018}, "LO", std::string("1.2.840.10008.") + marker);
    DataSet item;
    item.setText({0x0008, 0x0104}, "LO", "meaning");
    data.sequence({0x0010, 0x1000}) = {item};  // Other Patient IDs
    deidentify(data, "key");
    verifySaysNothing(data);
    QVERIFY(!data.has(referencedImages));
    QVERIFY(!data.has({0x0010, 0x1000}));
  }

  void filesOfOneStudyStayTogether() {
    std::vector<DataSet> files;
    for (int i = 0; i < 3; ++i) {
      auto data = greyImage({1, 2}, 2);
      data.setText(tags::sopInstance, "UI", "1.2.3.4." + std::to_string(i));
      data.setText({0x0020, 0x0052}, "UI", "1.2.3.9");
      data.setText(tags::patientName, "PN", "Doe^Jo");
      DataSet reference;
      reference.setText(referencedInstance, "UI", "1.2.3.4." + std::to_string((i + 1) % 3));
      data.sequence(referencedImages) = {reference};
      deidentify(data, "key");
      files.push_back(data);
    }
    std::set<std::string> instances;
    for (std::size_t i = 0; i < 3; ++i) {
      const auto& next = files[(i + 1) % 3];
      instances.insert(files[i].text(tags::sopInstance));
      for (const Tag tag :
           {tags::studyInstance, tags::seriesInstance, tags::patientName, Tag{0x0020, 0x0052}})
        QCOMPARE(files[i].text(tag), next.text(tag));
      QCOMPARE(files[i].items(referencedImages).front().text(referencedInstance),
               next.text(tags::sopInstance));
      // And it is still the picture that it was.
      QCOMPARE(modalityValues(imageOf(fileOf(files[i]))).at<double>(0, 1), 2.0);
    }
    QCOMPARE(instances.size(), std::size_t(3));
  }
};

QTEST_APPLESS_MAIN(TestDeidentify)
#include "tst_deidentify.moc"
