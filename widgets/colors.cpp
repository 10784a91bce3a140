// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/colors.h"

#include <array>

namespace rho::widgets {

namespace {

constexpr std::array<QRgb, 10> onDark = {0xff78dce8, 0xffffd45e, 0xff86d993, 0xffc792ff,
                                         0xffffab6b, 0xffff8fb0, 0xff8fb0ff, 0xffb8c4ce,
                                         0xff5fd3b4, 0xffe0a58a};
constexpr std::array<QRgb, 10> onLight = {0xff0b7c99, 0xffb27300, 0xff2f8540, 0xff8344c9,
                                          0xffc2601a, 0xffc23a6d, 0xff3a5fcb, 0xff5d6873,
                                          0xff12806a, 0xff96573a};

}  // namespace

bool isDark(const QPalette& palette) { return palette.color(QPalette::Window).lightnessF() < 0.5f; }

QColor mixed(const QColor& from, const QColor& to, double share) {
  const auto part = [share](float a, float b) { return a + static_cast<float>(share) * (b - a); };
  return QColor::fromRgbF(part(from.redF(), to.redF()), part(from.greenF(), to.greenF()),
                          part(from.blueF(), to.blueF()));
}

QColor mutedText(const QPalette& palette) {
  return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.34);
}

QColor outline(const QPalette& palette) {
  return mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.18);
}

QColor attention(const QPalette& palette) { return isDark(palette) ? 0xffffd45e : 0xff7a4d00; }

QColor attentionBackground(const QPalette& palette) {
  return mixed(palette.color(QPalette::Window), 0xffffa800, isDark(palette) ? 0.14 : 0.20);
}

QColor failure(const QPalette& palette) { return isDark(palette) ? 0xffffaaa5 : 0xff9c1c1c; }

QColor failureBackground(const QPalette& palette) {
  return mixed(palette.color(QPalette::Window), 0xffe02020, isDark(palette) ? 0.24 : 0.14);
}

QColor classColor(int index, const QPalette& palette) {
  const auto& colors = isDark(palette) ? onDark : onLight;
  return colors[static_cast<std::size_t>(index) % colors.size()];
}

QColor evidenceColor() { return 0xff2be0a4; }
QColor noEvidenceColor() { return 0xffff7a3d; }

}  // namespace rho::widgets
