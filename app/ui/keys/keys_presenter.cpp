// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keys_presenter.h"

#include "core/error.h"
#include "session/current_server.h"
#include "session/keys/key_addition.h"
#include "session/keys/keys.h"
#include "session/keys/sign_in.h"
#include "session/session.h"
#include "ui/prompts/pin_dialog.h"
#include "ui/text/window_text.h"
#include "ui/widgets/field_note.h"

#include <utility>

namespace vouch::ui {

using Purpose = Requester::Purpose;

KeysPresenter::KeysPresenter(const Services &services) : services_(services) {
    connect(&window_, &KeysWindow::shown, this, &KeysPresenter::shown);
    connect(&window_, &KeysWindow::signInWanted, this, &KeysPresenter::signIn);
    connect(&window_, &KeysWindow::addWanted, this, [this] { start(&KeysPresenter::add); });
    connect(&window_, &KeysWindow::renameWanted, this,
            [this](const QString &id, const QString &name) {
                start(&KeysPresenter::rename, id, name);
            });
    connect(&window_, &KeysWindow::removeWanted, this,
            [this](const QString &id) { start(&KeysPresenter::remove, id); });
    connect(&window_, &KeysWindow::pinWanted, this, &KeysPresenter::choosePin);
    connect(&services_.session, &Session::began, this, &KeysPresenter::follow);
    connect(&services_.session, &Session::ended, this, &KeysPresenter::follow);
    connect(&services_.servers, &CurrentServer::nameChanged, this, &KeysPresenter::follow);
    connect(&services_.keys, &Keys::changed, this, [this] {
        if (!isBusy_) // changed elsewhere, for example on the command line
            load();
    });
    connect(&services_.insertedKeys, &InsertedKeys::changed, this,
            [this] { window_.setInserted(services_.insertedKeys.keys()); });
    // A ceremony may have used up a PIN attempt or room for an account.
    for (const KeyCeremony *ceremony :
         std::initializer_list<const KeyCeremony *>{&services_.signIn, &services_.keyAddition})
        connect(ceremony, &KeyCeremony::stateChanged, this, [this, ceremony] {
            if (watch_ && !ceremony->isUnderWay())
                services_.insertedKeys.refresh();
        });
}

void KeysPresenter::shown(bool visible) {
    if (!visible) {
        watch_.reset();
        listing_.stop();
        return;
    }
    watch_ = services_.insertedKeys.watch();
    window_.setInserted(services_.insertedKeys.keys());
    window_.note()->clear();
    follow();
}

void KeysPresenter::follow() {
    if (!window_.isVisible())
        return;
    const bool active = services_.session.isActive();
    window_.setOwner(active ? services_.session.email() : QString(), services_.servers.name());
    if (!isBusy_)
        load();
}

void KeysPresenter::load() {
    listing_.stop();
    if (!window_.isVisible() || !services_.session.isActive())
        return;
    listing_ = ScopedTask([this](std::stop_token stop) { return listed(stop); },
                          [this](const Error &error) { showError(error); });
}

QCoro::Task<> KeysPresenter::listed(std::stop_token stop) {
    // Listing keys never prompts for a sign-in; the window shows anyway when the session ends.
    const CeremonyRunner noCeremony = [](KeyCeremony &, std::stop_token) -> QCoro::Task<> {
        throw canceled();
    };
    const auto keys = co_await services_.keys.list(noCeremony, stop);
    throwIfStopped(stop);
    window_.setKeys(keys);
}

void KeysPresenter::start(Step step, const QString &id, const QString &name) {
    if (std::exchange(isBusy_, true))
        return;
    listing_.stop();
    window_.setBusy(true);
    window_.note()->clear();
    const auto finished = [this] {
        isBusy_ = false;
        window_.setBusy(false);
        follow();
    };
    doing_ = ScopedTask([=, this](std::stop_token stop) { return done(step, id, name, stop); },
                        [=, this](const Error &error) {
                            finished();
                            showError(error);
                        });
}

QCoro::Task<> KeysPresenter::done(Step step, QString id, QString name, std::stop_token stop) {
    co_await (this->*step)(id, name, stop);
    throwIfStopped(stop);
    isBusy_ = false;
    window_.setBusy(false);
    follow();
}

QCoro::Task<> KeysPresenter::add(QString, QString, std::stop_token stop) {
    const CeremonyRunner runner = [this](KeyCeremony &ceremony, std::stop_token stopped) {
        return byWindow(ceremony, Purpose::AddKey, std::move(stopped));
    };
    const QString defaultName; // empty: the key's model
    const auto result = co_await services_.keys.add(defaultName, runner, stop);
    throwIfStopped(stop);
    if (!result.keys.isEmpty())
        window_.setKeys(result.keys);
    window_.note()->allow(tr("You can now sign in with %1.").arg(result.added.name));
}

QCoro::Task<> KeysPresenter::rename(QString id, QString name, std::stop_token stop) {
    const CeremonyRunner runner = [this](KeyCeremony &ceremony, std::stop_token stopped) {
        return byWindow(ceremony, Purpose::SignIn, std::move(stopped));
    };
    co_await services_.keys.rename(id, name, runner, stop);
}

QCoro::Task<> KeysPresenter::remove(QString id, QString, std::stop_token stop) {
    const CeremonyRunner runner = [this](KeyCeremony &ceremony, std::stop_token stopped) {
        return byWindow(ceremony, Purpose::RemoveKey, std::move(stopped));
    };
    const auto removal = co_await services_.keys.remove(id, runner, stop);
    throwIfStopped(stop);
    QString text = tr("The key was removed.");
    if (removal.sessionsRevoked > 0)
        text += u' ' +
                tr("%n session(s) started with the key ended.", nullptr, removal.sessionsRevoked);
    window_.note()->allow(text);
}

QCoro::Task<> KeysPresenter::byWindow(KeyCeremony &ceremony, Purpose purpose,
                                      std::stop_token stop) {
    Requester self;
    // Adding a key may start with an ordinary sign-in.
    const bool adds = &ceremony == &services_.keyAddition;
    self.purpose = purpose == Purpose::AddKey && !adds ? Purpose::SignIn : purpose;
    return ceremony.inWindow(self, std::move(stop));
}

void KeysPresenter::signIn() {
    window_.note()->clear();
    signingIn_ = ScopedTask(
        [this](std::stop_token stop) {
            return byWindow(services_.signIn, Purpose::SignIn, std::move(stop));
        },
        [this](const Error &error) { showError(error); });
}

void KeysPresenter::choosePin(const InsertedKey &key) {
    if (pinDialog_)
        return;
    const auto purpose = key.hasPin ? PinDialog::Purpose::Change : PinDialog::Purpose::Set;
    pinDialog_ = new PinDialog(services_.insertedKeys, key.id, key.model, purpose, &window_);
    pinDialog_->setAttribute(Qt::WA_DeleteOnClose);
    connect(pinDialog_, &QDialog::accepted, this, [this, purpose] {
        window_.insertedNote()->allow(purpose == PinDialog::Purpose::Set
                                          ? tr("The PIN was set.")
                                          : tr("The PIN was changed."));
    });
    pinDialog_->open();
}

void KeysPresenter::showError(const Error &error) {
    if (error.kind() != Error::Kind::Canceled)
        window_.note()->refuse(textInWindow(error));
}

} // namespace vouch::ui
