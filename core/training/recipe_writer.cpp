// SPDX-License-Identifier: Apache-2.0
#include "training/recipe.h"
#include "training/recipe_fields.h"

namespace rho::training {

namespace {

using Json = nlohmann::json;

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

Json toJson(const Recipe& recipe) {
  auto copy = recipe;
  Writer writer;
  describe(copy, writer);
  return writer.json();
}

}  // namespace rho::training
