// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

namespace rho::widgets {

/// A picture as large as it fits, never larger than its pixels; a text where there is none.
class FittedPicture : public QWidget {
  Q_OBJECT
 public:
  explicit FittedPicture(QWidget* parent = nullptr);

  void setPicture(const QImage& picture);
  const QImage& picture() const { return m_picture; }
  void setEmptyText(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QImage m_picture;
  QString m_emptyText;
};

}  // namespace rho::widgets
