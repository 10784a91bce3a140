// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "trust/findings.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace rho::widgets {
class FactList;
class PairMatrix;
}  // namespace rho::widgets

namespace rho::workbench {

class Document;
class Inspector;
class TrustChecker;

/// How far the finding can be trusted: warnings that come by themselves, and what a button asks
/// for.
class TrustPanel : public QWidget {
  Q_OBJECT
 public:
  TrustPanel(Document& document, Inspector& inspector, TrustChecker& checker,
             QWidget* parent = nullptr);

 private:
  void buildContent();
  QWidget* buildFiles();
  QLabel* makeText();
  /// A button with the file's name, and a menu that chooses another one or the one beside.
  QToolButton* makeFileButton(const QString& name, const QString& help, const QString& filter,
                              void (TrustPanel::*choose)(const QString& path));
  void chooseStudy(const QString& path);
  void chooseMask(const QString& path);
  void show();
  void showAnswer();
  void showAgreement(const std::vector<trust::Agreement>& agreements);
  void showFiles();

  Document& m_document;
  Inspector& m_inspector;
  TrustChecker& m_checker;
  QLabel* m_warnings;
  QPushButton* m_check;
  widgets::FactList* m_facts;
  QLabel* m_comparison;
  QLabel* m_agreementTitle;
  widgets::PairMatrix* m_agreement;
  QLabel* m_maskTitle;
  widgets::FactList* m_shares;
  QLabel* m_failures;
  QToolButton* m_study;
  QToolButton* m_mask;
};

}  // namespace rho::workbench
