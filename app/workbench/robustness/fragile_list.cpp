// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/robustness/fragile_list.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/case_delegate.h"
#include "widgets/section_label.h"
#include "workbench/robustness/robustness_texts.h"

namespace rho::workbench {

namespace {

constexpr int addressRole = Qt::UserRole + 100;

QImage toImage(const cv::Mat& rgb) {
  if (rgb.empty()) return {};
  return QImage(rgb.data, rgb.cols, rgb.rows, static_cast<qsizetype>(rgb.step),
                QImage::Format_RGB888)
      .copy();
}

}  // namespace

FragileList::FragileList(QWidget* parent)
    : QWidget(parent),
      m_order(new QComboBox),
      m_filterText(new QLabel),
      m_clear(new QToolButton),
      m_empty(new QLabel(tr("The images that the smallest change turns are listed here."))),
      m_list(new QListView),
      m_model(new QStandardItemModel(this)) {
  m_order->addItems({tr("by attack distance"), tr("by BTR distance")});
  m_order->setAccessibleName(tr("Order of the images"));
  m_filterText->setTextFormat(Qt::PlainText);
  m_filterText->setWordWrap(true);
  m_clear->setText(QStringLiteral("✕"));
  m_clear->setToolTip(tr("Show all images"));
  m_clear->setAccessibleName(m_clear->toolTip());
  m_clear->setFocusPolicy(Qt::StrongFocus);
  m_empty->setWordWrap(true);
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setEnabled(false);  // stands back
  m_list->setModel(m_model);
  m_list->setItemDelegate(new widgets::CaseDelegate(m_list));
  m_list->setAccessibleName(tr("Most fragile images"));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_list->setUniformItemSizes(true);
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->viewport()->setMouseTracking(true);
  m_list->viewport()->setAutoFillBackground(false);
  m_list->setToolTip(tr("Enter or a double-click opens the image in Inspect"));
  auto* filter = new QHBoxLayout;
  filter->addWidget(m_filterText, 1);
  filter->addWidget(m_clear);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(9, 9, 7, 7);
  layout->setSpacing(6);
  layout->addWidget(new widgets::SectionLabel(tr("Most fragile images")));
  layout->addWidget(m_order);
  layout->addLayout(filter);
  layout->addWidget(m_list, 1);
  layout->addWidget(m_empty, 1);
  setMinimumWidth(180);
  connect(m_order, &QComboBox::currentIndexChanged, this, &FragileList::fill);
  connect(m_clear, &QToolButton::clicked, this, &FragileList::filterCleared);
  connect(m_list, &QListView::activated, this, [this](const QModelIndex& index) {
    emit imageChosen(index.data(addressRole).toString());
  });
  fill();
}

void FragileList::show(const NetworkMeasurement& network, const std::vector<SampleImage>& samples) {
  m_network = network;
  m_samples = samples;
  fill();
}

void FragileList::setFilter(std::optional<std::pair<int, int>> actualAndPredicted) {
  if (m_filter == actualAndPredicted) return;
  m_filter = actualAndPredicted;
  fill();
}

int FragileList::count() const { return m_model->rowCount(); }

std::vector<const MeasuredImage*> FragileList::orderedImages() const {
  const bool byOther = m_order->currentIndex() == byBetterThanRandom;
  const auto distance = [&](const MeasuredImage& image) {
    const auto& wanted = byOther ? image.betterThanRandom : image.attack;
    const auto& other = byOther ? image.attack : image.betterThanRandom;
    return wanted.value_or(other.value_or(0));
  };
  std::vector<const MeasuredImage*> images;
  for (const auto& image : m_network.images)
    if (!m_filter || *m_filter == std::pair(image.label, image.predicted)) images.push_back(&image);
  // Those that are right and fall first come before those that are wrong from the start.
  std::stable_sort(images.begin(), images.end(), [&](const auto* a, const auto* b) {
    const double x = distance(*a), y = distance(*b);
    return std::pair(x == 0, x) < std::pair(y == 0, y);
  });
  return images;
}

void FragileList::fill() {
  const auto images = orderedImages();
  const int shown = static_cast<int>(std::min(images.size(), mostImages));
  if (m_model->rowCount() > shown) m_model->removeRows(shown, m_model->rowCount() - shown);
  while (m_model->rowCount() < shown) m_model->appendRow(new QStandardItem);
  const bool byOther = m_order->currentIndex() == byBetterThanRandom;
  for (int row = 0; row < shown; ++row) {
    const auto& image = *images[static_cast<std::size_t>(row)];
    auto* item = m_model->item(row);
    const auto label = className(m_network, image.label);
    const auto title =
        image.isRight() ? label
                        : tr("%1, taken for %2").arg(label, className(m_network, image.predicted));
    const auto& wanted = byOther ? image.betterThanRandom : image.attack;
    const double distance =
        wanted.value_or((byOther ? image.attack : image.betterThanRandom).value_or(0));
    item->setText(title);
    item->setData(distance == 0 ? tr("wrong from the start")
                                : tr("ρ %1 · confidence %2")
                                      .arg(distanceText(distance))
                                      .arg(static_cast<double>(image.confidence), 0, 'f', 2),
                  widgets::CaseDelegate::subtitleRole);
    const auto index = static_cast<std::size_t>(image.index);
    if (index >= m_samples.size()) continue;
    const auto address = QString::fromStdString(m_samples[index].address);
    if (item->data(addressRole).toString() == address) continue;
    item->setData(address, addressRole);
    item->setData(toImage(m_samples[index].thumbnail), widgets::CaseDelegate::thumbnailRole);
  }
  showHeading(images.size());
}

void FragileList::showHeading(std::size_t found) {
  const bool any = !m_network.images.empty();
  m_list->setVisible(any);
  m_empty->setVisible(!any);
  m_order->setVisible(m_network.attack && m_network.betterThanRandom);
  m_filterText->setVisible(m_filter.has_value());
  m_clear->setVisible(m_filter.has_value());
  if (!m_filter) return;
  const auto [actual, predicted] = *m_filter;
  m_filterText->setText(tr("%1 → %2: %n images", nullptr, static_cast<int>(found))
                            .arg(className(m_network, actual), className(m_network, predicted)));
}

}  // namespace rho::workbench
