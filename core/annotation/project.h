// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "annotation/annotator_table.h"
#include "annotation/case_table.h"
#include "annotation/class_table.h"
#include "annotation/history.h"
#include "annotation/queue.h"
#include "annotation/score_table.h"

namespace rho::annotation {

/// What is fixed when a project begins.
struct ProjectSettings {
  bool isMultiLabel = false;  ///< several classes can hold at once
  int readersPerCase = 1;     ///< how many readers judge each case, blind to each other
};

/// An annotation project: one SQLite file (.rhoproject) that holds everything but the images'
/// pixels. Used by one thread at a time, and open in one program at a time. Whatever a call changes
/// is on the disk when it returns (WAL, synchronous=FULL): killing the program loses nothing.
///
/// The parts: cases, classes, annotators; history (all actions, undo); scores (what networks say);
/// queue (what is flagged and served next). What one annotator may see and do is Reading
/// (annotation/reading.h).
class Project {
 public:
  /// Throws WriteFailed (a file of this name is there), InvalidInput.
  static Project create(const std::filesystem::path& file, const ProjectSettings& settings,
                        const std::vector<std::string>& classNames = {});
  /// Brings an older file to the newest version, after a copy beside it. Throws MissingFile,
  /// UnknownFormat (no project), BrokenFile, RefusedFile (not as a project's file is made),
  /// InvalidInput (a newer version, or another program has it open).
  static Project open(const std::filesystem::path& file);

  Project(Project&&) noexcept;
  Project& operator=(Project&&) noexcept;
  ~Project();

  const std::filesystem::path& file() const;
  /// The same in all copies.
  std::string uuid() const;
  ProjectSettings settings() const;

  CaseTable& cases() const;
  ClassTable& classes() const;
  AnnotatorTable& annotators() const;
  History& history() const;
  ScoreTable& scores() const;
  Queue& queue() const;
  /// For several calls that belong together: all are kept, or none.
  void atomically(const std::function<void()>& work);

  /// A copy of everything, in a file that is not there yet; beside the project with the time in its
  /// name where none is given. Returns where. Throws WriteFailed.
  std::filesystem::path backUp(const std::filesystem::path& target = {}) const;

  Database& database() const;

 private:
  struct Parts;
  explicit Project(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> m_parts;
};

}  // namespace rho::annotation
