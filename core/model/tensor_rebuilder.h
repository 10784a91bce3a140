// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstddef>
#include <map>
#include <span>
#include <string>

#include "model/checkpoint.h"
#include "model/restricted_pickle.h"

namespace rho::model {

/// Brings together the tensors that a pickle describes and the storages that the file keeps beside
/// it. Tensors that share a storage go on sharing it.
class TensorRebuilder {
 public:
  /// subject: the file, for messages.
  explicit TensorRebuilder(std::string subject) : m_subject(std::move(subject)) {}

  /// How many bytes the storage takes. Throws RefusedFile for a type or a size that cannot be.
  std::uint64_t byteCount(const PickleStorage& storage) const;

  /// Takes over a copy of the storage's bytes, whose number must be byteCount().
  void addStorage(const PickleStorage& storage, std::span<const std::byte> bytes, bool bigEndian);

  /// A view of its storage. Throws BrokenFile when it reaches beyond it or the storage is missing.
  torch::Tensor tensor(const PickleTensor& description, const std::string& name) const;

  /// The dictionary with the most tensors, the root itself or one of its values, becomes the
  /// checkpoint's tensors, everything else its metadata. Throws BrokenFile when there is none.
  Checkpoint checkpoint(const PickleValue& root, const std::string& format) const;

 private:
  torch::Tensor storageOf(const PickleStorage& storage, const std::string& name) const;

  std::string m_subject;
  std::map<std::string, torch::Tensor> m_storages;  // one-dimensional, by key
};

}  // namespace rho::model
