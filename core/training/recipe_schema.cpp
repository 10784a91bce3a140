// SPDX-License-Identifier: Apache-2.0
#include "training/recipe.h"
#include "training/recipe_fields.h"

namespace rho::training {

namespace {

using Json = nlohmann::json;

template <typename T>
Json typeOf(const T&) {
  if (std::is_same_v<T, bool>) return {{"type", "boolean"}};
  if (std::is_integral_v<T>) return {{"type", "integer"}};
  return {{"type", "number"}};
}
Json typeOf(const std::string&) { return {{"type", "string"}}; }
Json typeOf(const Json&) { return {{"type", "object"}}; }
Json typeOf(const std::uint64_t&) { return {{"type", "integer"}, {"minimum", 0}}; }
template <typename T>
Json typeOf(const std::vector<T>&) {
  return {{"type", "array"}, {"items", typeOf(T{})}};
}

/// Describes the keys of one part, with the defaults of a recipe that is silent.
class SchemaWriter {
 public:
  bool all() const { return true; }

  template <typename T>
  void value(const char* key, const T& member, const char* meaning) {
    auto property = typeOf(member);
    property["default"] = member;
    add(key, std::move(property), meaning);
  }
  template <typename T>
  void value(const char* key, const T& member, Range range, const char* meaning) {
    auto property = typeOf(member);
    auto& number = property.contains("items") ? property["items"] : property;
    number["minimum"] = range.low;
    number["maximum"] = range.high;
    property["default"] = member;
    add(key, std::move(property), meaning);
  }
  template <typename E, std::size_t n>
  void choice(const char* key, E member, const std::array<Choice<E>, n>& choices,
              const char* meaning) {
    Json property = {{"enum", Json::array()}};
    for (const auto& choice : choices) {
      property["enum"].push_back(choice.name);
      if (choice.value == member) property["default"] = choice.name;
    }
    add(key, std::move(property), meaning);
  }
  template <typename T>
  void part(const char* key, T& member, const char* meaning) {
    SchemaWriter inner;
    describe(member, inner);
    add(key, inner.schema(), meaning);
  }
  template <typename T>
  void part(const char* key, std::optional<T>&, const char* meaning) {
    T settings;
    part(key, settings, meaning);
  }

  Json schema() const {
    return {{"type", "object"}, {"properties", m_properties}, {"additionalProperties", false}};
  }

 private:
  void add(const char* key, Json property, const char* meaning) {
    property["description"] = meaning;
    m_properties[key] = std::move(property);
  }

  Json m_properties = Json::object();
};

}  // namespace

Json recipeSchema() {
  Recipe recipe;
  SchemaWriter writer;
  describe(recipe, writer);
  auto schema = writer.schema();
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = "Rhoscope training recipe";
  schema["properties"]["$schema"] = {{"type", "string"}};
  return schema;
}

}  // namespace rho::training
