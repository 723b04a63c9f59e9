// SPDX-License-Identifier: Apache-2.0
// Each structure has the lowest version with what we need; every Windows since 10 1903 takes them.
#include "fido/registration.h"
#include "fido/results.h"
#include "fido/webauthn_windows.h"
#include "wire/owner_windows.h"

#include <QOperatingSystemVersion>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace vouch::fido {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Less than a challenge is valid for.
constexpr std::chrono::milliseconds patience = 3min;
/// Windows ignores a cancellation before the operation has begun, so it is repeated.
constexpr auto cancelAgainAfter = 100ms;

const WebAuthn &webAuthn() {
    static const WebAuthn loaded;
    return loaded;
}

BYTE *mutableData(const QByteArray &bytes) { // Windows' structures know no const
    return reinterpret_cast<BYTE *>(const_cast<char *>(bytes.constData()));
}

void require(HRESULT result) {
    if (FAILED(result))
        throw webAuthn().error(result);
}

GUID newCancellationId() {
    GUID id{};
    require(webAuthn().cancellationId(&id));
    return id;
}

/// Cancels an operation from another thread once `stop` is requested, while this object exists.
class Cancelling {
public:
    Cancelling(const GUID &id, const std::stop_token &stop)
        : id_(id), stop_(stop),
          thread_([this](const std::stop_token &over) { cancelWhenStopped(over); }),
          onStop_(stop, [this] {
              { const std::lock_guard lock(mutex_); } // it waits, or will see the request
              changed_.notify_all();
          }) {}
    Cancelling(const Cancelling &) = delete;
    Cancelling &operator=(const Cancelling &) = delete;
    ~Cancelling() = default;

private:
    void cancelWhenStopped(const std::stop_token &over) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, over, [this] { return stop_.stop_requested(); });
        while (!over.stop_requested()) {
            lock.unlock();
            webAuthn().cancel(&id_);
            lock.lock();
            changed_.wait_for(lock, over, cancelAgainAfter, [] { return false; });
        }
    }

    GUID id_;
    std::stop_token stop_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::jthread thread_;
    std::stop_callback<std::function<void()>> onStop_;
};

/// The window that Windows puts its own in front of: ours, or the one that the user works in, such
/// as a terminal.
HWND parent(quintptr ours) {
    if (ours != 0)
        return reinterpret_cast<HWND>(ours);
    const HWND front = ::GetForegroundWindow();
    return front != nullptr ? front : ::GetDesktopWindow();
}

WEBAUTHN_CLIENT_DATA clientDataOf(const QByteArray &json) {
    return {WEBAUTHN_CLIENT_DATA_CURRENT_VERSION, DWORD(json.size()), mutableData(json),
            WEBAUTHN_HASH_ALGORITHM_SHA_256};
}

/// Every function fails if Windows lacks what they need.
class WindowsKeys final : public SystemKeys {
public:
    QString name() const override { return u"Windows"_s; }

    std::optional<KeyError> problem() const override {
        const QString &missing = webAuthn().missing();
        return missing.isEmpty() ? std::nullopt : std::optional(webAuthnMissing(missing));
    }

    KeyError closed() const override { return keptByWindows(); }

    Assertion assertion(const AssertionRequest &request, std::stop_token stop) override {
        requireAll();
        const std::wstring rpId = request.rpId.toStdWString();
        const WEBAUTHN_CLIENT_DATA clientData = clientDataOf(request.clientData);
        GUID id = newCancellationId();
        WEBAUTHN_AUTHENTICATOR_GET_ASSERTION_OPTIONS options{};
        options.dwVersion = WEBAUTHN_AUTHENTICATOR_GET_ASSERTION_OPTIONS_VERSION_3;
        options.dwTimeoutMilliseconds = DWORD(patience.count());
        options.dwAuthenticatorAttachment = WEBAUTHN_AUTHENTICATOR_ATTACHMENT_CROSS_PLATFORM;
        options.dwUserVerificationRequirement = WEBAUTHN_USER_VERIFICATION_REQUIREMENT_REQUIRED;
        options.pCancellationId = &id;
        PWEBAUTHN_ASSERTION made = nullptr;
        {
            const Cancelling cancelling(id, stop);
            require(webAuthn().getAssertion(parent(request.window), rpId.c_str(), &clientData,
                                            &options, &made));
        }
        const std::unique_ptr<WEBAUTHN_ASSERTION, decltype(WebAuthn::freeAssertion)> owner(
            made, webAuthn().freeAssertion);
        return {bytes(made->Credential.pbId, made->Credential.cbId),
                bytes(made->pbAuthenticatorData, made->cbAuthenticatorData),
                bytes(made->pbSignature, made->cbSignature),
                bytes(made->pbUserId, made->cbUserId),
                {}};
    }

    Attestation attestation(const RegistrationRequest &request, std::stop_token stop) override {
        requireAll();
        const std::wstring rpId = request.rpId.toStdWString();
        const std::wstring rpName = request.rpName.toStdWString();
        const std::wstring user = request.userName.toStdWString();
        const WEBAUTHN_RP_ENTITY_INFORMATION rp{
            WEBAUTHN_RP_ENTITY_INFORMATION_CURRENT_VERSION, rpId.c_str(),
            rpName.empty() ? rpId.c_str() : rpName.c_str(), nullptr};
        const WEBAUTHN_USER_ENTITY_INFORMATION account{
            WEBAUTHN_USER_ENTITY_INFORMATION_CURRENT_VERSION,
            DWORD(request.userId.size()),
            mutableData(request.userId),
            user.c_str(),
            nullptr,
            user.c_str()};
        WEBAUTHN_COSE_CREDENTIAL_PARAMETER es256{WEBAUTHN_COSE_CREDENTIAL_PARAMETER_CURRENT_VERSION,
                                                 WEBAUTHN_CREDENTIAL_TYPE_PUBLIC_KEY,
                                                 WEBAUTHN_COSE_ALGORITHM_ECDSA_P256_WITH_SHA256};
        const WEBAUTHN_COSE_CREDENTIAL_PARAMETERS algorithms{1, &es256};
        const WEBAUTHN_CLIENT_DATA clientData = clientDataOf(request.clientData);
        std::vector<WEBAUTHN_CREDENTIAL> excluded;
        for (const QByteArray &known : request.excludedIds)
            excluded.push_back({WEBAUTHN_CREDENTIAL_CURRENT_VERSION, DWORD(known.size()),
                                mutableData(known), WEBAUTHN_CREDENTIAL_TYPE_PUBLIC_KEY});
        GUID id = newCancellationId();
        WEBAUTHN_AUTHENTICATOR_MAKE_CREDENTIAL_OPTIONS options{};
        options.dwVersion = WEBAUTHN_AUTHENTICATOR_MAKE_CREDENTIAL_OPTIONS_VERSION_2;
        options.dwTimeoutMilliseconds = DWORD(patience.count());
        options.CredentialList = {DWORD(excluded.size()), excluded.data()};
        options.dwAuthenticatorAttachment = WEBAUTHN_AUTHENTICATOR_ATTACHMENT_CROSS_PLATFORM;
        options.bRequireResidentKey = TRUE;
        options.dwUserVerificationRequirement = WEBAUTHN_USER_VERIFICATION_REQUIREMENT_REQUIRED;
        options.dwAttestationConveyancePreference =
            WEBAUTHN_ATTESTATION_CONVEYANCE_PREFERENCE_DIRECT; // the server verifies it
        options.pCancellationId = &id;
        PWEBAUTHN_CREDENTIAL_ATTESTATION made = nullptr;
        {
            const Cancelling cancelling(id, stop);
            require(webAuthn().makeCredential(parent(request.window), &rp, &account, &algorithms,
                                              &clientData, &options, &made));
        }
        const std::unique_ptr<WEBAUTHN_CREDENTIAL_ATTESTATION, decltype(WebAuthn::freeAttestation)>
            owner(made, webAuthn().freeAttestation);
        return attestationFrom(bytes(made->pbAuthenticatorData, made->cbAuthenticatorData),
                               bytes(made->pbAttestationObject, made->cbAttestationObject));
    }

private:
    void requireAll() const {
        if (const auto why = problem())
            throw KeyError(*why);
    }
};

} // namespace

std::unique_ptr<SystemKeys> windowsKeys() {
    const bool mayOpenKeys =
        wire::isElevated().value_or(false) ||
        QOperatingSystemVersion::current() < QOperatingSystemVersion::Windows10_1903;
    return mayOpenKeys ? nullptr : std::make_unique<WindowsKeys>();
}

} // namespace vouch::fido
