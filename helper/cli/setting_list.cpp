// SPDX-License-Identifier: Apache-2.0
#include "cli/setting_list.h"

#include "cli/table.h"
#include "settings/names.h"
#include "settings/options.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

QString roleDetails(const Role &role, const Settings &settings) {
    QStringList details;
    if (!role.region.isEmpty())
        details.append(Strings::tr("region %1").arg(role.region));
    if (!role.via.isEmpty())
        details.append(Strings::tr("via %1").arg(role.via));
    if (role.duration != Role().duration)
        details.append(Strings::tr("duration %1").arg(role.duration.count()));
    if (role.name == settings.useRole)
        details.append(Strings::tr("used if no rule matches"));
    return details.join(", "_L1);
}

QString originText(const Option &option, const Origins &origins) {
    switch (origins.by(option.key)) {
    case Origins::By::Default:
        return Strings::tr("default");
    case Origins::By::User:
        return {};
    case Origins::By::Organization:
        break;
    }
    return origins.isLocked(option.key) ? Strings::tr("set and locked by your organization")
                                        : Strings::tr("set by your organization");
}

QString originName(Origins::By by) {
    return by == Origins::By::User           ? u"user"_s
           : by == Origins::By::Organization ? u"organization"_s
                                             : u"default"_s;
}

QString originName(bool isOrganizations) {
    return originName(isOrganizations ? Origins::By::Organization : Origins::By::User);
}

void append(QList<QList<Span>> &lines, const QString &heading, const QList<QStringList> &rows) {
    if (rows.isEmpty())
        return;
    if (!lines.isEmpty())
        lines.append(QList<Span>{});
    lines.append({{heading, Tone::Strong}});
    for (const QString &row : table(rows))
        lines.append({{u"  "_s + row}});
}

} // namespace

QList<QList<Span>> settingLines(const SettingsInForce &inForce) {
    const auto &[settings, origins] = inForce;
    QList<QStringList> values;
    QList<bool> isDefault;
    for (const Option &option : options()) {
        const QString value = option.text(settings);
        isDefault.append(origins.by(option.key) == Origins::By::Default);
        values.append({option.name, value.isEmpty() ? u"-"_s : value, originText(option, origins)});
    }
    QList<QList<Span>> lines;
    append(lines, Strings::tr("Settings"), values);
    for (qsizetype i = 0; i < isDefault.size(); ++i)
        if (isDefault[i])
            lines[i + 1][0].tone = Tone::Faint;
    QList<QStringList> roles, rules;
    const QString theirs = Strings::tr("set by your organization");
    for (const Role &role : settings.roles) {
        QStringList details{roleDetails(role, settings),
                            origins.roles.contains(role.name) ? theirs : QString()};
        details.removeAll(QString());
        roles.append({role.name, role.arn, details.join(", "_L1)});
    }
    for (qsizetype i = 0; i < settings.rules.size(); ++i)
        rules.append({settings.rules[i].glob, settings.rules[i].role,
                      origins.isOrganizations(i, settings) ? theirs : QString()});
    append(lines, Strings::tr("Roles"), roles);
    append(lines, Strings::tr("Rules (the first match wins)"), rules);
    if (!origins.file.isEmpty()) {
        lines.append(QList<Span>{});
        lines.append({{Strings::tr("Your organization's settings are in %1.").arg(origins.file),
                       Tone::Faint}});
    }
    return lines;
}

QByteArray settingsJson(const SettingsInForce &inForce) {
    const auto &[settings, origins] = inForce;
    QJsonArray values, roles, rules;
    for (const Option &option : options())
        values.append(QJsonObject{{u"name"_s, option.name},
                                  {u"value"_s, option.text(settings)},
                                  {u"default"_s, option.defaultText()},
                                  {u"from"_s, originName(origins.by(option.key))},
                                  {u"locked"_s, origins.isLocked(option.key)}});
    for (const Role &role : settings.roles)
        roles.append(QJsonObject{{u"name"_s, role.name},
                                 {u"arn"_s, role.arn},
                                 {u"region"_s, role.region},
                                 {u"via"_s, role.via},
                                 {u"duration"_s, qint64(role.duration.count())},
                                 {u"from"_s, originName(origins.roles.contains(role.name))}});
    for (qsizetype i = 0; i < settings.rules.size(); ++i)
        rules.append(QJsonObject{{u"repository"_s, settings.rules[i].glob},
                                 {u"use"_s, settings.rules[i].role},
                                 {u"from"_s, originName(origins.isOrganizations(i, settings))}});
    return QJsonDocument(
               QJsonObject{{u"settings"_s, values}, {u"roles"_s, roles}, {u"rules"_s, rules}})
        .toJson(QJsonDocument::Compact);
}

} // namespace vouch::cli
