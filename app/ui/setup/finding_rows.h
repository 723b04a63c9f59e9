// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/finding.h"

#include <QList>
#include <QWidget>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace vouch::ui {

/// What is to be cleared up: each a fact, where and what it does, and a check box for the one fix.
/// Where only the person can mend it, the command for it in the box's place.
class FindingRows : public QWidget {
    Q_OBJECT
public:
    explicit FindingRows(QWidget *parent = nullptr);

    /// Boxes of findings that were there already stay as they were. `reserved`: the letters that
    /// other widgets of the window take as mnemonics.
    void setFindings(const QList<Finding> &findings, const QString &reserved);
    QList<Finding> ticked() const;

Q_SIGNALS:
    /// The person ticked a box, or took its tick away.
    void changed();

private:
    QLabel *title_;
    QVBoxLayout *layout_;
    QWidget *rows_ = nullptr;
    QList<Finding> findings_;
    QList<QCheckBox *> boxes_; ///< null where there is none
};

/// The text with the first letter that is still free as its mnemonic, which is then taken.
QString withMnemonic(const QString &text, QString &taken);

} // namespace vouch::ui
