// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QException>
#include <QString>

#include <memory>

namespace vouch {

/// Why a story ended without its result. The one exception type of the application. The endpoint
/// and the windows tell it to the person; a story catches it only to go on in another way.
///
/// `message` says what happened and `hint` what to do, each a sentence for a person, in the
/// person's language. `detail` is for the log, in English. None of them ever holds a secret.
class Error : public QException {
public:
    /// The kinds of helper/wire/README.md, Errors; `kindName` spells them.
    enum class Kind {
        Version,
        Malformed,
        Busy,
        NotSetUp,
        PromptNeeded,
        Snoozed,
        Cancelled,
        TimedOut,
        NoKey,
        Pin,
        KeyBlocked,
        Keychain,
        Network,
        Clock,
        Server,
        Role,
        Unsupported,
        NotFound,
        Internal,
    };

    Error(Kind kind, QString message, QString hint = {}, QString detail = {});

    Kind kind() const noexcept { return kind_; }
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

/// What happened and what to do, in one paragraph.
QString errorText(const Error &error);

/// The kind as the wire spells it, such as `prompt_needed`.
QLatin1StringView kindName(Error::Kind kind) noexcept;

/// The person or the application ended what somebody waits for, who is told so.
Error cancelled();

/// What ends a story that nobody waits for any more. No Error: whoever handles errors, and goes on,
/// must not take it for one, because what the story worked for may be gone.
struct Stopped {};

/// The error that is being handled, in a catch block: an Error of any kind as it is, Stopped as
/// Cancelled, anything else as Internal. Never null.
std::unique_ptr<const Error> currentError();

} // namespace vouch
