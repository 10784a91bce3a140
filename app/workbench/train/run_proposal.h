// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace rho::workbench {

/// A training that somebody wants to start elsewhere in the window.
struct RunProposal {
  QString data;             ///< an address
  QString recipe;           ///< a file, or a name; empty: as it is
  QString before;           ///< the network that is trained again: a file; empty: none
  QString name;             ///< its name
  QString note;             ///< what the data are
  bool canStart = false;    ///< from its weights
  bool canCompare = false;  ///< on images that are kept from the training
};

}  // namespace rho::workbench
