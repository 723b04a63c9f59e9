// SPDX-License-Identifier: Apache-2.0
#include "session/keys/inserted_keys.h"

#include "fido/authenticator.h"
#include "fido/pin_rules.h"
#include "fido/system_keys.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using Fingerprint = InsertedKey::Fingerprint;

namespace {

/// Shows "FIDO_2_1" as "FIDO 2.1"; other names stay as they are.
QString versionText(const QString &version) {
    if (version == "U2F_V2"_L1)
        return u"U2F"_s;
    QString text = version;
    if (text.startsWith("FIDO_"_L1)) {
        text.replace(4, 1, u' ');
        text.replace("_PRE"_L1, " (preview)"_L1);
        text.replace(u'_', u'.');
    }
    return text;
}

Fingerprint fingerprintOf(const fido::KeyInfo &info) {
    switch (info.fingerprint) {
    case fido::KeyInfo::Fingerprint::None:
        return Fingerprint::None;
    case fido::KeyInfo::Fingerprint::NotSetUp:
        return Fingerprint::NotSetUp;
    case fido::KeyInfo::Fingerprint::SetUp:
        return Fingerprint::SetUp;
    }
    return Fingerprint::None;
}

/// In the standard's terms and not translated: support reads it.
QString supportDetails(const fido::Key &key, const fido::KeyInfo &info) {
    QStringList protocols;
    for (const int protocol : info.pinProtocols)
        protocols.append(QString::number(protocol));
    const QString pin = !info.supportsPin ? u"not possible"_s
                        : !info.pinSet    ? u"not set"_s
                                          : u"set, %1 attempts left"_s.arg(info.pinRetries);
    QStringList lines{
        u"Vouch %1"_s.arg(QCoreApplication::applicationVersion()),
        u"Key: %1"_s.arg(key.model),
        u"AAGUID: %1"_s.arg(QUuid::fromRfc4122(info.aaguid).toString(QUuid::WithoutBraces)),
        u"Versions: %1"_s.arg(info.versions.join(u", "_s)),
        u"Extensions: %1"_s.arg(info.extensions.join(u", "_s)),
        u"Options: %1"_s.arg(info.options.join(u", "_s)),
        u"PIN protocols: %1"_s.arg(protocols.join(u", "_s)),
        u"PIN: %1, at least %2 characters%3"_s.arg(pin, QString::number(info.minPinLength),
                                                   info.mustChangePin ? u", must be changed"_s
                                                                      : QString()),
    };
    if (info.roomForAccounts)
        lines.append(u"Discoverable credentials left: %1"_s.arg(*info.roomForAccounts));
    if (info.firmware != 0)
        lines.append(u"Firmware: 0x%1"_s.arg(qulonglong(info.firmware), 6, 16, QLatin1Char('0')));
    return lines.join(u'\n') + u'\n';
}

InsertedKey describe(const fido::Key &key, const fido::KeyInfo &info) {
    InsertedKey inserted;
    inserted.id = key.path;
    inserted.model = key.model;
    for (const QString &version : info.versions)
        inserted.versions.append(versionText(version));
    std::ranges::sort(inserted.versions, std::ranges::greater());
    inserted.supportsPin = info.supportsPin;
    inserted.hasPin = info.pinSet;
    inserted.mustChangePin = info.mustChangePin;
    inserted.attemptsLeft = info.pinRetries;
    inserted.minPinCharacters = minNewPinCharacters(info.minPinLength);
    inserted.roomForAccounts = info.roomForAccounts;
    inserted.hmacSecret = info.extensions.contains(u"hmac-secret"_s);
    inserted.fingerprint = fingerprintOf(info);
    inserted.details = supportDetails(key, info);
    return inserted;
}

QString textOf(const Error &error) {
    return (error.message() + u' ' + error.hint()).trimmed();
}

} // namespace

InsertedKeys::InsertedKeys(fido::Authenticator &authenticator) : authenticator_(authenticator) {}

InsertedKeys::~InsertedKeys() = default;

std::shared_ptr<QObject> InsertedKeys::watch() {
    if (auto same = watch_.lock())
        return same;
    std::shared_ptr<QObject> watch = authenticator_.watchKeys([this] { look(); });
    watch_ = watch;
    keys_.clear(); // keys may have come and gone since the last watch
    known_ = false;
    refresh();
    return watch;
}

void InsertedKeys::refresh() {
    rereadAll_ = true;
    look();
}

const InsertedKey *InsertedKeys::find(const QString &id) const {
    const auto found = std::ranges::find(keys_, id, &InsertedKey::id);
    return found == keys_.end() ? nullptr : &*found;
}

QCoro::Task<QList<InsertedKey>> InsertedKeys::readAll(std::stop_token stop) {
    if (const fido::SystemKeys *system = authenticator_.systemKeys())
        throw system->closed();
    const QList<fido::Key> present = co_await authenticator_.keys();
    throwIfStopped(stop);
    QList<InsertedKey> keys;
    for (const fido::Key &key : present) {
        keys.append(co_await read(key, stop));
        throwIfStopped(stop);
    }
    co_return QList<InsertedKey>(keys);
}

QFuture<QString> InsertedKeys::touched(const QStringList &ids, std::stop_token stop) {
    return authenticator_.touched(ids, std::move(stop));
}

void InsertedKeys::look() {
    again_ = true;
    if (std::exchange(isLooking_, true))
        return;
    looking_ = ScopedTask([this](std::stop_token stop) { return readChanges(stop); },
                          [this](const Error &) { isLooking_ = false; });
}

QCoro::Task<> InsertedKeys::readChanges(std::stop_token stop) {
    while (std::exchange(again_, false)) {
        const bool rereadAll = std::exchange(rereadAll_, false);
        const QList<fido::Key> present = co_await authenticator_.keys();
        throwIfStopped(stop);
        QList<InsertedKey> keys;
        for (const fido::Key &key : present) {
            const InsertedKey *known = find(key.path);
            // Read a key that failed again: its device node appears before it can be opened.
            if (!rereadAll && known != nullptr && known->model == key.model &&
                known->problem.isEmpty()) {
                keys.append(*known);
                continue;
            }
            keys.append(co_await read(key, stop));
            throwIfStopped(stop);
        }
        if (!std::exchange(known_, true) || keys != keys_) {
            keys_ = keys;
            Q_EMIT changed();
        }
    }
    isLooking_ = false;
}

QCoro::Task<InsertedKey> InsertedKeys::read(fido::Key key, std::stop_token stop) {
    InsertedKey problem;
    problem.id = key.path;
    problem.model = key.model;
    try {
        const fido::KeyInfo info = co_await authenticator_.info(key.path);
        throwIfStopped(stop);
        co_return describe(key, info);
    } catch (const fido::KeyError &error) {
        problem.problem = textOf(error);
    }
    co_return problem;
}

QCoro::Task<PinAnswer> InsertedKeys::setPin(QString id, SharedSecret pin, std::stop_token stop) {
    const auto done = authenticator_.setPin(id, std::exchange(pin, nullptr), stop);
    const PinAnswer answer = co_await answered(done, id, stop);
    throwIfStopped(stop);
    co_return PinAnswer(answer);
}

QCoro::Task<PinAnswer> InsertedKeys::changePin(QString id, SharedSecret before, SharedSecret pin,
                                               std::stop_token stop) {
    const auto done = authenticator_.changePin(id, std::exchange(before, nullptr),
                                               std::exchange(pin, nullptr), stop);
    const PinAnswer answer = co_await answered(done, id, stop);
    throwIfStopped(stop);
    co_return PinAnswer(answer);
}

QCoro::Task<PinAnswer> InsertedKeys::answered(QFuture<bool> done, QString id,
                                              std::stop_token stop) {
    using Cause = fido::KeyError::Cause;
    PinAnswer answer;
    try {
        co_await done;
    } catch (const fido::KeyError &error) {
        answer.text = textOf(error);
        answer.kind = error.cause() == Cause::WrongPin     ? PinAnswer::Kind::WrongPin
                      : error.cause() == Cause::PinRefused ? PinAnswer::Kind::Refused
                                                           : PinAnswer::Kind::Stuck;
    }
    throwIfStopped(stop);
    if (answer.kind == PinAnswer::Kind::WrongPin) {
        try {
            const fido::KeyInfo info = co_await authenticator_.info(id);
            answer.attemptsLeft = info.pinRetries;
        } catch (const fido::KeyError &error) {
            answer.kind = PinAnswer::Kind::Stuck;
            answer.text += u' ' + textOf(error); // after "Wrong PIN."
        }
        throwIfStopped(stop);
    }
    refresh();
    co_return answer;
}

} // namespace vouch
