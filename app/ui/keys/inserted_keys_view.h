// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/inserted_keys.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace vouch::ui {

class ElidedLabel;
class FieldNote;
class TonedLabel;

/// What the inserted key reports about itself, and what the user can do with it. With several keys,
/// the user chooses one.
class InsertedKeysView : public QWidget {
    Q_OBJECT
public:
    explicit InsertedKeysView(QWidget *parent);

    void setKeys(const QList<InsertedKey> &keys);
    /// Reports the result of an action on the key.
    FieldNote *note() const { return note_; }

Q_SIGNALS:
    /// The user wants to set or change the key's PIN.
    void pinWanted(const vouch::InsertedKey &key);

private:
    QLabel *addFact(QGridLayout *grid, int row, int column, const QString &name);
    const InsertedKey *shown() const;
    void show();
    void showFacts(const InsertedKey *key);
    void showButtons(const InsertedKey *key);
    void copyDetails();

    QList<InsertedKey> keys_;
    QString shownId_; ///< the key the note is about
    ElidedLabel *title_;
    QComboBox *choice_;
    TonedLabel *text_;
    QWidget *facts_;
    QLabel *versions_, *pin_, *room_, *fingerprint_, *hmacSecret_;
    FieldNote *note_;
    QPushButton *changePin_, *howToReset_, *copy_;
    QTimer copied_;
};

} // namespace vouch::ui
