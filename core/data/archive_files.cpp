// SPDX-License-Identifier: Apache-2.0
#include "data/archive_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/file.h"
#include "data/archive_reader.h"
#include "data/splits.h"
#include "image/read_image.h"

namespace rho::data {

namespace {

constexpr std::uint64_t maxKeptBytes = std::uint64_t{8} << 30;

/// One image file of the archive, by its place in it.
struct Member {
  std::string split, className, name;
  std::vector<std::byte> bytes;
};

std::vector<std::string> partsOf(const std::string& path) {
  std::vector<std::string> parts;
  for (const auto& part : std::filesystem::path(path))
    if (part != "." && part != "/" && !part.empty()) parts.push_back(part.string());
  return parts;
}

/// Nothing for what lies in no folder, and for hidden files.
std::optional<Member> memberAt(const std::string& path) {
  const auto parts = partsOf(path);
  if (parts.size() < 2 || parts.back().starts_with(".")) return std::nullopt;
  Member member;
  member.name = parts.back();
  member.className = parts[parts.size() - 2];
  if (parts.size() > 2 && isSplitName(parts[parts.size() - 3]))
    member.split = parts[parts.size() - 3];
  return member;
}

/// The members of a split, sorted by class and name as in a folder.
std::vector<Member> membersOf(const std::filesystem::path& file, const std::string& split) {
  std::vector<Member> members;
  std::set<std::string> splits;
  std::uint64_t kept = 0;
  ArchiveReader archive(file);
  while (const auto path = archive.next()) {
    auto member = memberAt(*path);
    if (!member) continue;
    if (!member->split.empty()) splits.insert(member->split);
    const bool wanted = member->split.empty() || findSplit({member->split}, split);
    if (!wanted) continue;
    member->bytes = archive.read();
    kept += member->bytes.size();
    if (kept > maxKeptBytes)
      throw RefusedFile(file.string(),
                        fmt::format("holds more than {} GiB of images", maxKeptBytes >> 30),
                        "unpack it and name the folder");
    members.push_back(std::move(*member));
  }
  const auto chosen =
      chooseSplit({splits.begin(), splits.end()}, split, file.string()).value_or("");
  std::erase_if(members, [&](const auto& member) { return member.split != chosen; });
  std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) {
    return std::tie(a.className, a.name) < std::tie(b.className, b.name);
  });
  return members;
}

Labels labelsOf(const std::vector<Member>& members) {
  std::vector<std::string> names;
  std::vector<std::int64_t> classes;
  for (const auto& member : members) {
    if (names.empty() || names.back() != member.className) names.push_back(member.className);
    classes.push_back(std::ssize(names) - 1);
  }
  return Labels::single(std::move(classes), std::move(names));
}

class ArchiveDataSet : public DataSet {
 public:
  ArchiveDataSet(std::string name, std::vector<Member> members)
      : DataSet(labelsOf(members)), m_name(std::move(name)), m_members(std::move(members)) {
    if (m_members.empty())
      throw InvalidInput(m_name, "holds no images", "arrange them as CLASS/image.png");
  }
  std::string name() const override { return m_name; }
  image::Image image(std::int64_t index) const override {
    const auto& member = m_members.at(static_cast<std::size_t>(index));
    const auto source = m_name + ":" + pathOf(member);
    return labelled(image::decodeImage(member.bytes, source), index, source);
  }
  std::string itemName(std::int64_t index) const override {
    std::filesystem::path path = pathOf(m_members.at(static_cast<std::size_t>(index)));
    return path.replace_extension().generic_string();
  }

 private:
  static std::string pathOf(const Member& member) {
    return fmt::format("{}{}{}/{}", member.split, member.split.empty() ? "" : "/", member.className,
                       member.name);
  }

  std::string m_name;
  std::vector<Member> m_members;
};

}  // namespace

bool isArchive(const std::filesystem::path& file) {
  using namespace std::string_view_literals;
  if (file.extension() == ".npz") return false;
  constexpr std::size_t tarMagicAt = 257;
  const auto head = readHead(file, 512);
  for (const auto magic : {"\x1f\x8b"sv, "BZh"sv,
                           "\xfd"
                           "7zXZ\0"sv,
                           "\x28\xb5\x2f\xfd"sv, "PK\x03\x04"sv})
    if (head.starts_with(magic)) return true;
  return head.size() > tarMagicAt && head.compare(tarMagicAt, 5, "ustar") == 0;
}

std::unique_ptr<DataSet> openArchive(const DataAddress& address, const std::string& split) {
  address.requireOptions({});
  return std::make_unique<ArchiveDataSet>(address.place(), membersOf(address.path(), split));
}

}  // namespace rho::data
