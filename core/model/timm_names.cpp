// SPDX-License-Identifier: Apache-2.0
#include "model/timm_names.h"

#include <fmt/format.h>

#include <span>
#include <string>

#include "model/tensor.h"

namespace rho::model {

namespace {

/// What timm and torchvision call the same weights. {part} is weight and bias, {block} the number
/// of a block; torchvision counts the stages of ConvNeXt, and what halves the image {before} a
/// stage, in one row.
struct Rule {
  const char* timm;
  const char* torchvision;
};

constexpr Rule transformer[] = {
    {"cls_token", "class_token"},
    {"pos_embed", "encoder.pos_embedding"},
    {"patch_embed.proj.{part}", "conv_proj.{part}"},
    {"blocks.{block}.norm1.{part}", "encoder.layers.encoder_layer_{block}.ln_1.{part}"},
    // Both stack query, key and value in this order, and the heads within each.
    {"blocks.{block}.attn.qkv.{part}",
     "encoder.layers.encoder_layer_{block}.self_attention.in_proj_{part}"},
    {"blocks.{block}.attn.proj.{part}",
     "encoder.layers.encoder_layer_{block}.self_attention.out_proj.{part}"},
    {"blocks.{block}.norm2.{part}", "encoder.layers.encoder_layer_{block}.ln_2.{part}"},
    {"blocks.{block}.mlp.fc1.{part}", "encoder.layers.encoder_layer_{block}.mlp.0.{part}"},
    {"blocks.{block}.mlp.fc2.{part}", "encoder.layers.encoder_layer_{block}.mlp.3.{part}"},
    // Not fc_norm, which stands behind the mean of all tokens.
    {"norm.{part}", "encoder.ln.{part}"},
    {"head.{part}", "heads.head.{part}"},
};

constexpr Rule convNext[] = {
    {"stem.0.{part}", "features.0.0.{part}"},
    {"stem.1.{part}", "features.0.1.{part}"},
    {"stages.{stage}.downsample.0.{part}", "features.{before}.0.{part}"},
    {"stages.{stage}.downsample.1.{part}", "features.{before}.1.{part}"},
    {"stages.{stage}.blocks.{block}.conv_dw.{part}", "features.{row}.{block}.block.0.{part}"},
    {"stages.{stage}.blocks.{block}.norm.{part}", "features.{row}.{block}.block.2.{part}"},
    {"stages.{stage}.blocks.{block}.mlp.fc1.{part}", "features.{row}.{block}.block.3.{part}"},
    {"stages.{stage}.blocks.{block}.mlp.fc2.{part}", "features.{row}.{block}.block.5.{part}"},
    {"stages.{stage}.blocks.{block}.gamma", "features.{row}.{block}.layer_scale"},
    // Not norm_pre, which stands before the mean of all places.
    {"head.norm.{part}", "classifier.0.{part}"},
    {"head.fc.{part}", "classifier.2.{part}"},
};

struct Family {
  const char* marks[2];  ///< weights that every one of them has, by timm's names
  std::span<const Rule> rules;
  std::optional<UsualNormalisation> usual;
};

// ConvNeXt's images are normalised in timm as in torchvision.
constexpr Family families[] = {
    {{"patch_embed.proj.weight", "blocks.0.attn.qkv.weight"},
     transformer,
     UsualNormalisation{0.5, 0.5,
                        "pixels go in as −1 to 1, as for most of timm's ViTs; others, as DeiT, "
                        "want ImageNet's mean and deviation"}},
    {{"stem.0.weight", "stages.0.blocks.0.conv_dw.weight"}, convNext, std::nullopt},
};

/// torchvision's names by timm's, written out: what files call their weights is looked up, and
/// never taken apart.
std::map<std::string, std::string> namesBy(std::span<const Rule> rules) {
  constexpr int stages = 4, mostBlocks = 27;  // of ConvNeXt-Small and Base; ViT-L has 24
  std::map<std::string, std::string> names;
  for (const auto& rule : rules)
    for (int stage = 0; stage < stages; ++stage)
      for (int block = 0; block < mostBlocks; ++block)
        for (const char* part : {"weight", "bias"}) {
          const auto written = [&](const char* pattern) {
            return fmt::format(fmt::runtime(pattern), fmt::arg("part", part),
                               fmt::arg("block", block), fmt::arg("stage", stage),
                               fmt::arg("before", 2 * stage), fmt::arg("row", 2 * stage + 1));
          };
          names[written(rule.timm)] = written(rule.torchvision);
        }
  return names;
}

/// torchvision keeps ConvNeXt's scale of each channel in the shape of an image.
torch::Tensor inShape(const std::string& name, const torch::Tensor& tensor) {
  const bool isScale = name.ends_with(".layer_scale") && tensor.dim() == 1;
  return isScale ? tensor.view({-1, 1, 1}) : tensor;
}

}  // namespace

std::optional<UsualNormalisation> renameFromTimm(TensorMap& weights) {
  for (const auto& family : families) {
    if (!weights.contains(family.marks[0]) || !weights.contains(family.marks[1])) continue;
    const auto names = namesBy(family.rules);
    TensorMap renamed;
    for (const auto& [name, tensor] : weights) {
      const auto found = names.find(name);
      // A file that calls two weights by names of one must not fit, so both are kept.
      const bool isFree = found != names.end() && !weights.contains(found->second) &&
                          !renamed.contains(found->second);
      if (isFree)
        renamed[found->second] = inShape(found->second, tensor);
      else
        renamed[name] = tensor;
    }
    weights = std::move(renamed);
    return family.usual;
  }
  return std::nullopt;
}

}  // namespace rho::model
