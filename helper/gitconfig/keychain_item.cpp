// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/keychain_item.h"

#include <QRegularExpression>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

/// An attribute's text. security(1) quotes it, and prints hexadecimal digits before it if it isn't
/// plain ASCII.
std::optional<QString> attribute(const QString &text, const QString &name) {
    const QRegularExpression line(
        uR"re(^\s*"%1"<blob>=(?:0x([0-9A-F]+)\s.*|"(.*)")$)re"_s.arg(name),
        QRegularExpression::MultilineOption);
    const auto match = line.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return match.hasCaptured(1)
               ? QString::fromUtf8(QByteArray::fromHex(match.captured(1).toLatin1()))
               : match.captured(2);
}

} // namespace

std::optional<KeychainItem> keychainItem(const QByteArray &text) {
    const QString lines = QString::fromUtf8(text);
    const auto server = attribute(lines, u"srvr"_s);
    if (!lines.contains("class: \"inet\""_L1) || !server)
        return std::nullopt;
    return KeychainItem{*server, attribute(lines, u"acct"_s).value_or(QString())};
}

bool isSigningAccount(const QString &account) {
    static const QRegularExpression accessKey(uR"(\A(?:AKIA|ASIA)[A-Z0-9]{12,124}(?:%.*)?\z)"_s);
    return accessKey.match(account).hasMatch();
}

} // namespace vouch
