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

/// The person's registered keys, and the one that is inserted. It knows nothing of how these are
/// asked for; KeysPresenter joins the two.
class KeysWindow : public QDialog {
    Q_OBJECT
public:
    KeysWindow();

    /// Brings it to the front.
    void present();

    /// Who the keys belong to; an empty address: nobody is signed in.
    void setOwner(const QString &email, const QString &server);
    void setKeys(const QList<RegisteredKey> &keys);
    void setInserted(const QList<InsertedKey> &keys);
    /// Something is under way: nothing else can be begun.
    void setBusy(bool busy);
    /// Says how something with the registered keys, or with the inserted one, went.
    FieldNote *note() const { return note_; }
    FieldNote *insertedNote() const;

Q_SIGNALS:
    void signInWanted();
    void addWanted();
    void renameWanted(const QString &id, const QString &name);
    /// The person confirmed it.
    void removeWanted(const QString &id);
    void pinWanted(const vouch::InsertedKey &key);
    /// The window is there, or no longer.
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
    void sayLastKey();
    void fit();

    QString email_;
    QList<RegisteredKey> keys_;
    bool busy_ = false;
    QScrollArea *scroll_;
    TonedLabel *about_;
    QVBoxLayout *rows_;
    QWidget *rowsHolder_ = nullptr; ///< made anew with each change
    FieldNote *note_;
    QPushButton *add_, *signIn_, *close_;
    InsertedKeysView *inserted_;
};

} // namespace vouch::ui
