// SPDX-License-Identifier: Apache-2.0
#include "cli/doctor_subject.h"

#include "codecommit/host.h"
#include "core/process.h"

#include <QRegularExpression>
#include <QUrl>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Of `codecommit://...`; gitremote-helpers(7) tells how git hands these on.
Subject fromRemoteHelper(const QString &address, const QString &region) {
    static const QRegularExpression form(
        uR"(\Acodecommit(?:::([a-z0-9-]+))?://(?:([^/]+)@)?([^@/]+)\z)"_s);
    Subject subject{address, {}, {}, true};
    const auto match = form.match(address);
    const QString where = match.captured(1).isEmpty() ? region : match.captured(1);
    const std::string asked = where.toStdString();
    if (!match.hasMatch() || !codecommit::isRegion(asked) ||
        !codecommit::isRepository(match.captured(3).toStdString()))
        return subject;
    subject.userName = match.captured(2);
    subject.url = u"https://%1/v1/repos/%2"_s.arg(QString::fromStdString(codecommit::hostIn(asked)),
                                                  match.captured(3));
    return subject;
}

/// What git says, without the line's end; empty when it refuses.
QString ask(const QStringList &arguments) {
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
    const bool ours = url.scheme() == "https"_L1 && url.path().size() > 1 &&
                      codecommit::parseHost(url.host(QUrl::FullyEncoded).toStdString());
    if (!ours)
        return subject;
    url.setUserInfo({});
    subject.url = url.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash);
    return subject;
}

QString addressFor(const QString &argument) {
    if (!argument.isEmpty())
        return ask({u"ls-remote"_s, u"--get-url"_s, argument});
    // The branch's own remote, else origin; git answers with the bare name where it knows none.
    const QString address = ask({u"ls-remote"_s, u"--get-url"_s});
    return address.contains(':'_L1) ? address : QString();
}

} // namespace vouch::cli
