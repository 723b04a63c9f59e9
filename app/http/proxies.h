// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkProxy>
#include <QString>
#include <QUrl>

namespace vouch::http {

/// The way to a server: a proxy, and who says so.
struct Way {
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    QString variable; ///< of the environment, such as `https_proxy`; empty: the system's settings

    bool isDirect() const { return proxy.type() == QNetworkProxy::NoProxy; }
    /// The proxy for a person, without its password, such as `proxy.example.com:3128`.
    QString name() const;
};

/// The way to `url`. Where a variable names a proxy, the variables alone count, and are read as
/// curl and git read them: `https_proxy`, `HTTPS_PROXY`, `http_proxy` (for http, in small letters
/// alone), `all_proxy`, `ALL_PROXY`; `no_proxy`, `NO_PROXY` for exceptions. Else it is what the
/// system's settings said when ProxyFactory last asked them for that host. GUI thread. Throws
/// Error::NotSetUp where a variable names no proxy that can be used.
Way wayTo(const QUrl &url);

/// Whether curl goes directly to `host` where `no_proxy` has this value: `*` alone, or names and
/// addresses with commas between them; a name stands for all below it, an address may have `/BITS`.
bool isExempt(const QString &host, const QString &noProxy);

/// What the application's connections are made by: see wayTo. Asks the system's settings, which
/// may block, where no variable names a proxy.
class ProxyFactory final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;
};

} // namespace vouch::http
