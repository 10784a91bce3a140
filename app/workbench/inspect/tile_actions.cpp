// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/tile_actions.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "workbench/document/document.h"
#include "workbench/inspect/core_texts.h"
#include "workbench/inspect/inspector.h"
#include "workbench/inspect/options_form.h"
#include "workbench/inspect/tile_contents.h"

namespace rho::workbench {

namespace {

bool holds(const std::vector<TileSetting>& tiles, const TileSetting& tile) {
  return std::find(tiles.begin(), tiles.end(), tile) != tiles.end();
}

}  // namespace

TileActions::TileActions(Document& document, Inspector& inspector, QWidget& window)
    : QObject(&window), m_document(document), m_inspector(inspector), m_window(window) {}

const TileSetting* TileActions::find(const QString& id) const {
  for (const auto& tile : m_document.workspace().tiles)
    if (tileId(tile) == id) return &tile;
  return nullptr;
}

void TileActions::addTo(QMenu& menu) {
  auto* methods = menu.addMenu(tr("&Add a tile"));
  connect(methods, &QMenu::aboutToShow, this, [this, methods] { fillMethods(*methods); });
  fillMethods(*methods);
  menu.addAction(tr("&Usual tiles"), this, [this] {
    m_document.edit(tr("usual tiles"), [](Workspace& w) {
      w.tiles = Workspace::defaultTiles();
      w.maximised.clear();
    });
  });
}

void TileActions::fillMethods(QMenu& menu) {
  menu.clear();
  menu.setToolTipsVisible(true);
  const auto add = [&](const TileSetting& tile, const QString& toolTip) {
    auto* action = menu.addAction(tileTitle(tile), this, [this, tile] { addTile(tile); });
    action->setToolTip(toolTip);
    action->setEnabled(!holds(m_document.workspace().tiles, tile));
  };
  TileSetting tile;
  tile.method = TileSetting::input;
  add(tile, tr("The image itself"));
  for (const auto& method : Analysis::methods()) {
    tile.method = method.id;
    tile.difference = false;
    add(tile, coreText(method.summary));
    if (!method.perturbs) continue;
    tile.difference = true;
    add(tile, tr("What was added to the image"));
  }
}

void TileActions::addTile(const TileSetting& tile) {
  m_document.edit(tr("add a tile"), [&](Workspace& w) {
    if (!holds(w.tiles, tile)) w.tiles.push_back(tile);
    w.maximised.clear();
  });
}

void TileActions::removeTile(const QString& id) {
  m_document.edit(tr("remove a tile"), [&](Workspace& w) {
    std::erase_if(w.tiles, [&](const auto& tile) { return tileId(tile) == id; });
    if (w.maximised == id.toStdString()) w.maximised.clear();
  });
}

void TileActions::changeTile(const QString& id, const QString& what,
                             const std::function<void(TileSetting&)>& change) {
  m_document.edit(what, [&](Workspace& w) {
    for (auto it = w.tiles.begin(); it != w.tiles.end(); ++it) {
      if (tileId(*it) != id) continue;
      auto changed = *it;
      change(changed);
      if (changed == *it) return;
      const bool twice = holds(w.tiles, changed);
      if (w.maximised == id.toStdString()) w.maximised = changed.key();
      *it = changed;
      if (twice) w.tiles.erase(it);
      return;
    }
  });
}

void TileActions::moveTile(const QString& id, int places) {
  m_document.edit(tr("move a tile"), [&](Workspace& w) {
    for (int i = 0; i < static_cast<int>(w.tiles.size()); ++i) {
      const int to = i + places;
      if (tileId(w.tiles[static_cast<std::size_t>(i)]) != id) continue;
      if (to >= 0 && to < static_cast<int>(w.tiles.size()))
        std::swap(w.tiles[static_cast<std::size_t>(i)], w.tiles[static_cast<std::size_t>(to)]);
      return;
    }
  });
}

void TileActions::fillTileMenu(QMenu& menu, const QString& id) {
  const auto* found = find(id);
  if (!found) return;
  const TileSetting tile = *found;
  if (tile.method != TileSetting::input) {
    menu.addAction(tr("&Options…"), this, [this, id] { editOptions(id); });
    fillClasses(*menu.addMenu(tr("&Class")), id, tile);
    if (Analysis::isAdversarial(tile.method))
      menu.addAction(tile.difference ? tr("&Show the perturbed image") : tr("&Show the difference"),
                     this, [this, id] {
                       changeTile(id, tr("show the difference"),
                                  [](TileSetting& t) { t.difference = !t.difference; });
                     });
    menu.addSeparator();
  }
  const bool fills = m_document.workspace().maximised == id.toStdString();
  menu.addAction(fills ? tr("All &tiles") : tr("&Fill the grid"), this, [this, id, fills] {
    m_document.edit(tr("fill the grid"),
                    [&](Workspace& w) { w.maximised = fills ? std::string() : id.toStdString(); });
  });
  menu.addAction(tr("Move &left"), this, [this, id] { moveTile(id, -1); });
  menu.addAction(tr("Move &right"), this, [this, id] { moveTile(id, 1); });
  menu.addAction(tr("R&emove"), this, [this, id] { removeTile(id); });
}

void TileActions::fillClasses(QMenu& menu, const QString& id, const TileSetting& tile) {
  const auto add = [&](const QString& text, const std::string& name) {
    auto* action = menu.addAction(text, this, [this, id, name] {
      changeTile(id, tr("choose a class"), [&](TileSetting& t) { t.target = name; });
    });
    action->setCheckable(true);
    action->setChecked(tile.target == name);
  };
  add(tr("the window's"), {});
  const auto& row = m_inspector.current();
  if (!row.network) return;
  for (const auto& name : row.network->card().classNames)
    add(QString::fromStdString(name).replace('&', "&&"), name);
}

void TileActions::editOptions(const QString& id) {
  const auto* tile = find(id);
  if (!tile || tile->method == TileSetting::input) return;
  const auto& method = Analysis::method(tile->method);
  const auto& network = m_inspector.current().network;
  auto* dialog = new QDialog(&m_window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Options of %1").arg(coreText(method.title)));
  auto* summary =
      new QLabel(coreText(method.summary) + "\n" + QString::fromStdString(method.source));
  summary->setWordWrap(true);
  auto* form = new OptionsForm(method, tile->options,
                               network ? network->layers() : std::vector<std::string>());
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel |
                                       QDialogButtonBox::RestoreDefaults);
  auto* layout = new QVBoxLayout(dialog);
  layout->setSpacing(12);
  layout->addWidget(summary);
  layout->addWidget(form);
  layout->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, form,
          &OptionsForm::reset);
  connect(dialog, &QDialog::accepted, this, [this, id, form] {
    changeTile(id, tr("change options"), [&](TileSetting& t) { t.options = form->options(); });
  });
  dialog->open();
}

}  // namespace rho::workbench
