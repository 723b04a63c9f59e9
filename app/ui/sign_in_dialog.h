// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/sign_in.h"

#include <QDialog>
#include <QElapsedTimer>

#include <memory>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSvgWidget;

namespace vouch {
class ServerInUse;
}

namespace vouch::ui {

/// The sign-in's window: shows the moment and who asks, hands in what the person types. One size
/// for all moments. It opens when somebody needs it and closes when nobody does; closing it is a
/// cancel.
class SignInDialog : public QDialog {
    Q_OBJECT
public:
    SignInDialog(SignIn &signIn, ServerInUse &servers);

    /// Opens or closes as the sign-in wants it.
    void update();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void reject() override;

private:
    void build();
    void showMoment();
    void showRequesters();
    void showPicture(SignIn::Moment::Kind kind);
    void submit();

    SignIn &signIn_;
    ServerInUse &servers_;
    QElapsedTimer focused_; ///< since the window got the focus, or a request joined
    QString pictureName_;
    QWidget *asker_;
    QLabel *whoFirst_, *whoSecond_, *title_, *text_, *status_;
    QSvgWidget *picture_;
    QLineEdit *pin_;
    QDialogButtonBox *buttons_;
    QPushButton *continue_, *tryAgain_;
};

} // namespace vouch::ui
