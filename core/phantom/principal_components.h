// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

#include "base/job_context.h"

namespace rho::phantom {

struct PrincipalComponents {
  cv::Mat mean;                    ///< 1 × P, CV_32FC1
  cv::Mat components;              ///< K × P, CV_32FC1, orthonormal rows, largest variance first
  std::vector<double> deviations;  ///< K standard deviations along them
  cv::Mat coefficients;            ///< N × K, CV_32FC1, of the rows that were given
};

/// The K directions of largest weighted variance of the rows of data (N × P, CV_8UC1), by block
/// power iteration (Halko, Martinsson and Tropp 2011, "Finding structure with randomness"), a
/// block of rows at a time: the memory beside data is about 4 (2 P K + N K) bytes.
/// weights: one for each row, adding up to 1.
PrincipalComponents principalComponents(const cv::Mat& data, const std::vector<double>& weights,
                                        int count, std::uint64_t seed, const JobContext& job);

}  // namespace rho::phantom
