// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QDialog>
#include <QFuture>

#include <functional>

class QHBoxLayout;
class QPlainTextEdit;
class QPushButton;

namespace vouch::ui {

class FieldNote;

/// A window with a text that the user can read, select and copy. The text arrives when it's ready.
class TextDialog : public QDialog {
    Q_OBJECT
public:
    using Source = std::function<QFuture<QString>()>;

    /// `source` is called for the text, and may fail with an Error.
    TextDialog(const QString &title, const QString &about, Source source, QWidget *parent);

protected:
    /// Fetches the text again.
    void load();
    /// Shows the end of the text when it arrives, and not its beginning.
    void showEnd() { showsEnd_ = true; }
    /// Adds a button after the one that copies.
    void addButton(QPushButton *button);
    bool event(QEvent *event) override;

private:
    QCoro::Task<> loaded(std::stop_token stop);
    void scrollToEnd();

    Source source_;
    QPlainTextEdit *text_;
    FieldNote *note_; ///< why there is no text
    QPushButton *copy_;
    QHBoxLayout *buttons_;
    bool showsEnd_ = false;
    ScopedTask loading_;
};

} // namespace vouch::ui
