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

/// An enrollment as a part of a window: the code, large, with a button that copies it; another way
/// to the browser; how it stands; what went wrong, with a button for another try. It keeps its
/// height from moment to moment. It shows the enrollment that is under way, whoever began it, and
/// cancels only what was begun here.
class EnrollmentView : public QWidget {
    Q_OBJECT
public:
    /// `server`: gives its name for a person.
    EnrollmentView(Enrollment &enrollment, std::function<QString()> server, QWidget *parent);

    /// Begins an enrollment, unless one is under way.
    void start();
    /// Cancels it where it was begun here.
    void stop() { run_.reset(); }

    /// How it stands; `problem` where something went wrong.
    void show(const Enrollment::CeremonyState &state, const std::optional<Error> &problem);
    /// What Enter presses now; null for nothing.
    QPushButton *firstButton() const;

Q_SIGNALS:
    /// The computer was let in.
    void finished();
    /// The person may do something else than before.
    void buttonsChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void scaleFonts();
    void say(const Enrollment::CeremonyState &state, const std::optional<Error> &problem);
    static QString signedInText(const QString &email);
    void copy();

    Enrollment &enrollment_;
    std::function<QString()> server_;
    QLabel *title_, *code_;
    TonedLabel *text_;
    QWidget *stateRoom_; ///< which it keeps while it has nothing to say
    FieldNote *state_;
    QWidget *buttonRoom_;
    QPushButton *copy_, *open_, *again_;
    QTimer copied_; ///< for as long as the button says so
    Enrollment::CeremonyState shown_;
    std::unique_ptr<Enrollment::Run> run_; ///< of the one begun here
};

} // namespace vouch::ui
