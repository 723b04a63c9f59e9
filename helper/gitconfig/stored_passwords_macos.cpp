// SPDX-License-Identifier: Apache-2.0
// What Apple's git keeps by itself (git-credential-osxkeychain) is found by security(1): it reads
// no password, so nothing has to be unlocked.
#include "core/error.h"
#include "core/process.h"
#include "gitconfig/helper_passwords_unix.h"
#include "gitconfig/keychain_item.h"
#include "gitconfig/known_helper.h"

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

ProcessResult security(const QString &command, const QString &host, const QStringList &more = {}) {
    constexpr std::chrono::milliseconds patience(5'000);
    return runProcess(u"/usr/bin/security"_s,
                      QStringList{command, u"-r"_s, u"htps"_s, u"-s"_s, host} + more,
                      {.directory = {}, .variables = {}, .input = {}, .patience = patience});
}

/// The entry that git's helper would find for the host.
std::optional<KeychainItem> itemFor(const QString &host) {
    return keychainItem(security(u"find-internet-password"_s, host).output);
}

QList<StoredPassword> keychainPasswords(const QString &helper, const QStringList &hosts) {
    QList<StoredPassword> found;
    try {
        for (const QString &host : hosts)
            if (const auto item = itemFor(host))
                found.append({helper, host, isSigningAccount(item->account)});
    } catch (const Error &) { // the system's program is too slow
    }
    return found;
}

void eraseFromKeychain(const StoredPassword &password) {
    constexpr int maxPasswords = 100; // for example one per repository
    for (int i = 0; i < maxPasswords; ++i) {
        const auto item = itemFor(password.host);
        if (!item || isSigningAccount(item->account) != password.expires)
            return;
        security(u"delete-internet-password"_s, password.host, {u"-a"_s, item->account});
    }
    throw stillStored(password);
}

bool isInKeychain(const QString &helper) {
    return kindOfHelper(helper) == HelperKind::OsxKeychain;
}

} // namespace

QList<StoredPassword> storedPasswords(const QStringList &helpers, const QStringList &hosts) {
    QList<StoredPassword> found;
    for (const QString &helper : helpers)
        found +=
            isInKeychain(helper) ? keychainPasswords(helper, hosts) : passwordsOf(helper, hosts);
    return found;
}

void eraseStored(const StoredPassword &password) {
    if (isInKeychain(password.helper))
        eraseFromKeychain(password);
    else
        eraseFromHelper(password);
}

} // namespace vouch
