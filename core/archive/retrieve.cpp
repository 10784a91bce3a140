// SPDX-License-Identifier: Apache-2.0
#include "archive/retrieve.h"

#include <fmt/format.h>

#include <algorithm>

#include "archive/query.h"
#include "archive/query_keys.h"
#include "archive/temporary_folder.h"
#include "archive/tool.h"
#include "dicom/dicom_file.h"
#include "dicom/uid.h"

namespace rho::archive {

namespace fs = std::filesystem;
namespace tags = dicom::tags;

namespace {

constexpr double shareOfTransfer = 0.95;

Tool toolFor(const Archive& archive, const fs::path& incoming, const fs::path& query) {
  Tool tool;
  tool.folder = incoming;
  tool.files = {query.string()};
  if (archive.ourPort == 0) {
    tool.name = "getscu";
    tool.options = {"-S", "+B", "-od", incoming.string()};
  } else {
    tool.name = "movescu";
    // Compressed images come as they are. The program writes into its working folder.
    tool.options = {
        "-S", "+B", "+xa", "-aem", archive.ourTitle, "+P", std::to_string(archive.ourPort)};
  }
  return tool;
}

/// Takes what has come from where it came to where it stays.
class Keeper {
 public:
  Keeper(const Wanted& wanted, const fs::path& folder) : m_wanted(wanted), m_folder(folder) {}

  void keepAll(const fs::path& incoming, const JobContext& job) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(incoming))
      if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    long long done = 0;
    for (const auto& file : files) {
      job.report(static_cast<double>(done++) / static_cast<double>(files.size()),
                 "checking what came");
      keep(file);
    }
  }
  Retrieved take() { return std::move(m_result); }
  std::size_t count() const { return m_result.files.size(); }

 private:
  void keep(const fs::path& file) {
    try {
      const auto read = dicom::readDicomFile(file);
      const auto uid = read.data.text(tags::sopInstance);
      if (read.data.text(tags::studyInstance) != m_wanted.study)
        throw BrokenFile("an image", "belongs to another study than was asked for");
      if (read.pixels && read.pixels->isCutOff) throw BrokenFile("an image", "is cut off");
      // The archive chose the UID: only what is one becomes part of a name.
      const auto name = (isUid(uid) ? uid : dicom::uidOf(uid)) + ".dcm";
      fs::rename(file, m_folder / name);
      m_result.files.push_back(m_folder / name);
    } catch (const fs::filesystem_error& error) {
      throw WriteFailed(m_folder.string(), error.code().message(), "choose another folder");
    } catch (const Error& error) {
      m_result.problems.emplace_back(error.what());
    }
  }

  const Wanted& m_wanted;
  fs::path m_folder;
  Retrieved m_result;
};

/// One that is made here is for this user alone.
void requireFolder(const fs::path& folder) {
  std::error_code error;
  if (fs::create_directories(folder, error)) fs::permissions(folder, fs::perms::owner_all, error);
  if (!fs::is_directory(folder, error))
    throw WriteFailed(folder.string(), "is no folder and cannot be made one",
                      "choose another place");
}

/// A large image arrives piece by piece.
long long bytesIn(const fs::path& folder) {
  std::error_code ignored;
  long long bytes = 0;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    bytes += static_cast<long long>(entry.file_size(ignored));
  return bytes;
}

std::string stageOf(long long count, std::int64_t expected) {
  return expected > 0 ? fmt::format("receiving image {} of {}", count, expected)
                      : fmt::format("receiving: {} images so far", count);
}

}  // namespace

Retrieved retrieve(const Archive& archive, const Wanted& wanted, const fs::path& folder,
                   const JobContext& job) {
  const auto keys = retrievalKeys(wanted.study, wanted.series, wanted.instance);
  check(archive);
  requireFolder(folder);
  const TemporaryFolder incoming(fs::absolute(folder));
  const TemporaryFolder query;
  auto tool = toolFor(archive, incoming.path(), writeQuery(keys, query.path()));
  const auto transfer = job.part(0, shareOfTransfer);
  tool.progress = [&] {
    const auto count = incoming.fileCount();
    const auto share = static_cast<double>(count) /
                       static_cast<double>(std::max<std::int64_t>(wanted.expected, count + 1));
    transfer.report(wanted.expected > 0 ? share : 0, stageOf(count, wanted.expected));
    return bytesIn(incoming.path());
  };
  Keeper keeper(wanted, folder);
  const auto keepWhatCame = [&] { keeper.keepAll(incoming.path(), job.part(shareOfTransfer, 1)); };
  try {
    runTool(archive, tool, transfer);
  } catch (const Error&) {
    keepWhatCame();
    throw;
  }
  keepWhatCame();
  job.report(1);
  return keeper.take();
}

}  // namespace rho::archive
