// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <map>

#include "base/error.h"
#include "testing/refuses.h"
#include "training/launch.h"

using namespace rho;
using namespace rho::training;

namespace {

using Variables = std::map<std::string, std::string>;

Launch launchOf(const Variables& variables) {
  return launchFrom([&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  });
}

}  // namespace

class TestLaunch : public QObject {
  Q_OBJECT

 private slots:
  void aloneWithoutALauncher() {
    QCOMPARE(launchOf({}).size, 1);
    QCOMPARE(launchOf({{"WORLD_SIZE", "1"}, {"RANK", "0"}}).size, 1);
    // A batch script of Slurm is one process, however many tasks its job has.
    QCOMPARE(launchOf({{"SLURM_NTASKS", "4"}, {"SLURM_PROCID", "0"}}).size, 1);
  }

  void torchrun() {
    const auto launch = launchOf({{"RANK", "5"},
                                  {"WORLD_SIZE", "8"},
                                  {"LOCAL_RANK", "1"},
                                  {"MASTER_ADDR", "node7"},
                                  {"MASTER_PORT", "1234"},
                                  {"TORCHELASTIC_USE_AGENT_STORE", "True"},
                                  {"TORCHELASTIC_RESTART_COUNT", "2"},
                                  {"SLURM_PROCID", "1"},
                                  {"SLURM_STEP_NUM_TASKS", "2"}});
    QCOMPARE(launch.rank, 5);
    QCOMPARE(launch.size, 8);
    QCOMPARE(launch.localRank, 1);
    QCOMPARE(launch.address, std::string("node7"));
    QCOMPARE(launch.port, 1234);
    QCOMPARE(launch.launcherStore.value(), std::string("/worker/attempt_2"));
  }

  void mpirun() {
    Variables variables = {{"OMPI_COMM_WORLD_RANK", "1"},
                           {"OMPI_COMM_WORLD_SIZE", "4"},
                           {"OMPI_COMM_WORLD_LOCAL_RANK", "1"},
                           {"OMPI_COMM_WORLD_LOCAL_SIZE", "4"}};
    QCOMPARE(launchOf(variables).address, std::string("127.0.0.1"));
    QCOMPARE(launchOf(variables).port, 29500);
    variables["OMPI_COMM_WORLD_LOCAL_SIZE"] = "2";  // two machines
    QVERIFY(test::refuses<InvalidInput>([&] { launchOf(variables); }, {"MASTER_ADDR"}));
    variables["MASTER_ADDR"] = "10.0.0.1";
    const auto launch = launchOf(variables);
    QCOMPARE(launch.rank, 1);
    QCOMPARE(launch.localRank, 1);
    QCOMPARE(launch.address, std::string("10.0.0.1"));
    QVERIFY(!launch.launcherStore);
  }

  void srun() {
    Variables variables = {{"SLURM_PROCID", "3"},
                           {"SLURM_STEP_NUM_TASKS", "4"},
                           {"SLURM_LOCALID", "1"},
                           {"SLURM_JOB_ID", "1234567"},
                           {"SLURM_LAUNCH_NODE_IPADDR", "10.0.0.9"},
                           {"SLURM_STEP_NODELIST", "gpu[07-08]"}};
    const auto launch = launchOf(variables);
    QCOMPARE(launch.rank, 3);
    QCOMPARE(launch.localRank, 1);
    QCOMPARE(launch.address, std::string("gpu07"));
    QCOMPARE(launch.port, 15000 + 4567);
    variables.erase("SLURM_STEP_NODELIST");
    QCOMPARE(launchOf(variables).address, std::string("10.0.0.9"));
  }

  void mistakes() {
    const Variables good = {{"WORLD_SIZE", "2"}, {"RANK", "1"}, {"MASTER_ADDR", "a"}};
    const auto with = [&](const std::string& name, const std::string& value) {
      auto variables = good;
      variables[name] = value;
      return variables;
    };
    for (const auto& [name, value] : Variables{
             {"RANK", "2"}, {"WORLD_SIZE", "two"}, {"MASTER_PORT", "70000"}, {"LOCAL_RANK", "-1"}})
      QVERIFY2(test::refuses<InvalidInput>([&] { launchOf(with(name, value)); }, {name}),
               name.c_str());
    QVERIFY(test::refuses<InvalidInput>([&] { launchOf({{"WORLD_SIZE", "2"}}); }, {"RANK"}));
  }

  void nodeLists() {
    QCOMPARE(firstNode("node1"), std::string("node1"));
    QCOMPARE(firstNode("node1,node2"), std::string("node1"));
    QCOMPARE(firstNode("node[003-007,9],gpu1"), std::string("node003"));
    QCOMPARE(firstNode("node[3,5]"), std::string("node3"));
    QCOMPARE(firstNode("rack[1-2]-node[3-4]-x,other"), std::string("rack1-node3-x"));
    QCOMPARE(firstNode("broken[12"), std::string("broken12"));
    QCOMPARE(firstNode(""), std::string());
  }
};

QTEST_GUILESS_MAIN(TestLaunch)
#include "tst_launch.moc"
