// SPDX-License-Identifier: Apache-2.0
#include "model/restricted_pickle.h"

#include <bit>
#include <charconv>
#include <cstring>
#include <optional>
#include <unordered_map>

#include "base/error.h"
#include "base/file_bounds.h"
#include "model/pickle_globals.h"

namespace rho::model {

namespace {

/// The opcodes of Python's pickletools, under its names.
enum Op : unsigned char {
  MARK = '(',
  EMPTY_TUPLE = ')',
  STOP = '.',
  POP = '0',
  POP_MARK = '1',
  DUP = '2',
  BINBYTES = 'B',
  SHORT_BINBYTES = 'C',
  FLOAT = 'F',
  BINFLOAT = 'G',
  INT = 'I',
  BININT = 'J',
  BININT1 = 'K',
  LONG = 'L',
  BININT2 = 'M',
  NONE = 'N',
  PERSID = 'P',
  BINPERSID = 'Q',
  REDUCE = 'R',
  STRING = 'S',
  BINSTRING = 'T',
  SHORT_BINSTRING = 'U',
  UNICODE = 'V',
  BINUNICODE = 'X',
  EMPTY_LIST = ']',
  APPEND = 'a',
  BUILD = 'b',
  GLOBAL = 'c',
  DICT = 'd',
  APPENDS = 'e',
  GET = 'g',
  BINGET = 'h',
  INST = 'i',
  LONG_BINGET = 'j',
  LIST = 'l',
  OBJ = 'o',
  PUT = 'p',
  BINPUT = 'q',
  LONG_BINPUT = 'r',
  SETITEM = 's',
  TUPLE = 't',
  SETITEMS = 'u',
  EMPTY_DICT = '}',
  PROTO = 0x80,
  NEWOBJ = 0x81,
  EXT1 = 0x82,
  EXT2 = 0x83,
  EXT4 = 0x84,
  TUPLE1 = 0x85,
  TUPLE2 = 0x86,
  TUPLE3 = 0x87,
  NEWTRUE = 0x88,
  NEWFALSE = 0x89,
  LONG1 = 0x8a,
  LONG4 = 0x8b,
  SHORT_BINUNICODE = 0x8c,
  BINUNICODE8 = 0x8d,
  BINBYTES8 = 0x8e,
  EMPTY_SET = 0x8f,
  ADDITEMS = 0x90,
  FROZENSET = 0x91,
  NEWOBJ_EX = 0x92,
  STACK_GLOBAL = 0x93,
  MEMOIZE = 0x94,
  FRAME = 0x95,
  BYTEARRAY8 = 0x96
};

/// The bytes of the pickle; every length is checked against what is left.
class Cursor {
 public:
  Cursor(std::span<const std::byte> bytes, const std::string& subject)
      : m_bytes(bytes), m_subject(subject) {}

  std::size_t position() const { return m_position; }

  std::string take(std::uint64_t count) {
    const std::uint64_t left = m_bytes.size() - m_position;
    if (count > left) throwBeyondFile(m_subject, "a value in the pickle", count, left);
    std::string text(reinterpret_cast<const char*>(m_bytes.data()) + m_position, count);
    m_position += count;
    return text;
  }

  /// Little-endian, 1 to 8 bytes.
  std::uint64_t number(std::size_t count) {
    const auto text = take(count);
    std::uint64_t value = 0;
    std::memcpy(&value, text.data(), count);
    return value;
  }

  /// Up to the next line feed, which is passed over.
  std::string line() {
    const auto* begin = reinterpret_cast<const char*>(m_bytes.data()) + m_position;
    const auto left = m_bytes.size() - m_position;
    const auto* end = left ? static_cast<const char*>(std::memchr(begin, '\n', left)) : nullptr;
    if (!end) throwBeyondFile(m_subject, "a line in the pickle", left + 1, left);
    auto text = take(static_cast<std::uint64_t>(end - begin));
    ++m_position;
    return text;
  }

 private:
  std::span<const std::byte> m_bytes;
  const std::string& m_subject;
  std::size_t m_position = 0;
};

/// A stack machine. Its state grows by a bounded amount per byte of the file.
class Machine {
 public:
  Machine(std::span<const std::byte> bytes, PickleArena& arena, const std::string& subject)
      : m_cursor(bytes, subject), m_arena(arena), m_subject(subject) {}

  Unpickled run() {
    for (;;) {
      const auto op = static_cast<unsigned char>(m_cursor.number(1));
      if (op == STOP) return {pop(), m_cursor.position()};
      if (!number(op) && !text(op) && !container(op) && !memory(op) && !object(op))
        fail("has the unknown opcode " + std::to_string(op));
    }
  }

 private:
  [[noreturn]] void fail(const std::string& problem) const {
    throw BrokenFile(m_subject, "the pickle " + problem, "copy the file again from its source");
  }

  void push(PickleValue value) { m_stack.push_back(std::move(value)); }

  PickleValue pop() {
    if (m_stack.size() <= floor()) fail("takes more from its stack than there is");
    auto value = std::move(m_stack.back());
    m_stack.pop_back();
    return value;
  }

  std::size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }

  std::vector<PickleValue> popToMark() {
    if (m_marks.empty()) fail("misses a mark");
    const auto begin = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    std::vector<PickleValue> items(begin, m_stack.end());
    m_stack.erase(begin, m_stack.end());
    m_marks.pop_back();
    return items;
  }

  template <typename T>
  T top() {
    if (m_stack.size() <= floor() || !std::holds_alternative<T>(m_stack.back()))
      fail("fills a value that is no container");
    return std::get<T>(m_stack.back());
  }

  template <typename T>
  T popAs() {
    const auto value = pop();
    if (!std::holds_alternative<T>(value)) fail("has a value of the wrong kind");
    return std::get<T>(value);
  }

  bool number(unsigned char op) {
    switch (op) {
      case NONE:
        push(std::monostate());
        return true;
      case NEWTRUE:
        push(true);
        return true;
      case NEWFALSE:
        push(false);
        return true;
      case BININT:
        push(std::int64_t{static_cast<std::int32_t>(m_cursor.number(4))});
        return true;
      case BININT1:
        push(static_cast<std::int64_t>(m_cursor.number(1)));
        return true;
      case BININT2:
        push(static_cast<std::int64_t>(m_cursor.number(2)));
        return true;
      case LONG1:
        push(longNumber(m_cursor.number(1)));
        return true;
      case LONG4:
        push(longNumber(m_cursor.number(4)));
        return true;
      case INT:
      case LONG:
        push(textNumber(m_cursor.line()));
        return true;
      case FLOAT:
        push(textFloat(m_cursor.line()));
        return true;
      case BINFLOAT:
        push(std::bit_cast<double>(__builtin_bswap64(m_cursor.number(8))));
        return true;
      default:
        return false;
    }
  }

  /// Two's complement, little-endian, of any length.
  PickleValue longNumber(std::uint64_t count) {
    const auto bytes = m_cursor.take(count);
    if (count <= 8) {
      std::int64_t value = !bytes.empty() && bytes.back() < 0 ? -1 : 0;
      std::memcpy(&value, bytes.data(), bytes.size());
      return value;
    }
    std::string hex;
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
      hex += "0123456789abcdef"[static_cast<unsigned char>(*byte) >> 4];
      hex += "0123456789abcdef"[static_cast<unsigned char>(*byte) & 15];
    }
    return m_arena.text(hex);
  }

  PickleValue textNumber(std::string line) {
    if (line == "00" || line == "01") return line == "01";
    if (line.ends_with('L')) line.pop_back();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (error != std::errc{} || end != line.data() + line.size()) fail("has a number that is none");
    return value;
  }

  PickleValue textFloat(const std::string& line) {
    double value = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (error != std::errc{} || end != line.data() + line.size()) fail("has a number that is none");
    return value;
  }

  bool text(unsigned char op) {
    switch (op) {
      case SHORT_BINSTRING:
      case SHORT_BINBYTES:
      case SHORT_BINUNICODE:
        pushText(1);
        return true;
      case BINSTRING:
      case BINBYTES:
      case BINUNICODE:
        pushText(4);
        return true;
      case BINBYTES8:
      case BINUNICODE8:
      case BYTEARRAY8:
        pushText(8);
        return true;
      case UNICODE:
        push(m_arena.text(m_cursor.line()));
        return true;
      case STRING: {
        const auto quoted = m_cursor.line();
        if (quoted.size() < 2) fail("has a text without quotes");
        push(m_arena.text(quoted.substr(1, quoted.size() - 2)));
        return true;
      }
      default:
        return false;
    }
  }

  void pushText(std::size_t lengthBytes) {
    push(m_arena.text(m_cursor.take(m_cursor.number(lengthBytes))));
  }

  bool container(unsigned char op) {
    switch (op) {
      case MARK:
        m_marks.push_back(m_stack.size());
        return true;
      case EMPTY_LIST:
      case EMPTY_TUPLE:
      case EMPTY_SET:
        push(m_arena.list({}));
        return true;
      case LIST:
      case TUPLE:
      case FROZENSET:
        push(m_arena.list(popToMark()));
        return true;
      case TUPLE1:
        pushTuple(1);
        return true;
      case TUPLE2:
        pushTuple(2);
        return true;
      case TUPLE3:
        pushTuple(3);
        return true;
      case APPEND:
        append({pop()});
        return true;
      case APPENDS:
      case ADDITEMS:
        append(popToMark());
        return true;
      case EMPTY_DICT:
        push(m_arena.dict());
        return true;
      case DICT: {
        const auto items = popToMark();
        push(m_arena.dict());
        setItems(items);
        return true;
      }
      case SETITEM: {
        auto value = pop();
        auto key = pop();
        setItems({std::move(key), std::move(value)});
        return true;
      }
      case SETITEMS:
        setItems(popToMark());
        return true;
      default:
        return false;
    }
  }

  void pushTuple(std::size_t count) {
    std::vector<PickleValue> items(count);
    for (auto item = items.rbegin(); item != items.rend(); ++item) *item = pop();
    push(m_arena.list(std::move(items)));
  }

  void append(const std::vector<PickleValue>& items) {
    auto& list = top<PickleList*>()->items;
    list.insert(list.end(), items.begin(), items.end());
  }

  void setItems(const std::vector<PickleValue>& items) {
    if (items.size() % 2 != 0) fail("has a key without a value");
    auto& dict = top<PickleDict*>()->items;
    for (std::size_t i = 0; i < items.size(); i += 2) dict.emplace_back(items[i], items[i + 1]);
  }

  bool memory(unsigned char op) {
    switch (op) {
      case PROTO:
        requireProtocol(m_cursor.number(1));
        return true;
      case FRAME:
        m_cursor.number(8);
        return true;
      case POP:
        m_marks.empty() || m_marks.back() < m_stack.size() ? void(pop()) : m_marks.pop_back();
        return true;
      case POP_MARK:
        popToMark();
        return true;
      case DUP:
        push(copyOfTop());
        return true;
      case PUT:
        m_memo[lineIndex()] = copyOfTop();
        return true;
      case BINPUT:
        m_memo[m_cursor.number(1)] = copyOfTop();
        return true;
      case LONG_BINPUT:
        m_memo[m_cursor.number(4)] = copyOfTop();
        return true;
      case MEMOIZE:
        m_memo[m_memo.size()] = copyOfTop();
        return true;
      case GET:
        push(remembered(lineIndex()));
        return true;
      case BINGET:
        push(remembered(m_cursor.number(1)));
        return true;
      case LONG_BINGET:
        push(remembered(m_cursor.number(4)));
        return true;
      default:
        return false;
    }
  }

  void requireProtocol(std::uint64_t protocol) const {
    if (protocol > 5) fail("is of the unknown protocol " + std::to_string(protocol));
  }

  std::uint64_t lineIndex() {
    const auto value = textNumber(m_cursor.line());
    if (!std::holds_alternative<std::int64_t>(value)) fail("has a number that is none");
    return static_cast<std::uint64_t>(std::get<std::int64_t>(value));
  }

  PickleValue copyOfTop() const {
    if (m_stack.size() <= floor()) fail("takes more from its stack than there is");
    return m_stack.back();
  }

  PickleValue remembered(std::uint64_t index) const {
    const auto found = m_memo.find(index);
    if (found == m_memo.end()) fail("refers to a value that it never gave");
    return found->second;
  }

  bool object(unsigned char op) {
    switch (op) {
      case GLOBAL:
        pushGlobal();
        return true;
      case STACK_GLOBAL:
        pushStackGlobal();
        return true;
      case REDUCE:
        callTop();
        return true;
      case NEWOBJ:
        if (!pushModule()) callTop();
        return true;
      case NEWOBJ_EX:
        popAs<PickleDict*>();
        callTop();
        return true;
      case INST: {
        const auto module = m_cursor.line();
        const auto attribute = m_cursor.line();
        auto* arguments = m_arena.list(popToMark());
        push(global(module, attribute));
        call(*arguments);
        return true;
      }
      case OBJ: {
        auto items = popToMark();
        if (items.empty()) fail("makes an object of no class");
        push(items.front());
        items.erase(items.begin());
        call(*m_arena.list(std::move(items)));
        return true;
      }
      case BUILD:
        build();
        return true;
      case BINPERSID:
        push(storageOf(pop(), m_arena, m_subject));
        return true;
      case PERSID:
      case EXT1:
      case EXT2:
      case EXT4:
        throw RefusedFile(m_subject, "refers to code by a number",
                          "get the weights as safetensors");
      default:
        return false;
    }
  }

  PickleValue global(const std::string& module, const std::string& attribute) {
    requireHarmlessName(module, attribute, m_subject);
    return m_arena.global(module + "." + attribute);
  }

  void pushGlobal() {
    const auto module = m_cursor.line();
    const auto attribute = m_cursor.line();
    push(global(module, attribute));
  }

  void pushStackGlobal() {
    const auto* attribute = popAs<const PickleText*>();
    const auto* module = popAs<const PickleText*>();
    push(global(module->value, attribute->value));
  }

  /// A module of a network has no arguments yet; its attributes follow as its state.
  bool pushModule() {
    const auto arguments = pop();
    const auto callee = copyOfTop();
    const auto* const* named = std::get_if<const PickleGlobal*>(&callee);
    if (!named || !isNetworkModule((*named)->name)) {
      push(arguments);
      return false;
    }
    pop();
    auto* module = m_arena.dict();
    module->isModule = true;
    push(module);
    return true;
  }

  void callTop() {
    const auto* arguments = popAs<PickleList*>();
    call(*arguments);
  }

  /// The callable is on top of the stack, its result takes its place.
  void call(const PickleList& arguments) {
    const auto* callee = popAs<const PickleGlobal*>();
    push(callGlobal(*callee, arguments, m_arena, m_subject));
  }

  /// OrderedDicts carry attributes (the versions of a state_dict), which nothing needs.
  void build() {
    auto state = pop();
    const auto value = copyOfTop();
    if (auto* const* list = std::get_if<PickleList*>(&value); list && (*list)->takesState) {
      (*list)->items.push_back(std::move(state));
      return;
    }
    if (const auto* const* named = std::get_if<const PickleGlobal*>(&value))
      throw RefusedFile(m_subject, "changes the state of " + (*named)->name,
                        "get the weights as safetensors");
    if (!std::holds_alternative<PickleDict*>(value)) fail("changes the state of a plain value");
    auto* dict = std::get<PickleDict*>(value);
    auto* const* attributes = std::get_if<PickleDict*>(&state);
    if (!dict->isModule || !attributes) return;
    m_arena.countCopies((*attributes)->items.size(), m_subject);
    const auto items = (*attributes)->items;  // which may be the module's own
    dict->items.insert(dict->items.end(), items.begin(), items.end());
  }

  Cursor m_cursor;
  PickleArena& m_arena;
  const std::string& m_subject;
  std::vector<PickleValue> m_stack;
  std::vector<std::size_t> m_marks;
  std::unordered_map<std::uint64_t, PickleValue> m_memo;
};

}  // namespace

Unpickled unpickle(std::span<const std::byte> bytes, PickleArena& arena,
                   const std::string& subject) {
  return Machine(bytes, arena, subject).run();
}

}  // namespace rho::model
