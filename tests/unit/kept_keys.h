// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/system_keys.h"

#include <QTest>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

/// Keys on a system that keeps them to itself, and what its user does, for tests.
namespace vouch::test {

using namespace Qt::Literals::StringLiterals;

/// What a KeptKeys shares with its test. Any thread.
class SystemUser {
    template <typename Read>
    auto with(Read read) const {
        const std::lock_guard lock(mutex_);
        return read();
    }

public:
    /// How an operation ends. Waits until one has begun.
    void sign() { end(std::nullopt); }
    void fail(fido::KeyError::Cause cause) {
        end(fido::KeyError(cause, Error::Kind::NoKey, u"The system says no."_s, {}, {}));
    }

    /// Plugs another key in.
    void plug(fido::Key key) {
        {
            const std::lock_guard lock(mutex_);
            plugged_.append(std::move(key));
        }
        if (onPlugged)
            onPlugged();
    }
    QList<fido::Key> plugged() const {
        return with([this] { return plugged_; });
    }
    std::function<void()> onPlugged; ///< on the test's thread only

    /// The system's window is open: for whom, and with what.
    bool isAsked() const {
        return with([this] { return asked_; });
    }
    int count() const {
        return with([this] { return count_; });
    }
    int stops() const {
        return with([this] { return stops_; });
    }
    quintptr window() const {
        return with([this] { return window_; });
    }
    QByteArray clientData() const {
        return with([this] { return clientData_; });
    }

    void ask(quintptr window, const QByteArray &clientData, const std::stop_token &stop) {
        std::unique_lock lock(mutex_);
        asked_ = true;
        ++count_;
        window_ = window;
        clientData_ = clientData;
        answered_ = false;
        changed_.wait(lock, stop, [this] { return answered_; });
        asked_ = false;
        if (!answered_) {
            ++stops_;
            throw fido::KeyError(fido::KeyError::Cause::Canceled, Error::Kind::Canceled,
                                 u"The system was stopped."_s, {}, {});
        }
        if (failure_)
            throw fido::KeyError(*failure_);
    }

private:
    void end(std::optional<fido::KeyError> failure) {
        [this] { QTRY_VERIFY(isAsked()); }();
        const std::lock_guard lock(mutex_);
        failure_ = std::move(failure);
        answered_ = true;
        changed_.notify_all();
    }

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    bool asked_ = false, answered_ = false;
    int count_ = 0, stops_ = 0;
    quintptr window_ = 0;
    QByteArray clientData_;
    QList<fido::Key> plugged_;
    std::optional<fido::KeyError> failure_;
};

class KeptKeys final : public fido::Transport, public fido::SystemKeys {
public:
    /// `problem`: why the system can't ask.
    explicit KeptKeys(std::shared_ptr<SystemUser> user, QList<fido::Key> keys = {},
                      std::optional<fido::KeyError> problem = {})
        : user_(std::move(user)), keys_(std::move(keys)), problem_(std::move(problem)) {}

    QList<fido::Key> keys() override { return keys_ + user_->plugged(); }
    std::unique_ptr<fido::Channel> open(const QString &) override {
        qFatal("a key was opened that is the system's");
    }
    std::unique_ptr<QObject> watch(std::function<void()> changed) override {
        user_->onPlugged = std::move(changed);
        auto watch = std::make_unique<QObject>();
        QObject::connect(watch.get(), &QObject::destroyed,
                         [user = user_] { user->onPlugged = {}; });
        return watch;
    }
    SystemKeys *systemKeys() const override { return const_cast<KeptKeys *>(this); }

    QString name() const override { return u"Contoso OS"_s; }
    std::optional<fido::KeyError> problem() const override { return problem_; }
    fido::KeyError closed() const override {
        return {fido::KeyError::Cause::NotPermitted,
                Error::Kind::Unsupported,
                u"The system keeps its keys."_s,
                u"Ask it."_s,
                {}};
    }
    fido::Assertion assertion(const fido::AssertionRequest &request,
                              std::stop_token stop) override {
        user_->ask(request.window, request.clientData, stop);
        return {"id", "data", "signature", "nora", {}};
    }
    fido::Attestation attestation(const fido::RegistrationRequest &request,
                                  std::stop_token stop) override {
        user_->ask(request.window, request.clientData, stop);
        return {"id", "key", "data", "object"};
    }

private:
    std::shared_ptr<SystemUser> user_;
    QList<fido::Key> keys_;
    std::optional<fido::KeyError> problem_;
};

} // namespace vouch::test
