// SPDX-License-Identifier: Apache-2.0
#include "model/pytorch_zip.h"

#include <set>

#include "base/error.h"
#include "base/zip_archive.h"
#include "model/tensor_rebuilder.h"

namespace rho::model {

namespace {

/// torch.save does not compress; a re-packed archive shrinks weights a little. What promises more
/// than this is a bomb.
std::uint64_t largestEntry(const std::filesystem::path& path) {
  return 16 * std::filesystem::file_size(path) + (1 << 20);
}

std::optional<std::string> prefixOf(const ZipReader& archive, const std::string& entry) {
  for (const auto& name : archive.names()) {
    if (name == entry) return "";
    if (name.ends_with("/" + entry)) return name.substr(0, name.size() - entry.size());
  }
  return std::nullopt;
}

bool isBigEndian(const ZipReader& archive, const std::string& prefix, const std::string& subject) {
  if (!archive.contains(prefix + "byteorder")) return false;
  const auto bytes = archive.read(prefix + "byteorder", 64);
  const std::string order(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (order != "little" && order != "big") throw BrokenFile(subject, "has an unknown byte order");
  return order == "big";
}

}  // namespace

std::optional<std::string> prefixInZip(const std::filesystem::path& path,
                                       const std::string& entry) {
  return prefixOf(ZipReader(path), entry);
}

bool looksLikePytorchZip(const std::filesystem::path& path, const std::string& head) {
  return head.starts_with("PK") && prefixInZip(path, "data.pkl").has_value();
}

Checkpoint readPytorchZip(const std::filesystem::path& path) {
  const std::string subject = path.string();
  const ZipReader archive(path);
  const auto prefix = prefixOf(archive, "data.pkl").value();
  if (archive.contains(prefix + "constants.pkl"))
    throw InvalidInput(subject, "is a TorchScript network, not a checkpoint of weights",
                       "use it as a model; it cannot be converted");
  const bool bigEndian = isBigEndian(archive, prefix, subject);
  const auto limit = largestEntry(path);

  PickleArena arena;
  const auto root = unpickle(archive.read(prefix + "data.pkl", limit), arena, subject).value;
  TensorRebuilder rebuilder(subject);
  std::set<std::string> done;
  for (const auto& storage : arena.storages()) {
    if (!done.insert(storage.key).second) continue;
    const auto entry = prefix + "data/" + storage.key;
    if (!archive.contains(entry))
      throw BrokenFile(subject, "lacks its entry " + entry, "copy the file again");
    rebuilder.byteCount(storage);
    rebuilder.addStorage(storage, archive.read(entry, limit), bigEndian);
  }
  return rebuilder.checkpoint(root, "pytorch-zip");
}

}  // namespace rho::model
