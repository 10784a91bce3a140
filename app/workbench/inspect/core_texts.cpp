// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/core_texts.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <vector>

#include "workbench/inspect/analysis.h"

namespace rho::workbench {

namespace {

constexpr const char* texts[] = {
    // Titles and summaries
    QT_TRANSLATE_NOOP("Core", "Adversarial · raise"),
    QT_TRANSLATE_NOOP(
        "Core",
        "Draws into the image what the network would need to see to be more confident "
        "of the class."),
    QT_TRANSLATE_NOOP("Core", "Adversarial · lower"),
    QT_TRANSLATE_NOOP("Core",
                      "Takes from the image what makes the network confident of the class."),
    QT_TRANSLATE_NOOP("Core", "Grad-CAM"),
    QT_TRANSLATE_NOOP("Core",
                      "Where the channels of a late layer that speak for the class are active."),
    QT_TRANSLATE_NOOP("Core", "Grad-CAM++"),
    QT_TRANSLATE_NOOP("Core",
                      "Grad-CAM with weights that do better when the class appears several times."),
    QT_TRANSLATE_NOOP("Core", "LIME"),
    QT_TRANSLATE_NOOP(
        "Core",
        "How much each superpixel adds to the class's confidence, by a linear model of "
        "the network fitted to pictures with superpixels hidden."),
    QT_TRANSLATE_NOOP("Core", "Saliency"),
    QT_TRANSLATE_NOOP("Core",
                      "How strongly a tiny change of each pixel would change the class's score."),
    QT_TRANSLATE_NOOP("Core", "Input × gradient"),
    QT_TRANSLATE_NOOP("Core",
                      "Each pixel's value times the gradient of the class's score: a first-order "
                      "guess of what the pixel contributes, compared with black."),
    QT_TRANSLATE_NOOP("Core", "Integrated gradients"),
    QT_TRANSLATE_NOOP("Core",
                      "What each pixel adds to the class's score on the way from a baseline to the "
                      "image; together all pixels explain the whole difference."),
    QT_TRANSLATE_NOOP("Core", "SmoothGrad"),
    QT_TRANSLATE_NOOP("Core",
                      "The saliency averaged over noisy copies of the image, which removes the "
                      "gradient's own noise."),
    QT_TRANSLATE_NOOP("Core", "Occlusion"),
    QT_TRANSLATE_NOOP("Core",
                      "How far the class's score falls when a square of the image is hidden."),
    QT_TRANSLATE_NOOP("Core", "RISE"),
    QT_TRANSLATE_NOOP("Core",
                      "The class's mean confidence over random masks that show a pixel: it asks "
                      "for nothing but answers."),

    QT_TRANSLATE_NOOP("Core", "Attention rollout"),
    QT_TRANSLATE_NOOP("Core",
                      "What the answer of a vision transformer takes from each patch, followed "
                      "through the attention of all its layers."),

    // Options: labels and help
    QT_TRANSLATE_NOOP("Core", "Rho"),
    QT_TRANSLATE_NOOP(
        "Core", "Bound on the root-mean-square of the perturbation, of pixel values in [0,1]."),
    QT_TRANSLATE_NOOP("Core", "Mode"),
    QT_TRANSLATE_NOOP("Core",
                      "paper: the published loop; fast: fewer steps, on the sphere of size rho."),
    QT_TRANSLATE_NOOP("Core", "Steps"),
    QT_TRANSLATE_NOOP("Core", "Number of steps; 0 is the mode's own (paper 35, fast 12)."),
    QT_TRANSLATE_NOOP("Core", "Points of the Gauss–Legendre quadrature on the path (Captum: 50)."),
    QT_TRANSLATE_NOOP("Core", "Overshoot"),
    QT_TRANSLATE_NOOP("Core", "Paper mode: length of the path in units of rho."),
    QT_TRANSLATE_NOOP("Core", "Momentum"),
    QT_TRANSLATE_NOOP("Core",
                      "Paper mode: share of the earlier directions in each step; 0 is none."),
    QT_TRANSLATE_NOOP("Core", "Clamp"),
    QT_TRANSLATE_NOOP("Core",
                      "Keep the perturbed pixels within [0,1]; the published method does not."),
    QT_TRANSLATE_NOOP("Core", "Layer"),
    QT_TRANSLATE_NOOP("Core",
                      "The layer whose channels are weighted; empty takes the model's own default, "
                      "or its last layer that is an image."),
    QT_TRANSLATE_NOOP("Core", "Preset"),
    QT_TRANSLATE_NOOP("Core",
                      "Whose Grad-CAM: pytorch-grad-cam (only what speaks for the class, bilinear) "
                      "or captum (signed, nearest neighbour)."),
    QT_TRANSLATE_NOOP("Core", "Normalise"),
    QT_TRANSLATE_NOOP(
        "Core",
        "With the preset pytorch-grad-cam: scale the map from 0 to 1, as it does. Off "
        "keeps the raw values, which can be compared between images."),
    QT_TRANSLATE_NOOP("Core", "Samples"),
    QT_TRANSLATE_NOOP("Core", "Pictures with random superpixels hidden that the network judges."),
    QT_TRANSLATE_NOOP("Core", "Superpixels"),
    QT_TRANSLATE_NOOP("Core",
                      "How the model's input is cut into superpixels; quickshift with lime's own "
                      "settings gives only one or two on very small images."),
    QT_TRANSLATE_NOOP("Core", "Segments"),
    QT_TRANSLATE_NOOP("Core",
                      "Superpixels wanted (slic, grid); 0 chooses by the size of the image."),
    QT_TRANSLATE_NOOP("Core", "Features"),
    QT_TRANSLATE_NOOP("Core",
                      "Superpixels that the local model may use at most; up to 6 are chosen by "
                      "forward selection, more by the highest weights."),
    QT_TRANSLATE_NOOP("Core", "Kernel width"),
    QT_TRANSLATE_NOOP(
        "Core",
        "Width of the exponential kernel over the cosine distance: how local the model "
        "is."),
    QT_TRANSLATE_NOOP("Core", "Hide"),
    QT_TRANSLATE_NOOP("Core",
                      "What a hidden superpixel shows: its mean colour, black, grey or white."),
    QT_TRANSLATE_NOOP("Core", "Precision"),
    QT_TRANSLATE_NOOP(
        "Core",
        "How the network computes: single precision, or bfloat16, which is about twice "
        "as fast on processors that have it; auto takes bfloat16 where a trial shows "
        "that the confidences stay the same."),
    QT_TRANSLATE_NOOP("Core", "Absolute"),
    QT_TRANSLATE_NOOP("Core",
                      "Show how strongly a pixel matters, without the sign of its influence."),
    QT_TRANSLATE_NOOP("Core", "Reduction"),
    QT_TRANSLATE_NOOP("Core",
                      "How the values of the colour channels become one: the largest in magnitude, "
                      "their mean or their sum."),
    QT_TRANSLATE_NOOP("Core", "Baseline"),
    QT_TRANSLATE_NOOP("Core",
                      "What stands for the absence of a feature: black, white, the image's mean "
                      "colour or the blurred image."),
    QT_TRANSLATE_NOOP("Core", "Copies"),
    QT_TRANSLATE_NOOP("Core", "Noisy copies of the image; the authors recommend 25 to 50."),
    QT_TRANSLATE_NOOP("Core", "Sigma"),
    QT_TRANSLATE_NOOP("Core",
                      "Standard deviation of the noise as a share of the range of the image's "
                      "values; the authors recommend 0.1 to 0.2."),
    QT_TRANSLATE_NOOP("Core", "Window"),
    QT_TRANSLATE_NOOP("Core",
                      "Side of the hidden square in pixels of the model's input; 0 takes an eighth "
                      "of the smaller side."),
    QT_TRANSLATE_NOOP("Core", "Stride"),
    QT_TRANSLATE_NOOP("Core", "Pixels between neighbouring squares; 0 takes half the window."),
    QT_TRANSLATE_NOOP("Core", "Masks"),
    QT_TRANSLATE_NOOP("Core",
                      "Random masks that the network judges; the authors take 4000 to 8000."),
    QT_TRANSLATE_NOOP("Core", "Cells"),
    QT_TRANSLATE_NOOP("Core", "Cells of a mask along each side (the authors: 7)."),
    QT_TRANSLATE_NOOP("Core", "Visible"),
    QT_TRANSLATE_NOOP("Core", "How often a cell is visible (the authors: 0.5)."),
    QT_TRANSLATE_NOOP("Core", "Follow"),
    QT_TRANSLATE_NOOP("Core",
                      "attention: the same map for every class; class: attention times the "
                      "gradient of the class's logit, where that is positive."),
    QT_TRANSLATE_NOOP("Core", "Heads"),
    QT_TRANSLATE_NOOP("Core", "How the heads of a layer become one."),
    QT_TRANSLATE_NOOP("Core", "Discarded"),
    QT_TRANSLATE_NOOP("Core",
                      "Share of each layer's weights, the smallest, that count as nothing; 0.9 "
                      "shows less of the background."),

    // Choices
    QT_TRANSLATE_NOOP("Core", "paper"),
    QT_TRANSLATE_NOOP("Core", "fast"),
    QT_TRANSLATE_NOOP("Core", "pytorch-grad-cam"),
    QT_TRANSLATE_NOOP("Core", "captum"),
    QT_TRANSLATE_NOOP("Core", "slic"),
    QT_TRANSLATE_NOOP("Core", "quickshift"),
    QT_TRANSLATE_NOOP("Core", "grid"),
    QT_TRANSLATE_NOOP("Core", "black"),
    QT_TRANSLATE_NOOP("Core", "grey"),
    QT_TRANSLATE_NOOP("Core", "white"),
    QT_TRANSLATE_NOOP("Core", "blur"),
    QT_TRANSLATE_NOOP("Core", "mean"),
    QT_TRANSLATE_NOOP("Core", "max"),
    QT_TRANSLATE_NOOP("Core", "sum"),
    QT_TRANSLATE_NOOP("Core", "min"),
    QT_TRANSLATE_NOOP("Core", "attention"),
    QT_TRANSLATE_NOOP("Core", "class"),
    QT_TRANSLATE_NOOP("Core", "auto"),
    QT_TRANSLATE_NOOP("Core", "single"),
    QT_TRANSLATE_NOOP("Core", "bfloat16"),

    // Stages of the work
    QT_TRANSLATE_NOOP("Core", "superpixels"),
    QT_TRANSLATE_NOOP("Core", "samples"),
    QT_TRANSLATE_NOOP("Core", "steps on the path"),
    QT_TRANSLATE_NOOP("Core", "noisy copies"),
    QT_TRANSLATE_NOOP("Core", "hidden squares"),
    QT_TRANSLATE_NOOP("Core", "masks"),

    // Warnings
    QT_TRANSLATE_NOOP(
        "Core",
        "the perturbation reached rho %1 of the %2 asked for: the network's gradients "
        "keep turning, as those of non-robust networks do; the mode fast goes the "
        "whole way"),
    QT_TRANSLATE_NOOP(
        "Core",
        "the perturbation reached rho %1 of the %2 asked for: the network's gradients "
        "keep turning, as those of non-robust networks do, or the pixels are at their "
        "limits"),
    QT_TRANSLATE_NOOP("Core",
                      "The layer %1 has no influence on this class (its gradient is zero): the map "
                      "says nothing. Try another layer."),
    QT_TRANSLATE_NOOP("Core",
                      "The map is blank: the channels of the layer %1 are silent or cancel each "
                      "other. Try another layer."),
    QT_TRANSLATE_NOOP("Core",
                      "The map is blank: everything in the layer %1 speaks against this class. The "
                      "preset captum shows negative values."),
    QT_TRANSLATE_NOOP("Core",
                      "The attributions add up to %1, but the score differs by %2 from the "
                      "baseline's: more steps would make them more exact."),
    QT_TRANSLATE_NOOP("Core",
                      "Only %1 superpixels: too few to say where in the image the evidence is. Ask "
                      "for more segments."),
    QT_TRANSLATE_NOOP("Core",
                      "The local model fits the network badly (R² %1): its map explains little of "
                      "what the network does."),
    QT_TRANSLATE_NOOP("Core", "This map is the same for every class."),

    QT_TRANSLATE_NOOP("Core",
                      "The file does not say which network it is: it is taken for %1. Confirm that "
                      "in its card (architecture)."),

    // Checks of a network: titles, and what they find
    QT_TRANSLATE_NOOP("Core", "Input"),
    QT_TRANSLATE_NOOP("Core", "Normalisation"),
    QT_TRANSLATE_NOOP("Core", "Numbers"),
    QT_TRANSLATE_NOOP("Core", "Gradient"),
    QT_TRANSLATE_NOOP("Core", "Gradient masking"),
    QT_TRANSLATE_NOOP("Core", "Classes"),
    QT_TRANSLATE_NOOP("Core", "Repeatability"),
    QT_TRANSLATE_NOOP("Core", "Evaluation mode"),
    QT_TRANSLATE_NOOP("Core", "Double normalisation"),
    QT_TRANSLATE_NOOP("Core", "Stored examples"),
    QT_TRANSLATE_NOOP("Core", "%1×%2 as it is."),
    QT_TRANSLATE_NOOP("Core", "%1×%2 resized to %3×%4."),
    QT_TRANSLATE_NOOP("Core", "Colours made grey."),
    QT_TRANSLATE_NOOP("Core", "Grey used for all colours."),
    QT_TRANSLATE_NOOP("Core",
                      "Values are outside 0 to 1 or are no numbers: export the image again."),
    QT_TRANSLATE_NOOP("Core",
                      "Much of it is interpolated: use an image of at least the network's size."),
    QT_TRANSLATE_NOOP("Core",
                      "Its shape is distorted: crop the image to the network's proportions."),
    QT_TRANSLATE_NOOP("Core", "Values %1 to %2."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The card's mean and deviation are not for values from 0 to 1: if they are for 0 to 255, "
        "divide them by 255; if the network normalises its input itself, set 0 and 1."),
    QT_TRANSLATE_NOOP("Core", "The image is of one brightness: there is nothing to explain."),
    QT_TRANSLATE_NOOP("Core",
                      "The image is %1 deviations darker than what the card expects: check its "
                      "window and whether it was normalised before."),
    QT_TRANSLATE_NOOP("Core",
                      "The image is %1 deviations brighter than what the card expects: check its "
                      "window and whether it was normalised before."),
    QT_TRANSLATE_NOOP("Core", "The image's mean is %1 standard deviations from the card's."),
    QT_TRANSLATE_NOOP("Core", "All outputs are finite."),
    QT_TRANSLATE_NOOP("Core",
                      "Outputs are infinite or no numbers: the weights are damaged, or the "
                      "normalisation is wrong. Load the file again or correct its card."),
    QT_TRANSLATE_NOOP("Core", "%1 outputs, as the card names."),
    QT_TRANSLATE_NOOP("Core",
                      "%1 outputs, but the card names %2 classes: correct the list of classes."),
    QT_TRANSLATE_NOOP("Core", "The same image gets the same answer twice."),
    QT_TRANSLATE_NOOP("Core",
                      "Asked twice, a confidence differs by %1: the network is random inside. "
                      "Export it in evaluation mode, without dropout."),
    QT_TRANSLATE_NOOP("Core", "An image's answer does not depend on the images beside it."),
    QT_TRANSLATE_NOOP(
        "Core",
        "Together with other images, a confidence differs by %1: layers are in training mode, as "
        "batch norm with the batch's own statistics. Export the network in evaluation mode."),
    QT_TRANSLATE_NOOP(
        "Core",
        "There is no usable gradient to the input: only LIME, occlusion and RISE work. Export the "
        "network without rounding, quantisation and detached parts."),
    QT_TRANSLATE_NOOP("Core",
                      "The gradient to the input is zero: adversarial explanations cannot move. "
                      "Check for dead layers and for an input that is clipped."),
    QT_TRANSLATE_NOOP("Core", "Reaches the input, %1 on average."),
    QT_TRANSLATE_NOOP("Core",
                      "A small step along the gradient raises the class no more than a random one: "
                      "it is masked, as by rounding inside the network. Trust LIME, occlusion and "
                      "RISE more, and do not take what attacks fail at for robustness."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The gradient is noise: half a grey level away it points elsewhere (cosine %1). Maps of "
        "gradients say little here; SmoothGrad, LIME and RISE say more."),
    QT_TRANSLATE_NOOP(
        "Core", "It leads where it points, and half a grey level away it is alike (cosine %1)."),
    QT_TRANSLATE_NOOP("Core", "The network does not normalise its input: the card alone does."),
    QT_TRANSLATE_NOOP("Core",
                      "The network divides its input by %1 itself, as if it were from 0 to 255: "
                      "set the card's mean to 0 and its standard deviation to 0.00392 (1/255)."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The input is normalised twice: the network itself subtracts %1 and divides by %2, after "
        "the card has done so. Set the card's mean to 0 and its standard deviation to 1."),
    QT_TRANSLATE_NOOP("Core", "The network itself subtracts %1 and divides by %2."),
    QT_TRANSLATE_NOOP("Core",
                      "The outputs stored in %1 differ by up to %2 of the largest: file, "
                      "normalisation or classes are not those of its maker."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The stored outputs of %1 images are met (largest difference %2 of the largest output)."),

    // What weights were recognised by, and what was assumed of them
    QT_TRANSLATE_NOOP("Core", "all %1 weights fit by name and shape"),
    QT_TRANSLATE_NOOP("Core", "its activations are GELU"),
    QT_TRANSLATE_NOOP("Core", "its activations are ReLU"),
    QT_TRANSLATE_NOOP("Core", "its activations are ReLU6"),
    QT_TRANSLATE_NOOP("Core", "its activations are SiLU"),
    QT_TRANSLATE_NOOP("Core", "its activations are Swish"),
    QT_TRANSLATE_NOOP("Core", "its %1 heads of attention"),
    QT_TRANSLATE_NOOP("Core", "its pools take the largest value"),
    QT_TRANSLATE_NOOP("Core", "its shortcuts begin after norm and activation"),
    QT_TRANSLATE_NOOP("Core", "its shortcuts begin before norm and activation"),
    QT_TRANSLATE_NOOP("Core", "its classes are those of %1"),
    QT_TRANSLATE_NOOP("Core", "its output goes through a sigmoid"),
    QT_TRANSLATE_NOOP("Core", "each image is of one class (softmax)"),
    QT_TRANSLATE_NOOP("Core", "images are normalised as for %1"),
    QT_TRANSLATE_NOOP("Core", "pixels go in as 0 to 1"),
    QT_TRANSLATE_NOOP("Core",
                      "pixels go in as −1 to 1, as for most of timm's ViTs; others, as DeiT, want "
                      "ImageNet's mean and deviation"),
    QT_TRANSLATE_NOOP("Core", "a TorchScript network needs a model card"),
    QT_TRANSLATE_NOOP("Core", "the file leaves its input_size open"),
    QT_TRANSLATE_NOOP("Core", "the file leaves its input_channels open"),
    QT_TRANSLATE_NOOP("Core", "its weights fit several networks"),
    QT_TRANSLATE_NOOP("Core", "The file carries its card inside."),
    QT_TRANSLATE_NOOP("Core", "The file is its own card: change it with an editor."),
    QT_TRANSLATE_NOOP("Core", "The file tells everything that its card holds."),

    // Demo cases
    QT_TRANSLATE_NOOP("Core", "Synthetic chest with a nodule in the right upper field"),
    QT_TRANSLATE_NOOP("Core", "Synthetic chest with a nodule behind ribs"),
    QT_TRANSLATE_NOOP("Core", "The same chest as nodule-1, without the nodule"),
    QT_TRANSLATE_NOOP("Core", "The same chest as nodule-2, without the nodule"),
    QT_TRANSLATE_NOOP("Core", "Statistical child's chest X-ray, normal look"),
    QT_TRANSLATE_NOOP("Core", "Statistical child's chest X-ray, pneumonia look"),
    // Stages of what an archive is asked for.
    QT_TRANSLATE_NOOP("Core", "asking the network"),
    QT_TRANSLATE_NOOP("Core", "measuring networks on held-out images"),
    QT_TRANSLATE_NOOP("Core", "looking where the evidence lies"),
    QT_TRANSLATE_NOOP("Core", "asking whether the archive is there"),
    QT_TRANSLATE_NOOP("Core", "asking the archive"),
    QT_TRANSLATE_NOOP("Core", "asking the archive: %1 answers"),
    QT_TRANSLATE_NOOP("Core", "receiving image %1 of %2"),
    QT_TRANSLATE_NOOP("Core", "receiving: %1 images so far"),
    QT_TRANSLATE_NOOP("Core", "checking what came"),
    QT_TRANSLATE_NOOP("Core", "sending images"),
    // The way of a picture to a network.
    QT_TRANSLATE_NOOP("Core", "values %1 to %2 (all of %3 bits stored) as 0 to 1"),
    QT_TRANSLATE_NOOP("Core",
                      "values %1 to %2 (all of %3 bits stored) as 0 to 1, MONOCHROME1 inverted"),
    QT_TRANSLATE_NOOP("Core", "colours of %1 bits as 0 to 1"),
    QT_TRANSLATE_NOOP("Core", "the first of %1 frames"),
    QT_TRANSLATE_NOOP("Core", "JSRT: 0.175 mm a pixel, stored values inverted"),
    QT_TRANSLATE_NOOP("Core", "the spacing %1 is no pair of millimetres and is left out"),
    QT_TRANSLATE_NOOP("Core", "the whole picture, %1×%2"),
    QT_TRANSLATE_NOOP("Core", "resized to %1×%2"),
    QT_TRANSLATE_NOOP("Core", "0 to 1 as %1 to %2"),
};

QString translated(const char* text) { return QCoreApplication::translate("Core", text); }

/// A text into which the core puts values, in the order of their numbers.
struct Template {
  const char* text;
  QRegularExpression expression;
};

std::vector<Template> findTemplates() {
  static const QRegularExpression place(R"(\\%\d)");
  std::vector<Template> found;
  for (const char* text : texts) {
    if (!QString(text).contains("%1")) continue;
    auto pattern = QRegularExpression::escape(QString(text));
    pattern.replace(place, "(.+)");
    found.push_back({text, QRegularExpression(QRegularExpression::anchoredPattern(pattern))});
  }
  return found;
}

QString optionValue(const explain::OptionSpec& spec, const nlohmann::json& value) {
  if (spec.type == explain::OptionType::flag)
    return value.get<bool>() ? QCoreApplication::translate("Core", "yes")
                             : QCoreApplication::translate("Core", "no");
  if (spec.type == explain::OptionType::choice) return coreText(value.get<std::string>());
  if (spec.type == explain::OptionType::number) return QString::number(value.get<double>(), 'g', 6);
  return QString::fromStdString(value.is_string() ? value.get<std::string>() : value.dump());
}

}  // namespace

QString coreText(const std::string& text) {
  for (const char* known : texts)
    if (text == known) return translated(known);
  static const auto templates = findTemplates();
  for (const auto& [known, expression] : templates) {
    const auto match = expression.match(QString::fromStdString(text));
    if (!match.hasMatch()) continue;
    auto said = translated(known);
    for (int place = match.lastCapturedIndex(); place > 0; --place)
      said.replace("%" + QString::number(place), match.captured(place));
    return said;
  }
  return QString::fromStdString(text);
}

QString optionLabel(const std::string& name) {
  auto label = QString::fromStdString(name).replace('_', ' ');
  if (!label.isEmpty()) label[0] = label[0].toUpper();
  return coreText(label.toStdString());
}

QStringList optionTexts(const MethodDescription& method, const nlohmann::json& options) {
  QStringList parts;
  for (const auto& spec : method.options)
    if (const auto value = options.find(spec.name); value != options.end())
      parts << optionLabel(spec.name) + ' ' + optionValue(spec, *value);
  return parts;
}

std::span<const char* const> coreTexts() { return texts; }

}  // namespace rho::workbench
