// SPDX-License-Identifier: Apache-2.0
#include "cli/posture_text.h"

#include "cli/times.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

struct ReportedFact {
    QLatin1StringView key;
    const char *label;
};

/// In the order in which people ask.
constexpr std::array reportedFacts{
    ReportedFact{"os"_L1, QT_TRANSLATE_NOOP("vouch::cli", "System")},
    ReportedFact{"os_distribution"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Distribution")},
    ReportedFact{"os_version"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Version")},
    ReportedFact{"os_build"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Build")},
    ReportedFact{"arch"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Processor")},
    ReportedFact{"disk_encryption_enabled"_L1,
                 QT_TRANSLATE_NOOP("vouch::cli", "Disk is encrypted")},
    ReportedFact{"disk_encryption_technology"_L1,
                 QT_TRANSLATE_NOOP("vouch::cli", "Encrypted with")},
    ReportedFact{"secure_boot_enabled"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Secure Boot")},
    ReportedFact{"tpm_present"_L1, QT_TRANSLATE_NOOP("vouch::cli", "TPM")},
    ReportedFact{"tpm_version"_L1, QT_TRANSLATE_NOOP("vouch::cli", "TPM version")},
    ReportedFact{"firewall_enabled"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Firewall")},
    ReportedFact{"firewall_technology"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Firewall by")},
    ReportedFact{"screen_lock_enabled"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Screen locks")},
    ReportedFact{"screen_lock_idle_timeout_secs"_L1,
                 QT_TRANSLATE_NOOP("vouch::cli", "Screen locks after")},
    ReportedFact{"access_control_enforcing"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Access control")},
    ReportedFact{"access_control_technology"_L1,
                 QT_TRANSLATE_NOOP("vouch::cli", "Access control by")},
    ReportedFact{"auto_update_enabled"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Automatic updates")},
    ReportedFact{"auto_update_technology"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Updated by")},
    ReportedFact{"elevated"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Root's rights")},
    ReportedFact{"uptime_secs"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Running for")},
    ReportedFact{"collected_at"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Collected at")},
    ReportedFact{"cli_version"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Vouch")},
    ReportedFact{"type"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Kind of report")},
    ReportedFact{"posture_version"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Report's version")},
};

QString valueText(const QString &key, const QJsonValue &value) {
    if (value.isBool())
        return value.toBool() ? Strings::tr("yes") : Strings::tr("no");
    if (key.endsWith("_secs"_L1))
        return durationText(value.toInteger());
    const auto at = QDateTime::fromString(value.toString(), Qt::ISODate);
    if (key == "collected_at"_L1 && at.isValid())
        return clockTime(at.toSecsSinceEpoch());
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

} // namespace

QList<QList<Span>> reportLines(const QByteArray &json) {
    QList<std::pair<QString, QString>> rows;
    for (const QJsonValue item : QJsonDocument::fromJson(json).array()) {
        QJsonObject report = item.toObject();
        for (const auto &[key, label] : reportedFacts)
            if (const QJsonValue value = report.take(key); !value.isUndefined())
                rows.append({Strings::tr(label), valueText(key, value)});
        for (auto other = report.constBegin(); other != report.constEnd(); ++other)
            rows.append({other.key(), valueText(other.key(), other.value())});
    }
    qsizetype width = 0;
    for (const auto &[label, value] : rows)
        width = std::max(width, label.size());
    QList<QList<Span>> lines;
    for (const auto &[label, value] : rows)
        lines.append({{label.leftJustified(width + 2), Tone::Faint}, {value}});
    return lines;
}

} // namespace vouch::cli
