// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <thread>

#include "archive/archive.h"

namespace rho::test {

inline archive::Archive addressOf(int port, int timeoutSeconds) {
  archive::Archive archive;
  archive.host = "127.0.0.1";
  archive.port = port;
  archive.timeoutSeconds = timeoutSeconds;
  return archive;
}

/// Accepts connections, as the system does for it, and never says a word.
class SilentServer {
 public:
  SilentServer() { m_server.listen(QHostAddress::LocalHost); }
  int port() const { return m_server.serverPort(); }

 private:
  QTcpServer m_server;
};

/// Does something with each connection, in a thread of its own, and closes it.
class RudeServer {
 public:
  explicit RudeServer(std::function<void(QTcpSocket&)> action) {
    std::promise<int> port;
    auto known = port.get_future();
    m_thread = std::thread([this, action = std::move(action), &port] {
      QTcpServer server;
      server.listen(QHostAddress::LocalHost);
      port.set_value(server.serverPort());
      while (!m_ends) {
        if (!server.waitForNewConnection(20)) continue;
        const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        action(*socket);
        socket->close();
      }
    });
    m_port = known.get();
  }
  ~RudeServer() {
    m_ends = true;
    m_thread.join();
  }
  int port() const { return m_port; }

 private:
  std::atomic<bool> m_ends = false;
  std::thread m_thread;
  int m_port = 0;
};

}  // namespace rho::test
