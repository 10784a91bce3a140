// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/layer_picker.h"

#include <QAbstractItemView>
#include <QPixmap>
#include <QStylePainter>
#include <algorithm>

#include "widgets/layer_delegate.h"

namespace rho::widgets {

namespace {

constexpr int closedIcon = 18;

QString titleOf(const LayerItem& layer) {
  return layer.shape.isEmpty() ? layer.name : layer.name + " · " + layer.shape;
}

}  // namespace

bool LayerItem::operator==(const LayerItem& other) const {
  return key == other.key && name == other.name && shape == other.shape &&
         picture.cacheKey() == other.picture.cacheKey() && mark == other.mark &&
         explanation == other.explanation && note == other.note;
}

LayerPicker::LayerPicker(QWidget* parent) : QComboBox(parent) {
  setItemDelegate(new LayerDelegate(this));
  setIconSize({closedIcon, closedIcon});
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  setMaxVisibleItems(16);
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);  // long names elide
  connect(this, &QComboBox::activated, this, [this] {
    describeCurrent();
    emit layerPicked(currentLayer());
  });
}

void LayerPicker::setLayers(const std::vector<LayerItem>& layers) {
  const auto sameKey = [](const LayerItem& a, const LayerItem& b) { return a.key == b.key; };
  const bool same =
      std::equal(layers.begin(), layers.end(), m_layers.begin(), m_layers.end(), sameKey);
  if (!same) {
    clear();
    for (const auto& layer : layers) addItem(layer.name);
  }
  for (int i = 0; i < count(); ++i) {
    const auto index = static_cast<std::size_t>(i);
    if (!same || !(layers[index] == m_layers[index])) fill(i, layers[index]);
  }
  m_layers = layers;
  describeCurrent();
}

void LayerPicker::fill(int row, const LayerItem& layer) {
  setItemText(row, titleOf(layer));
  setItemData(row, layer.key);
  setItemData(row, layer.name, LayerDelegate::nameRole);
  setItemData(row, layer.shape, LayerDelegate::shapeRole);
  setItemData(row, layer.mark, LayerDelegate::markRole);
  setItemData(row, layer.note, LayerDelegate::noteRole);
  setItemData(row, layer.explanation.isEmpty() ? titleOf(layer) : layer.explanation,
              Qt::ToolTipRole);
  if (layer.picture.isNull()) return setItemIcon(row, {});
  // Few large pixels stay pixels: a smooth picture would claim what is not there.
  const int side = LayerDelegate::pictureSide * 2;
  const bool enlarges = std::max(layer.picture.width(), layer.picture.height()) < side;
  setItemIcon(row, QPixmap::fromImage(layer.picture.scaled(
                       side, side, Qt::KeepAspectRatio,
                       enlarges ? Qt::FastTransformation : Qt::SmoothTransformation)));
}

void LayerPicker::setCurrentLayer(const QString& key) {
  const int row = findData(key);
  setCurrentIndex(row >= 0 ? row : findData(QString()));
  describeCurrent();
}

void LayerPicker::describeCurrent() {
  setToolTip(currentIndex() < 0 ? QString() : itemData(currentIndex(), Qt::ToolTipRole).toString());
}

/// As the style does, but with the middle of a long name left out: the shape stays.
void LayerPicker::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOptionComboBox option;
  initStyleOption(&option);
  const int room =
      style()
          ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this)
          .width() -
      (option.currentIcon.isNull() ? 0 : closedIcon + 8) - 4;
  option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideMiddle, room);
  painter.drawComplexControl(QStyle::CC_ComboBox, option);
  painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

/// The list is as wide as its content, not as the panel.
void LayerPicker::showPopup() {
  constexpr int scrollBar = 24;
  view()->setMinimumWidth(std::max(width(), view()->sizeHintForColumn(0) + scrollBar));
  QComboBox::showPopup();
}

}  // namespace rho::widgets
