// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/urls_to_check.h"

#include "codecommit/host.h"
#include "gitconfig/config_text.h"

#include <QUrl>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QStringList urlsToCheck(const QList<ConfigRow> &rows, const QString &region) {
    QStringList urls;
    const auto add = [&urls](const QString &text) {
        QUrl url(text);
        url.setUserInfo({});
        const QString plain = url.toString(QUrl::FullyEncoded);
        if (url.scheme() == "https"_L1 && codecommit::parseHost(url.host().toStdString()) &&
            !urls.contains(plain))
            urls.append(plain);
    };
    const QString path = u"/v1/repos/REPOSITORY"_s;
    for (const ConfigRow &row : rows) {
        const auto key = ConfigKey::of(row.key);
        if (key.section == "remote"_L1)
            add(row.value);
        else if (key.section == "credential"_L1)
            add(QUrl(key.subsection).path().size() > 1 ? key.subsection : key.subsection + path);
    }
    const QString any = region.isEmpty() ? u"us-east-1"_s : region;
    add(u"https://"_s + QString::fromStdString(codecommit::hostIn(any.toStdString())) + path);
    return urls;
}

} // namespace vouch
