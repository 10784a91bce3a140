// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "robustness/study_file.h"
#include "robustness/summary.h"

namespace rho::cli {

/// How well a study's confidences tell the images with its label from those without: the area under
/// the ROC curve; nothing where one of the two is missing. Of a study of one label.
std::optional<double> aucOf(const robustness::Study& study);

/// The studies of several labels of one network, beside each other.
class LabelTable {
 public:
  /// Each with the same kind and search, and at least one image.
  explicit LabelTable(const std::vector<robustness::Study>& studies);

  /// "labels", in the studies' order, and the means over them: "mean_ara", "mean_accuracy",
  /// "mean_auc", as far as they are known.
  nlohmann::json json() const;
  std::string text() const;
  /// The lines of robustness::csvOf, led by the label's name ("name").
  std::string csv() const;

 private:
  struct Row {
    std::string label;
    const robustness::Study& study;
    robustness::Summary summary;
    std::int64_t positive = 0;  ///< images that show it
    std::optional<double> auc;
  };
  /// Of those that are finite.
  std::optional<double> mean(std::optional<double> (*value)(const Row&)) const;

  std::vector<Row> m_rows;
};

}  // namespace rho::cli
