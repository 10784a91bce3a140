// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "model/card_question.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QRadioButton;

namespace rho::workbench {

class InputField;
class RecognitionField;

/// Asks for what a network's file does not say: which network the weights are of, classes, task,
/// size and channels of the input, normalisation.
class CardForm : public QWidget {
  Q_OBJECT
 public:
  explicit CardForm(QWidget* parent = nullptr);

  /// Fills in what is known, without changed().
  void ask(const model::CardQuestion& question);
  void setClassNames(const std::vector<std::string>& names);
  /// The number that the network turned out to have; 0: not known.
  void setOutputs(std::int64_t outputs);

  /// What is to stand beside the file: the card that is there with what the form says.
  nlohmann::json card() const;
  /// What keeps this from being a card, one sentence each.
  QStringList problems() const;
  /// Whether it says enough to open the network, be it with numbered classes.
  bool canBeTried() const;
  /// As card(), with a class where none is named yet.
  nlohmann::json cardToTry() const;

 signals:
  void changed();
  void namesFileWanted();

 private:
  QWidget* buildClasses();
  QWidget* buildTask();
  void addPresets();
  void connectParts();
  void fill(const nlohmann::json& card);
  void fillPreset(int index);
  void takeCandidate();
  void showCount();
  void edited();
  QStringList classNames() const;
  QStringList normalisationProblems() const;

  model::CardQuestion m_question;
  std::int64_t m_outputs = 0;
  bool m_isFilling = false;
  bool m_isEdited = false;  ///< by hand: another candidate does not replace it
  QFormLayout* m_rows;
  RecognitionField* m_recognition;
  QComboBox* m_preset;
  QPlainTextEdit* m_classes;
  QLabel* m_count;
  QRadioButton* m_single;
  QRadioButton* m_multi;
  InputField* m_input;
  QLineEdit* m_mean;
  QLineEdit* m_deviation;
};

}  // namespace rho::workbench
