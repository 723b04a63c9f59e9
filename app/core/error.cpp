// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"

#include <QCoreApplication>

#include <utility>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

Error::Error(Kind kind, QString message, QString hint, QString detail)
    : kind_(kind), message_(std::move(message)), hint_(std::move(hint)),
      detail_(std::move(detail)) {}

QString errorText(const Error &error) {
    return (error.message() + u' ' + error.hint()).trimmed();
}

QLatin1StringView kindName(Error::Kind kind) noexcept {
    switch (kind) {
    case Error::Kind::Version:
        return "version"_L1;
    case Error::Kind::Malformed:
        return "malformed"_L1;
    case Error::Kind::Busy:
        return "busy"_L1;
    case Error::Kind::NotSetUp:
        return "not_set_up"_L1;
    case Error::Kind::PromptNeeded:
        return "prompt_needed"_L1;
    case Error::Kind::Snoozed:
        return "quiet"_L1;
    case Error::Kind::Canceled:
        return "cancelled"_L1;
    case Error::Kind::TimedOut:
        return "timed_out"_L1;
    case Error::Kind::NoKey:
        return "no_key"_L1;
    case Error::Kind::Pin:
        return "pin"_L1;
    case Error::Kind::KeyBlocked:
        return "key_blocked"_L1;
    case Error::Kind::Keychain:
        return "keychain"_L1;
    case Error::Kind::Network:
    case Error::Kind::NoResponse:
        return "network"_L1;
    case Error::Kind::Clock:
        return "clock"_L1;
    case Error::Kind::Server:
        return "server"_L1;
    case Error::Kind::Role:
        return "role"_L1;
    case Error::Kind::Unsupported:
        return "unsupported"_L1;
    case Error::Kind::NotFound:
        return "not_found"_L1;
    case Error::Kind::Internal:
        break;
    }
    return "internal"_L1;
}

Error canceled() {
    return Error(Error::Kind::Canceled, QCoreApplication::translate("vouch", "Canceled."));
}

std::unique_ptr<const Error> currentError() {
    const auto internal = [](const char *what) {
        return std::make_unique<const Error>(
            Error::Kind::Internal,
            QCoreApplication::translate("vouch", "Something went wrong inside Vouch."),
            QCoreApplication::translate("vouch", "See Vouch's log for details."),
            QString::fromUtf8(what));
    };
    try {
        throw;
    } catch (const Error &error) {
        return std::unique_ptr<const Error>(error.clone()); // a copy would slice a derived error
    } catch (const Stopped &) {
        return std::make_unique<const Error>(canceled());
    } catch (const std::exception &error) {
        return internal(error.what());
    } catch (...) {
        return internal("an exception of an unknown type");
    }
}

} // namespace vouch
