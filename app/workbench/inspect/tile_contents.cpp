// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/tile_contents.h"

#include <QCoreApplication>

#include "workbench/inspect/core_texts.h"
#include "workbench/inspect/decision_texts.h"

namespace rho::workbench {

namespace {

struct TileText {
  Q_DECLARE_TR_FUNCTIONS(TileText)
};

QString number(double value, int digits) { return QString::number(value, 'f', digits); }

QString bold(const QString& text) { return "<b>" + text + "</b>"; }

double confidenceOf(const std::vector<float>& confidences, int index) {
  const auto i = static_cast<std::size_t>(index);
  return index >= 0 && i < confidences.size() ? static_cast<double>(confidences[i]) : 0;
}

/// What a tile is made from.
struct Source {
  const TileSetting& tile;
  const OpenCase& opened;
  const Inspection& row;
  const Workspace& workspace;

  int target() const { return row.targetOf(tile); }
  QString className(int index) const { return QString::fromStdString(row.className(index)); }
  QString targetName() const { return className(target()).toHtmlEscaped(); }
  double before() const { return confidenceOf(row.confidences, target()); }
};

widgets::PictureLayers plain(const QImage& picture) {
  widgets::PictureLayers layers;
  layers.base = picture;
  return layers;
}

void showScaled(widgets::TileContent& content, const ScaledPicture& shown) {
  content.layers = shown.layers;
  content.scale = {shown.colors, shown.range};
}

widgets::TileContent inputTile(const Source& source) {
  widgets::TileContent content;
  content.layers = plain(source.opened.picture);
  content.layers.overlay = source.opened.drawings;
  content.subtitle = QString::fromStdString(source.opened.entry.title);
  if (source.opened.frames() > 1)
    content.subtitle = TileText::tr("%1/%2 · %3", "frame of frames, file")
                           .arg(source.opened.frame() + 1)
                           .arg(source.opened.frames())
                           .arg(content.subtitle);
  content.result = decisionHtml(source.row);
  return content;
}

QString changeText(const Source& source, double after, double rhoReached) {
  return TileText::tr("%1 %2 → %3 · ρ reached %4")
      .arg(source.targetName(), number(source.before(), 2), bold(number(after, 2)),
           number(rhoReached, 3));
}

/// At ρ = 0 nothing is perturbed: the input itself stands for the point that nobody computes.
widgets::TileContent unperturbedTile(const Source& source) {
  widgets::TileContent content;
  if (source.tile.difference) {
    content.placeholder = TileText::tr("No difference at ρ 0");
  } else {
    content.layers = plain(source.opened.picture);
    content.result = TileText::tr("%1 %2 · unchanged")
                         .arg(source.targetName(), bold(number(source.before(), 2)));
  }
  return content;
}

widgets::TileContent sweptTile(const Source& source) {
  widgets::TileContent content;
  const Frame* frame = source.row.frameFor(source.tile, source.workspace);
  if (!frame) return content;
  if (source.tile.difference) {
    showScaled(content, frame->difference);
    content.result = TileText::tr("added to the input");
    return content;
  }
  content.layers = plain(frame->picture);
  content.result =
      changeText(source, confidenceOf(frame->confidences, source.target()), frame->rhoReached);
  return content;
}

QString provenanceOf(const Source& source, const Answer& answer) {
  const auto& value = answer.value;
  const auto& method = Analysis::method(source.tile.method);
  QStringList lines = {coreText(method.title) + ": " + coreText(method.summary),
                       QString::fromStdString(method.source)};
  lines << optionTexts(method, value.options);
  lines << TileText::tr("seed %1 · %2 s").arg(value.seed).arg(number(value.seconds, 2));
  lines << TileText::tr("network SHA-256 %1")
               .arg(QString::fromStdString(source.row.network->card().sha256).left(12));
  return lines.join('\n');
}

QString resultOf(const Source& source, const Answer& answer) {
  const auto& value = answer.value;
  if (value.rhoReached)
    return source.tile.difference
               ? TileText::tr("added to the input")
               : changeText(source, confidenceOf(value.confidencesAfter, source.target()),
                            *value.rhoReached);
  if (value.score)
    return TileText::tr("R² %1 %2")
        .arg(bold(number(*value.score, 2)), *value.score >= 0.5
                                                ? TileText::tr("local model fits")
                                                : TileText::tr("local model fits badly"));
  return value.warnings.empty() ? TileText::tr("scaled on its own")
                                : TileText::tr("see the warning");
}

widgets::TileContent answeredTile(const Source& source) {
  widgets::TileContent content;
  const Answer* answer = source.row.answerFor(source.tile, source.workspace);
  if (!answer) return content;
  if (!answer->error.empty()) {
    content.placeholder = QString::fromStdString(answer->error);
    return content;
  }
  if (!answer->perturbed.isNull() && !source.tile.difference)
    content.layers = plain(answer->perturbed);
  else
    showScaled(content, answer->map);
  content.result = resultOf(source, *answer);
  if (answer->segments > 0) content.subtitle = TileText::tr("%1 superpixels").arg(answer->segments);
  for (const auto& warning : answer->value.warnings) content.warnings << coreText(warning);
  content.provenance = provenanceOf(source, *answer);
  return content;
}

widgets::TileContent methodTile(const Source& source) {
  widgets::TileContent content;
  const bool perturbs = Analysis::method(source.tile.method).perturbs;
  if (source.target() < 0) {
    if (source.row.target >= 0)
      content.placeholder = TileText::tr("This network knows no class “%1”")
                                .arg(QString::fromStdString(source.tile.target));
    return content;
  }
  if (perturbs && Inspection::frameKey(source.workspace.rho) == 0)
    content = unperturbedTile(source);
  else
    content = isSwept(source.tile) ? sweptTile(source) : answeredTile(source);
  const auto name = source.className(source.target());
  content.subtitle = content.subtitle.isEmpty() ? name : name + ", " + content.subtitle;
  return content;
}

}  // namespace

QString tileId(const TileSetting& tile) { return QString::fromStdString(tile.key()); }

QString inputTileId() {
  TileSetting tile;
  tile.method = TileSetting::input;
  return tileId(tile);
}

QString tileTitle(const TileSetting& tile) {
  if (tile.method == TileSetting::input) return TileText::tr("Input");
  if (tile.method == "ae-raise" || tile.method == "ae-lower") {
    const bool raises = tile.method == "ae-raise";
    if (tile.difference)
      return raises ? TileText::tr("Diff · raise") : TileText::tr("Diff · lower");
    return raises ? TileText::tr("AE · raise") : TileText::tr("AE · lower");
  }
  return coreText(Analysis::method(tile.method).title);
}

widgets::TileContent tileContent(const TileSetting& tile, const OpenCase& opened,
                                 const Inspection& row, const Workspace& workspace,
                                 const QString& waiting) {
  const Source source{tile, opened, row, workspace};
  auto content = tile.method == TileSetting::input ? inputTile(source) : methodTile(source);
  content.layers.origin = opened.origin;
  if (content.layers.isNull() && content.placeholder.isEmpty())
    content.placeholder = row.failure.empty() ? waiting : QString::fromStdString(row.failure);
  return content;
}

}  // namespace rho::workbench
