// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "attack/attacks.h"
#include "attack/options.h"
#include "attack/square_shapes.h"
#include "model/tensor.h"

namespace rho::attack {

namespace {

/// Share of the pixels that a query changes: falls as the queries go on, for
/// any number of them as the authors' for 10000.
double shareAt(double initial, int query, int queries) {
  const double done = 10000.0 * query / queries;
  const std::vector<double> ends = {10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000};
  const auto passed = std::lower_bound(ends.begin(), ends.end(), done) - ends.begin();
  return initial / std::pow(2.0, static_cast<double>(passed));
}

class Square : public Attack {
 public:
  const AttackInfo& info() const override {
    static const AttackInfo info = {
        .id = "square",
        .title = "Square",
        .summary =
            "Tries random squares and keeps those that lower the "
            "margin; needs no gradient.",
        .source = "Andriushchenko et al. 2020",
        .options =
            {
                integerOption("queries", 5000, 1, "Questions to the network, at most."),
                numberOption("initial_share", 0.8, 1e-6, 1,
                             "Share of the pixels in the first "
                             "squares."),
            },
    };
    return info;
  }

  void search(Victim& victim, const torch::Tensor& attacked, const nlohmann::json& options,
              const JobContext& context) const override {
    const int queries = options.at("queries");
    const double initial = options.at("initial_share");
    auto rows = attacked;
    auto best = each(victim, rows, {},
                     [&](const torch::Tensor& image, const torch::Tensor&, Random& random) {
                       return firstSquares(image, victim.threat(), random);
                     });
    auto answer = victim.ask(best, rows);
    auto margin = victim.goalMargin(answer.logits, rows);
    keepItems(indicesWhere(~answer.fooled), {&rows, &best, &margin});
    for (int query = 1; query < queries && rows.size(0) > 0; ++query) {
      context.step(query, queries);
      const double share = shareAt(initial, query - 1, queries);
      const auto tried =
          each(victim, rows, best,
               [&](const torch::Tensor& image, const torch::Tensor& from, Random& random) {
                 return nextSquare(image, from, victim.threat(), share, random);
               });
      answer = victim.ask(tried, rows);
      const auto now = victim.goalMargin(answer.logits, rows);
      const auto better = indicesWhere(now > margin);
      best.index_copy_(0, better, tried.index_select(0, better));
      margin = torch::maximum(margin, now);
      keepItems(indicesWhere(~answer.fooled), {&rows, &best, &margin});
    }
  }

 private:
  /// make for every row's image and best point so far, on the CPU, projected.
  template <typename Make>
  static torch::Tensor each(Victim& victim, const torch::Tensor& rows, const torch::Tensor& best,
                            const Make& make) {
    const auto images = victim.inputs(rows).to(torch::kCPU);
    const auto from = best.defined() ? best.to(torch::kCPU) : images;
    const auto numbers = rows.to(torch::kCPU);
    std::vector<torch::Tensor> made;
    for (std::int64_t i = 0; i < rows.size(0); ++i)
      made.push_back(make(images[i], from[i], victim.random(numbers[i].item<std::int64_t>())));
    return victim.project(torch::stack(made).to(rows.device()), rows);
  }
};

}  // namespace

const Attack& square() {
  static const Square attack;
  return attack;
}

}  // namespace rho::attack
