// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "command.h"
#include "explain/presentation.h"
#include "question.h"

namespace rho::cli {

namespace {

void predict(const QuestionOptions& options, const Console& console) {
  const auto question = openQuestion(options);
  const auto& names = question.model.card().classNames;
  const auto& points = question.model.card().operatingPoints;
  nlohmann::json confidences;
  std::string text =
      fmt::format("{} by {}", question.image.info().source, question.model.card().name);
  for (std::size_t i = 0; i < names.size(); ++i) {
    confidences[names[i]] = question.confidences[i];
    text += fmt::format("\n  {:<20} {:.4f}", names[i], question.confidences[i]);
    // Where its makers draw the line: a confidence above it is no probability above one half.
    if (!points.empty() && !std::isnan(points[i]))
      text += fmt::format("  {} its operating point {:.4f}",
                          question.confidences[i] < points[i] ? "below" : "above", points[i]);
  }
  nlohmann::json object = {{"image", question.image.info().source},
                           {"model_sha256", question.model.card().sha256},
                           {"class", question.target},
                           {"class_name", names.at(static_cast<std::size_t>(question.target))},
                           {"confidences", confidences}};
  if (!points.empty()) object["operating_points"] = points;
  if (question.image.info().label) object["label"] = *question.image.info().label;
  console.result(object, text);
}

}  // namespace

void addPredict(CLI::App& app, Console& console) {
  auto options = std::make_shared<QuestionOptions>();
  auto* command = app.add_subcommand("predict", "Show the confidence of every class for an image");
  options->addTo(*command, false);
  command->callback([options, &console] { predict(*options, console); });
}

}  // namespace rho::cli
