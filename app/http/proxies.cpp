// SPDX-License-Identifier: Apache-2.0
#include "http/proxies.h"

#include "core/displayed.h"
#include "core/error.h"

#include <QCoreApplication>
#include <QHash>
#include <QHostAddress>
#include <QMutex>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

namespace vouch::http {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::http)
};

constexpr quint16 usualPort = 1080; ///< curl's default
constexpr qsizetype maxRemembered = 100;

struct Variable {
    QString name, value;
};

/// The first variable that isn't empty; curl treats an empty one as unset.
std::optional<Variable> firstOf(std::initializer_list<const char *> names) {
    for (const char *name : names)
        if (QString value = qEnvironmentVariable(name).trimmed(); !value.isEmpty())
            return Variable{QString::fromLatin1(name), value};
    return std::nullopt;
}

std::optional<Variable> variableFor(const QString &scheme) {
    // Not HTTP_PROXY: a web server sets it to a value from its clients.
    return scheme == "http"_L1 ? firstOf({"http_proxy", "all_proxy", "ALL_PROXY"})
                               : firstOf({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
}

bool isAnyNamed() {
    return firstOf({"https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"})
        .has_value();
}

Error unusable(const QString &variable) {
    return {Error::Kind::NotSetUp,
            Strings::tr("The variable %1 doesn't name a proxy that Vouch can use.").arg(variable),
            Strings::tr("Set it to http://HOST:PORT or socks5h://HOST:PORT, then restart Vouch.")};
}

QNetworkProxy proxyIn(const Variable &variable) {
    const bool hasScheme = variable.value.contains("://"_L1);
    const QUrl url(hasScheme ? variable.value : "http://"_L1 + variable.value);
    if (!url.isValid() || url.host().isEmpty())
        throw unusable(variable.name);
    QNetworkProxy proxy(QNetworkProxy::HttpProxy, url.host(), quint16(url.port(usualPort)),
                        url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded));
    const QString scheme = url.scheme();
    if (scheme == "socks5h"_L1 || scheme == "socks5"_L1) {
        proxy.setType(QNetworkProxy::Socks5Proxy);
        if (scheme == "socks5"_L1) // names are resolved on this computer
            proxy.setCapabilities(proxy.capabilities() & ~QNetworkProxy::HostNameLookupCapability);
    } else if (scheme != "http"_L1) {
        throw unusable(variable.name);
    }
    return proxy;
}

QString withoutDot(const QString &name) {
    return name.endsWith(u'.') ? name.chopped(1) : name;
}

bool isBelow(const QString &host, const QString &pattern) {
    QString domain = withoutDot(pattern);
    if (domain.startsWith(u'.'))
        domain.remove(0, 1);
    if (domain.isEmpty())
        return false;
    return host.compare(domain, Qt::CaseInsensitive) == 0 ||
           host.endsWith(u'.' + domain, Qt::CaseInsensitive);
}

bool isWithin(const QHostAddress &address, const QString &pattern) {
    const qsizetype slash = pattern.indexOf(u'/');
    const QHostAddress other(pattern.left(slash < 0 ? pattern.size() : slash));
    if (other.isNull() || other.protocol() != address.protocol())
        return false;
    const int bits = slash < 0 ? 0 : pattern.mid(slash + 1).toInt();
    const int all = address.protocol() == QHostAddress::IPv4Protocol ? 32 : 128;
    if (bits <= 0 || bits >= all)
        return bits <= all && address == other;
    return address.isInSubnet(other, bits);
}

/// The system's last settings by host, because reading them takes time. Any thread.
class LastRead {
public:
    QNetworkProxy value(const QString &host) const {
        const QMutexLocker lock(&mutex_);
        return proxies_.value(host, QNetworkProxy::NoProxy);
    }
    void insert(const QString &host, const QNetworkProxy &proxy) {
        const QMutexLocker lock(&mutex_);
        if (proxies_.size() >= maxRemembered)
            proxies_.clear();
        proxies_.insert(host, proxy);
    }

private:
    mutable QMutex mutex_;
    QHash<QString, QNetworkProxy> proxies_;
};

LastRead &lastRead() {
    static LastRead last;
    return last;
}

} // namespace

bool isExempt(const QString &host, const QString &noProxy) {
    if (host.isEmpty())
        return false;
    if (noProxy == "*"_L1)
        return true;
    const QHostAddress address(host);
    const QString name = withoutDot(host);
    for (const QString &part : noProxy.split(u',')) {
        const QString pattern = part.trimmed();
        const QString first = pattern.section(u' ', 0, 0);
        if (!first.isEmpty() &&
            (address.isNull() ? isBelow(name, first) : isWithin(address, first)))
            return true;
        if (first != pattern)
            return false; // as curl does when a space replaces a comma
    }
    return false;
}

QString ProxyRoute::name() const {
    const QString host = displayed(proxy.hostName());
    return u"%1:%2"_s.arg(host.contains(u':') ? u'[' + host + u']' : host,
                          QString::number(proxy.port()));
}

ProxyRoute proxyRoute(const QUrl &url) {
    if (!isAnyNamed())
        return {lastRead().value(url.host()), {}};
    const auto variable = variableFor(url.scheme());
    const auto exceptions = firstOf({"no_proxy", "NO_PROXY"});
    if (!variable || (exceptions && isExempt(url.host(), exceptions->value)))
        return {};
    return {proxyIn(*variable), variable->name};
}

QList<QNetworkProxy> ProxyFactory::queryProxy(const QNetworkProxyQuery &query) {
    const QUrl url = query.url();
    if (isAnyNamed()) {
        try {
            return {proxyRoute(url).proxy};
        } catch (const Error &) { // already reported; never bypass a proxy
            return {QNetworkProxy(QNetworkProxy::HttpProxy, u"proxy.invalid"_s, usualPort)};
        }
    }
    QList<QNetworkProxy> found = systemProxyForQuery(query);
    lastRead().insert(url.host(), found.value(0, QNetworkProxy::NoProxy));
    return found;
}

} // namespace vouch::http
