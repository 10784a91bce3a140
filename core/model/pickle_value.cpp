// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/file_bounds.h"
#include "model/restricted_pickle.h"

namespace rho::model {

namespace {

const char* const omitted = "…";

/// Shared values can make a small file endless when written out, so depth and size are limited.
class JsonWriter {
 public:
  nlohmann::json write(const PickleValue& value, int depth) {
    if (depth > maxDepth || m_budget == 0) return omitted;
    --m_budget;
    return std::visit([&](const auto& v) { return writeOne(v, depth); }, value);
  }

 private:
  static constexpr int maxDepth = 32;
  std::size_t m_budget = 100000;

  nlohmann::json writeOne(std::monostate, int) { return nullptr; }
  nlohmann::json writeOne(bool v, int) { return v; }
  nlohmann::json writeOne(std::int64_t v, int) { return v; }
  nlohmann::json writeOne(double v, int) { return v; }
  nlohmann::json writeOne(const PickleText* v, int) { return text(v->value); }
  nlohmann::json writeOne(const PickleGlobal* v, int) { return text(v->name); }
  nlohmann::json writeOne(const PickleStorage* v, int) { return text("storage " + v->key); }
  nlohmann::json writeOne(const PickleTensor* v, int) { return "tensor " + shapeText(v->shape); }

  nlohmann::json writeOne(const PickleList* v, int depth) {
    auto json = nlohmann::json::array();
    for (const auto& item : v->items) {
      if (m_budget == 0) break;
      json.push_back(write(item, depth + 1));
    }
    return json;
  }

  nlohmann::json writeOne(const PickleDict* v, int depth) {
    auto json = nlohmann::json::object();
    for (const auto& [key, item] : v->items) {
      if (m_budget == 0) break;
      const auto name = write(key, depth + 1);
      json[name.is_string() ? name.get<std::string>() : name.dump()] = write(item, depth + 1);
    }
    return json;
  }

  /// Bytes need not be UTF-8, but JSON does; long texts use up the budget by their length.
  nlohmann::json text(const std::string& value) {
    if (value.size() / 16 > m_budget) return omitted;
    m_budget -= value.size() / 16;
    const auto valid =
        nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return nlohmann::json::parse(valid);
  }
};

}  // namespace

const PickleValue* PickleDict::find(const std::string& key) const {
  for (const auto& [name, value] : items) {
    const auto* const* text = std::get_if<const PickleText*>(&name);
    if (text && (*text)->value == key) return &value;
  }
  return nullptr;
}

const PickleText* PickleArena::text(std::string value) {
  return &m_texts.emplace_back(PickleText{std::move(value)});
}

PickleList* PickleArena::list(std::vector<PickleValue> items) {
  return &m_lists.emplace_back(PickleList{std::move(items)});
}

PickleDict* PickleArena::dict() { return &m_dicts.emplace_back(); }

const PickleGlobal* PickleArena::global(std::string name) {
  return &m_globals.emplace_back(PickleGlobal{std::move(name)});
}

const PickleStorage* PickleArena::storage(PickleStorage value) {
  return &m_storages.emplace_back(std::move(value));
}

const PickleTensor* PickleArena::tensor(PickleTensor value) {
  return &m_tensors.emplace_back(std::move(value));
}

void PickleArena::countCopies(std::size_t items, const std::string& subject) {
  constexpr std::size_t most = 1 << 24;
  m_copies += items;
  if (m_copies > most)
    throw RefusedFile(subject, "asks for absurdly many copies of its lists",
                      "do not use this file");
}

nlohmann::json toJson(const PickleValue& value) { return JsonWriter().write(value, 0); }

}  // namespace rho::model
