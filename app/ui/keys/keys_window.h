// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/inserted_keys.h"
#include "session/keys/keys.h"

#include <QDialog>
#include <QList>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace vouch::ui {

class FieldNote;
class InsertedKeysView;
class TonedLabel;

/// The user's registered keys, and the inserted ones. Only a view: KeysPresenter fills it and
/// carries out its actions.
class KeysWindow : public QDialog {
    Q_OBJECT
public:
    KeysWindow();

    /// Shows the window in front.
    void present();

    /// Sets the keys' owner. An empty email means that nobody is signed in, an empty server that
    /// there is none to sign in to.
    void setOwner(const QString &email, const QString &server);
    void setKeys(const QList<RegisteredKey> &keys);
    void setInserted(const QList<InsertedKey> &keys);
    /// Disables all actions on registered keys while one is running.
    void setBusy(bool busy);
    /// Notes that report the result of an action: on the registered keys, and on the inserted key.
    FieldNote *note() const { return note_; }
    FieldNote *insertedNote() const;

Q_SIGNALS:
    void signInWanted();
    void addWanted();
    void renameWanted(const QString &id, const QString &name);
    /// The user confirmed the removal.
    void removeWanted(const QString &id);
    void pinWanted(const vouch::InsertedKey &key);
    /// The window was shown or hidden.
    void shown(bool visible);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *content();
    QWidget *footer();
    void showRows();
    void rename(const RegisteredKey &key);
    void remove(const RegisteredKey &key);
    void showLastKeyBox();
    void fit();

    QString email_, server_;
    QList<RegisteredKey> keys_;
    bool busy_ = false;
    QScrollArea *scroll_;
    TonedLabel *about_;
    QVBoxLayout *rows_;
    QWidget *rowsHolder_ = nullptr; ///< rebuilt on every change
    FieldNote *note_;
    QPushButton *add_, *signIn_, *close_;
    InsertedKeysView *inserted_;
};

} // namespace vouch::ui
