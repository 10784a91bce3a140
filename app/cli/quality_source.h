// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "data/data_set.h"
#include "data/evidence.h"
#include "image/array.h"
#include "model/model.h"

namespace rho::cli {

/// The options that name the images whose explanations are judged.
struct QualitySourceOptions {
  std::string model, data, split, image, mask, maps, target = "top", device = "cpu";
  data::Selection selection;
  void addTo(CLI::App& command);
};

/// The images of a run, read one at a time, with what is known of them.
class QualitySource {
 public:
  /// Throws UsageError (neither or both of --data and --image), and what opening them throws.
  QualitySource(const QualitySourceOptions& options, const model::Model& model);

  std::string name() const { return m_name; }
  const std::vector<std::int64_t>& items() const { return m_items; }
  image::Image image(std::int64_t item) const;
  /// The class that explanations are asked for. Throws InvalidInput.
  int target(std::int64_t item, const std::vector<float>& confidences) const;
  /// H×W flags on the network's grid, or undefined.
  torch::Tensor evidence(std::int64_t item, int target) const;

 private:
  const model::Model& m_model;
  QualitySourceOptions m_options;
  std::string m_name;
  std::vector<std::int64_t> m_items;
  std::unique_ptr<data::DataSet> m_data;
  std::unique_ptr<data::Evidence> m_evidence;
  torch::Tensor m_labels;  // where "true" asks for them
  image::Image m_image;    // where there is one alone
  torch::Tensor m_mask;
};

/// Maps that were made elsewhere: arrays of items×H×W, or H×W for one image, named by their method.
class GivenMaps {
 public:
  /// Throws what reading the file throws, and InvalidInput where an array is of another shape.
  GivenMaps(const std::string& path, std::size_t items, cv::Size size);
  std::vector<std::string> names() const;
  torch::Tensor map(std::size_t array, std::size_t place) const;  ///< H×W floats

 private:
  std::vector<std::pair<std::string, torch::Tensor>> m_maps;
};

}  // namespace rho::cli
