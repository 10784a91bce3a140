// SPDX-License-Identifier: Apache-2.0
#include "base/located_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/error.h"
#include "base/file.h"

namespace rho {

namespace {

using Json = nlohmann::json;

/// Goes through a text and tells how far it has come.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** reached) : m_at(at), m_reached(reached) {}
  reference operator*() const { return *m_at; }
  CountingIterator& operator++() {
    *m_reached = ++m_at;
    return *this;
  }
  CountingIterator operator++(int) {
    const auto before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return m_at == other.m_at; }

 private:
  const char* m_at;
  const char** m_reached;
};

/// A parser's message without its number and its own account of the place.
std::string plain(const std::string& message) {
  const auto column = message.find("column ");
  const auto from =
      column == message.npos ? message.find("] ") + 2 : message.find(": ", column) + 2;
  return message.substr(from);
}

/// Notes the line of every value while the parser goes through a text.
class LineNotes : public Json::json_sax_t {
 public:
  LineNotes(std::string_view text, std::string source)
      : m_text(text), m_source(std::move(source)), m_reached(text.data()) {}

  std::map<std::string, int> take() {
    const auto* end = m_text.data() + m_text.size();
    Json::sax_parse(CountingIterator(m_text.data(), &m_reached), CountingIterator(end, &m_reached),
                    this);
    return std::move(m_lines);
  }

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t&) override { return value(); }
  bool string(string_t&) override { return value(); }
  bool binary(binary_t&) override { return value(); }
  bool start_object(std::size_t) override { return enter(false); }
  bool start_array(std::size_t) override { return enter(true); }
  bool end_object() override { return leave(); }
  bool end_array() override { return leave(); }

  bool key(string_t& name) override {
    auto& parent = m_parents.back();
    m_path = parent.path + (parent.path.empty() ? "" : ".") + name;
    if (!m_lines.emplace(m_path, line()).second)
      throw InvalidInput(place(line()), fmt::format("\"{}\" is given twice", m_path),
                         fmt::format("it was given in line {} already", m_lines.at(m_path)));
    return true;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    m_reached = m_text.data() + std::min(position, m_text.size());
    throw InvalidInput(place(line()), plain(error.what()), "correct the JSON");
  }

 private:
  struct Parent {
    std::string path;
    bool isArray;
    std::size_t items = 0;
  };

  /// The parser looks one character beyond a number.
  int line() const {
    const auto read = static_cast<std::size_t>(m_reached - m_text.data());
    const auto before = m_text.substr(0, read > 0 ? read - 1 : 0);
    return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  }
  std::string place(int line) const { return fmt::format("{}:{}", m_source, line); }

  bool value() {
    if (m_parents.empty() || !m_parents.back().isArray) return true;
    auto& parent = m_parents.back();
    m_path = fmt::format("{}[{}]", parent.path, parent.items++);
    m_lines.emplace(m_path, line());
    return true;
  }
  bool enter(bool isArray) {
    value();
    m_parents.push_back({m_path, isArray});
    return true;
  }
  bool leave() {
    m_parents.pop_back();
    return true;
  }

  std::string_view m_text;
  std::string m_source, m_path;
  const char* m_reached;
  std::vector<Parent> m_parents;
  std::map<std::string, int> m_lines;
};

}  // namespace

LocatedJson::LocatedJson(std::string_view text, std::string source)
    : m_source(std::move(source)), m_lines(LineNotes(text, m_source).take()) {
  m_json = Json::parse(text);
}

LocatedJson LocatedJson::read(const std::filesystem::path& path) {
  const auto bytes = readFile(path, 1 << 20);
  return {{reinterpret_cast<const char*>(bytes.data()), bytes.size()}, path.string()};
}

std::string LocatedJson::place(const std::string& path) const {
  for (auto part = path;; part.resize(part.find_last_of(".["))) {
    const auto found = m_lines.find(part);
    if (found != m_lines.end()) return fmt::format("{}:{}", m_source, found->second);
    if (part.find_first_of(".[") == part.npos) return m_source + ":1";
  }
}

}  // namespace rho
