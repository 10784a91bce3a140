// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/desk/window_choices.h"

#include <QCoreApplication>

#include "widgets/view_texts.h"

namespace rho::workbench {

namespace {

struct WindowText {
  Q_DECLARE_TR_FUNCTIONS(WindowText)
};

struct Usual {
  const char* name;
  double center, width;
};
// In Hounsfield units, as they are usual for reading CT.
constexpr Usual hounsfield[] = {{QT_TRANSLATE_NOOP("WindowText", "Lung"), -600, 1500},
                                {QT_TRANSLATE_NOOP("WindowText", "Bone"), 400, 1800},
                                {QT_TRANSLATE_NOOP("WindowText", "Soft tissue"), 40, 400},
                                {QT_TRANSLATE_NOOP("WindowText", "Brain"), 40, 80}};
// Of the full range of the image.
constexpr Usual parts[] = {{QT_TRANSLATE_NOOP("WindowText", "Dark half"), 0.25, 0.5},
                           {QT_TRANSLATE_NOOP("WindowText", "Middle"), 0.5, 0.5},
                           {QT_TRANSLATE_NOOP("WindowText", "Bright half"), 0.75, 0.5}};

/// As the file calls it, with its numbers: files repeat names, or give none.
QString nameOf(const widgets::PictureOrigin& origin, int index) {
  const auto& voi = origin.acquisition->vois[static_cast<std::size_t>(index)];
  const auto explanation =
      QString::fromStdString(std::visit([](const auto& one) { return one.explanation; }, voi));
  if (const auto* window = std::get_if<image::ValueWindow>(&voi)) {
    const auto numbers =
        WindowText::tr("C %1 · W %2", "window's centre and width")
            .arg(widgets::valueNumber(window->center), widgets::valueNumber(window->width));
    return explanation.isEmpty() ? WindowText::tr("File: %1").arg(numbers)
                                 : QString("%1: %2").arg(explanation, numbers);
  }
  return explanation.isEmpty() ? WindowText::tr("Table %1 of the file").arg(index + 1)
                               : explanation;
}

}  // namespace

widgets::ViewState WindowChoice::applied(const widgets::ViewState& view,
                                         const widgets::PictureOrigin& origin) const {
  if (voi >= 0) return withVoi(view, origin, voi);
  widgets::ViewState changed = view;
  changed.setWindow(window.center, window.width);
  return clamped(changed);
}

std::vector<WindowChoice> windowChoices(const widgets::PictureOrigin& origin) {
  std::vector<WindowChoice> choices;
  const auto* acquisition = origin.acquisition.get();
  const std::size_t others = 1 + std::size(hounsfield);
  if (acquisition)
    for (int i = 0; i < static_cast<int>(acquisition->vois.size()); ++i)
      if (choices.size() + others < mostWindowChoices)
        choices.push_back({nameOf(origin, i), i, {}});
  const bool hasRange =
      origin.firstTable < 0 && choices.empty() && !(origin.first == image::UnitWindow());
  if (hasRange) choices.push_back({WindowText::tr("Range of the picture"), -1, origin.first});
  choices.push_back({WindowText::tr("Full range"), -1, {}});
  if (acquisition && acquisition->unit == "HU") {
    for (const auto& usual : hounsfield)
      choices.push_back({WindowText::tr(usual.name), -1,
                         unitWindowOf(*acquisition, {usual.center, usual.width})});
    return choices;
  }
  for (const auto& part : parts)
    choices.push_back({WindowText::tr(part.name), -1, {part.center, part.width, false}});
  return choices;
}

}  // namespace rho::workbench
