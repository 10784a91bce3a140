// SPDX-License-Identifier: Apache-2.0
#include "archive/store.h"

#include <fmt/format.h>

#include <map>
#include <sstream>

#include "archive/temporary_folder.h"
#include "archive/tool.h"
#include "base/file.h"
#include "dicom/dicom_file.h"

namespace rho::archive {

namespace fs = std::filesystem;

namespace {

/// So many files go in one run of the program: often enough for progress, and few enough for a
/// command line.
constexpr std::size_t filesPerRun = 16;
constexpr std::uintmax_t maxReportBytes = 1 << 20;
/// That of dcmsend where it can read none of the files.
constexpr int noneIsValid = 23;

/// "Filename      : /a/b.dcm" → the value, where the line has this key.
bool hasValue(const std::string& line, const std::string& key, std::string& value) {
  if (!line.starts_with(key)) return false;
  const auto at = line.find(": ");
  if (at == line.npos) return false;
  value = line.substr(at + 2);
  return true;
}

void sendSome(const Archive& archive, const std::vector<fs::path>& files, Stored& all,
              const JobContext& job) {
  const TemporaryFolder folder;
  const auto report = folder.path() / "report";
  Tool tool;
  tool.name = "dcmsend";
  tool.options = {"-nh", "+crf", report.string()};
  tool.folder = folder.path();
  tool.codesWithReport = {0, noneIsValid};
  for (const auto& file : files) tool.files.push_back(fs::absolute(file).string());
  runTool(archive, tool, job);
  std::string text;
  if (fs::exists(report)) {
    const auto bytes = readFile(report, maxReportBytes);
    text.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }
  const auto some = readReport(text, files);
  all.count += some.count;
  all.failures.insert(all.failures.end(), some.failures.begin(), some.failures.end());
}

}  // namespace

Stored readReport(const std::string& report, const std::vector<fs::path>& files) {
  std::map<std::string, std::string> statusOf;
  std::istringstream lines(report);
  std::string file;
  for (std::string line; std::getline(lines, line);) {
    std::string value;
    if (hasValue(line, "Filename", value)) file = value;
    if (hasValue(line, "DIMSE Status", value)) statusOf[file] = value;
  }
  Stored stored;
  for (const auto& path : files) {
    const auto at = statusOf.find(fs::absolute(path).string());
    // 0xBxxx: stored, with a warning (PS3.4, B.2.3).
    if (at == statusOf.end())
      stored.failures.push_back({path, "DCMTK cannot send files of this form"});
    else if (at->second.starts_with("0x0000") || at->second.starts_with("0xb"))
      ++stored.count;
    else
      stored.failures.push_back({path, "the archive did not take it: " + at->second});
  }
  return stored;
}

Stored store(const Archive& archive, const std::vector<fs::path>& files, const JobContext& job) {
  check(archive);
  Stored stored;
  std::vector<fs::path> sendable;
  for (const auto& file : files) {
    try {
      if (dicom::readDicomHeader(file).data.text(dicom::tags::sopInstance).empty())
        throw BrokenFile(file.string(), "does not say which instance it is");
      sendable.push_back(file);
    } catch (const Error& error) {
      stored.failures.push_back({file, error.what()});
    }
  }
  for (std::size_t at = 0; at < sendable.size(); at += filesPerRun) {
    const auto end = std::min(sendable.size(), at + filesPerRun);
    job.step(static_cast<long long>(at), static_cast<long long>(sendable.size()), "sending images");
    sendSome(archive,
             {sendable.begin() + static_cast<std::ptrdiff_t>(at),
              sendable.begin() + static_cast<std::ptrdiff_t>(end)},
             stored, job.silent());
  }
  job.report(1);
  return stored;
}

}  // namespace rho::archive
