// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keys_window.h"

#include "ui/keys/inserted_keys_view.h"
#include "ui/keys/key_row.h"
#include "ui/keys/rename_dialog.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirmation.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/rule_line.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace vouch::ui {

namespace {

constexpr int windowWidth = 680;
constexpr int margin = 24;

} // namespace

KeysWindow::KeysWindow() : scroll_(new QScrollArea(this)) {
    setWindowTitle(tr("Keys")); // Qt adds the application's name
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded); // large text, narrow screen
    QWidget *inside = content();
    scroll_->setWidget(inside);
    scroll_->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    inside->installEventFilter(this); // LayoutRequest: the content needs another height

    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(scroll_, 1);
    all->addWidget(new RuleLine(Qt::Horizontal, this));
    all->addWidget(footer());
    setOwner({}, {});
    keepOnScreen(this);
    fit();
}

QWidget *KeysWindow::content() {
    auto *content = new QWidget;
    QLabel *title = plainLabel(tr("Your keys"), content);
    title->setFont(scaledFont(font(), 1.5, QFont::DemiBold));
    about_ = new TonedLabel(mutedColor, {}, content);
    note_ = new FieldNote(nullptr, content);
    add_ = pushButton(tr("&Add a key…"), content);
    signIn_ = pushButton(tr("Sign &in"), content);
    inserted_ = new InsertedKeysView(content);
    rows_ = new QVBoxLayout;
    rows_->setContentsMargins(0, 0, 0, 0);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(signIn_);
    buttons->addWidget(add_);
    buttons->addStretch();

    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(margin, margin, margin, 16);
    column->setSpacing(8);
    column->addWidget(title);
    column->addSpacing(2 - column->spacing());
    column->addWidget(about_);
    column->addLayout(rows_);
    column->addLayout(buttons);
    column->addWidget(note_);
    column->addSpacing(4);
    column->addWidget(new RuleLine(Qt::Horizontal, content));
    column->addSpacing(4);
    column->addWidget(inserted_);
    column->addStretch();
    connect(add_, &QPushButton::clicked, this, &KeysWindow::addWanted);
    connect(signIn_, &QPushButton::clicked, this, &KeysWindow::signInWanted);
    connect(inserted_, &InsertedKeysView::pinWanted, this, &KeysWindow::pinWanted);
    return content;
}

QWidget *KeysWindow::footer() {
    auto *footer = new QWidget(this);
    close_ = pushButton(tr("&Close"), footer);
    close_->setMinimumWidth(std::max(87, close_->minimumWidth()));
    connect(close_, &QPushButton::clicked, this, &QDialog::close);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(margin, 12, margin, 12);
    row->addStretch();
    row->addWidget(close_);
    return footer;
}

FieldNote *KeysWindow::insertedNote() const {
    return inserted_->note();
}

void KeysWindow::present() {
    show();
    raise();
    activateWindow();
}

void KeysWindow::setOwner(const QString &email, const QString &server) {
    email_ = email;
    server_ = server;
    if (server.isEmpty())
        about_->setText(tr("Without a Vouch server, no keys are registered."));
    else if (email.isEmpty())
        about_->setText(tr("You're signed out. Sign in to see your registered keys."));
    else
        about_->setText(tr("Keys that can sign in as %1 at %2.").arg(email, server));
    if (email.isEmpty())
        keys_.clear();
    showRows();
}

void KeysWindow::setKeys(const QList<RegisteredKey> &keys) {
    keys_ = keys;
    showRows();
}

void KeysWindow::setInserted(const QList<InsertedKey> &keys) {
    inserted_->setKeys(keys);
}

void KeysWindow::setBusy(bool busy) {
    const bool finished = std::exchange(busy_, busy) && !busy;
    if (rowsHolder_ != nullptr)
        rowsHolder_->setEnabled(!busy);
    add_->setEnabled(!busy);
    signIn_->setEnabled(!busy);
    if (finished) // the focused row may have been rebuilt
        add_->setFocus();
}

void KeysWindow::showRows() {
    delete rowsHolder_;
    rowsHolder_ = new QWidget(scroll_->widget());
    auto *column = new QVBoxLayout(rowsHolder_);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(0);
    for (const RegisteredKey &key : keys_) {
        if (column->count() > 0)
            column->addWidget(new RuleLine(Qt::Horizontal, rowsHolder_));
        auto *row = new KeyRow(key, rowsHolder_);
        column->addWidget(row);
        // Queued: the handlers may rebuild the rows.
        connect(
            row, &KeyRow::renameWanted, this, [this, key] { rename(key); }, Qt::QueuedConnection);
        connect(
            row, &KeyRow::removeWanted, this, [this, key] { remove(key); }, Qt::QueuedConnection);
    }
    rowsHolder_->setVisible(!keys_.isEmpty());
    rows_->addWidget(rowsHolder_);
    signIn_->setVisible(email_.isEmpty() && !server_.isEmpty());
    add_->setVisible(!email_.isEmpty());
    setBusy(busy_);
}

void KeysWindow::rename(const RegisteredKey &key) {
    auto *dialog = new RenameDialog(key.name, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, key] {
        if (dialog->name() != key.name)
            Q_EMIT renameWanted(key.id, dialog->name());
    });
    dialog->open();
}

void KeysWindow::remove(const RegisteredKey &key) {
    if (keys_.size() == 1)
        return showLastKeyBox();
    askToConfirm(
        {tr("Remove a key"), tr("Remove %1?").arg(key.name),
         key.current ? tr("You won't be able to sign in with it anymore. You're signed in with it "
                          "now, so you'll be signed out.")
                     : tr("You won't be able to sign in with it anymore, and sessions started with "
                          "it will end."),
         tr("&Remove")},
        this, [this, id = key.id] { Q_EMIT removeWanted(id); });
}

void KeysWindow::showLastKeyBox() {
    askToConfirm({tr("Remove a key"), tr("This is your last key"),
                  tr("Without it, you can't sign in. Add another key first."), tr("&Add a key…"),
                  true},
                 this, [this] { Q_EMIT addWanted(); });
}

/// Grows the window to fit its content, up to the screen's height; beyond that, the content
/// scrolls.
void KeysWindow::fit() {
    const QLayout *inside = scroll_->widget()->layout();
    const QSize room = roomOnScreen(this);
    const int usual = std::min(grownWithText(this, {windowWidth, 0}).width(), room.width());
    const int width =
        std::max({usual, inside->minimumSize().width(), isVisible() ? this->width() : 0});
    const int below = layout()->sizeHint().height() - scroll_->sizeHint().height();
    const int maxHeight = room.height();
    const int whole = inside->totalHeightForWidth(width) + below;
    const int bar = whole > maxHeight ? scroll_->verticalScrollBar()->sizeHint().width() : 0;
    const int height = std::min(whole, maxHeight);
    resize(std::max(width, inside->minimumSize().width() + bar),
           isVisible() ? std::max(height, this->height()) : height);
}

bool KeysWindow::eventFilter(QObject *object, QEvent *event) {
    const bool done = QDialog::eventFilter(object, event);
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return done;
}

void KeysWindow::showEvent(QShowEvent *event) {
    QDialog::showEvent(event);
    close_->setFocus();
    Q_EMIT shown(true);
}

void KeysWindow::hideEvent(QHideEvent *event) {
    QDialog::hideEvent(event);
    Q_EMIT shown(false);
}

} // namespace vouch::ui
