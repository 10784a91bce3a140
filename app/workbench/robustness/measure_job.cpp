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

/// One of the networks of a measurement.
class MeasuredNetwork {
 public:
  MeasuredNetwork(const MeasureRequest& request, std::size_t place, const data::DataSet& data)
      : m_request(request) {
    m_soFar.path = request.networks[place];
    m_soFar.name = std::filesystem::path(m_soFar.path).stem().string();
    m_soFar.planned = data.size();
    attempt([&] {
      m_model.emplace(model::loadModel(m_soFar.path, request.device));
      const auto& card = m_model->card();
      if (!card.name.empty()) m_soFar.name = card.name;
      m_soFar.sha256 = card.sha256;
      m_soFar.classNames = card.classNames;
      if (card.task == model::Task::multiLabel)
        throw InvalidInput(m_soFar.name, "a multi-label network has no single true class",
                           "choose a single-label network");
      m_labels = data::labelsFor(card, data.labels(), data.name());
    });
  }

  bool hasFailed() const { return !m_soFar.failure.empty(); }

  /// Tells what is known, if it is news.
  void tell(const std::function<void(NetworkMeasurement)>& sink) {
    const auto known = static_cast<double>(m_soFar.images.size());
    if (!hasFailed() && !m_soFar.isDone() && known < tellingGrowth * m_told) return;
    m_told = known;
    summarise(m_soFar);
    sink(m_soFar);
  }

  /// The images from first on.
  void measure(const std::vector<image::Image>& images, std::int64_t first,
               const JobContext& context) {
    attempt([&] { measureUnguarded(images, first, context); });
  }

 private:
  template <class Work>
  void attempt(const Work& work) {
    try {
      work();
    } catch (const Cancelled&) {
      throw;
    } catch (const Error& error) {
      m_soFar.failure = error.what();
    } catch (const c10::Error& error) {
      m_soFar.failure = error.what_without_backtrace();
    }
    if (hasFailed()) m_model.reset();
  }

  void measureUnguarded(const std::vector<image::Image>& images, std::int64_t first,
                        const JobContext& context) {
    std::vector<torch::Tensor> parts;
    for (const auto& image : images) parts.push_back(m_model->input(image));
    const auto inputs = torch::cat(parts).to(m_model->device());
    const auto labels = m_labels.narrow(0, first, std::ssize(images)).to(m_model->device());
    auto found = predictionsOf(inputs, first);
    const bool both = m_request.attack && m_request.betterThanRandom;
    if (m_request.attack)
      search(inputs, labels, robustness::Outcome::attack, context.part(0, both ? 0.5 : 1), found,
             &MeasuredImage::attack);
    if (m_request.betterThanRandom)
      search(inputs, labels, robustness::Outcome::betterThanRandom, context.part(both ? 0.5 : 0, 1),
             found, &MeasuredImage::betterThanRandom);
    m_soFar.images.insert(m_soFar.images.end(), found.begin(), found.end());
  }

  std::vector<MeasuredImage> predictionsOf(const torch::Tensor& inputs, std::int64_t first) const {
    const torch::NoGradGuard noGrad;
    const auto logits = m_model->logits(inputs);
    if (!torch::isfinite(logits).all().item<bool>())
      throw InvalidInput(m_soFar.name, "its answers are not numbers",
                         "look at it in Inspect, where its checks are listed");
    const auto [confidence, predicted] = m_model->confidences(logits).max(1);
    std::vector<MeasuredImage> images;
    for (std::int64_t i = 0; i < inputs.size(0); ++i)
      images.push_back({first + i,
                        static_cast<int>(m_labels[first + i].item<std::int64_t>()),
                        static_cast<int>(predicted[i].item<std::int64_t>()),
                        confidence[i].item<float>(),
                        {},
                        {}});
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
  torch::Tensor m_labels;  ///< N int64
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
    for (std::size_t i = 0; i < m_request.networks.size(); ++i) {
      m_context.throwIfStopped();
      m_networks.emplace_back(m_request, i, *m_data);
      tell(i);
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
