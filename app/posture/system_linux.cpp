// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

#include <QHash>

#include <sys/utsname.h>
#include <unistd.h>

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

/// os-release(5): shell assignments, whose values may be quoted.
QHash<QString, QString> assignments(const QByteArray &text) {
    QHash<QString, QString> values;
    const QStringList lines = QString::fromUtf8(text).split(u'\n');
    for (const QString &line : lines) {
        const qsizetype equals = line.indexOf(u'=');
        if (equals <= 0 || line.startsWith(u'#'))
            continue;
        QString value = line.sliced(equals + 1).trimmed();
        const bool quoted = value.size() >= 2 && value.front() == value.back() &&
                            (value.front() == u'"' || value.front() == u'\'');
        if (quoted)
            value = value.sliced(1, value.size() - 2);
        values.insert(line.first(equals).trimmed(), value);
    }
    return values;
}

} // namespace

void readSystem(const Computer &computer, Report *report) {
    report->os = u"linux"_s;
    auto release = computer.file(u"/etc/os-release"_s);
    if (!release)
        release = computer.file(u"/usr/lib/os-release"_s);
    const auto values = assignments(release.value_or(QByteArray()));
    report->distribution = values.value(u"ID"_s);
    report->version = values.value(u"VERSION_ID"_s);
    report->build = computer.line(u"/proc/sys/kernel/osrelease"_s).value_or(QString());
    utsname machine{};
    if (::uname(&machine) == 0)
        report->arch = QString::fromLatin1(machine.machine);
    const QByteArray uptime = computer.file(u"/proc/uptime"_s).value_or(QByteArray());
    bool isNumber = false;
    const double seconds = uptime.left(uptime.indexOf(' ')).toDouble(&isNumber);
    if (isNumber && seconds >= 0 && seconds < 1e10)
        report->uptime = std::chrono::seconds(qint64(seconds));
    report->elevated = ::geteuid() == 0;
}

} // namespace vouch::posture
