// SPDX-License-Identifier: Apache-2.0
#include "model/restricted_pickle.h"

#include <QtTest>

#include "base/error.h"
#include "testing/pickle_builder.h"

using namespace rho;
using namespace rho::model;
using rho::test::bytesOf;
using rho::test::PickleBuilder;
using rho::test::refuses;

namespace {

nlohmann::json jsonOf(const std::string& pickle) {
  PickleArena arena;
  return toJson(unpickle(bytesOf(pickle), arena, "file.pt").value);
}

std::string repeated(const std::string& text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

}  // namespace

class TestRestrictedPickle : public QObject {
  Q_OBJECT

 private slots:
  void values_data();
  void values();
  void hostile_data();
  void hostile();
  void broken_data();
  void broken();
  void namesForeignGlobalsWithoutCalling();
  void describesTensors();
  void tellsItsLength();
  void survivesSelfReference();
  void survivesDepth();
  void survivesBillionLaughs();
};

void TestRestrictedPickle::values_data() {
  QTest::addColumn<QByteArray>("pickle");
  QTest::addColumn<QByteArray>("json");
  const auto row = [](const char* name, const std::string& pickle, const char* json) {
    QTest::newRow(name) << QByteArray::fromStdString(pickle) << QByteArray(json);
  };
  row("none", PickleBuilder().op('N').done(), "null");
  row("booleans", PickleBuilder().op('\x88').op('\x89').op('\x86').done(), "[true,false]");
  row("negative integer", PickleBuilder().integer(-7).done(), "-7");
  row("small integers", PickleBuilder().raw("K\xff").raw("M\x01\x02").op('\x86').done(),
      "[255,513]");
  row("long", PickleBuilder().raw(std::string("\x8a\x02\0\xff", 4)).done(), "-256");
  row("long of nothing", PickleBuilder().raw(std::string("\x8a\x00", 2)).done(), "0");
  row("float", PickleBuilder().raw(std::string("G\x3f\xf8\0\0\0\0\0\0", 9)).done(), "1.5");
  row("list", PickleBuilder().op(']').op('(').integer(1).text("b").op('e').done(), R"([1,"b"])");
  row("dictionary",
      PickleBuilder().op('}').op('(').text("a").integer(1).text("b").op('N').op('u').done(),
      R"({"a":1,"b":null})");
  row("ordered dictionary with attributes",
      PickleBuilder()
          .global("collections", "OrderedDict")
          .op(')')
          .op('R')
          .text("k")
          .integer(2)
          .op('s')
          .op('}')
          .op('b')
          .done(),
      R"({"k":2})");
  row("memo",
      PickleBuilder()
          .text("x")
          .raw(std::string("q\0", 2))
          .raw(std::string("h\0", 2))
          .op('\x86')
          .done(),
      R"(["x","x"])");
  row("protocol 4", "\x80\x04\x95" + std::string("\x06\0\0\0\0\0\0\0", 8) + "\x8c\x02hi\x94.",
      R"("hi")");
  row("protocol 0", "(lp0\nI3\naF2.5\naS'x'\na.", R"([3,2.5,"x"])");
  row("size",
      PickleBuilder().global("torch", "Size").op('(').integers({2, 3}).op('t').op('R').done(),
      "[2,3]");
  row("device", PickleBuilder().global("torch", "device").text("cuda").op('\x85').op('R').done(),
      R"("cuda")");
  row("set", "\x80\x04\x8f(K\x01K\x02\x90.", "[1,2]");
}

void TestRestrictedPickle::values() {
  QFETCH(QByteArray, pickle);
  QFETCH(QByteArray, json);
  QCOMPARE(QByteArray::fromStdString(jsonOf(pickle.toStdString()).dump()), json);
}

void TestRestrictedPickle::hostile_data() {
  QTest::addColumn<QByteArray>("pickle");
  QTest::addColumn<QByteArray>("named");
  const auto row = [](const char* name, const std::string& pickle, const char* named) {
    QTest::newRow(name) << QByteArray::fromStdString(pickle) << QByteArray(named);
  };
  const auto called = [](const std::string& module, const std::string& name) {
    return PickleBuilder().global(module, name).text("true").op('\x85').op('R').done();
  };
  row("os.system called", called("os", "system"), "os.system");
  row("os.system named", PickleBuilder().global("os", "system").done(), "os.system");
  row("posix.system", called("posix", "system"), "posix.system");
  row("nt.system", called("nt", "system"), "nt.system");
  row("eval", called("builtins", "eval"), "builtins.eval");
  row("exec", called("builtins", "exec"), "builtins.exec");
  row("Python 2 eval", called("__builtin__", "eval"), "__builtin__.eval");
  row("getattr named", PickleBuilder().global("builtins", "getattr").done(), "builtins.getattr");
  row("subprocess", called("subprocess", "Popen"), "subprocess.Popen");
  row("submodule", called("os.path", "join"), "os.path.join");
  row("runpy", called("runpy", "_run_code"), "runpy._run_code");
  row("importlib", called("importlib", "import_module"), "importlib.import_module");
  row("dotted attribute", PickleBuilder().global("torch", "serialization.os.system").done(),
      "torch.serialization.os.system");
  row("class of a class", PickleBuilder().global("collections", "__class__").done(),
      "collections.__class__");
  row("foreign function", called("__main__", "train"), "__main__.train");
  row("torch function", called("torch", "load"), "torch.load");
  row("torch.hub", called("torch.hub", "load"), "torch.hub.load");
  row("NEWOBJ", PickleBuilder().global("my", "Net").op(')').op('\x81').done(), "my.Net");
  row("NEWOBJ_EX", "\x80\x04\x8c\x02my\x8c\x03Net\x93)}\x92.", "my.Net");
  row("STACK_GLOBAL", "\x80\x04\x8c\x02os\x8c\x06system\x93.", "os.system");
  row("INST", "(S'true'\nios\nsystem\n.", "os.system");
  row("INST of a foreign class", "(imy\nNet\n.", "my.Net");
  row("OBJ", PickleBuilder().op('(').global("my", "Net").op('o').done(), "my.Net");
  row("torch module by REDUCE",
      PickleBuilder().global("torch.nn.modules.linear", "Linear").op(')').op('R').done(),
      "torch.nn.modules.linear.Linear");
  row("BUILD", PickleBuilder().global("my", "Net").op('}').op('b').done(), "my.Net");
  row("protocol 0", "cos\nsystem\n(S'true'\ntR.", "os.system");
  row("extension registry", PickleBuilder().raw("\x82\x01").done(), "number");
  row("storage of a foreign type",
      PickleBuilder()
          .op('(')
          .text("storage")
          .global("my", "Storage")
          .text("0")
          .text("cpu")
          .integer(1)
          .op('t')
          .op('Q')
          .done(),
      "my.Storage");
  row("2^60 bytes", PickleBuilder().number('\x8d', std::uint64_t{1} << 60).done(),
      "1152921504606846976");
}

void TestRestrictedPickle::hostile() {
  QFETCH(QByteArray, pickle);
  QFETCH(QByteArray, named);
  QVERIFY(refuses<RefusedFile>([&] { jsonOf(pickle.toStdString()); },
                               {"file.pt", named.toStdString()}));
}

void TestRestrictedPickle::broken_data() {
  QTest::addColumn<QByteArray>("pickle");
  const auto row = [](const char* name, const std::string& pickle) {
    QTest::newRow(name) << QByteArray::fromStdString(pickle);
  };
  row("nothing", "");
  row("no end", "\x80\x02N");
  row("only an end", ".");
  row("cut text", "\x80\x02X\x05" + std::string("\0\0\0", 3) + "ab");
  row("cut line",
      "\x80\x02"
      "ctorch");
  row("cut number", "\x80\x02J\x01");
  row("unknown opcode", PickleBuilder().op('\xff').done());
  row("unknown protocol", "\x80\x7fN.");
  row("unknown memo", PickleBuilder().raw("h\x09").done());
  row("pop of nothing", PickleBuilder().op('0').done());
  row("tuple without mark", PickleBuilder().op('t').done());
  row("pop through a mark", PickleBuilder().op('N').op('(').op('\x85').done());
  row("append to a number", PickleBuilder().integer(1).integer(2).op('a').done());
  row("item of a list", PickleBuilder().op(']').integer(1).integer(2).op('s').done());
  row("key without value", PickleBuilder().op('}').op('(').integer(1).op('u').done());
  row("call of a number", PickleBuilder().integer(1).op(')').op('R').done());
  row("call with a number", PickleBuilder().global("torch", "Size").integer(1).op('R').done());
  row("state of a number", PickleBuilder().integer(1).op('}').op('b').done());
  row("number of letters", "Iabc\n.");
  row("huge text number", "I99999999999999999999\n.");
  row("tensor of nothing",
      PickleBuilder().global("torch._utils", "_rebuild_tensor_v2").op(')').op('R').done());
  row("persistent id that is none", PickleBuilder().integer(3).op('Q').done());
  row("storage of negative size", PickleBuilder().storage("FloatStorage", "0", -1).done());
  row("shape and stride differ",
      PickleBuilder().tensor("FloatStorage", "0", 4, 0, {2, 2}, {1}).done());
  row("shape of too many axes",
      PickleBuilder()
          .tensor("FloatStorage", "0", 4, 0, std::vector<std::int32_t>(65, 1),
                  std::vector<std::int32_t>(65, 1))
          .done());
}

void TestRestrictedPickle::broken() {
  QFETCH(QByteArray, pickle);
  QVERIFY(refuses<BrokenFile>([&] { jsonOf(pickle.toStdString()); }, {"file.pt"}));
}

void TestRestrictedPickle::namesForeignGlobalsWithoutCalling() {
  const auto pickle = PickleBuilder()
                          .op('}')
                          .text("preprocess")
                          .global("__main__", "cifar10_preprocess")
                          .op('s')
                          .done();
  QCOMPARE(jsonOf(pickle).dump(), std::string(R"({"preprocess":"__main__.cifar10_preprocess"})"));
}

void TestRestrictedPickle::describesTensors() {
  PickleArena arena;
  const auto pickle = PickleBuilder().tensor("HalfStorage", "94", 12, 3, {2, 3}, {3, 1}).done();
  const auto value = unpickle(bytesOf(pickle), arena, "file.pt").value;
  QVERIFY(std::holds_alternative<const PickleTensor*>(value));
  const auto* tensor = std::get<const PickleTensor*>(value);
  QCOMPARE(tensor->offset, std::int64_t{3});
  QVERIFY((tensor->shape == std::vector<std::int64_t>{2, 3}));
  QVERIFY((tensor->stride == std::vector<std::int64_t>{3, 1}));
  QCOMPARE(tensor->storage->type, std::string("HalfStorage"));
  QCOMPARE(tensor->storage->key, std::string("94"));
  QCOMPARE(tensor->storage->elements, std::int64_t{12});
}

void TestRestrictedPickle::tellsItsLength() {
  PickleArena arena;
  const auto first = PickleBuilder().text("one").done();
  QCOMPARE(unpickle(bytesOf(first + "the rest"), arena, "file.pt").length, first.size());
}

void TestRestrictedPickle::survivesSelfReference() {
  const auto pickle = PickleBuilder().op(']').raw(std::string("q\0h\0", 4)).op('a').done();
  QVERIFY(jsonOf(pickle).dump().size() < 1000);
}

void TestRestrictedPickle::survivesDepth() {
  const int depth = 1000000;
  const auto pickle = "\x80\x02" + repeated("]", depth) + repeated("a", depth - 1) + ".";
  QVERIFY(jsonOf(pickle).is_array());
}

void TestRestrictedPickle::survivesBillionLaughs() {
  PickleBuilder builder;
  builder.text("ha").raw(std::string("q\0", 2));
  for (char level = 1; level < 30; ++level)
    builder.op('(')
        .raw(repeated(std::string({'h', static_cast<char>(level - 1)}), 10))
        .op('l')
        .raw(std::string({'q', level}));
  QVERIFY(jsonOf(builder.done()).dump().size() < 10000000);
}

QTEST_GUILESS_MAIN(TestRestrictedPickle)
#include "tst_restricted_pickle.moc"
