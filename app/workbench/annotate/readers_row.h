// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "widgets/view_state.h"
#include "workbench/annotate/annotated_case.h"
#include "workbench/annotate/case_images.h"

class QHBoxLayout;

namespace rho::widgets {
class PaintView;
}

namespace rho::workbench {

/// What others say of a case, side by side: for an adjudicator, and for readers once one has
/// decided. Hidden while there is nothing.
class ReadersRow : public QWidget {
  Q_OBJECT
 public:
  explicit ReadersRow(QWidget* parent = nullptr);

  void setOpinions(const std::vector<Opinion>& opinions,
                   const std::vector<annotation::LabelClass>& classes, bool isMultiLabel,
                   annotation::Id chosenClass);
  void setImage(const CaseImage& image);
  void setView(const widgets::ViewState& view);
  int count() const { return static_cast<int>(m_opinions.size()); }

 signals:
  void viewChanged(const rho::widgets::ViewState& view);
  /// This one's answer is to become one's own.
  void chosen(const rho::workbench::Opinion& opinion);

 public slots:
  void choose(int place);

 private:
  widgets::PaintView* addPane(int place);

  QHBoxLayout* m_row;
  std::vector<Opinion> m_opinions;
  std::vector<widgets::PaintView*> m_views;
  CaseImage m_image;
  widgets::ViewState m_view;
};

}  // namespace rho::workbench
