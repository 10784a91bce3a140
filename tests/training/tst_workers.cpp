// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <cstdlib>
#include <iostream>

#include "base/error.h"
#include "model/tensor.h"
#include "testing/processes.h"
#include "training/gradient_buckets.h"
#include "training/process_group.h"

using namespace rho;
using namespace rho::training;

// The program starts itself: with RHO_TEST_SCENARIO set it is one of several processes.
namespace {

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

void exchange(Workers& workers) {
  const int rank = workers.rank(), size = workers.size();
  // Means, of tensors that are no plain memory either.
  auto plain = torch::full({3}, rank + 1.0);
  auto across = torch::full({2, 4}, 10.0 * rank).t();
  workers.allReduceMean({plain, across});
  require(plain.allclose(torch::full({3}, (size + 1) / 2.0)), "mean");
  require(across.allclose(torch::full({4, 2}, 10.0 * (size - 1) / 2)), "mean of a transposed one");
  // Every type travels.
  auto numbers = torch::full({2, 2}, rank, torch::kInt64);
  auto flags = torch::full({3}, rank == 0, torch::kBool);
  auto halves = torch::full({2}, rank, torch::kBFloat16);
  auto one = torch::full({}, rank == 0 ? 7.0 : 0.0, torch::kDouble);
  workers.broadcast({numbers, flags, halves, one});
  require(numbers.eq(0).all().item<bool>() && flags.all().item<bool>() &&
              halves.eq(0).all().item<bool>() && one.item<double>() == 7,
          "broadcast");
  require(workers.any(rank == size - 1) && !workers.any(false), "any");
  workers.requireSame("recipe", "the same");
}

/// A loss with a penalty on input gradients, as training has it, and a weight without a part in it.
torch::Tensor lossOf(const std::vector<torch::Tensor>& weights, const torch::Tensor& images) {
  const auto inputs = images.detach().clone().requires_grad_();
  auto values = inputs.matmul(weights[0]).tanh().matmul(weights[1]).tanh().matmul(weights[2]);
  const auto slope = torch::autograd::grad({values.sum()}, {inputs}, {}, true, true)[0];
  return values.square().mean() + slope.square().mean();
}

std::vector<torch::Tensor> someWeights() {
  std::vector<torch::Tensor> weights;
  for (const int rows : {40, 300, 300, 20})
    weights.push_back((torch::randn({rows, 300}) / 20).requires_grad_());
  weights[1] = weights[1].detach().t().requires_grad_();  // not contiguous
  return weights;
}

void gradients(Workers& workers) {
  torch::manual_seed(3);
  auto whole = someWeights();
  const auto images = torch::randn({24, 40});
  std::vector<torch::Tensor> parts;
  for (const auto& weight : whole) parts.push_back(weight.detach().clone().requires_grad_());
  GradientBuckets buckets(parts, workers);
  const auto share = images.chunk(workers.size())[static_cast<std::size_t>(workers.rank())];
  for (int step = 0; step < 2; ++step) {  // the second meets gradients that exist already
    for (auto& weight : whole) weight.mutable_grad().reset();
    for (auto& weight : parts)
      if (weight.grad().defined()) weight.mutable_grad().zero_();
    lossOf(whole, images).backward();
    lossOf(parts, share).backward();
    buckets.finish();
    for (std::size_t i = 0; i < 3; ++i)
      require(parts[i].grad().allclose(whole[i].grad(), 1e-4, 1e-6), "mean gradient");
    require(parts[3].grad().eq(0).all().item<bool>(), "no gradient");
  }
}

/// Variance over all processes, differentiated twice, against the same on the whole.
void globalStatistics(Workers& workers) {
  torch::manual_seed(4);
  const auto all = torch::randn({12}, torch::kDouble);
  const auto third = [](const torch::Tensor& x, const torch::Tensor& variance) {
    const auto slope = torch::autograd::grad({(x.pow(3) * variance).sum()}, {x}, {}, true, true)[0];
    return slope;
  };
  const auto whole = all.clone().requires_grad_();
  const auto expectedSlope = third(whole, whole.square().sum());
  const auto expected = torch::autograd::grad({expectedSlope.square().sum()}, {whole})[0];
  const auto rank = static_cast<std::size_t>(workers.rank());
  const auto mine = all.chunk(workers.size())[rank].clone().requires_grad_();
  const auto slope = third(mine, workers.differentiableSum(mine.square().sum()));
  const auto second = torch::autograd::grad({slope.square().sum()}, {mine})[0];
  require(slope.allclose(expectedSlope.chunk(workers.size())[rank]), "first derivative");
  require(second.allclose(expected.chunk(workers.size())[rank]), "second derivative");
}

/// Process 1 dies in the middle; the others must not wait for ever.
void death(Workers& workers) {
  exchange(workers);
  if (workers.rank() == 1) std::abort();
  for (;;) workers.any(false);
}

int work(const std::string& scenario) {
  try {
    const auto workers = joinWorkers(launchFrom());
    if (scenario == "exchange") exchange(*workers);
    if (scenario == "gradients") gradients(*workers);
    if (scenario == "statistics") globalStatistics(*workers);
    if (scenario == "death") death(*workers);
    if (scenario == "other recipe")
      workers->requireSame("the recipe", workers->rank() == 1 ? "other" : "same");
  } catch (const Error& error) {
    std::cerr << error.what() << std::endl;
    return static_cast<int>(error.code());
  } catch (const std::exception& error) {
    std::cerr << error.what() << std::endl;
    return 1;
  }
  return 0;
}

}  // namespace

class TestWorkers : public QObject {
  Q_OBJECT

  static std::vector<test::ProcessSet::Outcome> run(const QString& scenario, int count) {
    test::ProcessSet processes(QCoreApplication::applicationFilePath(), {}, count,
                               {"RHO_TEST_SCENARIO=" + scenario});
    return processes.outcomes();
  }

 private slots:
  void together_data() {
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("count");
    for (const char* scenario : {"exchange", "gradients", "statistics"})
      for (const int count : {2, 4})
        QTest::addRow("%s, %d processes", scenario, count) << scenario << count;
  }
  void together() {
    QFETCH(QString, scenario);
    QFETCH(int, count);
    for (const auto& outcome : run(scenario, count)) QVERIFY2(outcome.code == 0, outcome.err);
  }

  void alone() {
    Workers workers;
    exchange(workers);
    globalStatistics(workers);
  }

  void aDeadProcessEndsTheOthers() {
    const auto outcomes = run("death", 3);
    QCOMPARE(outcomes[1].code, -1);
    for (const std::size_t rank : {0, 2}) {
      QCOMPARE(outcomes[rank].code, static_cast<int>(ExitCode::workerLost));
      QVERIFY2(outcomes[rank].err.contains("another process"), outcomes[rank].err);
      QVERIFY2(outcomes[rank].err.contains("--resume"), outcomes[rank].err);
      QCOMPARE(outcomes[rank].err.count('\n'), 1);
    }
  }

  void differentRecipesAreRefusedEverywhere() {
    for (const auto& outcome : run("other recipe", 3)) {
      QCOMPARE(outcome.code, static_cast<int>(ExitCode::invalidInput));
      QVERIFY2(outcome.err.contains("the recipe"), outcome.err);
    }
  }
};

int main(int argc, char** argv) {
  if (const char* scenario = std::getenv("RHO_TEST_SCENARIO")) return work(scenario);
  QCoreApplication application(argc, argv);
  TestWorkers test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_workers.moc"
