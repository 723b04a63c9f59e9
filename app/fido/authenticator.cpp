// SPDX-License-Identifier: Apache-2.0
#include "fido/authenticator.h"

#include "core/log.h"
#include "fido/device.h"
#include "fido/preflight.h"
#include "fido/results.h"
#include "fido/selection.h"
#include "fido/system_keys.h"

#include <QCborValue>

#include <algorithm>

namespace vouch::fido {
namespace {

/// libfido2 1.12 returns authenticator data as a CBOR byte string (RFC 8949 section 3, major type
/// 2); the server expects its content.
QByteArray contentOf(const QByteArray &item) {
    const QCborValue value = QCborValue::fromCbor(item);
    if (!value.isByteArray())
        throw keyError(FIDO_ERR_RX_INVALID_CBOR);
    return value.toByteArray();
}

QList<Assertion> getAssertions(const Device &device, const AssertionRequest &request,
                               const SharedSecret &pin) {
    const auto assertion = newAssertion(request.rpId);
    check(fido_assert_set_clientdata(assertion.get(), data(request.clientData),
                                     std::size_t(request.clientData.size())));
    check(fido_assert_set_up(assertion.get(), FIDO_OPT_TRUE));
    if (!pin) // with a PIN, the PIN is the user verification
        check(fido_assert_set_uv(assertion.get(), FIDO_OPT_TRUE));
    check(device,
          fido_dev_get_assert(device.handle(), assertion.get(), pin ? pin->c_str() : nullptr));

    QList<Assertion> assertions;
    for (std::size_t i = 0; i < fido_assert_count(assertion.get()); ++i) {
        const fido_assert_t *a = assertion.get();
        assertions.append(
            {bytes(fido_assert_id_ptr(a, i), fido_assert_id_len(a, i)),
             contentOf(bytes(fido_assert_authdata_ptr(a, i), fido_assert_authdata_len(a, i))),
             bytes(fido_assert_sig_ptr(a, i), fido_assert_sig_len(a, i)),
             bytes(fido_assert_user_id_ptr(a, i), fido_assert_user_id_len(a, i)),
             QString::fromUtf8(fido_assert_user_name(a, i))});
    }
    return assertions;
}

} // namespace

Authenticator::Authenticator(std::unique_ptr<Transport> transport)
    : transport_(std::move(transport)), worker_(new QObject) {
    thread_.setObjectName(QStringLiteral("fido"));
    worker_->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, worker_, &QObject::deleteLater);
    // libfido2's flags are per thread. Without this one, a glitch downgrades a FIDO2 key to U2F.
    QMetaObject::invokeMethod(worker_, [] { fido_init(FIDO_DISABLE_U2F_FALLBACK); });
    thread_.start();
}

Authenticator::~Authenticator() {
    ending_.request_stop();
    thread_.quit();
    thread_.wait();
}

template <typename T>
QFuture<T> Authenticator::onWorker(std::function<T()> work) {
    const auto deferred = std::make_shared<Deferred<T>>();
    QMetaObject::invokeMethod(worker_, [deferred, work = std::move(work)] {
        try {
            deferred->deliver(work());
        } catch (...) {
            const auto error = currentError();
            qCInfo(logFido) << error->detail();
            deferred->fail(*error);
        }
    });
    return deferred->future();
}

QFuture<QList<Key>> Authenticator::keys() {
    return onWorker<QList<Key>>([this] { return names_.named(transport_->keys(), *transport_); });
}

std::unique_ptr<QObject> Authenticator::watchKeys(std::function<void()> changed) {
    return transport_->watch(std::move(changed));
}

QFuture<KeyInfo> Authenticator::info(const QString &path) {
    return onWorker<KeyInfo>([this, path] { return readInfo(Device(*transport_, path, {}, {})); });
}

QFuture<bool> Authenticator::showsAccount(const QString &path, const QStringList &rpIds) {
    return onWorker<bool>([transport = transport_.get(), path, rpIds] {
        const Device device(*transport, path, {}, {});
        return std::ranges::any_of(
            rpIds, [&device](const QString &rpId) { return fido::showsAccount(device, rpId); });
    });
}

QFuture<bool> Authenticator::holdsAny(const QString &path, const QString &rpId,
                                      const QList<QByteArray> &credentialIds) {
    return onWorker<bool>([transport = transport_.get(), path, rpId, credentialIds] {
        return !credentialIds.isEmpty() &&
               fido::showsAccount(Device(*transport, path, {}, {}), rpId, credentialIds);
    });
}

template <typename T>
QFuture<T> Authenticator::withTouch(const QString &path, quint64 requestId, std::stop_token stop,
                                    std::function<T(const Device &)> work) {
    return onWorker<T>([this, path, requestId, stop, work = std::move(work)] {
        const Device device(
            *transport_, path, [this, requestId] { Q_EMIT touchNeeded(requestId); }, stop);
        // While these exist, a stop from any thread cancels the operation on the key.
        const auto cancel = [handle = device.handle()] { fido_dev_cancel(handle); };
        const std::stop_callback onStop(stop, cancel);
        const std::stop_callback onEnd(ending_.get_token(), cancel);
        return work(device);
    });
}

template <typename T>
QFuture<T> Authenticator::bySystem(std::stop_token stop,
                                   std::function<T(SystemKeys &, std::stop_token)> work) {
    return onWorker<T>([this, stop, work = std::move(work)] {
        std::stop_source either;
        const auto cancel = [&either] { either.request_stop(); };
        const std::stop_callback onStop(stop, cancel);
        const std::stop_callback onEnd(ending_.get_token(), cancel);
        if (either.stop_requested()) // while another request was under way
            throw keyError(FIDO_ERR_KEEPALIVE_CANCEL);
        return work(*transport_->systemKeys(), either.get_token());
    });
}

QFuture<QList<Assertion>> Authenticator::assertions(const QString &path,
                                                    const AssertionRequest &request,
                                                    SharedSecret pin, std::stop_token stop) {
    if (systemKeys() != nullptr)
        return bySystem<QList<Assertion>>(
            std::move(stop), [request](SystemKeys &system, std::stop_token stopped) {
                return QList<Assertion>{system.assertion(request, std::move(stopped))};
            });
    return withTouch<QList<Assertion>>(path, request.requestId, std::move(stop),
                                       [request, pin = std::move(pin)](const Device &device) {
                                           return getAssertions(device, request, pin);
                                       });
}

QFuture<Attestation> Authenticator::makeCredential(const QString &path,
                                                   const RegistrationRequest &request,
                                                   SharedSecret pin, std::stop_token stop) {
    if (systemKeys() != nullptr)
        return bySystem<Attestation>(std::move(stop),
                                     [request](SystemKeys &system, std::stop_token stopped) {
                                         return system.attestation(request, std::move(stopped));
                                     });
    return withTouch<Attestation>(path, request.requestId, std::move(stop),
                                  [request, pin = std::move(pin)](const Device &device) {
                                      return fido::makeCredential(device, request, pin);
                                  });
}

QFuture<bool> Authenticator::setPin(const QString &path, SharedSecret pin, std::stop_token stop) {
    return writePin(path, nullptr, std::move(pin), std::move(stop));
}

QFuture<bool> Authenticator::changePin(const QString &path, SharedSecret oldPin,
                                       SharedSecret newPin, std::stop_token stop) {
    return writePin(path, std::move(oldPin), std::move(newPin), std::move(stop));
}

QFuture<bool> Authenticator::writePin(const QString &path, SharedSecret before, SharedSecret pin,
                                      std::stop_token stop) {
    return onWorker<bool>([this, path, before = std::move(before), pin = std::move(pin), stop] {
        if (stop.stop_requested()) // stopped while another request waited for a touch
            throw keyError(FIDO_ERR_KEEPALIVE_CANCEL);
        const Device device(*transport_, path, nullptr, {});
        const KeyInfo info = readInfo(device);
        if (before && !info.pinSet)
            throw pinNotSet();
        const int code = info.pinSet && !before // some keys would count it as a wrong PIN
                             ? FIDO_ERR_NOT_ALLOWED
                             : fido_dev_set_pin(device.handle(), pin->c_str(),
                                                before ? before->c_str() : nullptr);
        if (code != FIDO_OK)
            throw device.isBusy() ? device.error(code) : newPinError(code, info);
        return true;
    });
}

struct Authenticator::Choosing {
    Selection keys;
    Deferred<QString> deferred;
    std::stop_token stop;
};

QFuture<QString> Authenticator::touched(const QStringList &paths, std::stop_token stop) {
    Deferred<QString> deferred;
    auto future = deferred.future();
    const auto promise = std::make_shared<Deferred<QString>>(std::move(deferred));
    QMetaObject::invokeMethod(worker_, [this, paths, stop, promise] {
        try {
            // An aggregate that can't be moved: NOLINTNEXTLINE(modernize-make-shared)
            std::shared_ptr<Choosing> choosing(
                new Choosing{Selection(*transport_, paths), std::move(*promise), stop});
            look(worker_, choosing);
        } catch (...) {
            promise->fail(*currentError());
        }
    });
    return future;
}

void Authenticator::look(QObject *worker, const std::shared_ptr<Choosing> &choosing) {
    try {
        if (choosing->stop.stop_requested())
            throw keyError(FIDO_ERR_KEEPALIVE_CANCEL);
        if (const auto path = choosing->keys.look())
            return choosing->deferred.deliver(*path);
    } catch (...) {
        const auto error = currentError();
        qCInfo(logFido) << error->detail();
        return choosing->deferred.fail(*error);
    }
    QMetaObject::invokeMethod(
        worker, [worker, choosing] { look(worker, choosing); }, Qt::QueuedConnection);
}

} // namespace vouch::fido
