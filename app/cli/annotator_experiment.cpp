// SPDX-License-Identifier: Apache-2.0
#include "annotator_experiment.h"

#include <fmt/format.h>

#include "annotator_table.h"
#include "base/file.h"
#include "machine.h"
#include "model/tensor.h"

namespace rho::cli {

namespace {

class AnnotatorLaboratory {
 public:
  AnnotatorLaboratory(const ExperimentFile& file, const ExperimentOptions& options,
                      const Console& console)
      : m_options(options),
        m_console(console),
        m_plan(readAnnotatorPlan(file, options.scale)),
        m_folder(options.out) {
    if (options.seeds) m_plan.seeds = *options.seeds;
    if (options.threads) at::set_num_threads(*options.threads);
    // A mistake is told now, and not after hours.
    for (const auto& material : m_plan.materials)
      m_materials.emplace_back(m_plan, material, options.data, options.validation);
    requireSameExperiment(file);
  }

  void run() {
    const auto job = m_console.job();
    const auto total = static_cast<double>(m_plan.materials.size()) * m_plan.seeds;
    double done = 0;
    for (const auto& material : m_materials) {
      for (int number = 0; number < m_plan.seeds; ++number, ++done) {
        const auto seed = m_plan.firstSeed + static_cast<std::uint64_t>(number);
        AnnotatorTrial trial(m_plan, material, seed,
                             m_folder / material.name() / fmt::format("seed-{}", seed), device(),
                             m_console);
        const auto results = trial.run(job.part(done / total, (done + 1) / total));
        m_results.insert(m_results.end(), results.begin(), results.end());
        writeTables();
      }
    }
    job.report(1);
    m_console.result({{"out", m_options.out}, {"trainings", m_results.size()}},
                     tables() + "wrote results.md, results.csv and the curves to " + m_options.out);
  }

 private:
  std::string device() const { return m_options.device.value_or("cpu"); }

  /// A folder holds one experiment at one scale on one data set; further seeds may be added.
  void requireSameExperiment(const ExperimentFile& experiment) const {
    const nlohmann::json mine = {{"experiment", experiment.content},
                                 {"scale", m_plan.scaleName},
                                 {"data", m_options.data},
                                 {"validation", m_options.validation}};
    keepExperiment(m_folder, mine);
  }

  std::string tables() const { return markdownTable(m_plan, m_results, describeMachine(device())); }

  void writeTables() const {
    writeFileAtomically(m_folder / "results.md", tables());
    writeFileAtomically(m_folder / "results.csv", csvTable(m_results));
    for (const auto& material : m_plan.materials)
      if (const auto plot = learningCurves(m_results, material.name); !plot.curves.empty())
        writeFileAtomically(m_folder / (material.name + "-curves.svg"), svgOf(plot));
  }

  ExperimentOptions m_options;
  const Console& m_console;
  AnnotatorPlan m_plan;
  std::vector<AnnotatorMaterial> m_materials;
  std::filesystem::path m_folder;
  std::vector<AnnotatorResult> m_results;
};

}  // namespace

void runAnnotatorExperiment(const ExperimentFile& file, const ExperimentOptions& options,
                            const Console& console) {
  AnnotatorLaboratory(file, options, console).run();
}

}  // namespace rho::cli
