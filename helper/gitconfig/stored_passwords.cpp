// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/stored_passwords.h"

#include "codecommit/host.h"
#include "codecommit/regions.h"
#include "gitconfig/known_helper.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QStringList storingHelpers(const QList<ConfigRow> &rows) {
    QStringList helpers;
    for (const ConfigRow &row : rows) {
        const auto key = ConfigKey::of(row.key);
        if (key.section == "credential"_L1 && key.variable == "helper"_L1 &&
            storesPasswords(kindOfHelper(row.value)) && !helpers.contains(row.value))
            helpers.append(row.value);
    }
    return helpers;
}

QStringList codeCommitRegions() {
    QStringList regions;
    for (const std::string_view region : codecommit::knownRegions)
        regions.append(QString::fromLatin1(region));
    return regions;
}

QStringList hostsToQuery(const QList<ConfigRow> &rows, const QStringList &regions) {
    static const QRegularExpression named(uR"(https://(?:[^/@\s]*@)?([\w.-]+(?::\d+)?))"_s);
    QStringList hosts;
    const auto add = [&hosts](const QString &host) {
        if (codecommit::parseHost(host.toStdString()) && !hosts.contains(host))
            hosts.append(host);
    };
    const auto addRegion = [&add](const QString &region) {
        add(QString::fromStdString(codecommit::hostIn(region.toStdString())));
    };
    for (const QString &region : regions)
        addRegion(region);
    for (const ConfigRow &row : rows)
        for (const QString &text : {row.key, row.value})
            if (const auto match = named.match(text); match.hasMatch())
                add(match.captured(1));
    for (const std::string_view region : codecommit::knownRegions)
        addRegion(QString::fromLatin1(region));
    return hosts;
}

Error stillStored(const StoredPassword &password) {
    return Error(Error::Kind::Keychain,
                 QCoreApplication::translate("vouch", "%1 still has the password for %2.")
                     .arg(nameOfHelper(password.helper), password.host),
                 QCoreApplication::translate("vouch", "Remove it there manually."));
}

} // namespace vouch
