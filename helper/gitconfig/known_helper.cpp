// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/known_helper.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::KnownHelper)
};

/// The NAME of `git-credential-NAME` in any form: alone, with a path, quoted, or as an argument of
/// git.
QString programOf(const QString &value) {
    static const QRegularExpression named(uR"(\bgit(?:\.exe)?["']?[- ]credential-([\w-]+))"_s);
    if (const auto match = named.match(value); match.hasMatch())
        return match.captured(1);
    static const QRegularExpression first(uR"(\A!?\s*["']?([^\s"']+))"_s);
    static const QRegularExpression folders(uR"(\A.*[/\\])"_s);
    QString word = first.match(value).captured(1).remove(folders);
    if (word.endsWith(".exe"_L1, Qt::CaseInsensitive))
        word.chop(4);
    return word;
}

} // namespace

HelperKind kindOfHelper(const QString &value) {
    static const QRegularExpression vault(uR"(\baws-vault\b.*\bexec\b)"_s);
    static const QRegularExpression aws(uR"(\baws\b.*\bcodecommit\s+credential-helper\b)"_s);
    if (vault.match(value).hasMatch())
        return HelperKind::AwsVault;
    if (aws.match(value).hasMatch())
        return HelperKind::AwsCli;
    const QString program = programOf(value);
    // With a leading "!" the value is any command line, otherwise a name or a path.
    const bool command = value.startsWith(u'!') && !value.contains("credential-"_L1);
    if (command)
        return HelperKind::Other;
    if (program == "vouch"_L1)
        return HelperKind::Vouch;
    if (program == "osxkeychain"_L1)
        return HelperKind::OsxKeychain;
    if (program == "manager"_L1 || program == "manager-core"_L1)
        return HelperKind::Manager;
    if (program == "wincred"_L1)
        return HelperKind::WinCred;
    if (program == "libsecret"_L1)
        return HelperKind::LibSecret;
    if (program == "store"_L1)
        return HelperKind::Store;
    if (program == "cache"_L1)
        return HelperKind::Cache;
    return HelperKind::Other;
}

QString nameOfHelper(const QString &value) {
    return kindOfHelper(value) == HelperKind::AwsVault ? u"aws-vault"_s : programOf(value);
}

bool storesPasswords(HelperKind kind) noexcept {
    switch (kind) {
    case HelperKind::OsxKeychain:
    case HelperKind::Manager:
    case HelperKind::WinCred:
    case HelperKind::LibSecret:
    case HelperKind::Store:
    case HelperKind::Cache:
        return true;
    case HelperKind::Vouch:
    case HelperKind::AwsCli:
    case HelperKind::AwsVault:
    case HelperKind::Other:
        break;
    }
    return false;
}

QString effectOf(HelperKind kind) {
    switch (kind) {
    case HelperKind::AwsCli:
        return Strings::tr("It would sign with the AWS CLI's keys.");
    case HelperKind::AwsVault:
        return Strings::tr("It would get keys from aws-vault, which asks you for a code.");
    case HelperKind::Other:
        return Strings::tr(
            "git would request CodeCommit passwords from it and share them with it.");
    case HelperKind::Vouch:
        return Strings::tr("It's Vouch's own helper.");
    default:
        return Strings::tr("It would store passwords that soon expire.");
    }
}

QString shellCommandOf(const QString &value) {
    if (value.startsWith(u'!'))
        return value.sliced(1);
    return QDir::isAbsolutePath(value) ? value : u"git credential-"_s + value;
}

} // namespace vouch
