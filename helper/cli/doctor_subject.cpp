// SPDX-License-Identifier: Apache-2.0
#include "cli/doctor_subject.h"

#include "codecommit/host.h"
#include "core/process.h"

#include <QRegularExpression>
#include <QUrl>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Parses `codecommit://...` as git passes it on; see gitremote-helpers(7).
Subject fromRemoteHelper(const QString &address, const QString &region) {
    static const QRegularExpression form(
        uR"(\Acodecommit(?:::([a-z0-9-]+))?://(?:([^/]+)@)?([^@/]+)\z)"_s);
    Subject subject{address, {}, {}, true};
    const auto match = form.match(address);
    const QString usedRegion = match.captured(1).isEmpty() ? region : match.captured(1);
    const std::string regionName = usedRegion.toStdString();
    if (!match.hasMatch() || !codecommit::isRegion(regionName) ||
        !codecommit::isRepository(match.captured(3).toStdString()))
        return subject;
    subject.userName = match.captured(2);
    subject.url = u"https://%1/v1/repos/%2"_s.arg(
        QString::fromStdString(codecommit::hostIn(regionName)), match.captured(3));
    return subject;
}

/// git's output, trimmed; empty if git fails.
QString gitOutput(const QStringList &arguments) {
    const auto result = runProcess(u"git"_s, arguments);
    return result.exitCode == 0 ? QString::fromUtf8(result.output).trimmed() : QString();
}

} // namespace

QString Subject::host() const {
    return QUrl(url).host();
}

Subject subjectFrom(const QString &address, const QString &region) {
    if (address.startsWith("codecommit:"_L1))
        return fromRemoteHelper(address, region);
    Subject subject{address, {}, {}, false};
    QUrl url(address);
    const bool isCodeCommit = url.scheme() == "https"_L1 && url.path().size() > 1 &&
                              codecommit::parseHost(url.host(QUrl::FullyEncoded).toStdString());
    if (!isCodeCommit)
        return subject;
    url.setUserInfo({});
    subject.url = url.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash);
    return subject;
}

QString remoteAddress(const QString &argument) {
    if (!argument.isEmpty())
        return gitOutput({u"ls-remote"_s, u"--get-url"_s, argument});
    // The branch's remote, else origin. Without a remote, git prints just the name.
    const QString address = gitOutput({u"ls-remote"_s, u"--get-url"_s});
    return address.contains(':'_L1) ? address : QString();
}

} // namespace vouch::cli
