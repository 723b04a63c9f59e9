// SPDX-License-Identifier: Apache-2.0
#include "cli/doctor_attempts.h"

#include "codecommit/limits.h"
#include "core/error.h"
#include "core/process.h"
#include "core/secret.h"
#include "core/shell_quoting.h"
#include "gitconfig/authentication_checks.h"
#include "gitconfig/config_text.h"
#include "gitconfig/known_helper.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>
#include <QUrl>

#include <chrono>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using State = CheckResult::State;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

ProcessOptions withoutPrompt() {
    return {{},
            {{u"GIT_TERMINAL_PROMPT"_s, u"0"_s},
             {u"GIT_ASKPASS"_s, u""_s},
             {u"SSH_ASKPASS"_s, QString()},
             {u"GIT_TRACE"_s, QString()}}};
}

Attempt fill(const QString &address) {
    ProcessOptions options = withoutPrompt();
    options.input = "url=" + address.toUtf8() + "\n\n";
    auto result = runProcess(u"git"_s,
                             {u"-c"_s, u"credential.interactive=false"_s, u"-c"_s,
                              u"core.askPass="_s, u"credential"_s, u"fill"_s},
                             options);
    return {result.exitCode, std::move(result.output), QString::fromUtf8(result.errors)};
}

/// The value called `name` in the output of `git credential`: a part of the output, which may be
/// secret.
QByteArrayView valueIn(const QByteArray &output, QByteArrayView name) {
    for (const QLatin1StringView line : QLatin1StringView(output).tokenize(u'\n'))
        if (line.startsWith(QLatin1StringView(name)) && line.size() > name.size() &&
            line[name.size()] == u'=')
            return QByteArrayView(line).sliced(name.size() + 1);
    return {};
}

/// When a signed CodeCommit password was made, in Unix seconds; 0 for any other password.
qint64 madeAt(QByteArrayView password) {
    constexpr qsizetype timeLength = 15, signatureLength = 64; // 20260101T000000 Z 5811...
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (password.size() != timeLength + 1 + signatureLength || password[timeLength] != 'Z' ||
        !std::ranges::all_of(password.last(signatureLength), isHex))
        return 0;
    auto stamp = QDateTime::fromString(QString::fromLatin1(password.first(timeLength)),
                                       u"yyyyMMdd'T'HHmmss"_s);
    stamp.setTimeZone(QTimeZone::utc());
    return stamp.isValid() ? stamp.toSecsSinceEpoch() : 0;
}

/// Vouch's error message if there is one, else git's last line.
QString reasonIn(const QString &errors) {
    QString reason;
    for (const QString &line : errors.split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith("vouch: "_L1))
            return line;
        reason = line;
    }
    return reason;
}

} // namespace

CheckResult judgeFilled(const Attempt &filled, const QString &host, qint64 now,
                        bool alreadyReported) {
    const QString name = u"password"_s;
    const QString setUp = u"vouch setup codecommit"_s;
    if (filled.exitCode != 0) {
        const QString reason = reasonIn(filled.errors);
        if (!reason.startsWith("vouch: "_L1))
            return {name, State::Problem,
                    Strings::tr("git gets no password for %1: %2").arg(host, reason), setUp};
        if (alreadyReported)
            return {name, State::Ok, Strings::tr("Vouch told git: %1").arg(reason.sliced(7)), {}};
        return {name, State::Problem, Strings::tr("Vouch told git: %1").arg(reason.sliced(7)),
                u"vouch status"_s};
    }
    const qint64 made = madeAt(valueIn(filled.output, "password"));
    const bool temporary = valueIn(filled.output, "username").contains('%');
    if (made == 0)
        return {name, State::Problem,
                Strings::tr("git gets a password for %1 from another helper, not from Vouch.")
                    .arg(host),
                setUp};
    if (now != 0 && now - made > codecommit::passwordLife.count())
        return {name, State::Problem,
                Strings::tr("git gets an expired password for %1 from another helper; CodeCommit "
                            "rejects it with "
                            "403.")
                    .arg(host),
                setUp};
    if (!temporary)
        return {
            name, State::Warning,
            Strings::tr("git gets a password for %1 that was made with long-lived AWS keys, not by "
                        "Vouch.")
                .arg(host),
            setUp};
    return {name, State::Ok, Strings::tr("git gets a fresh password for %1.").arg(host), {}};
}

CheckResult judgeFetched(const Attempt &fetched, const QString &url,
                         const std::optional<ConfigRow> &proxy) {
    const QString name = u"ls-remote"_s;
    if (fetched.exitCode == 0)
        return {name, State::Ok, Strings::tr("git ls-remote works."), {}};
    const QString reason = reasonIn(fetched.errors).remove(u"fatal: "_s).trimmed();
    const QString message = Strings::tr("git ls-remote fails: %1")
                                .arg(reason.isEmpty() ? Strings::tr("no reason given") : reason);
    const bool isAnswered = reason.contains("returned error"_L1);
    if (!proxy || isAnswered)
        return {name, State::Problem, message, u"git ls-remote "_s + shellQuoted(url)};
    const QString source = proxy->file.isEmpty() ? Strings::tr("the command line")
                                                 : shownPlace(proxy->file, proxy->line);
    return {name, State::Problem,
            Strings::tr("%1 git uses the proxy %2, set in %3.")
                .arg(message.endsWith(u'.') ? message : message + u'.', QUrl(proxy->value).host(),
                     source),
            proxy->file.isEmpty()
                ? u"git config --show-origin --get-all http.proxy"_s
                : shellCommandOf(FileEdit{proxy->file, {{u"--unset-all"_s, proxy->key}}})};
}

void checkFetching(Report &report, const Subject &subject) {
    const auto *session = report.find(u"session"_s); // there is none with AWS profiles alone
    if (subject.url.isEmpty() || report.exitCode() == 2 ||
        (session != nullptr && session->state != State::Ok))
        return; // the failure is already reported
    try {
        ProcessOptions options = withoutPrompt();
        options.patience = 30s;
        const auto result = runProcess(u"git"_s,
                                       {u"-c"_s, u"credential.interactive=false"_s, u"ls-remote"_s,
                                        subject.address, u"HEAD"_s},
                                       options);
        report.add(judgeFetched({result.exitCode, {}, QString::fromUtf8(result.errors)},
                                subject.url, proxyRow(subject.url, readConfiguration())));
    } catch (const Error &error) {
        report.add(failedCheck(u"ls-remote"_s, error));
    }
}

void checkFilling(Report &report, const Subject &subject) {
    if (subject.url.isEmpty() || subject.byRemoteHelper)
        return; // for codecommit:// git runs our remote helper
    const auto *clock = report.find(u"clock"_s);
    const bool clockIsRight = clock != nullptr && clock->state == State::Ok;
    const bool alreadyReported = report.exitCode() > 0;
    try {
        Attempt filled = fill(subject.url);
        report.add(judgeFilled(filled, subject.host(),
                               clockIsRight ? QDateTime::currentSecsSinceEpoch() : 0,
                               alreadyReported));
        wipe(filled.output);
    } catch (const Error &error) {
        report.add(failedCheck(u"password"_s, error));
    }
}

} // namespace vouch::cli
