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

/// What the inserted key says about itself, and what can be done with it; where several are in, the
/// one that is chosen.
class InsertedKeysView : public QWidget {
    Q_OBJECT
public:
    explicit InsertedKeysView(QWidget *parent);

    void setKeys(const QList<InsertedKey> &keys);
    /// Says how something with the key went.
    FieldNote *note() const { return note_; }

Q_SIGNALS:
    /// The key's first PIN is to be set, or its PIN changed.
    void pinWanted(const vouch::InsertedKey &key);

private:
    QLabel *addFact(QGridLayout *grid, int row, int column, const QString &name);
    const InsertedKey *shown() const;
    void show();
    void showFacts(const InsertedKey *key);
    void showButtons(const InsertedKey *key);
    void copyDetails();

    QList<InsertedKey> keys_;
    QString shownId_; ///< what the note is about
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
