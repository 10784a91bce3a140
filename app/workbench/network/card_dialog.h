// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QImage>

#include "image/image.h"
#include "model/card_question.h"
#include "workbench/network/card_trial.h"

class QBoxLayout;
class QLabel;
class QPushButton;
class QTimer;
class QToolButton;

namespace rho::widgets {
class CheckList;
class ConfidenceBars;
class ElidedLabel;
class FittedPicture;
}  // namespace rho::widgets

namespace rho::workbench {

class CardForm;
class JobTracker;

/// The image that a card is tried on.
struct CardExample {
  QString title;
  image::Image image;
  QImage picture;
};

/// Asks for the card of a network and shows, with each change, what the network says of an example
/// under it. It is no modal window: work goes on beside it.
class CardDialog : public QDialog {
  Q_OBJECT
 public:
  static constexpr const char* questionLane = "card";
  static constexpr const char* trialLane = "trial of a card";
  static constexpr const char* exampleLane = "example of a card";
  static constexpr const char* savingLane = "saving a card";
  /// Whether failures in it are told here, not in the window.
  static bool isOwnLane(const QString& lane);

  /// reason: why the network could not be opened; empty where it could.
  CardDialog(JobTracker& tracker, const QString& network, const QString& reason, QWidget* parent);
  ~CardDialog() override;

  const QString& network() const { return m_network; }
  CardForm& form() const { return *m_form; }
  /// The open case, unless another image was chosen here.
  void followCase(const CardExample& opened);
  void openExample(const QString& address);
  /// Class names from a file: text, JSON, or as Python writes them.
  void readClassNames(const QString& path);
  void save();
  /// Without writing: until the program ends.
  void useForNow();
  /// Of what was asked last; nothing while it is being tried.
  const std::optional<CardTrial>& trial() const { return m_trial; }
  QString message() const;

 signals:
  void asked();  ///< the form shows what the file tells
  void tried();  ///< trial() is new and complete
  void saved(const QString& network);
  void savingFailed();

 private:
  QWidget* buildBody();
  QWidget* buildTrial();
  QWidget* buildFoot();
  void connectTracker();
  void askFile();
  void takeQuestion(const model::CardQuestion& question);
  void formChanged();
  void setExample(CardExample example);
  void tryNow();
  void takeTrial(const CardTrial& trial);
  void showTrial();
  void showWhatIsMissing();
  void keep(bool forNow);
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

  JobTracker& m_tracker;
  QString m_network;
  bool m_isAsked = false;
  bool m_cannotWrite = false;
  bool m_hasOwnExample = false;  ///< chosen here
  std::string m_whyFixed;
  CardExample m_example;
  std::optional<CardTrial> m_trial;
  QString m_failure;  ///< of the last thing that was asked for by hand
  QTimer* m_pause;
  QBoxLayout* m_columns;
  QLabel* m_why;
  CardForm* m_form;
  widgets::FittedPicture* m_picture;
  QToolButton* m_otherExample;
  QLabel* m_state;
  widgets::ConfidenceBars* m_bars;
  widgets::CheckList* m_checks;
  QLabel* m_message;
  QPushButton* m_save;
  QPushButton* m_useForNow;
};

}  // namespace rho::workbench
