// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/enrollment.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QPushButton;

namespace vouch::ui {

class FieldNote;
class TonedLabel;

/// An enrollment as a part of a window: the code in large type with a Copy button, a button that
/// reopens the browser, the current state, and an error with a button to try again. The height
/// stays the same in every state. The view shows the enrollment under way even if another part of
/// the app started it, but cancels only an enrollment that the view itself started.
class EnrollmentView : public QWidget {
    Q_OBJECT
public:
    /// `server` returns the server's display name.
    EnrollmentView(Enrollment &enrollment, std::function<QString()> server, QWidget *parent);

    /// Starts an enrollment unless one is under way.
    void start();
    /// Cancels the enrollment if this view started it.
    void stop() { run_.reset(); }

    /// Shows a state; `problem` is the error, if any.
    void show(const Enrollment::CeremonyState &state, const std::optional<Error> &problem);
    /// The button that Enter presses now, or null.
    QPushButton *firstButton() const;

Q_SIGNALS:
    /// The server approved this computer.
    void finished();
    /// Other buttons are available now.
    void buttonsChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void scaleFonts();
    void updateText(const Enrollment::CeremonyState &state, const std::optional<Error> &problem);
    static QString signedInText(const QString &email);
    void copy();

    Enrollment &enrollment_;
    std::function<QString()> server_;
    QLabel *title_, *code_;
    TonedLabel *text_;
    QWidget *stateArea_; ///< keeps its height when `state_` is empty
    FieldNote *state_;
    QWidget *buttonArea_;
    QPushButton *copy_, *open_, *retry_;
    QTimer copied_; ///< while the button says "Copied"
    Enrollment::CeremonyState shown_;
    std::unique_ptr<Enrollment::Run> run_; ///< of an enrollment started here
};

} // namespace vouch::ui
