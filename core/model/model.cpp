// SPDX-License-Identifier: Apache-2.0
#include "model/model.h"

#include <torch/cuda.h>

#include "base/error.h"
#include "image/resample.h"
#include "model/image_input.h"
#include "model/tensor.h"

namespace rho::model {

torch::Device deviceFromName(const std::string& name) {
  const auto unknown = [&](const std::string& problem) {
    return InvalidInput("device " + name, problem,
                        torch::cuda::is_available() ? "use cpu or cuda" : "use cpu");
  };
  if (name == "cpu") return torch::kCPU;
  if (!name.starts_with("cuda")) throw unknown("is unknown");
  if (!torch::cuda::is_available()) throw unknown("no usable NVIDIA GPU was found");
  try {
    const torch::Device device(name);
    if (device.index() >= static_cast<int>(torch::cuda::device_count()))
      throw unknown("does not exist");
    return device;
  } catch (const c10::Error&) {
    throw unknown("is unknown");
  }
}

void prepareComputeThread() {
  thread_local const bool done = [] {
    at::globalContext().setFlushDenormal(true);
    at::parallel_for(0, at::get_num_threads(), 1, [](std::int64_t, std::int64_t) {
      at::globalContext().setFlushDenormal(true);
    });
    return true;
  }();
  (void)done;
}

Model::Model(ModelCard card, std::shared_ptr<Network> network)
    : m_card(std::move(card)), m_network(std::move(network)), m_device(torch::kCPU) {
  to("cpu");
}

void Model::to(const std::string& device) {
  m_device = deviceFromName(device);
  m_network->to(m_device);
  const auto perChannel = [&](const std::vector<double>& values) {
    return torch::tensor(values, torch::kFloat32).view({1, -1, 1, 1}).to(m_device);
  };
  m_mean = perChannel(m_card.mean);
  m_standardDeviation = perChannel(m_card.standardDeviation);
}

torch::Tensor Model::input(const image::Image& image) const {
  return inputTensor(image, m_card).to(m_device);
}

cv::Mat Model::mapOnImage(const torch::Tensor& map, const image::Image& image) const {
  const auto values = map.detach().to(torch::kCPU, torch::kFloat32).squeeze().contiguous();
  const cv::Mat view(static_cast<int>(values.size(0)), static_cast<int>(values.size(1)), CV_32F,
                     values.data_ptr<float>());
  // The view ends with the tensor: the result must own its values even where no size changes.
  return image::resize(view.clone(), cv::Size(image.width(), image.height()));
}

torch::Tensor Model::normalise(const torch::Tensor& input) const {
  const bool isSwapped = m_card.channelOrder == ChannelOrder::bgr;
  return ((isSwapped ? input.flip(1) : input) - m_mean) / m_standardDeviation;
}

torch::Tensor Model::logits(const torch::Tensor& input) const {
  prepareComputeThread();
  return m_network->forward(normalise(input));
}

torch::Tensor Model::inference(const torch::Tensor& input, Precision precision) const {
  prepareComputeThread();
  return m_network->inference(normalise(input), precision);
}

Network::Tapped Model::tapForGradient(const torch::Tensor& input, const std::string& layer) const {
  prepareComputeThread();
  return m_network->tapForGradient(normalise(input), layer);
}

Network::Tapped Model::tap(const torch::Tensor& input, const std::string& layer) const {
  prepareComputeThread();
  return m_network->tap(normalise(input), layer);
}

Network::Attended Model::attend(const torch::Tensor& input) const {
  prepareComputeThread();
  return m_network->attend(normalise(input));
}

torch::Tensor Model::confidences(const torch::Tensor& logits) const {
  return m_card.task == Task::multiLabel ? torch::sigmoid(logits) : torch::softmax(logits, 1);
}

torch::Tensor logOdds(const Model& model, const torch::Tensor& logits,
                      const torch::Tensor& targets) {
  const auto column = targets.view({-1, 1});
  const auto wanted = logits.gather(1, column).squeeze(1);
  if (model.card().task == Task::multiLabel) return wanted;
  const auto others = logits.scatter(1, column, -std::numeric_limits<float>::infinity());
  return wanted - torch::logsumexp(others, 1);
}

}  // namespace rho::model
