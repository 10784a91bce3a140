// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace rho::workbench {

/// What is to be said about the text of a recipe.
struct RecipeCheck {
  std::string name;  ///< of the recipe
  int epochs = 0;
  unsigned long long seed = 0;
  std::string mistake;  ///< empty: it is right, and the above holds
  int line = 0;         ///< of the mistake, from 1; 0: of none in particular
};

/// For a worker. Never throws.
RecipeCheck checkRecipe(const std::string& text);

/// The text of a recipe file, or of a bundled recipe by its name. Throws MissingFile, RefusedFile.
std::string recipeText(const std::string& pathOrName);
/// Sorted.
std::vector<std::string> recipeNames();

}  // namespace rho::workbench
