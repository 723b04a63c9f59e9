// SPDX-License-Identifier: Apache-2.0
#include "aws/credential_process.h"

#include "aws/command_words.h"
#include "aws/process_group.h"
#include "aws/profile_values.h"
#include "core/deferred.h"
#include "core/error.h"
#include "core/process.h"
#include "core/scoped_task.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};

constexpr qsizetype maxMessage = 200; // of a program's error message
constexpr qint64 maxErrors = 16384;   // bytes of stderr to keep

/// A program, for error messages: the profile and the setting in it that names the program.
struct Subject {
    QLatin1StringView setting;
    QString profile;

    QString name() const {
        return Strings::tr("The %1 of the AWS profile “%2”").arg(setting, profile.left(maxShown));
    }
};

/// The last line of a program's stderr, made safe to show.
QString lastLine(const QByteArray &text) {
    const QString all = QString::fromUtf8(text).trimmed();
    QString line = all.sliced(all.lastIndexOf(u'\n') + 1);
    line.removeIf([](QChar character) {
        return !character.isPrint() || character.category() == QChar::Other_Format;
    });
    return line.size() > maxMessage ? line.left(maxMessage) + u'…' : line;
}

/// One run of a program. Always ends, and then delivers once.
class Run {
public:
    Run(const QString &command, Subject subject, const ProcessLimits &limits)
        : subject_(std::move(subject)), limits_(limits) {
        QStringList words = splitCommandLine(command);
        process_->setProgram(words.takeFirst());
        process_->setArguments(words);
        process_->setStandardInputFile(QProcess::nullDevice());
        startInOwnGroup(*process_);
        QObject::connect(process_.get(), &QProcess::readyReadStandardOutput,
                         [this] { readOutput(); });
        QObject::connect(process_.get(), &QProcess::readyReadStandardError,
                         [this] { readErrors(); });
        QObject::connect(
            process_.get(), &QProcess::errorOccurred, [this](QProcess::ProcessError error) {
                if (error == QProcess::FailedToStart)
                    fail(Error(Error::Kind::NotSetUp,
                               Strings::tr("%1 can't be started: %2.")
                                   .arg(subject_.name(), process_->program().left(maxMessage)),
                               Strings::tr("Check the command and that it's on Vouch's PATH."),
                               process_->errorString()));
            });
        QObject::connect(process_.get(), &QProcess::finished,
                         [this](int code, QProcess::ExitStatus status) { finish(code, status); });
        limit_.setSingleShot(true);
        QObject::connect(&limit_, &QTimer::timeout, [this] {
            fail(Error(Error::Kind::TimedOut,
                       Strings::tr("%1 didn't finish in time.").arg(subject_.name()),
                       Strings::tr("Try the command in a terminal.")));
        });
    }
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;
    ~Run() {
        process_->disconnect();
        killGroup(*process_);
        killWithoutWaiting(std::move(process_));
        wipe(output_);
    }

    /// The program's output. Always finishes.
    QFuture<SharedSecret> start(const std::stop_token &stop) {
        onStop_.emplace(stop, [this] {
            // Queued, so that the caller that stops isn't resumed from inside its own call.
            QMetaObject::invokeMethod(
                &queue_, [this] { fail(canceled()); }, Qt::QueuedConnection);
        });
        limit_.start(limits_.time);
        process_->start();
        return deferred_.future();
    }

private:
    void fail(const Error &error) {
        limit_.stop();
        killGroup(*process_);
        deferred_.fail(error);
    }

    void readOutput() {
        QByteArray read = process_->readAllStandardOutput();
        // Grown manually: a QByteArray that grows leaves unwiped copies behind.
        QByteArray grown;
        grown.reserve(output_.size() + read.size());
        grown.append(output_).append(read);
        wipe(read);
        wipe(output_);
        output_ = std::move(grown);
        if (output_.size() > limits_.output)
            fail(Error(Error::Kind::Server,
                       Strings::tr("%1 printed too much output.").arg(subject_.name()),
                       Strings::tr("Try the command in a terminal.")));
    }

    void readErrors() { errors_ = (errors_ + process_->readAllStandardError()).right(maxErrors); }

    void finish(int code, QProcess::ExitStatus status) {
        readOutput();
        readErrors();
        if (status != QProcess::NormalExit || code != 0) {
            const QString message = lastLine(errors_);
            fail(Error(Error::Kind::Server,
                       message.isEmpty()
                           ? Strings::tr("%1 failed without saying why.").arg(subject_.name())
                           : Strings::tr("%1 failed: %2").arg(subject_.name(), message),
                       Strings::tr("Try the command in a terminal."), u"exit code %1"_s.arg(code)));
            return;
        }
        limit_.stop();
        deferred_.deliver(std::make_shared<Secret>(Secret::take(std::exchange(output_, {}))));
    }

    Subject subject_;
    ProcessLimits limits_;
    QByteArray output_, errors_;
    Deferred<SharedSecret> deferred_;
    QTimer limit_;
    std::unique_ptr<QProcess> process_ = std::make_unique<QProcess>();
    QObject queue_; ///< receives the queued calls
    std::optional<std::stop_callback<std::function<void()>>> onStop_;
};

QCoro::Task<SharedSecret> outputOf(QString command, Subject subject, ProcessLimits limits,
                                   std::stop_token stop) {
    throwIfStopped(stop);
    Run run(command, std::move(subject), limits);
    const auto future = run.start(stop);
    const SharedSecret output = co_await future;
    throwIfStopped(stop);
    co_return output;
}

Error unexpectedOutput(const Subject &subject, const QString &why) {
    return {Error::Kind::NotSetUp,
            Strings::tr("%1 didn't print what AWS expects: %2.").arg(subject.name(), why),
            Strings::tr("Try the command in a terminal.")};
}

SharedSecret member(const QJsonObject &object, QLatin1StringView name) {
    QString text = object.value(name).toString();
    return text.isEmpty() ? nullptr : std::make_shared<Secret>(Secret::take(std::move(text)));
}

Credentials credentialsFrom(const Secret &output, const Subject &subject, Time now) {
    const auto object = QJsonDocument::fromJson(output.view().toByteArray()).object();
    if (object.isEmpty())
        throw unexpectedOutput(subject, Strings::tr("the output isn't a JSON object"));
    if (object.value("Version"_L1).toInt() != 1)
        throw unexpectedOutput(subject, Strings::tr("its Version isn't 1"));
    // Both go into headers and git's credential, which can't contain special characters.
    static const QRegularExpression keyId(uR"(\A\w{16,128}\z)"_s);
    const QString id = object.value("AccessKeyId"_L1).toString();
    const SharedSecret secret = member(object, "SecretAccessKey"_L1);
    if (!keyId.match(id).hasMatch() || !secret)
        throw unexpectedOutput(subject, Strings::tr("AccessKeyId or SecretAccessKey is missing"));
    const SharedSecret token = member(object, "SessionToken"_L1);
    const auto isOdd = [](char c) { return c <= ' ' || c > '~'; };
    if (token && std::ranges::any_of(token->view(), isOdd))
        throw unexpectedOutput(subject, Strings::tr("its SessionToken isn't valid"));

    Credentials credentials{id.toLatin1(), secret, token, {}};
    const auto expiration = object.value("Expiration"_L1);
    if (expiration.isUndefined() || expiration.isNull())
        return credentials;
    const auto end = QDateTime::fromString(expiration.toString(), Qt::ISODate);
    if (!end.isValid())
        throw unexpectedOutput(subject, Strings::tr("its Expiration isn't a valid time"));
    credentials.expiresAt = Time(std::chrono::seconds(end.toSecsSinceEpoch()));
    if (credentials.expiresAt <= now)
        throw Error(Error::Kind::Server,
                    Strings::tr("%1 returned keys that have expired.").arg(subject.name()),
                    Strings::tr("Renew them by running the command in a terminal."));
    return credentials;
}

} // namespace

QStringList splitCommandLine(const QString &line) {
    auto words = commandWords(line);
    if (!words || words->isEmpty() || words->first().isEmpty())
        throw Error(Error::Kind::NotSetUp,
                    Strings::tr("The command “%1” in your AWS profile isn't valid.")
                        .arg(line.left(maxShown)),
                    Strings::tr("Check for an unmatched quotation mark."));
    return *std::move(words);
}

QCoro::Task<Credentials> credentialsFromProcess(QString command, QString profile, Time now,
                                                std::stop_token stop, ProcessLimits limits) {
    const Subject subject{"credential_process"_L1, std::move(profile)};
    const SharedSecret output = co_await outputOf(std::move(command), subject, limits, stop);
    throwIfStopped(stop);
    co_return credentialsFrom(*output, subject, now);
}

QCoro::Task<SharedSecret> mfaCodeFromProcess(QString command, QString profile, std::stop_token stop,
                                             ProcessLimits limits) {
    static const QRegularExpression pattern(uR"(\A\d{6}\z)"_s);
    const Subject subject{"mfa_process"_L1, std::move(profile)};
    const SharedSecret output = co_await outputOf(std::move(command), subject, limits, stop);
    throwIfStopped(stop);
    QByteArray code = output->view().toByteArray().trimmed();
    if (!pattern.match(QString::fromUtf8(code)).hasMatch())
        throw unexpectedOutput(subject, Strings::tr("the output isn't a six-digit code"));
    co_return std::make_shared<const Secret>(Secret::take(std::move(code)));
}

} // namespace vouch::aws
