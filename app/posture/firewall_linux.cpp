// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

#include <QRegularExpression>

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Checks both: ufw's unit is active even if ufw is disabled, and its file may say yes before
/// anything is loaded.
bool isUfwOn(const Computer &computer) {
    static const QRegularExpression enabled(uR"(^\s*ENABLED\s*=\s*["']?yes["']?\s*$)"_s,
                                            QRegularExpression::MultilineOption |
                                                QRegularExpression::CaseInsensitiveOption);
    const auto file = computer.file(u"/etc/ufw/ufw.conf"_s);
    return file && enabled.match(QString::fromUtf8(*file)).hasMatch() &&
           computer.isActive(u"ufw.service"_s) == true;
}

/// The unit loads any rules, even ones that let everything pass, like Debian's default. It counts
/// as a firewall only if a rule drops or rejects something.
bool isNftablesOn(const Computer &computer) {
    static const QRegularExpression comment(u"#[^\n]*"_s);
    static const QRegularExpression refusal(u"\\b(drop|reject)\\b"_s);
    for (const QString &path : {u"/etc/nftables.conf"_s, u"/etc/sysconfig/nftables.conf"_s}) {
        const auto file = computer.file(path);
        if (file && QString::fromUtf8(*file).remove(comment).contains(refusal))
            return computer.isActive(u"nftables.service"_s) == true;
    }
    return false;
}

} // namespace

void readFirewall(const Computer &computer, Report *report) {
    if (computer.isOnBus(Computer::Bus::System, u"org.fedoraproject.FirewallD1"_s) == true)
        report->firewall = {true, u"firewalld"_s};
    else if (isUfwOn(computer))
        report->firewall = {true, u"ufw"_s};
    else if (isNftablesOn(computer))
        report->firewall = {true, u"nftables"_s};
}

} // namespace vouch::posture
