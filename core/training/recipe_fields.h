// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "training/recipe.h"

namespace rho::training {

/// Smallest and largest value that a recipe may give.
struct Range {
  double low, high;
};

/// One name that a recipe may give where it chooses.
template <typename E>
struct Choice {
  const char* name;
  E value;
};

inline constexpr std::array scheduleKinds = {Choice{"cosine", Schedule::Kind::cosine},
                                             Choice{"step", Schedule::Kind::step},
                                             Choice{"constant", Schedule::Kind::constant}};
inline constexpr std::array adversarialKinds = {Choice{"l2", AdversarialTraining::Kind::l2},
                                                Choice{"l2-min", AdversarialTraining::Kind::l2Min},
                                                Choice{"linf", AdversarialTraining::Kind::linf}};
inline constexpr std::array evidenceKinds = {Choice{"gradient", EvidenceTerm::Kind::gradient},
                                             Choice{"exchange", EvidenceTerm::Kind::exchange}};
inline constexpr std::array precisions = {Choice{"float32", Precision::float32},
                                          Choice{"bfloat16", Precision::bfloat16}};
inline constexpr std::array tasks = {Choice{"single-label", model::Task::singleLabel},
                                     Choice{"multi-label", model::Task::multiLabel}};

// describe(part, fields) tells fields of every key of one part of a recipe: its name, where its
// value is kept, what is allowed, what it means. The reader, the writer and the schema are such
// fields, so that the three cannot disagree.
//   value(key, member, [range,] meaning)   one value, or a list of values each in range
//   choice(key, member, choices, meaning)  one of the names
//   part(key, member, meaning)             an object with keys of its own; it may be optional
//   all()                                  whether keys are wanted that other values rule out

template <typename Fields>
void describe(Schedule& schedule, Fields& fields) {
  fields.choice("kind", schedule.kind, scheduleKinds,
                "cosine: to 0 over all steps; step: times factor at the epochs of at; constant");
  if (fields.all() || schedule.kind == Schedule::Kind::step) {
    fields.value("at", schedule.at, Range{1, 100000},
                 "epochs that are finished when the rate falls, rising");
    fields.value("factor", schedule.factor, Range{1e-6, 1}, "what the rate is multiplied by");
  }
  fields.value("warm_up_epochs", schedule.warmUpEpochs, Range{0, 1000},
               "epochs during which the rate rises linearly");
}

template <typename Fields>
void describe(RobustTerms& terms, Fields& fields) {
  fields.value("psi", terms.psi, Range{0, 1e12}, "weight of the penalty at the start");
  fields.value("rate", terms.rate, Range{0, 1}, "how fast the weight grows");
  fields.value("loss_target", terms.lossTarget, Range{1e-6, 100},
               "the weight grows while the cross-entropy is below it");
  fields.value("zeta", terms.zeta, Range{0, 1},
               "probability that the margin of the true class is penalised instead of one logit");
  fields.value("exponent", terms.exponent, Range{1, 4}, "of the input gradient's magnitude");
}

/// The published settings of each kind, which hold where a recipe is silent.
inline AdversarialTraining publishedSettings(AdversarialTraining::Kind kind) {
  using Kind = AdversarialTraining::Kind;
  AdversarialTraining training;
  training.kind = kind;
  if (kind == Kind::l2Min) training.size = 0.1;
  if (kind == Kind::linf) training.size = 8.0 / 255;
  return training;
}

template <typename Fields>
void describe(AdversarialTraining& training, Fields& fields) {
  const auto before = training.kind;
  fields.choice("kind", training.kind, adversarialKinds,
                "l2: the loop of Woods et al. (2019); l2-min: the smallest change that it finds; "
                "linf: projected gradient descent (Madry et al. 2018)");
  if (training.kind != before) training = publishedSettings(training.kind);
  fields.value(
      "size", training.size, Range{1e-6, 10},
      "l2: root-mean-square error; l2-min: size of the loop; linf: largest change of a value");
  fields.value("steps", training.steps, Range{1, 1000}, "of the search");
  fields.value("probability", training.probability, Range{0, 1}, "that an image is replaced");
  if (fields.all() || training.kind == AdversarialTraining::Kind::linf) {
    fields.value("step_size", training.stepSize, Range{1e-6, 1}, "change of a value in one step");
    fields.value("random_start", training.randomStart, "start anywhere within size");
  }
}

template <typename Fields>
void describe(Trades& trades, Fields& fields) {
  fields.value("beta", trades.beta, Range{0, 1000}, "weight of the divergence");
  fields.value("size", trades.size, Range{1e-6, 1}, "largest change of a value");
  fields.value("steps", trades.steps, Range{1, 1000}, "of the search");
  fields.value("step_size", trades.stepSize, Range{1e-6, 1}, "change of a value in one step");
}

template <typename Fields>
void describe(Noise& noise, Fields& fields) {
  fields.value("sigma", noise.sigma, Range{0, 10}, "standard deviation on inputs in [0,1]");
}

template <typename Fields>
void describe(EnsembleAdversarial& ensemble, Fields& fields) {
  fields.value("networks", ensemble.networks, "checkpoint files, or names of bundled networks");
  fields.value("size", ensemble.size, Range{1e-6, 1}, "largest change of a value");
}

template <typename Fields>
void describe(SpectralNorm& norm, Fields& fields) {
  fields.value("bound", norm.bound, Range{1e-3, 1e3},
               "largest singular value that a convolution may have");
}

template <typename Fields>
void describe(EvidenceTerm& term, Fields& fields) {
  fields.choice("kind", term.kind, evidenceKinds,
                "gradient: of the log-probabilities there (Ross et al. 2017); exchange: of the "
                "logits' change when these pixels are another image's");
  fields.value("weight", term.weight, Range{0, 1e12}, "of the penalty");
  fields.value("outside", term.outside,
               "where a mask marks evidence, all outside of it counts as none");
}

template <typename Fields>
void describe(Validation& validation, Fields& fields) {
  fields.value("every", validation.every, Range{1, 100000}, "epochs between two measurements");
  fields.value("ara_images", validation.araImages, Range{0, 100000},
               "images for a quick ARA; 0 for none");
}

template <typename Fields>
void describe(Recipe& recipe, Fields& fields) {
  fields.value("name", recipe.name, "becomes the network's name");
  fields.value("architecture", recipe.architecture, "of the network");
  fields.value("architecture_options", recipe.architectureOptions, "as in model cards");
  fields.value("input_size", recipe.inputSize, Range{1, 8192}, "height, width in pixels");
  fields.value("input_channels", recipe.inputChannels, Range{1, 3}, "1 grey, 3 red-green-blue");
  fields.value("mean", recipe.mean, Range{-10, 10}, "subtracted from each channel");
  fields.value("standard_deviation", recipe.standardDeviation, Range{1e-6, 10},
               "each channel is divided by it");
  fields.value("gradcam_layer", recipe.gradcamLayer, "the default layer of Grad-CAM");
  fields.choice("task", recipe.task, tasks, "one of many classes, or each class on its own");
  fields.value("epochs", recipe.epochs, Range{1, 100000}, "passes over the data");
  fields.value("batch", recipe.batch, Range{2, 65536}, "images per step and process");
  fields.value("learning_rate", recipe.learningRate, Range{0, 100}, "after the warm-up");
  fields.part("schedule", recipe.schedule, "how the learning rate falls");
  fields.value("momentum", recipe.momentum, Range{0, 0.9999}, "of stochastic gradient descent");
  fields.value("nesterov", recipe.nesterov, "Nesterov's form of the momentum");
  fields.value("weight_decay", recipe.weightDecay, Range{0, 1}, "on all weights");
  fields.value("gradient_clip", recipe.gradientClip, Range{0, 1e9},
               "largest L2 norm of the gradient over all weights; 0 for none");
  fields.value("ema", recipe.ema, Range{0, 0.999999},
               "decay of the averaged weights that are kept; 0 for none");
  fields.value("label_smoothing", recipe.labelSmoothing, Range{0, 0.999},
               "share of a label spread evenly over the classes");
  fields.value("balanced_sampling", recipe.balancedSampling, "every class drawn equally often");
  fields.value("shift", recipe.shift, Range{0, 64},
               "random shift of up to this many pixels, edges replicated");
  fields.value("flip", recipe.flip, "random left-right flip");
  fields.choice("precision", recipe.precision, precisions, "of the network's arithmetic");
  fields.value("deterministic", recipe.deterministic,
               "only algorithms that give the same bits again");
  fields.value("global_batch_norm", recipe.globalBatchNorm, "batch statistics over all processes");
  fields.part("robust_terms", recipe.robustTerms, "penalty on input gradients");
  fields.part("adversarial_training", recipe.adversarialTraining,
              "training on adversarial examples in place of the images");
  fields.part("trades", recipe.trades, "TRADES (Zhang et al. 2019)");
  fields.part("noise", recipe.noise, "Gaussian noise on the input");
  fields.part("ensemble_adversarial", recipe.ensembleAdversarial,
              "single-step examples of fixed networks (Tramer et al. 2018)");
  fields.part("spectral_norm", recipe.spectralNorm, "bound on the convolutions' singular values");
  fields.part("evidence", recipe.evidence,
              "penalty on what sways the network where masks say that no evidence is");
  fields.part("validation", recipe.validation, "when the weights are measured");
  fields.value("seed", recipe.seed, "of weights, order, augmentation and penalties");
}

}  // namespace rho::training
