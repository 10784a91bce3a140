// SPDX-License-Identifier: Apache-2.0
#include "model/checkpoint.h"

#include "base/error.h"
#include "base/file.h"
#include "model/pytorch_legacy.h"
#include "model/pytorch_zip.h"
#include "model/safetensors.h"
#include "model/weights.h"

namespace rho::model {

namespace {

/// One format: how it is recognised from the path and the first bytes, and how it is read.
struct Reader {
  bool (*recognises)(const std::filesystem::path& path, const std::string& head);
  Checkpoint (*read)(const std::filesystem::path& path);
};

/// The registry: the first that recognises a file reads it.
constexpr Reader readers[] = {
    {looksLikePytorchLegacy, readPytorchLegacy},
    {looksLikePytorchZip, readPytorchZip},
    {looksLikeSafetensors, readSafetensors},
};

constexpr std::size_t headBytes = 64;

}  // namespace

Checkpoint readCheckpoint(const std::filesystem::path& path) {
  const auto head = readHead(path, headBytes);
  for (const auto& reader : readers) {
    if (!reader.recognises(path, head)) continue;
    auto checkpoint = reader.read(path);
    requireFinite(checkpoint.tensors, path.string());
    return checkpoint;
  }
  throw UnknownFormat(path.string(), "is no network that Rhoscope knows",
                      "use ONNX, safetensors, a PyTorch checkpoint (.pt, .pth) or TorchScript");
}

}  // namespace rho::model
