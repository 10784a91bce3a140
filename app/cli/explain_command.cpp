// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "base/error.h"
#include "command.h"
#include "explain/presentation.h"
#include "explain/results.h"
#include "explain_case.h"
#include "method_options.h"
#include "question.h"

namespace rho::cli {

std::vector<explain::Explanation> explainCase(const Question& question,
                                              const MethodOptions& options, const Console& console,
                                              const JobContext& job) {
  const auto chosen = options.chosen();
  std::vector<explain::Explanation> done;
  const auto total = static_cast<double>(chosen.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const auto& [explainer, settings] = chosen[i];
    const auto part = job.part(static_cast<double>(i) / total, static_cast<double>(i + 1) / total);
    try {
      part.report(0, explainer->info().title);
      done.push_back(explainer->explain(
          question.model, {question.image, question.target, options.seed, settings}, part));
    } catch (const Cancelled&) {
      if (done.empty()) throw;
      console.remark("cancelled: keeping the methods that were finished");
      break;
    }
    for (const auto& warning : done.back().warnings)
      console.remark(explainer->info().title + ": " + warning);
  }
  return done;
}

namespace {

struct ExplainOptions {
  QuestionOptions question;
  MethodOptions methods;
  std::string out = "explanations";
};

std::string summary(const Question& question, const std::vector<explain::Explanation>& explanations,
                    const std::vector<std::filesystem::path>& written) {
  const auto& card = question.model.card();
  std::string text = fmt::format("{} by {}: {}\n", question.image.info().source, card.name,
                                 explain::describeDecision(card, question.confidences, 3));
  for (const auto& explanation : explanations) {
    text += fmt::format("  {:<22} {:6.2f} s", explanation.method, explanation.seconds);
    if (explanation.rhoReached) {
      const auto target = static_cast<std::size_t>(explanation.target);
      text += fmt::format("  {} {:.3f} → {:.3f} at ρ {:.4f}", card.classNames[target],
                          explanation.confidencesBefore[target],
                          explanation.confidencesAfter[target], *explanation.rhoReached);
    }
    if (explanation.score) text += fmt::format("  R² {:.3f}", *explanation.score);
    text += '\n';
  }
  return text + fmt::format("wrote {} files to {}", written.size(),
                            written.front().parent_path().string());
}

void run(const ExplainOptions& options, const Console& console) {
  options.methods.chosen();  // a wrong setting is told before the network is read
  const auto job = console.job();
  const auto question = openQuestion(options.question);
  const auto explanations = explainCase(question, options.methods, console, job);
  const auto caseName = std::filesystem::path(question.image.info().source).filename().string();
  const auto written = explain::writeResults(options.out, question.model.card(), question.image,
                                             explanations, caseName);
  nlohmann::json object = {{"out", options.out},
                           {"target", question.target},
                           {"target_name", question.model.card().classNames.at(
                                               static_cast<std::size_t>(question.target))},
                           {"confidences", question.confidences},
                           {"explanations", nlohmann::json::array()}};
  for (const auto& explanation : explanations)
    object["explanations"].push_back(toJson(explanation, question.model.card()));
  console.result(object, summary(question, explanations, written));
  if (job.stopRequested()) throw Cancelled();
}

}  // namespace

void addExplain(CLI::App& app, Console& console) {
  auto options = std::make_shared<ExplainOptions>();
  auto* command =
      app.add_subcommand("explain", "Explain a decision by several methods, side by side");
  options->question.addTo(*command, true);
  options->methods.addTo(*command);
  command->add_option("--out", options->out, "The folder for the results")->capture_default_str();
  command->callback([options, &console] { run(*options, console); });
}

}  // namespace rho::cli
