// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QImage>
#include <vector>

namespace rho::widgets {

/// A layer that can be picked.
struct LayerItem {
  QString key;          ///< what is emitted
  QString name;         ///< what is shown
  QString shape;        ///< "64×8×8"; empty while it is unknown
  QImage picture;       ///< of its activation; null where there is none
  QString mark;         ///< a word or two on what is the matter with it; empty when nothing is
  QString explanation;  ///< the same as a sentence
  QString note = {};    ///< stands back after the name, as "default"

  bool operator==(const LayerItem& other) const;
};

/// A list of layers, each with its shape, a small picture of what it responds to, and a mark where
/// it is of no use. Layers stay pickable all the same.
class LayerPicker : public QComboBox {
  Q_OBJECT
 public:
  explicit LayerPicker(QWidget* parent = nullptr);

  /// In their order in the network. The same keys keep the choice, and an open list open.
  void setLayers(const std::vector<LayerItem>& layers);
  /// One that is not there is the layer with the empty key.
  void setCurrentLayer(const QString& key);
  QString currentLayer() const { return currentData().toString(); }

  void showPopup() override;

 signals:
  void layerPicked(const QString& key);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void fill(int row, const LayerItem& layer);
  void describeCurrent();

  std::vector<LayerItem> m_layers;
};

}  // namespace rho::widgets
