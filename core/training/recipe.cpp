// SPDX-License-Identifier: Apache-2.0
#include "training/recipe.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "base/located_json.h"
#include "base/resources.h"
#include "training/recipe_fields.h"
#include "training/recipe_rules.h"

namespace rho::training {

namespace {

using Json = nlohmann::json;
using Place = RecipePlace;

std::string shortened(const Json& json) {
  constexpr std::size_t most = 60;
  const auto text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return text.size() > most ? text.substr(0, most) + "…" : text;
}

/// Takes the values of one JSON object, and knows afterwards which keys nobody asked for.
class Reader {
 public:
  /// path: of the object within the file; the file itself has none.
  Reader(const Json& json, const Place& place, const std::string& path)
      : m_json(json), m_place(place), m_prefix(path.empty() ? "" : path + ".") {
    if (!json.is_object()) refuse(path, json, "an object");
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
    refuse(m_prefix + key, *json, fmt::format("one of {}", fmt::join(names, ", ")));
  }

  template <typename T>
  void part(const char* key, T& member, const char*) {
    const auto* json = find(key);
    if (!json) return;
    Reader inner(*json, m_place, m_prefix + key);
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
        throw InvalidInput(m_place(m_prefix + key),
                           fmt::format("\"{}{}\" is no key of a recipe", m_prefix, key),
                           fmt::format("there are {}", fmt::join(m_known, ", ")));
  }

 private:
  [[noreturn]] void refuse(const std::string& path, const Json& json,
                           const std::string& allowed) const {
    throw InvalidInput(
        m_place(path),
        fmt::format("{} is {}", path.empty() ? "the recipe" : '"' + path + '"', shortened(json)),
        "it must be " + allowed);
  }

  const Json* find(const char* key) {
    m_known.emplace_back(key);
    const auto found = m_json.find(key);
    return found == m_json.end() ? nullptr : &*found;
  }

  template <typename T>
  T converted(const std::string& key, const Json& json, const Range* range) const {
    if constexpr (isList<T>) {
      if (!json.is_array()) refuse(m_prefix + key, json, "a list");
      T values;
      for (std::size_t i = 0; i < json.size(); ++i)
        values.push_back(
            converted<typename T::value_type>(fmt::format("{}[{}]", key, i), json[i], range));
      return values;
    } else {
      if (!fits<T>(json, range)) refuse(m_prefix + key, json, allowed<T>(range));
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
    if constexpr (std::is_same_v<T, std::uint64_t>)
      return json.is_number_unsigned() ||
             (json.is_number_integer() && json.get<std::int64_t>() >= 0);
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
  const Place& m_place;
  std::string m_prefix;
  std::vector<std::string> m_known;
};

Recipe recipeAt(const Json& json, const Place& place) {
  Recipe recipe;
  Reader reader(json, place, "");
  std::string schema;
  reader.value("$schema", schema, "for editors");
  describe(recipe, reader);
  reader.refuseOthers();
  checkRules(recipe, place);
  return recipe;
}

Recipe recipeAt(const LocatedJson& located) {
  return recipeAt(located.json(), [&](const std::string& key) { return located.place(key); });
}

}  // namespace

Recipe recipeFromJson(const Json& json, const std::string& source) {
  return recipeAt(json, [&](const std::string&) { return source; });
}

std::vector<std::string> bundledRecipes() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(resourcePath("recipes"))) {
    const auto& path = entry.path();
    if (path.extension() == ".json" && path.stem().extension() != ".schema")
      names.push_back(path.stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Recipe readRecipe(const std::string& pathOrName) {
  std::filesystem::path path = pathOrName;
  if (!std::filesystem::exists(path)) {
    const auto names = bundledRecipes();
    if (std::find(names.begin(), names.end(), pathOrName) == names.end())
      throw MissingFile(pathOrName, "there is no such recipe",
                        fmt::format("name a file, or one of {}", fmt::join(names, ", ")));
    path = resourcePath("recipes/" + pathOrName + ".json");
  }
  return recipeAt(LocatedJson::read(path));
}

Recipe recipeFromText(std::string_view text, const std::string& source) {
  return recipeAt(LocatedJson(text, source));
}

}  // namespace rho::training
