// SPDX-License-Identifier: Apache-2.0
#include "posture/report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A dozen texts of at most six bytes per character stay far below the limit of 8192 bytes.
constexpr qsizetype longestText = 64;

/// A text from the system in the form that the server accepts.
QString clean(const QString &text) {
    QString kept;
    for (const char32_t c : text.toUcs4()) {
        const auto category = QChar::category(c);
        if (category != QChar::Other_Control && category != QChar::Other_Format &&
            category != QChar::Other_Surrogate && category != QChar::Other_NotAssigned)
            kept += QChar::fromUcs4(c);
        if (kept.size() >= longestText)
            break;
    }
    return kept.trimmed().toLower();
}

void add(QJsonObject *object, const QString &member, const QString &value) {
    if (const QString text = clean(value); !text.isEmpty())
        object->insert(member, text);
}

void add(QJsonObject *object, const QString &member, const std::optional<bool> &value) {
    if (value)
        object->insert(member, *value);
}

void add(QJsonObject *object, const QString &member,
         const std::optional<std::chrono::seconds> &value) {
    if (value && value->count() >= 0)
        object->insert(member, qint64(value->count()));
}

void add(QJsonObject *object, const QString &flag, const QString &technology,
         const Report::Mechanism &mechanism) {
    if (!mechanism.on)
        return;
    object->insert(flag, *mechanism.on);
    add(object, technology, mechanism.technology);
}

} // namespace

QByteArray authorizationDetails(const Report &report) {
    QJsonObject object{{u"type"_s, u"device_posture"_s}, {u"posture_version"_s, 1}};
    add(&object, u"os"_s, report.os);
    add(&object, u"os_version"_s, report.version);
    add(&object, u"os_distribution"_s, report.distribution);
    add(&object, u"os_build"_s, report.build);
    add(&object, u"arch"_s, report.arch);
    add(&object, u"disk_encryption_enabled"_s, u"disk_encryption_technology"_s,
        report.diskEncryption);
    add(&object, u"screen_lock_enabled"_s, report.screenLock);
    add(&object, u"screen_lock_idle_timeout_secs"_s, report.screenLockAfter);
    add(&object, u"firewall_enabled"_s, u"firewall_technology"_s, report.firewall);
    add(&object, u"secure_boot_enabled"_s, report.secureBoot);
    add(&object, u"tpm_present"_s, report.tpm);
    add(&object, u"tpm_version"_s, report.tpmVersion);
    add(&object, u"auto_update_enabled"_s, u"auto_update_technology"_s, report.autoUpdate);
    add(&object, u"uptime_secs"_s, report.uptime);
    add(&object, u"access_control_enforcing"_s, u"access_control_technology"_s,
        report.accessControl);
    add(&object, u"elevated"_s, report.elevated);
    add(&object, u"cli_version"_s, report.applicationVersion);
    const auto collected =
        QDateTime::fromSecsSinceEpoch(report.collectedAt.time_since_epoch().count());
    object.insert(u"collected_at"_s, collected.toUTC().toString(Qt::ISODate));
    return QJsonDocument(QJsonArray{object}).toJson(QJsonDocument::Compact);
}

} // namespace vouch::posture
