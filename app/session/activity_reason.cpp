// SPDX-License-Identifier: Apache-2.0
#include "session/activity_reason.h"

#include "core/translations.h"
#include "session/activity.h"

#include <QCoreApplication>

namespace vouch {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::Refusals)
};

/// AWS will refuse a password that Vouch gave.
QString reasonThoughAllowed(Error::Kind error, const QString &role) {
    return error == Error::Kind::NotFound ? Strings::tr("there is no such repository")
                                          : Strings::tr("%1 can't read it").arg(role);
}

QString generalReason(Error::Kind error, const QString &role) {
    switch (error) {
    case Error::Kind::Canceled:
    case Error::Kind::Snoozed:
        return Strings::tr("not now");
    case Error::Kind::TimedOut:
        return Strings::tr("nobody answered");
    case Error::Kind::NotSetUp:
        return Strings::tr("not set up yet");
    case Error::Kind::PromptNeeded:
        return Strings::tr("Vouch couldn't ask you");
    case Error::Kind::NoKey:
        return Strings::tr("there was no security key to use");
    case Error::Kind::Pin:
        return Strings::tr("something was wrong with the key's PIN");
    case Error::Kind::KeyBlocked:
        return Strings::tr("the key's PIN is blocked");
    case Error::Kind::Keychain:
        return Strings::tr("the keychain couldn't be used");
    case Error::Kind::Network:
    case Error::Kind::NoResponse:
        return Strings::tr("a server couldn't be reached");
    case Error::Kind::Clock:
        return Strings::tr("this computer's clock is wrong");
    case Error::Kind::Server:
        return Strings::tr("a server refused it");
    case Error::Kind::Role:
        return role.isEmpty() ? Strings::tr("no role can be used")
                              : Strings::tr("%1 can't be used").arg(role);
    case Error::Kind::Unsupported:
        return Strings::tr("that isn't possible or not allowed");
    case Error::Kind::NotFound:
        return Strings::tr("there is no such role or profile");
    case Error::Kind::Version:
    case Error::Kind::Malformed:
    case Error::Kind::Busy:
    case Error::Kind::Internal:
        break;
    }
    return Strings::tr("something went wrong");
}

QString generalReason(const ActivityEntry &entry, Error::Kind error) {
    return entry.allowed ? reasonThoughAllowed(error, entry.who.role)
                         : generalReason(error, entry.who.role);
}

} // namespace

void setReason(ActivityEntry &entry, Error::Kind error, const QString &text) {
    entry.error = error;
    entry.language = spokenLanguage();
    entry.reason = text.isEmpty() ? generalReason(entry, error) : text;
}

QString reasonText(const ActivityEntry &entry) {
    const bool isReadersLanguage = entry.language == spokenLanguage();
    return entry.error && !isReadersLanguage ? generalReason(entry, *entry.error) : entry.reason;
}

} // namespace vouch
