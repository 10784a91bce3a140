// SPDX-License-Identifier: Apache-2.0
#include "phantom/phantom_case.h"

#include <cstdint>

#include "base/error.h"
#include "phantom/appearance_model.h"
#include "phantom/chest_phantom.h"

namespace rho::phantom {
namespace {

enum class Kind { phantom, appearance };

struct Recipe {
  DemoCase shown;
  Kind kind;
  std::uint64_t seed;
};

// The size of the network that each kind of case is for.
constexpr int kPhantomSide = 64;

const std::vector<Recipe>& recipes() {
  static const std::vector<Recipe> all{
      {{"nodule-1", "Synthetic chest with a nodule in the right upper field", "nodule"},
       Kind::phantom,
       10},
      {{"nodule-2", "Synthetic chest with a nodule behind ribs", "nodule"}, Kind::phantom, 13},
      {{"clear-1", "The same chest as nodule-1, without the nodule", "clear"}, Kind::phantom, 10},
      {{"clear-2", "The same chest as nodule-2, without the nodule", "clear"}, Kind::phantom, 13},
      {{"normal-1", "Statistical child's chest X-ray, normal look", "NORMAL"}, Kind::appearance, 1},
      {{"normal-2", "Statistical child's chest X-ray, normal look", "NORMAL"}, Kind::appearance, 2},
      {{"pneumonia-1", "Statistical child's chest X-ray, pneumonia look", "PNEUMONIA"},
       Kind::appearance,
       1},
      {{"pneumonia-2", "Statistical child's chest X-ray, pneumonia look", "PNEUMONIA"},
       Kind::appearance,
       2},
  };
  return all;
}

const Recipe& recipeOf(const std::string& name) {
  std::string known;
  for (const Recipe& recipe : recipes()) {
    if (recipe.shown.name == name) return recipe;
    known += (known.empty() ? "" : ", ") + recipe.shown.name;
  }
  throw InvalidInput("demo:" + name, "there is no such case", "choose one of " + known);
}

}  // namespace

std::vector<DemoCase> demoCases() {
  std::vector<DemoCase> cases;
  for (const Recipe& recipe : recipes()) cases.push_back(recipe.shown);
  return cases;
}

image::Image makeDemoCase(const std::string& name) {
  const Recipe& recipe = recipeOf(name);
  image::Image made;
  if (recipe.kind == Kind::phantom) {
    PhantomOptions options = PhantomOptions::square(kPhantomSide);
    options.nodule = recipe.shown.className == "nodule";
    made = makeChestPhantom(recipe.seed, options).image;
  } else {
    made = AppearanceModel::bundled().draw(recipe.shown.className, recipe.seed);
  }
  image::ImageInfo info = made.info();
  info.source = "demo:" + name;
  return image::Image(made.pixels(), info);
}

}  // namespace rho::phantom
