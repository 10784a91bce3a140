// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/robustness/measure_job.h"

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "data/data_set.h"
#include "data/selected_data_set.h"
#include "image/overlay.h"
#include "image/resample.h"
#include "model/checkpoint.h"
#include "model/model.h"
#include "model/one_label.h"
#include "model/tensor.h"
#include "robustness/ara.h"
#include "workbench/robustness/data_case.h"

namespace rho::workbench {

namespace {

/// Few, so that somebody who looks sees the curves grow; on a GPU enough to keep it busy.
std::int64_t pieceFor(const std::string& device) {
  return device == "cpu" ? std::max(4, 4 * at::get_num_threads()) : 100;
}

/// Of many images, a few more change nothing that is seen, and intervals take their time: they are
/// told once there are so many times as many.
constexpr double tellingGrowth = 1.02;

cv::Mat thumbnailOf(const image::Image& image) {
  const double scale =
      std::min(1.0, static_cast<double>(sampleSide) / std::max(image.width(), image.height()));
  const cv::Size size(std::max(1, static_cast<int>(scale * image.width())),
                      std::max(1, static_cast<int>(scale * image.height())));
  return image::toRgb8(image::resize(image, size));
}

/// Why it failed; empty where it did not.
template <class Work>
std::string failureOf(const Work& work) {
  try {
    work();
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& error) {
    return error.what();
  } catch (const c10::Error& error) {
    return error.what_without_backtrace();
  }
  return {};
}

constexpr std::int64_t unknown = -1;

/// What is measured, before it is.
struct Subject {
  NetworkMeasurement known;
  std::optional<model::Model> model;
  torch::Tensor labels;  ///< N int64; unknown where it is not known whether the label holds
};

std::vector<int> wantedLabels(const model::ModelCard& card, const std::string& label) {
  std::vector<int> wanted;
  for (int i = 0; i < card.classCount(); ++i)
    if (label.empty() || card.classNames[static_cast<std::size_t>(i)] == label) wanted.push_back(i);
  if (wanted.empty())
    throw InvalidInput(card.name, "knows no label \"" + label + "\"", "choose one of its labels");
  return wanted;
}

/// targets: N×classes, 0 or 1, not a number where unknown.
Subject labelSubject(const model::Model& model, NetworkMeasurement known,
                     const torch::Tensor& targets, int label) {
  const auto column = targets.select(1, label);
  known.label = known.labels[static_cast<std::size_t>(label)];
  known.classNames = model::classesOfLabel(known.label);
  known.planned = column.isnan().logical_not().sum().item<std::int64_t>();
  if (known.planned == 0)
    known.failure = InvalidInput(known.label, "the images do not say whether they show it").what();
  return {std::move(known), oneLabel(model, label),
          torch::where(column.isnan(), torch::tensor(unknown), (column > 0.5).to(torch::kInt64))};
}

/// The network, or its labels.
std::vector<Subject> subjectsOf(const MeasureRequest& request, const std::string& path,
                                const data::DataSet& data) {
  NetworkMeasurement known;
  known.path = path;
  known.name = std::filesystem::path(path).stem().string();
  known.planned = data.size();
  std::vector<Subject> subjects;
  known.failure = failureOf([&] {
    auto model = model::loadModel(path, request.device);
    const auto& card = model.card();
    if (!card.name.empty()) known.name = card.name;
    known.sha256 = card.sha256;
    known.classNames = card.classNames;
    const bool isMultiLabel = card.task == model::Task::multiLabel;
    if (isMultiLabel) known.labels = card.classNames;
    const auto labels = data::labelsFor(card, data.labels(), data.name());
    if (!isMultiLabel) return subjects.push_back({known, std::move(model), labels});
    for (const int label : wantedLabels(card, request.label))
      subjects.push_back(labelSubject(model, known, labels, label));
  });
  if (!known.failure.empty()) subjects = {{known, std::nullopt, {}}};
  return subjects;
}

/// One of the networks of a measurement, or one label of it.
class MeasuredNetwork {
 public:
  MeasuredNetwork(const MeasureRequest& request, Subject subject)
      : m_request(request),
        m_soFar(std::move(subject.known)),
        m_model(std::move(subject.model)),
        m_labels(std::move(subject.labels)) {}

  bool hasFailed() const { return !m_soFar.failure.empty(); }

  /// Tells what is known, if it is news.
  void tell(const std::function<void(NetworkMeasurement)>& sink) {
    const auto known = static_cast<double>(m_soFar.images.size());
    if (!hasFailed() && !m_soFar.isDone() && known < tellingGrowth * m_told) return;
    m_told = known;
    summarise(m_soFar);
    sink(m_soFar);
  }

  /// The images from first on, of those whose label is known.
  void measure(const std::vector<image::Image>& images, std::int64_t first,
               const JobContext& context) {
    m_soFar.failure = failureOf([&] { measureUnguarded(images, first, context); });
    if (hasFailed()) m_model.reset();
  }

 private:
  void measureUnguarded(const std::vector<image::Image>& images, std::int64_t first,
                        const JobContext& context) {
    std::vector<torch::Tensor> parts;
    std::vector<std::int64_t> items;
    for (std::int64_t i = 0; i < std::ssize(images); ++i) {
      if (m_labels[first + i].item<std::int64_t>() == unknown) continue;
      items.push_back(first + i);
      parts.push_back(m_model->input(images[static_cast<std::size_t>(i)]));
    }
    if (items.empty()) return;
    const auto inputs = torch::cat(parts).to(m_model->device());
    const auto labels = m_labels.index_select(0, torch::tensor(items)).to(m_model->device());
    auto found = predictionsOf(inputs, items);
    // Of a label, the decision and better than random are one question: it is searched once.
    const bool isLabel = !m_soFar.label.empty();
    const bool both = m_request.attack && m_request.betterThanRandom && !isLabel;
    if (m_request.attack)
      search(inputs, labels, robustness::Outcome::attack, context.part(0, both ? 0.5 : 1), found,
             &MeasuredImage::attack);
    if (m_request.betterThanRandom && m_request.attack && isLabel)
      for (auto& image : found) image.betterThanRandom = image.attack;
    else if (m_request.betterThanRandom)
      search(inputs, labels, robustness::Outcome::betterThanRandom, context.part(both ? 0.5 : 0, 1),
             found, &MeasuredImage::betterThanRandom);
    m_soFar.images.insert(m_soFar.images.end(), found.begin(), found.end());
  }

  std::vector<MeasuredImage> predictionsOf(const torch::Tensor& inputs,
                                           const std::vector<std::int64_t>& items) const {
    const torch::NoGradGuard noGrad;
    const auto logits = m_model->logits(inputs);
    if (!torch::isfinite(logits).all().item<bool>())
      throw InvalidInput(m_soFar.name, "its answers are not numbers",
                         "look at it in Inspect, where its checks are listed");
    const auto predicted = logits.argmax(1);
    const auto confidence =
        model::ownConfidences(*m_model, logits).gather(1, predicted.unsqueeze(1)).squeeze(1);
    std::vector<MeasuredImage> images;
    for (std::int64_t i = 0; i < inputs.size(0); ++i) {
      const auto item = items[static_cast<std::size_t>(i)];
      images.push_back({item,
                        static_cast<int>(m_labels[item].item<std::int64_t>()),
                        static_cast<int>(predicted[i].item<std::int64_t>()),
                        confidence[i].item<float>(),
                        {},
                        {}});
    }
    return images;
  }

  void search(const torch::Tensor& inputs, const torch::Tensor& labels, robustness::Outcome outcome,
              const JobContext& context, std::vector<MeasuredImage>& images,
              std::optional<double> MeasuredImage::*distance) const {
    robustness::AraOptions options;
    options.outcome = outcome;
    options.search = m_request.paperSearch ? robustness::Search::paper : robustness::Search::fast;
    const auto result = robustness::ara(*m_model, inputs, labels, options, context);
    for (std::size_t i = 0; i < images.size(); ++i) images[i].*distance = result.distances[i];
  }

  const MeasureRequest& m_request;
  NetworkMeasurement m_soFar;
  std::optional<model::Model> m_model;
  torch::Tensor m_labels;  ///< as Subject::labels
  double m_told = 0;       ///< images that were told of
};

class Measuring {
 public:
  Measuring(const MeasureRequest& request, const MeasureSinks& sinks, const JobContext& context)
      : m_request(request), m_sinks(sinks), m_context(context) {}

  void run() {
    m_context.report(0);
    const data::Selection chosen{m_request.first, m_request.count, m_request.every};
    m_data = data::selected(data::openDataSet(m_request.data), chosen);
    for (const auto& path : m_request.networks) {
      m_context.throwIfStopped();
      for (auto& subject : subjectsOf(m_request, path, *m_data)) {
        m_networks.emplace_back(m_request, std::move(subject));
        tell(m_networks.size() - 1);
      }
    }
    const auto total = m_data->size(), piece = pieceFor(m_request.device);
    for (std::int64_t first = 0; first < total && anyIsLeft(); first += piece)
      measurePiece(first, std::min(piece, total - first));
    m_context.report(1);
  }

 private:
  bool anyIsLeft() const {
    return std::any_of(m_networks.begin(), m_networks.end(),
                       [](const auto& network) { return !network.hasFailed(); });
  }

  void tell(std::size_t network) {
    m_networks[network].tell(
        [&](NetworkMeasurement measurement) { m_sinks.measured(network, std::move(measurement)); });
  }

  void measurePiece(std::int64_t first, std::int64_t count) {
    std::vector<image::Image> images;
    std::vector<SampleImage> samples;
    for (auto i = first; i < first + count; ++i) {
      m_context.throwIfStopped();
      images.push_back(m_data->image(i));
      const auto item = m_request.first + i * m_request.every;
      samples.push_back(
          {caseAddress(m_request.data, item, images.back()), thumbnailOf(images.back())});
    }
    m_sinks.images(first, std::move(samples));
    const auto total = static_cast<double>(m_data->size());
    const auto networks = static_cast<double>(m_networks.size());
    for (std::size_t n = 0; n < m_networks.size(); ++n) {
      if (m_networks[n].hasFailed()) continue;
      const auto share = [&](std::size_t done) {
        return (static_cast<double>(first) +
                static_cast<double>(count) * static_cast<double>(done) / networks) /
               total;
      };
      m_networks[n].measure(images, first, m_context.part(share(n), share(n + 1)));
      tell(n);
    }
  }

  const MeasureRequest& m_request;
  const MeasureSinks& m_sinks;
  const JobContext& m_context;
  std::shared_ptr<const data::DataSet> m_data;
  std::vector<MeasuredNetwork> m_networks;
};

}  // namespace

void measureRobustness(const MeasureRequest& request, const MeasureSinks& sinks,
                       const JobContext& context) {
  Measuring(request, sinks, context).run();
}

}  // namespace rho::workbench
