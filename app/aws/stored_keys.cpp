// SPDX-License-Identifier: Apache-2.0
#include "aws/stored_keys.h"

#include "aws/credentials.h"
#include "core/scoped_task.h"
#include "keychain/keychain.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::StoredKeys)
};

const QString index = u"vouch/aws"_s;

QString entry(const QString &profile) {
    return u"vouch/aws/"_s + profile;
}

/// `ID newline SECRET`: encoding it leaves no extra copies of the secret.
SharedSecret encoded(const aws::Credentials &keys) {
    QByteArray bytes;
    bytes.reserve(keys.accessKeyId.size() + 1 + keys.secretAccessKey->size());
    bytes.append(keys.accessKeyId).append('\n').append(keys.secretAccessKey->view());
    return std::make_shared<Secret>(Secret::take(std::move(bytes)));
}

std::optional<aws::Credentials> decoded(const Secret &secret) {
    const QByteArrayView bytes = secret.view();
    const qsizetype end = bytes.indexOf('\n');
    if (end <= 0 || end + 1 == bytes.size())
        return std::nullopt;
    aws::Credentials keys;
    keys.accessKeyId = bytes.first(end).toByteArray();
    keys.secretAccessKey = std::make_shared<Secret>(bytes.sliced(end + 1));
    return keys;
}

} // namespace

QCoro::Task<QSet<QString>> StoredKeys::profiles(std::stop_token stop) {
    if (!names_) {
        std::optional<Secret> names;
        try {
            names = co_await keychain_.read(index, stop);
        } catch (const NoKeychain &) {
            co_return QSet<QString>(); // it may appear later
        }
        throwIfStopped(stop);
        names_.emplace();
        if (names)
            for (const QString &name :
                 QString::fromUtf8(names->view()).split(u'\n', Qt::SkipEmptyParts))
                names_->insert(name);
    }
    const QSet<QString> known = *names_;
    co_return QSet<QString>(known);
}

QCoro::Task<QSet<QString>> StoredKeys::reachableProfiles(std::stop_token stop) {
    const KeychainState state = co_await keychainState();
    throwIfStopped(stop);
    if (state == KeychainState::Gone)
        throw sessionBusEnded();
    co_return co_await profiles(stop);
}

QCoro::Task<QSet<QString>> StoredKeys::peek(std::stop_token stop) {
    const bool isOpen = names_ || co_await keychainState() == KeychainState::Open;
    throwIfStopped(stop);
    if (!isOpen)
        co_return QSet<QString>();
    co_return co_await profiles(stop);
}

QCoro::Task<aws::Credentials> StoredKeys::read(QString profile, std::stop_token stop) {
    const std::optional<Secret> secret = co_await keychain_.read(entry(profile), stop);
    throwIfStopped(stop);
    auto keys = secret ? decoded(*secret) : std::nullopt;
    if (!keys)
        throw Error(Error::Kind::NotFound,
                    Strings::tr("The keychain no longer has the keys of “%1”.").arg(profile),
                    Strings::tr("Run: vouch aws add %1").arg(profile));
    aws::Credentials found = *keys;
    co_return found;
}

QCoro::Task<StoredKeys::Turn> StoredKeys::turn(std::stop_token stop) {
    auto mine = std::make_shared<Deferred<bool>>();
    const auto before = std::exchange(lastTurn_, mine->future());
    if (before) {
        const QFuture<bool> &done = *before;
        try {
            co_await done;
        } catch (const Error &) { // a turn ends by being dropped
        }
        throwIfStopped(stop);
    }
    co_return mine;
}

QCoro::Task<> StoredKeys::write(QString profile, aws::Credentials keys, std::stop_token stop) {
    const Turn mine = co_await turn(stop);
    throwIfStopped(stop);
    QSet<QString> names = co_await profiles(stop);
    throwIfStopped(stop);
    names.insert(profile);
    co_await writeNames(names, stop);
    throwIfStopped(stop);
    const SharedSecret secret = encoded(keys);
    co_await keychain_.write(entry(profile), secret, stop);
}

QCoro::Task<> StoredKeys::remove(QString profile, std::stop_token stop) {
    const Turn mine = co_await turn(stop);
    throwIfStopped(stop);
    QSet<QString> names = co_await profiles(stop);
    throwIfStopped(stop);
    co_await keychain_.remove(entry(profile), stop);
    throwIfStopped(stop);
    names.remove(profile);
    co_await writeNames(names, stop);
}

QCoro::Task<> StoredKeys::writeNames(QSet<QString> names, std::stop_token stop) {
    if (names_ == names)
        co_return;
    names_.reset(); // a keychain that responds too late may have stored it anyway
    if (names.isEmpty()) {
        co_await keychain_.remove(index, stop);
    } else {
        QStringList sorted(names.begin(), names.end());
        std::ranges::sort(sorted);
        const auto list = std::make_shared<Secret>(Secret::take(sorted.join(u'\n').toUtf8()));
        co_await keychain_.write(index, list, stop);
    }
    throwIfStopped(stop);
    names_ = names;
}

} // namespace vouch
