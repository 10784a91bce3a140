// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QProcess>
#include <memory>
#include <vector>

namespace rho::test {

/// A port of this machine that nobody listens on.
inline int freePort() {
  const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  ::bind(handle, reinterpret_cast<sockaddr*>(&address), length);
  ::getsockname(handle, reinterpret_cast<sockaddr*>(&address), &length);
  ::close(handle);
  return ntohs(address.sin_port);
}

/// Processes of one program that train together, told so as torchrun tells it.
class ProcessSet {
 public:
  ProcessSet(const QString& program, const QStringList& arguments, int count,
             const QStringList& more = {}) {
    const auto port = QString::number(freePort());
    for (int rank = 0; rank < count; ++rank) {
      auto environment = QProcessEnvironment::systemEnvironment();
      environment.insert("RANK", QString::number(rank));
      environment.insert("WORLD_SIZE", QString::number(count));
      environment.insert("LOCAL_RANK", QString::number(rank));
      environment.insert("MASTER_ADDR", "127.0.0.1");
      environment.insert("MASTER_PORT", port);
      environment.insert("OMP_NUM_THREADS", "1");
      for (const auto& setting : more)
        environment.insert(setting.section('=', 0, 0), setting.section('=', 1));
      auto& process = *m_processes.emplace_back(std::make_unique<QProcess>());
      process.setProcessEnvironment(environment);
      process.start(program, arguments);
    }
  }
  QProcess& operator[](std::size_t rank) { return *m_processes[rank]; }

  struct Outcome {
    int code;  ///< -1: killed by a signal
    QByteArray out, err;
  };
  /// Waits for all.
  std::vector<Outcome> outcomes() {
    std::vector<Outcome> all;
    for (auto& process : m_processes) {
      process->waitForFinished(-1);
      all.push_back({process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1,
                     process->readAllStandardOutput(), process->readAllStandardError()});
    }
    return all;
  }

 private:
  std::vector<std::unique_ptr<QProcess>> m_processes;
};

}  // namespace rho::test
