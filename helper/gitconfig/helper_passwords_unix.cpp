// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/helper_passwords_unix.h"

#include "core/shell_quoting.h"
#include "gitconfig/known_helper.h"

#include <QElapsedTimer>
#include <QProcess>

#include <csignal>
#include <optional>
#include <unistd.h>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int helperTimeout = 5'000; // milliseconds, for all hosts

/// Runs a shell command in its own session, so that it can't prompt on the terminal. Kills the
/// whole session after the timeout and returns nullopt.
std::optional<QByteArray> runShell(const QString &line, const QByteArray &input, int milliseconds) {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GIT_TERMINAL_PROMPT"_s, u"0"_s);
    environment.insert(u"GIT_ASKPASS"_s, QString());
    environment.insert(u"GCM_INTERACTIVE"_s, u"never"_s);
    environment.insert(u"GCM_GUI_PROMPT"_s, u"false"_s);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(u"/"_s);
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setChildProcessModifier([] { ::setsid(); });
    process.start(u"/bin/sh"_s, {u"-c"_s, line});
    if (!process.waitForStarted())
        return std::nullopt;
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(milliseconds)) {
        ::kill(-pid_t(process.processId()), SIGKILL);
        process.waitForFinished();
        return std::nullopt;
    }
    return process.readAllStandardOutput();
}

QByteArray credentialInput(const QString &host) {
    return "protocol=https\nhost=" + host.toUtf8() + "\n\n";
}

/// sed classifies the password, so that it never enters this process.
QString getCommand(const QString &helper) {
    return shellCommandOf(helper) +
           uR"( get | sed -n -e 's/^password=[0-9]\{8\}T[0-9]\{6\}Z[0-9a-f]\{64\}$/expires/p' -e t)"
           uR"( -e 's/^password=..*/lasts/p')"_s;
}

} // namespace

QList<StoredPassword> passwordsOf(const QString &helper, const QStringList &hosts) {
    QList<StoredPassword> found;
    QElapsedTimer timer;
    timer.start();
    for (const QString &host : hosts) {
        const auto left = helperTimeout - int(timer.elapsed());
        const auto verdict =
            left > 0 ? runShell(getCommand(helper), credentialInput(host), left) : std::nullopt;
        if (!verdict)
            break;
        if (!verdict->isEmpty())
            found.append({helper, host, verdict->startsWith("expires")});
    }
    return found;
}

void eraseFromHelper(const StoredPassword &password) {
    constexpr int maxPasswords = 100; // for example one per repository
    const QString run = shellCommandOf(password.helper);
    // Send its own answer back, so that it erases this entry, whatever it matches by.
    const QString line =
        uR"({ printf 'protocol=https\nhost=%s\n' %1; %2 get | sed -n '/^\(username\|password\)=/p'; })"
        uR"( | %2 erase)"_s.arg(shellQuoted(password.host), run);
    for (int i = 0; i < maxPasswords; ++i) {
        runShell(line, credentialInput(password.host), helperTimeout);
        const auto left = passwordsOf(password.helper, {password.host});
        if (left.isEmpty() || left.first().expires != password.expires)
            return;
    }
    throw stillStored(password);
}

} // namespace vouch
