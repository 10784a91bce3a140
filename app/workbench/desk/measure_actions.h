// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "widgets/measure_tool.h"
#include "workbench/document/workspace.h"

class QAction;
class QMenu;

namespace rho::widgets {
class TileGrid;
}

namespace rho::workbench {

class Document;
class Inspector;
class PriorPane;

/// Keeps the measurements of case and prior in the document, and shows them with their texts.
class MeasureActions : public QObject {
  Q_OBJECT
 public:
  MeasureActions(Document& document, Inspector& inspector, widgets::TileGrid& grid,
                 PriorPane& prior, QObject* parent);

  void addTo(QMenu& menu);
  QAction* hiding() const { return m_hide; }
  QAction* removing() const { return m_remove; }

 private:
  /// A measurement that a click or a change has chosen.
  struct Chosen {
    std::string address;  ///< of the picture; empty: none
    int index = -1;
    bool operator==(const Chosen&) const = default;
  };
  /// A picture's texts, so that only what changed is measured again.
  struct Shown {
    std::string address;
    const void* pixels = nullptr;
    std::vector<widgets::ShownMeasurement> list;
  };
  void edit(const std::string& address, int index, const image::Measurement& shape);
  void choose(const Chosen& chosen);
  void removeChosen();
  void removeAll();
  void show();
  const std::vector<widgets::ShownMeasurement>& shownOf(const std::string& address,
                                                        const image::Image& image, Shown& shown);
  int chosenOf(const std::string& address) const;

  Document& m_document;
  Inspector& m_inspector;
  widgets::TileGrid& m_grid;
  PriorPane& m_prior;
  QAction* m_hide;
  QAction* m_remove;
  QAction* m_removeAll;
  Chosen m_chosen;
  Shown m_ofCase, m_ofPrior;
};

}  // namespace rho::workbench
