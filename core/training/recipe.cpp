// SPDX-License-Identifier: Apache-2.0
#include "training/recipe.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "base/resources.h"
#include "training/recipe_fields.h"

namespace rho::training {

namespace {

using Json = nlohmann::json;

/// Takes the values of one JSON object, and knows afterwards which keys nobody asked for.
class Reader {
 public:
  /// path: of the object within the file, empty or with a dot at its end.
  Reader(const Json& json, std::string source, std::string path)
      : m_json(json), m_source(std::move(source)), m_path(std::move(path)) {
    if (!json.is_object()) fail(m_path.substr(0, m_path.find_last_of('.')), json, "an object");
  }

  bool all() const { return false; }

  template <typename T>
  void value(const char* key, T& member, const char*) {
    if (const auto* json = find(key)) member = converted<T>(key, *json, nullptr);
  }
  template <typename T>
  void value(const char* key, T& member, Range range, const char*) {
    if (const auto* json = find(key)) member = converted<T>(key, *json, &range);
  }

  template <typename E, std::size_t n>
  void choice(const char* key, E& member, const std::array<Choice<E>, n>& choices, const char*) {
    const auto* json = find(key);
    if (!json) return;
    std::vector<std::string> names;
    for (const auto& choice : choices) {
      if (*json == choice.name) {
        member = choice.value;
        return;
      }
      names.emplace_back(choice.name);
    }
    fail(m_path + key, *json, fmt::format("one of {}", fmt::join(names, ", ")));
  }

  template <typename T>
  void part(const char* key, T& member, const char*) {
    const auto* json = find(key);
    if (!json) return;
    Reader inner(*json, m_source, m_path + key + ".");
    describe(member, inner);
    inner.refuseOthers();
  }
  template <typename T>
  void part(const char* key, std::optional<T>& member, const char* meaning) {
    if (!m_json.contains(key)) return;
    part(key, member.emplace(), meaning);
  }

  void refuseOthers() const {
    for (const auto& [key, value] : m_json.items())
      if (std::find(m_known.begin(), m_known.end(), key) == m_known.end())
        throw InvalidInput(m_source, fmt::format("\"{}{}\" is no key of a recipe", m_path, key),
                           fmt::format("there are {}", fmt::join(m_known, ", ")));
  }

  [[noreturn]] void fail(const std::string& path, const Json& json,
                         const std::string& allowed) const {
    const auto text = json.dump();
    throw InvalidInput(m_source,
                       fmt::format("{} is {}", path.empty() ? "it" : '"' + path + '"',
                                   text.size() > 60 ? text.substr(0, 57) + "..." : text),
                       "it must be " + allowed);
  }

 private:
  const Json* find(const char* key) {
    m_known.emplace_back(key);
    const auto found = m_json.find(key);
    return found == m_json.end() ? nullptr : &*found;
  }

  template <typename T>
  T converted(const std::string& key, const Json& json, const Range* range) const {
    if constexpr (isList<T>) {
      if (!json.is_array()) fail(m_path + key, json, "a list");
      T values;
      for (std::size_t i = 0; i < json.size(); ++i)
        values.push_back(
            converted<typename T::value_type>(fmt::format("{}[{}]", key, i), json[i], range));
      return values;
    } else {
      if (!fits<T>(json, range)) fail(m_path + key, json, allowed<T>(range));
      return json.get<T>();
    }
  }

  template <typename T>
  static constexpr bool isList =
      !std::is_same_v<T, std::string> && !std::is_same_v<T, Json> && requires {
    typename T::value_type;
  };

  template <typename T>
  static bool fits(const Json& json, const Range* range) {
    if constexpr (std::is_same_v<T, bool>) return json.is_boolean();
    if constexpr (std::is_same_v<T, std::string>) return json.is_string();
    if constexpr (std::is_same_v<T, Json>) return json.is_object();
    if constexpr (std::is_same_v<T, std::uint64_t>) return json.is_number_unsigned();
    if (std::is_same_v<T, int> ? !json.is_number_integer() : !json.is_number()) return false;
    return !range || (json.get<double>() >= range->low && json.get<double>() <= range->high);
  }

  template <typename T>
  static std::string allowed(const Range* range) {
    if (std::is_same_v<T, bool>) return "true or false";
    if (std::is_same_v<T, std::string>) return "a text";
    if (std::is_same_v<T, Json>) return "an object";
    const std::string kind = std::is_integral_v<T> ? "a whole number" : "a number";
    if (!range) return kind + (std::is_unsigned_v<T> ? " from 0" : "");
    return fmt::format("{} from {} to {}", kind, range->low, range->high);
  }

  const Json& m_json;
  std::string m_source, m_path;
  std::vector<std::string> m_known;
};

/// Collects the values of one part as a JSON object.
class Writer {
 public:
  bool all() const { return false; }
  template <typename T>
  void value(const char* key, const T& member, const char*) {
    m_json[key] = member;
  }
  template <typename T>
  void value(const char* key, const T& member, Range, const char*) {
    m_json[key] = member;
  }
  template <typename E, std::size_t n>
  void choice(const char* key, E member, const std::array<Choice<E>, n>& choices, const char*) {
    for (const auto& choice : choices)
      if (choice.value == member) m_json[key] = choice.name;
  }
  template <typename T>
  void part(const char* key, T& member, const char*) {
    Writer inner;
    describe(member, inner);
    m_json[key] = inner.json();
  }
  template <typename T>
  void part(const char* key, std::optional<T>& member, const char* meaning) {
    if (member) part(key, *member, meaning);
  }
  const Json& json() const { return m_json; }

 private:
  Json m_json = Json::object();
};

}  // namespace

Recipe recipeFromJson(const Json& json, const std::string& source) {
  Recipe recipe;
  Reader reader(json, source, "");
  describe(recipe, reader);
  reader.refuseOthers();
  if (recipe.inputSize.size() != 2)
    reader.fail("input_size", json["input_size"], "[height, width]");
  return recipe;
}

Json toJson(const Recipe& recipe) {
  auto copy = recipe;
  Writer writer;
  describe(copy, writer);
  return writer.json();
}

Recipe readRecipe(const std::string& pathOrName) {
  const bool isFile = std::filesystem::exists(pathOrName);
  const auto path =
      isFile ? std::filesystem::path(pathOrName) : resourcePath("recipes/" + pathOrName + ".json");
  const auto bytes = readFile(path, 1 << 20);
  try {
    const auto* text = reinterpret_cast<const char*>(bytes.data());
    return recipeFromJson(Json::parse(text, text + bytes.size()), path.string());
  } catch (const Json::parse_error& error) {
    throw InvalidInput(path.string(), error.what(), "correct the JSON");
  }
}

}  // namespace rho::training
