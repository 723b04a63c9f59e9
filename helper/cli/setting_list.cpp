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

QList<QList<Span>> settingLines(const Settings &settings) {
    QList<QStringList> values;
    QList<bool> isDefault;
    for (const Option &option : options()) {
        const QString value = option.text(settings);
        isDefault.append(value == option.defaultText());
        values.append({option.name, value.isEmpty() ? u"-"_s : value,
                       isDefault.last() ? Strings::tr("default") : QString()});
    }
    QList<QList<Span>> lines;
    append(lines, Strings::tr("Settings"), values);
    for (qsizetype i = 0; i < isDefault.size(); ++i)
        if (isDefault[i])
            lines[i + 1][0].tone = Tone::Faint;
    QList<QStringList> roles, rules;
    for (const Role &role : settings.roles)
        roles.append({role.name, role.arn, roleDetails(role, settings)});
    for (const RoleRule &rule : settings.rules)
        rules.append({rule.glob, rule.role});
    append(lines, Strings::tr("Roles"), roles);
    append(lines, Strings::tr("Rules, of which the first that matches wins"), rules);
    return lines;
}

QByteArray settingsJson(const Settings &settings) {
    QJsonArray values, roles, rules;
    for (const Option &option : options())
        values.append(QJsonObject{{u"name"_s, option.name},
                                  {u"value"_s, option.text(settings)},
                                  {u"default"_s, option.defaultText()}});
    for (const Role &role : settings.roles)
        roles.append(QJsonObject{{u"name"_s, role.name},
                                 {u"arn"_s, role.arn},
                                 {u"region"_s, role.region},
                                 {u"via"_s, role.via},
                                 {u"duration"_s, qint64(role.duration.count())}});
    for (const RoleRule &rule : settings.rules)
        rules.append(QJsonObject{{u"repository"_s, rule.glob}, {u"use"_s, rule.role}});
    return QJsonDocument(
               QJsonObject{{u"settings"_s, values}, {u"roles"_s, roles}, {u"rules"_s, rules}})
        .toJson(QJsonDocument::Compact);
}

} // namespace vouch::cli
