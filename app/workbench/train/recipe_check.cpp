// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/recipe_check.h"

#include <charconv>
#include <filesystem>

#include "base/error.h"
#include "base/file.h"
#include "base/resources.h"
#include "training/recipe.h"

namespace rho::workbench {

namespace {

constexpr std::uintmax_t mostBytes = 1 << 20;
const std::string subject = "recipe";

/// Takes the place of a mistake, "recipe:12: ", off its message.
RecipeCheck mistakeOf(std::string message) {
  RecipeCheck check;
  const auto from = subject.size() + 1;
  if (message.starts_with(subject + ":") && message.size() > from) {
    const char* end = message.data() + message.size();
    const auto read = std::from_chars(message.data() + from, end, check.line);
    const auto rest = static_cast<std::size_t>(read.ptr - message.data());
    message.erase(0, std::min(message.find_first_not_of(": ", rest), message.size()));
  }
  check.mistake = message;
  return check;
}

}  // namespace

RecipeCheck checkRecipe(const std::string& text) try {
  const auto recipe = training::recipeFromText(text, subject);
  return {.name = recipe.name, .epochs = recipe.epochs, .seed = recipe.seed};
} catch (const std::exception& error) {
  return mistakeOf(error.what());
}

std::string recipeText(const std::string& pathOrName) {
  std::filesystem::path path = pathOrName;
  if (!std::filesystem::exists(path)) path = resourcePath("recipes/" + pathOrName + ".json");
  const auto bytes = readFile(path, mostBytes);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::vector<std::string> recipeNames() { return training::bundledRecipes(); }

}  // namespace rho::workbench
