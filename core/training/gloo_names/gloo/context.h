// SPDX-License-Identifier: Apache-2.0
#pragma once

// LibTorch carries Gloo inside libtorch_cpu.so and the header of c10d::ProcessGroupGloo, but not
// Gloo's own headers, which that header includes. It names Gloo's classes in pointers and as the
// base of a helper that this program never makes, so that their names are enough: the layout of
// ProcessGroupGloo does not depend on them, and its constructor and methods are those of the
// library. Nothing here may be called or derived from.
#include <chrono>
#include <string>
#include <vector>

namespace gloo {

class Context {
 public:
  void setTimeout(std::chrono::milliseconds timeout);
};

namespace transport {
class Device;
class UnboundBuffer;
}  // namespace transport

namespace rendezvous {

class Store {
 public:
  virtual ~Store();
  virtual void set(const std::string& key, const std::vector<char>& value) = 0;
  virtual std::vector<char> get(const std::string& key) = 0;
  virtual void wait(const std::vector<std::string>& keys) = 0;
  virtual void wait(const std::vector<std::string>& keys, const std::chrono::milliseconds& timeout);
};

}  // namespace rendezvous
}  // namespace gloo
