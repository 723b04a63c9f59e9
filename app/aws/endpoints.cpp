// SPDX-License-Identifier: Apache-2.0
#include "aws/endpoints.h"

#include "aws/arn.h"
#include "core/error.h"

#include <QCoreApplication>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

QUrl stsEndpoint(const QString &region, const QString &partition) {
    for (const char *name : {"AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"}) {
        const QString value = qEnvironmentVariable(name);
        if (value.isEmpty())
            continue;
        QUrl url(value, QUrl::StrictMode);
        const bool web = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
        if (!url.isValid() || !web || url.host().isEmpty())
            throw Error(Error::Kind::NotSetUp,
                        QCoreApplication::translate("vouch::aws", "The variable %1 is no address.")
                            .arg(QLatin1StringView(name)),
                        QCoreApplication::translate(
                            "vouch::aws", "Correct it, or unset it, and start Vouch again."));
        if (url.path().isEmpty())
            url.setPath(u"/"_s);
        return url;
    }
    return QUrl(u"https://sts.%1.%2/"_s.arg(region, domainOf(partition)));
}

QString caBundle() {
    return qEnvironmentVariable("AWS_CA_BUNDLE");
}

} // namespace vouch::aws
