// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "session/keys/inserted_keys.h"
#include "session/requester.h"
#include "ui/keys/keys_window.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace vouch {
class CurrentServer;
class KeyAddition;
class KeyCeremony;
class Keys;
class Session;
class SignIn;
} // namespace vouch

namespace vouch::ui {

class PinDialog;

/// Keeps the Keys window up to date while it is visible, and carries out the user's actions there.
/// Actions that need a key open that ceremony's dialog.
class KeysPresenter : public QObject {
    Q_OBJECT
public:
    /// All of these outlive the presenter.
    struct Services {
        Session &session;
        CurrentServer &servers;
        SignIn &signIn;
        Keys &keys;
        KeyAddition &keyAddition;
        InsertedKeys &insertedKeys;
    };
    explicit KeysPresenter(const Services &services);

    void present() { window_.present(); }
    bool isOpen() const { return window_.isVisible(); }

private:
    using Step = QCoro::Task<> (KeysPresenter::*)(QString id, QString name, std::stop_token stop);

    void shown(bool visible);
    void follow();
    void load();
    void signIn();
    void choosePin(const InsertedKey &key);
    /// Runs a step on the registered keys, unless one is already running.
    void start(Step step, const QString &id = {}, const QString &name = {});
    QCoro::Task<> done(Step step, QString id, QString name, std::stop_token stop);
    QCoro::Task<> listed(std::stop_token stop);
    QCoro::Task<> add(QString id, QString name, std::stop_token stop);
    QCoro::Task<> rename(QString id, QString name, std::stop_token stop);
    QCoro::Task<> remove(QString id, QString name, std::stop_token stop);
    QCoro::Task<> byWindow(KeyCeremony &ceremony, Requester::Purpose purpose, std::stop_token stop);
    void showError(const Error &error);

    Services services_;
    KeysWindow window_;
    std::shared_ptr<QObject> watch_; ///< set while the window is visible
    QPointer<PinDialog> pinDialog_;
    ScopedTask listing_, doing_, signingIn_;
    bool isBusy_ = false;
};

} // namespace vouch::ui
