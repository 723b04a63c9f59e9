// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QException>
#include <QString>

#include <memory>

namespace vouch {

/// Why a task failed. The application's only exception type. The endpoint and the windows report it
/// to the user; other code catches it only to try something else.
///
/// `message` says what happened and `hint` what to do, both as sentences in the user's language.
/// `detail` is for the log, in English. None of them ever holds a secret.
class Error : public QException {
public:
    /// The kinds in helper/wire/README.md, Errors; `kindName` gives their names there.
    enum class Kind {
        Version,
        Malformed,
        Busy,
        NotSetUp,
        PromptNeeded,
        Snoozed,
        Canceled,
        TimedOut,
        NoKey,
        Pin,
        KeyBlocked,
        Keychain,
        Network,
        NoResponse, ///< a case of Network: the host can't be found or doesn't respond at all
        Clock,
        Server,
        Role,
        Unsupported,
        NotFound,
        Internal,
    };

    Error(Kind kind, QString message, QString hint = {}, QString detail = {});

    Kind kind() const noexcept { return kind_; }
    bool isNetwork() const noexcept { return kind_ == Kind::Network || kind_ == Kind::NoResponse; }
    const QString &message() const noexcept { return message_; }
    const QString &hint() const noexcept { return hint_; }
    const QString &detail() const noexcept { return detail_; }

    // QException: carries the error unchanged through a QFuture.
    void raise() const override { throw *this; }
    Error *clone() const override { return new Error(*this); }
    const char *what() const noexcept override { return "vouch::Error"; }

private:
    Kind kind_;
    QString message_, hint_, detail_;
};

/// The message and the hint in one paragraph.
QString errorText(const Error &error);

/// The kind as it appears on the wire, such as `prompt_needed`.
QLatin1StringView kindName(Error::Kind kind) noexcept;

/// The error for callers waiting on something that the user or the application canceled.
Error canceled();

/// Thrown to end a coroutine whose result is no longer wanted. Deliberately not an Error: an error
/// handler that carries on could use objects that are already gone.
struct Stopped {};

/// The exception being handled, for use in a catch block: an Error as it is, Stopped as Canceled,
/// anything else as Internal. Never null.
std::unique_ptr<const Error> currentError();

} // namespace vouch
