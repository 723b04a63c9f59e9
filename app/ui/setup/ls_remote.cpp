// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/ls_remote.h"

#include "core/process.h"

#include <QDir>
#include <QProcessEnvironment>

#include <utility>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The environment of the user's shell: without settings that a desktop or our parent may have
/// added.
QProcessEnvironment shellEnvironment() {
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys())
        if (name.startsWith("GIT_TRACE"_L1) || name == "GIT_DIR"_L1 || name == "GIT_WORK_TREE"_L1 ||
            name == "GIT_INDEX_FILE"_L1 || name == "SSH_ASKPASS"_L1)
            environment.remove(name);
    environment.insert(u"GIT_TERMINAL_PROMPT"_s, u"0"_s);
    environment.insert(u"GIT_ASKPASS"_s, QString());
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s); // its output is parsed
    return environment;
}

QString lastMessage(const QString &output) {
    QString last;
    for (const QString &line : output.split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith("vouch: "_L1))
            return line.sliced(7).trimmed();
        last = line.trimmed();
    }
    return last;
}

} // namespace

LsRemote::LsRemote(const QString &url) : git_(std::make_unique<QProcess>()) {
    git_->setProcessEnvironment(shellEnvironment());
    git_->setWorkingDirectory(QDir::homePath());
    git_->setStandardInputFile(QProcess::nullDevice());
    connect(git_.get(), &QProcess::finished, this, &LsRemote::finish);
    connect(git_.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            deferred_.deliver({-1, 0, tr("Git couldn't be started. Make sure it's installed.")});
    });
    git_->start(u"git"_s, {u"-c"_s, u"core.askPass="_s, u"ls-remote"_s, u"--"_s, url});
}

LsRemote::~LsRemote() {
    killWithoutWaiting(std::move(git_));
}

void LsRemote::finish() {
    const QByteArray listed = git_->readAllStandardOutput();
    const QString said = QString::fromUtf8(git_->readAllStandardError());
    const bool ended = git_->exitStatus() == QProcess::NormalExit;
    deferred_.deliver({ended ? git_->exitCode() : -1, int(listed.count('\n')), lastMessage(said)});
}

} // namespace vouch::ui
