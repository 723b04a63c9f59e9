// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/requester.h"
#include "session/sign_in.h"

#include <QString>

namespace vouch::ui {

/// The words of one moment of the sign-in dialog.
struct MomentText {
    QString title, text, status;
    bool isWarning = false;
};

MomentText momentText(const SignIn::Moment &moment, const QString &server);

/// Who asks, in two lines: "git wants payments-api", "us-east-1 as Developer ·
/// ~/work/payments-api".
struct RequesterText {
    QString first, second, details;
};

RequesterText requesterText(const Requester &who, const QString &server);

} // namespace vouch::ui
