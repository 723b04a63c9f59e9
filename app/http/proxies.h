// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkProxy>
#include <QString>
#include <QUrl>

namespace vouch::http {

/// The route to a server: a proxy, and where it's configured.
struct ProxyRoute {
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    QString
        variable; ///< the environment variable, such as `https_proxy`; empty: the system's settings

    bool isDirect() const { return proxy.type() == QNetworkProxy::NoProxy; }
    /// The proxy's name for display, without its password, such as `proxy.example.com:3128`.
    QString name() const;
};

/// The route to `url`. If any variable names a proxy, only the variables count, as for curl and
/// git: `https_proxy`, `HTTPS_PROXY`, `http_proxy` (for http, lower case only), `all_proxy`,
/// `ALL_PROXY`; `no_proxy`, `NO_PROXY` for exceptions. Otherwise, the system's settings as
/// ProxyFactory last read them for that host. Any thread. Throws Error::Kind::NotSetUp if a
/// variable's proxy isn't usable.
ProxyRoute proxyRoute(const QUrl &url);

/// Whether curl connects directly to `host` with this value of `no_proxy`: `*`, or a
/// comma-separated list of names, which include their subdomains, and addresses, which may have
/// `/BITS`.
bool isExempt(const QString &host, const QString &noProxy);

/// The proxies of the application's connections: see proxyRoute(). Without proxy variables, reads
/// the system's settings, which may take seconds. Any thread.
class ProxyFactory final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;
};

} // namespace vouch::http
