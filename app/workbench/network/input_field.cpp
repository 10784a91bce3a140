// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/input_field.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>

namespace rho::workbench {

namespace {

/// Larger images are tried by nobody who has typed no digit too many: they would take all memory.
constexpr int largestSide = 2048;

QSpinBox* makeSide(const QString& name) {
  auto* box = new QSpinBox;
  box->setRange(0, largestSide);
  box->setSpecialValueText(QStringLiteral("–"));
  box->setAccessibleName(name);
  return box;
}

/// A card that somebody wrote may say more than the form offers.
void setSide(QSpinBox* box, int pixels) {
  const QSignalBlocker quiet(box);
  box->setMaximum(std::max(largestSide, pixels));
  box->setValue(pixels);
}

template <typename Data>
void choose(QComboBox* box, const Data& data) {
  const QSignalBlocker quiet(box);
  box->setCurrentIndex(std::max(0, box->findData(data)));
}

}  // namespace

InputField::InputField(QWidget* parent)
    : QWidget(parent),
      m_width(makeSide(tr("Width of the input in pixels"))),
      m_height(makeSide(tr("Height of the input in pixels"))),
      m_channels(new QComboBox),
      m_order(new QComboBox) {
  m_width->setObjectName("width");
  m_height->setObjectName("height");
  m_channels->setObjectName("channels");
  m_channels->setAccessibleName(tr("Channels of the input"));
  m_channels->addItem(tr("colours?"), 0);
  m_channels->addItem(tr("grey"), 1);
  m_channels->addItem(tr("colour"), 3);
  m_order->setObjectName("order");
  m_order->setAccessibleName(tr("Order of the colours"));
  m_order->addItem(QStringLiteral("RGB"), "rgb");
  m_order->addItem(QStringLiteral("BGR"), "bgr");
  m_order->setToolTip(
      tr("Which colour is the first channel: red for most networks, blue for those from Caffe and "
         "OpenCV. Mean and standard deviation are in the same order."));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_width);
  layout->addWidget(new QLabel(QStringLiteral("×")));
  layout->addWidget(m_height);
  layout->addWidget(m_channels);
  layout->addWidget(m_order);
  layout->addStretch(1);
  setToolTip(tr("Width and height in pixels, to which images are brought"));
  setFocusProxy(m_width);
  setFocusPolicy(m_width->focusPolicy());
  for (auto* side : {m_width, m_height})
    connect(side, &QSpinBox::valueChanged, this, &InputField::edited);
  connect(m_channels, &QComboBox::currentIndexChanged, this, [this] {
    showOrder();
    emit edited();
  });
  connect(m_order, &QComboBox::currentIndexChanged, this, &InputField::edited);
  showOrder();
}

void InputField::setFixed(bool size, bool channels) {
  m_isSizeFixed = size;
  m_areChannelsFixed = channels;
  for (auto* side : {m_width, m_height}) side->setEnabled(!size);
  m_channels->setEnabled(!channels);
}

void InputField::fill(const nlohmann::json& card) {
  if (card.contains("input_size") && !(m_isSizeFixed && m_width->value() > 0)) {
    setSide(m_height, card["input_size"][0].get<int>());
    setSide(m_width, card["input_size"][1].get<int>());
  }
  if (card.contains("input_channels") && !(m_areChannelsFixed && channels() > 0))
    choose(m_channels, card["input_channels"].get<int>());
  if (card.contains("channel_order"))
    choose(m_order, QString::fromStdString(card["channel_order"].get<std::string>()));
  showOrder();
}

void InputField::writeTo(nlohmann::json& card) const {
  card["input_size"] = {m_height->value(), m_width->value()};
  card["input_channels"] = channels();
  card.erase("channel_order");
  if (channels() == 3 && m_order->currentData() == "bgr") card["channel_order"] = "bgr";
}

bool InputField::hasSize() const { return m_width->value() > 0 && m_height->value() > 0; }

int InputField::channels() const { return m_channels->currentData().toInt(); }

void InputField::showOrder() { m_order->setVisible(channels() == 3); }

}  // namespace rho::workbench
