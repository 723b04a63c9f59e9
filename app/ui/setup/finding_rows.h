// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/finding.h"

#include <QList>
#include <QWidget>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace vouch::ui {

/// Findings to clean up: each with its fact, its details, and a check box for the fix. A finding
/// that only the user can fix says how instead.
class FindingRows : public QWidget {
    Q_OBJECT
public:
    explicit FindingRows(QWidget *parent = nullptr);

    /// Check boxes of findings that were already shown keep their state. `reserved`: mnemonics used
    /// by other widgets in the window.
    void setFindings(const QList<Finding> &findings, const QString &reserved);
    QList<Finding> ticked() const;

Q_SIGNALS:
    /// The user checked or cleared a box.
    void changed();

private:
    QLabel *title_;
    QVBoxLayout *layout_;
    QWidget *rows_ = nullptr;
    QList<Finding> findings_;
    QList<QCheckBox *> boxes_; ///< null for a finding without a check box
};

/// Returns the text with its first free letter as the mnemonic, and adds that letter to `taken`.
QString withMnemonic(const QString &text, QString &taken);

} // namespace vouch::ui
