// SPDX-License-Identifier: Apache-2.0
#include "cli/doctor_subject.h"

#include "codecommit/address.h"
#include "codecommit/host.h"
#include "core/process.h"

#include <QUrl>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Parses `codecommit://...` as git passes it on; see gitremote-helpers(7).
Subject fromRemoteHelper(const QString &address, const QString &region) {
    Subject subject{address, {}, {}, true};
    const auto parsed = codecommit::parseAddress(address.toStdString());
    if (!parsed)
        return subject;
    const std::string usedRegion = parsed->region.empty() ? region.toStdString() : parsed->region;
    if (!codecommit::isRegion(usedRegion))
        return subject;
    subject.userName = QString::fromStdString(parsed->profile);
    subject.url =
        u"https://%1/v1/repos/%2"_s.arg(QString::fromStdString(codecommit::hostIn(usedRegion)),
                                        QString::fromStdString(parsed->repository));
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
