// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

namespace rho::widgets {

/// One line of a legend.
struct LegendEntry {
  QString text;
  int classIndex = 0;
  bool dashed = false;
  bool strong = false;
};

/// What the curves of a plot are, and what is to be read off them.
class PlotLegend : public QWidget {
  Q_OBJECT
 public:
  explicit PlotLegend(QWidget* parent = nullptr);

  void setEntries(std::vector<LegendEntry> entries);
  /// Sentences below the entries.
  void setNotes(QStringList notes);
  QStringList notes() const { return m_notes; }

  QSize sizeHint() const override { return {168, 120}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<LegendEntry> m_entries;
  QStringList m_notes;
};

}  // namespace rho::widgets
