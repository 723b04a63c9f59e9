// SPDX-License-Identifier: Apache-2.0
#include "ui/text/session_end_text.h"

#include <QCoreApplication>

namespace vouch::ui {

namespace {
struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::SessionEnd)
};
} // namespace

QString sessionEndText(Session::End reason) {
    switch (reason) {
    case Session::End::SignedOut:
        return {};
    case Session::End::ScreenLocked:
        return Strings::tr("Signed out because the screen was locked");
    case Session::End::Suspended:
        return Strings::tr("Signed out because the computer went to sleep");
    case Session::End::KeyRemoved:
        return Strings::tr("Signed out because the key was removed");
    case Session::End::Expired:
    case Session::End::Refused:
        break;
    }
    return Strings::tr("Your session ended");
}

} // namespace vouch::ui
