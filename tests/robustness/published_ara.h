// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTest>
#include <fstream>
#include <nlohmann/json.hpp>

#include "explain/explain_fixture.h"
#include "model/checkpoint.h"
#include "robustness/ara.h"
#include "testing/shared.h"

namespace rho::test {

/// The published values of one network and outcome.
struct PublishedAra {
  double ara = 0;
  std::vector<double> distances;
};

inline PublishedAra publishedAra(const std::filesystem::path& golden, const std::string& key) {
  std::ifstream stream(golden);
  const auto json = nlohmann::json::parse(stream).at("values").at(key);
  return {json.at("ara").get<double>(), json.at("distances").get<std::vector<double>>()};
}

/// The first CIFAR-10 test images of the published values, with their labels.
inline robustness::AraResult measuredAra(const model::Model& model,
                                         const std::filesystem::path& images, int count,
                                         const robustness::AraOptions& options) {
  const auto inputs = cifarInput(images, count);
  const auto labels = npzTensor(images, "test_labels").to(torch::kInt64).narrow(0, 0, count);
  return robustness::ara(model, inputs, labels, options);
}

/// How many of the distances are more than that share away from the published ones.
inline int disagreeing(const std::vector<double>& distances, const std::vector<double>& published,
                       double share) {
  int count = 0;
  for (std::size_t i = 0; i < distances.size(); ++i)
    count += std::abs(distances[i] - published[i]) > share * published[i] + 1e-7;
  return count;
}

}  // namespace rho::test
