// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/card_rows.h"

#include <QCoreApplication>
#include <QStringList>
#include <map>

#include "model/decision.h"

namespace rho::workbench {

namespace {

/// The figures of one card, under the names that our commands and the published ones give them.
class CardText {
  Q_DECLARE_TR_FUNCTIONS(CardText)
 public:
  explicit CardText(const model::ModelCard& card) : m_card(card) {}

  std::vector<CardRow> rows() {
    add(tr("name"), QString::fromStdString(m_card.name));
    addRecognition();
    add(tr("trained"), training());
    addAccuracy();
    addRobustness();
    if (m_card.task == model::Task::multiLabel)
      add(tr("labels"), labels(), labelsHelp());
    else
      add(tr("classes"), QString::number(m_card.classCount()));
    add(tr("input"), QString("%1×%2×%3")
                         .arg(m_card.inputWidth)
                         .arg(m_card.inputHeight)
                         .arg(m_card.inputChannels));
    const auto sha = QString::fromStdString(m_card.sha256);
    add(tr("SHA-256"), sha.left(8) + "…" + sha.right(4),
        tr("<p>Of the weights, by which a result can be traced to them:</p><p>%1</p>").arg(sha));
    return std::move(m_rows);
  }

  static QString rho() {
    return tr(
        "<p><b>ρ</b> is the size of a change of the image: the root of its mean square over "
        "all values, on the scale from 0 (black) to 1 (white), at the network's input "
        "size.</p><p>ρ = √(mean(δ²))</p>");
  }

 private:
  void add(const QString& name, const QString& value, const QString& explanation = {}) {
    if (!value.isEmpty()) m_rows.push_back({name, value, explanation});
  }

  /// The first of the names that the metrics hold.
  QString figure(std::initializer_list<const char*> names, int digits = 3) const {
    for (const char* name : names) {
      const auto found = m_card.metrics.find(name);
      if (found != m_card.metrics.end() && found->is_number())
        return QString::number(found->get<double>(), 'g', digits);
    }
    return {};
  }

  /// Of weights that do not say themselves which network they are.
  void addRecognition() {
    const auto& found = m_card.recognition;
    if (found.empty()) return;
    const auto text = [&](const char* key) {
      return QString::fromStdString(found.value(key, std::string())).toHtmlEscaped();
    };
    QString says = "<p>" + text("evidence") + "</p>";
    for (const auto& one : found.value("assumed", std::vector<std::string>()))
      says += "<p>" + QString::fromStdString(one).toHtmlEscaped() + "</p>";
    if (!found.value("confirmed", false))
      says +=
          tr("<p>Nobody has confirmed it: a card beside the file does "
             "(<code>rho model card</code>).</p>");
    add(tr("recognised"), text("network"), says);
  }

  void addAccuracy() {
    const auto images = figure({"n"}, 9);
    const auto data = m_card.metrics.find("data");
    QString origin = images.isEmpty() ? QString() : tr("<p>On %1 images.</p>").arg(images);
    if (data != m_card.metrics.end() && data->is_string())
      origin = "<p>" + QString::fromStdString(data->get<std::string>()).toHtmlEscaped() + "</p>";
    add(tr("accuracy"), figure({"accuracy"}),
        tr("<p>Share of the test images that get their true class.</p>") + origin);
    add(tr("balanced"), figure({"balanced_accuracy"}),
        tr("<p>Balanced accuracy: the mean over the classes of the share of each that is found, "
           "so that rare classes count like frequent ones.</p>") +
            origin);
    add(tr("AUC"), figure({"auc"}),
        tr("<p>Area under the ROC curve: the chance that an image of the class gets a higher "
           "confidence than one without it. 0.5 is guessing.</p>") +
            origin);
  }

  QString ara(const QString& distance) const {
    const auto images = figure({"ara_images"}, 9);
    return tr("<p>Accuracy-robustness area: how far above chance the network stays while the "
              "attack grows. Larger is more robust.</p>"
              "<p>ARA = Σ w · max(0, A(ρ) − 1/C)</p>"
              "<p>A(ρ) is the share of test images that no change up to ρ has turned, C the number "
              "of classes, w the width of a bin of ρ.</p>") +
           distance + (images.isEmpty() ? QString() : tr("<p>On %1 images.</p>").arg(images));
  }

  void addRobustness() {
    add(tr("attack ARA"), figure({"attack_ara", "ara"}),
        ara(tr("<p>An image is turned when another class is the most confident.</p>")));
    add(tr("BTR ARA"), figure({"btr_ara"}),
        ara(tr("<p>BTR, better than random: an image is turned when the confidence of its true "
               "class falls to chance, p ≤ 1/C. That takes a larger change than another "
               "winner.</p>")));
    add(tr("median ρ"), figure({"median_attack_distance", "median"}),
        tr("<p>Half of the test images get another class by a change of at most this size.</p>") +
            rho());
    add(tr("median BTR ρ"), figure({"median_btr_distance"}),
        tr("<p>Half of the test images fall to chance by a change of at most this size.</p>") +
            rho());
  }

  static bool holds(const nlohmann::json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end() || found->is_null()) return false;
    return !found->is_boolean() || found->get<bool>();
  }

  /// In a few words: of our recipes, or of the published networks' options.
  QString training() const {
    const auto recipe = m_card.training.value("recipe", m_card.training);
    QStringList parts;
    if (holds(recipe, "robust_terms") || holds(recipe, "robust_additions"))
      parts << tr("robust terms");
    if (holds(recipe, "adversarial_training")) parts << tr("adversarial");
    if (holds(recipe, "epochs") && recipe["epochs"].is_number_integer()) {
      const auto epochs = recipe["epochs"].get<int>();
      parts << (epochs == 1 ? tr("1 epoch") : tr("%1 epochs").arg(epochs));
    }
    const auto images = m_card.training.find("images");
    if (images != m_card.training.end() && images->is_number_integer())
      parts << tr("%1 images").arg(images->get<long long>());
    return parts.join(", ");
  }

  bool hasOperatingPoints() const {
    for (int label = 0; label < m_card.classCount(); ++label)
      if (model::hasOperatingPoint(m_card, label)) return true;
    return false;
  }

  QString labels() const {
    return hasOperatingPoints() ? tr("%1, at operating points").arg(m_card.classCount())
                                : tr("%1, each on its own").arg(m_card.classCount());
  }

  QString labelsHelp() const {
    const QString each = tr("<p>Each label is decided about on its own: it is found or not.</p>");
    return each +
           (hasOperatingPoints()
                ? tr("<p>Found is a label whose confidence is at or above its operating point, "
                     "where the network's makers draw the line: such a confidence is no "
                     "probability. Labels without one are found from 0.5 on.</p>")
                : tr("<p>Found is a label whose confidence is 0.5 or more.</p>"));
  }

  const model::ModelCard& m_card;
  std::vector<CardRow> m_rows;
};

}  // namespace

std::vector<CardRow> cardRows(const model::ModelCard& card) { return CardText(card).rows(); }

QString metricName(const std::string& key) {
  static const std::map<std::string, const char*> names = {
      {"accuracy", QT_TRANSLATE_NOOP("CardText", "accuracy")},
      {"balanced_accuracy", QT_TRANSLATE_NOOP("CardText", "balanced accuracy")},
      {"auc", QT_TRANSLATE_NOOP("CardText", "AUC")},
      {"cross_entropy", QT_TRANSLATE_NOOP("CardText", "cross-entropy")},
      {"n", QT_TRANSLATE_NOOP("CardText", "test images")},
      {"attack_ara", QT_TRANSLATE_NOOP("CardText", "attack ARA")},
      {"ara", QT_TRANSLATE_NOOP("CardText", "attack ARA")},
      {"btr_ara", QT_TRANSLATE_NOOP("CardText", "BTR ARA")},
      {"median_attack_distance", QT_TRANSLATE_NOOP("CardText", "median ρ")},
      {"median", QT_TRANSLATE_NOOP("CardText", "median ρ")},
      {"median_btr_distance", QT_TRANSLATE_NOOP("CardText", "median BTR ρ")},
      {"ara_images", QT_TRANSLATE_NOOP("CardText", "test images for ARA")}};
  const auto found = names.find(key);
  return found == names.end() ? QString::fromStdString(key) : CardText::tr(found->second);
}

QString explanationOfRho() { return CardText::rho(); }

}  // namespace rho::workbench
