// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/git_programs.h"

#include "core/process.h"
#include "gitconfig/effective.h"
#include "gitconfig/known_helper.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QVersionNumber>

#include <algorithm>
#include <optional>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::GitPrograms)
};

using State = CheckResult::State;

/// The first git that supports host patterns in credential sections (see its release notes), which
/// Vouch's setup relies on.
const QVersionNumber supportsPatterns(2, 26);
/// The first git that supports `password_expiry_utc`.
const QVersionNumber supportsExpiry(2, 40);

/// Runs a command in the shell in which git starts its helpers, by an alias.
ProcessResult runInGit(const QString &command, const QString &argument) {
    return runProcess(u"git"_s,
                      {u"-c"_s, u"alias.vouch-check=!"_s + command, u"vouch-check"_s, argument});
}

/// Where the helper's file is, or nothing if its command doesn't say.
QString fileOf(const QString &value) {
    if (QDir::isAbsolutePath(value))
        return value;
    if (value != "vouch"_L1)
        return {};
    const auto found = runInGit(u"command -v"_s, u"git-credential-vouch"_s);
    return QString::fromUtf8(found.output).trimmed();
}

/// The version of a helper that git can start; empty for 0.1.0, which doesn't tell.
std::optional<QString> versionOf(const QString &value) {
    const QString command = shellCommandOf(value);
    const auto told = runInGit(command, u"--version"_s);
    if (told.exitCode == 0)
        return QString::fromUtf8(told.output).section(u' ', 1).trimmed();
    const bool runs = runInGit(command, u"store"_s).exitCode == 0; // which Vouch ignores
    return runs ? std::optional<QString>(QString()) : std::nullopt;
}

} // namespace

CheckResult judgeGitVersion(const QString &output) {
    static const QRegularExpression form(uR"(\Agit version (\d+(\.\d+)+))"_s);
    const auto version = QVersionNumber::fromString(form.match(output).captured(1));
    CheckResult result{u"git"_s, State::Ok, output + u'.', {}};
    if (version.isNull()) {
        result.state = State::Warning;
        result.message = Strings::tr("Can't determine git's version.");
    } else if (version < supportsPatterns) {
        result.state = State::Problem;
        result.message += Strings::tr(" It is too old for the configuration that Vouch needs.");
        result.fix = Strings::tr("Install git 2.26 or newer.");
    } else if (version < supportsExpiry) {
        result.message += Strings::tr(" It can't tell when a password has expired; git 2.40 can.");
    }
    return result;
}

CheckResult checkGitVersion() {
    return judgeGitVersion(
        QString::fromUtf8(runProcess(u"git"_s, {u"version"_s}).output).trimmed());
}

CheckResult checkHelperProgram(const QString &url, const QList<ConfigRow> &rows,
                               const QString &own) {
    const QString name = u"helper"_s;
    const QList<ConfigRow> asked = effectiveCredentials(url, rows).asked;
    const auto helper = std::ranges::find_if(
        asked, [](const ConfigRow &row) { return kindOfHelper(row.value) == HelperKind::Vouch; });
    const auto version = helper == asked.end() ? std::nullopt : versionOf(helper->value);
    if (!version)
        return {name, State::Problem,
                Strings::tr("git is set up to use Vouch for CodeCommit, but can't find the program "
                            "git-credential-vouch."),
                u"vouch setup codecommit"_s};
    if (*version == own)
        return {name,
                State::Ok,
                Strings::tr("git uses Vouch, and no other helper, for CodeCommit."),
                {}};
    const QString file = fileOf(helper->value);
    return {
        name, State::Warning,
        version->isEmpty()
            ? Strings::tr("git uses a git-credential-vouch that is older than Vouch %1.").arg(own)
            : Strings::tr("git uses git-credential-vouch %1, and this is Vouch %2.")
                  .arg(*version, own),
        file.isEmpty() ? Strings::tr("Install one version of Vouch only.")
                       : Strings::tr("Update or remove the older one. git uses: %1").arg(file)};
}

} // namespace vouch
