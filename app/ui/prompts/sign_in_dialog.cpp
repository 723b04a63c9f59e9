// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/sign_in_dialog.h"

#include "ui/prompts/ceremony_page.h"
#include "ui/prompts/requester_bar.h"
#include "ui/prompts/sign_in_action.h"
#include "ui/widgets/reset_help.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>

#include <algorithm>
#include <utility>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Kind = SignIn::CeremonyState::Kind;
using Action = SignInAction;

namespace {

/// Long enough to read a few words, and short enough to wait for.
constexpr auto successTime = 1500ms;

bool asksPin(Kind kind) {
    return kind == Kind::Pin || kind == Kind::CheckingPin;
}

} // namespace

SignInDialog::SignInDialog(Clock &clock, std::function<InputGuard::Instant()> ticks)
    : PromptDialog(std::move(ticks)), clock_(clock), page_(new CeremonyPage(this)),
      howToReset_(addButton(QDialogButtonBox::HelpRole)),
      register_(addButton(QDialogButtonBox::HelpRole)) {
    setPage(page_);
    connect(register_, &QPushButton::clicked, this, &SignInDialog::registerWanted);
    connect(howToReset_, &QPushButton::clicked, this, [this] { explainReset(this); });
    connect(page_->pin(), &QLineEdit::textChanged, this, &SignInDialog::showButtons);
    guard().setField(page_->pin());
    connect(&guard(), &InputGuard::strayed, this, [this] { page_->pin()->take(); });
    closing_.setSingleShot(true);
    closing_.setInterval(successTime);
    connect(&closing_, &QTimer::timeout, this, &SignInDialog::dismiss);
    auto *again = new QShortcut(Qt::Key_F5, this);
    connect(again, &QShortcut::activated, this, [this] {
        if (actionFor(state_.kind) == Action::TryAgain)
            accept();
    });
}

QLabel *SignInDialog::title() const {
    return page_->title();
}

QWidget *SignInDialog::input() const {
    return asksPin(state_.kind) ? page_->pin() : nullptr;
}

void SignInDialog::fit() {
    const QList<CeremonyText> texts = longestTexts({server_, clock_.now(), 1h});
    setText(howToReset_, tr("&How to reset"));
    setText(register_, tr("&Register it…"));
    setText(acceptButton(), actionText(Action::OtherKey)); // the states with the most buttons
    int width = page_->neededWidth(texts);
    Requester git;
    git.purpose = Requester::Purpose::Git;
    for (const QList<Requester> &who : {QList<Requester>(), {git}}) { // either may join
        setText(rejectButton(), refusalText(who));
        width = std::max({width, rowWidth({rejectButton(), acceptButton(), howToReset_}),
                          rowWidth({rejectButton(), acceptButton(), register_})});
    }
    requesterBar()->fit();
    page_->fit(texts, width);
    fitTo(width, page_->height());
}

void SignInDialog::present(const QString &server, std::optional<std::chrono::seconds> sessionLength,
                           bool byUser) {
    if (!isVisible()) {
        server_ = server;
        sessionLength_ = sessionLength;
        setWindowTitle((isAdding() ? tr("Add a key to %1") : tr("Sign in to %1")).arg(server));
        fit();
        if (!requesters_.isEmpty())
            requesterBar()->setRequesters(requesters_, server_);
        updateState();
    }
    openWindow(byUser || (isAwaited(requesters_) && !state_.wrongPin), byUser);
}

void SignInDialog::dismiss() {
    closing_.stop();
    success_.reset();
    page_->pin()->take();
    closeWindow();
}

void SignInDialog::showRequesters(const QList<Requester> &requesters) {
    const bool joined = requesters.size() > requesters_.size();
    const bool wasAwaited = isAwaited(requesters_);
    requesters_ = requesters;
    if (joined)
        guardAgain();
    if (isVisible() && !wasAwaited && isAwaited(requesters_) && !state_.wrongPin &&
        guard().isClosed() && !hasTypedText()) {
        guard().settle();
        raise();
        activateWindow();
    }
    requesterBar()->setRequesters(requesters, server_);
    showButtons();
}

void SignInDialog::showState(const SignIn::CeremonyState &state) {
    if (showsSuccess()) // of an earlier ceremony
        dismiss();
    const QString title = page_->title()->text();
    const SignIn::CeremonyState old = std::exchange(state_, state);
    const Kind before = old.kind;
    // A PIN typed for one key must not carry over to the next.
    if (asksPin(before) && (!asksPin(state.kind) || old.model != state.model))
        page_->pin()->take();
    if (state.kind == Kind::Pin && before != Kind::Pin) {
        // What the user is typing now may be meant for another window.
        if (state.wrongPin)
            guard().close();
        else if (guard().opensByItself())
            guard().settle();
    }
    updateState();
    if (!isVisible())
        return;
    focusInput();
    if (page_->title()->text() != title)
        announce(page_->title(), page_->title()->text());
    if (state.kind == Kind::Pin && state.wrongPin && before != Kind::Pin)
        announce(page_->status(), page_->status()->text());
}

void SignInDialog::showSuccess(const QString &subject, Time until) {
    if (!isVisible())
        return;
    endAttention();
    state_ = {};
    success_ = successText(subject, until, isAdding());
    guard().open();
    updateState();
    focusInput();
    announce(page_->title(), page_->title()->text());
    closing_.start();
}

void SignInDialog::updateState() {
    const CeremonyContext context{server_, clock_.now(), sessionLength_, isAdding()};
    page_->setState(state_, success_.value_or(ceremonyText(state_, context)),
                    touchSecondsLeft(state_, context.now));
    showButtons();
    tick();
}

/// Counts down once a second while the window is visible.
void SignInDialog::tick() {
    nextSecond_.reset();
    if (isVisible() && state_.kind == Kind::Touch && clock_.now() < state_.until)
        nextSecond_ = clock_.at(clock_.now() + 1s, [this] { updateState(); });
}

void SignInDialog::showButtons() {
    const Kind kind = state_.kind;
    const Action action = actionFor(kind);
    acceptButton()->setVisible(action != Action::None);
    setText(rejectButton(), refusalText(requesters_));
    rejectButton()->setVisible(!showsSuccess());
    const bool unlocks = kind == Kind::Pin && guard().isClosed();
    setText(acceptButton(), unlocks ? tr("Enter &PIN") : actionText(action));
    acceptButton()->setEnabled(unlocks || !asksPin(kind) ||
                               (kind == Kind::Pin && page_->pin()->isComplete()));
    howToReset_->setVisible(kind == Kind::PinBlocked);
    register_->setVisible(kind == Kind::NotRegistered);
    // Even while hidden: without a default button, the dialog would choose Cancel, and a second
    // Enter after the PIN would press Cancel.
    acceptButton()->setDefault(true);
}

void SignInDialog::focusInput() {
    QWidget *focus = acceptButton();
    if (asksPin(state_.kind))
        focus = page_->pin();
    else if (state_.kind == Kind::ChooseAccount)
        focus = page_->accounts();
    else if (actionFor(state_.kind) == Action::None)
        focus = page_; // not Cancel: a second Enter after the PIN would press it
    focus->setFocus();
    scrollTo(page_->isAncestorOf(focus) ? focus : page_->title());
}

void SignInDialog::accept() {
    switch (actionFor(state_.kind)) {
    case Action::None:
        return;
    case Action::Pin:
        if (guard().isClosed())
            unlockInput();
        else if (state_.kind == Kind::Pin && page_->pin()->isComplete())
            Q_EMIT pinEntered();
        return;
    case Action::Account:
        Q_EMIT accountChosen(page_->accounts()->currentIndex());
        return;
    case Action::System:
        Q_EMIT systemWanted();
        return;
    case Action::TryAgain:
        Q_EMIT tryAgainWanted();
        return;
    case Action::OtherKey:
        Q_EMIT otherKeyWanted();
        return;
    case Action::SetPin:
    case Action::ChangePin:
        Q_EMIT pinWanted();
        return;
    }
}

Secret SignInDialog::takePin() {
    return page_->pin()->take();
}

void SignInDialog::requestAttention() {
    if (state_.kind == Kind::SystemAsks && isAwaited(requesters_))
        return; // the system's window is in front of this one
    const Requester &requester = requesters_.first();
    Q_EMIT attentionNeeded(requesterText(requester, server_).first, noticeText(state_, requester));
}

void SignInDialog::showEvent(QShowEvent *event) {
    PromptDialog::showEvent(event);
    tick();
}

void SignInDialog::hideEvent(QHideEvent *event) {
    PromptDialog::hideEvent(event);
    nextSecond_.reset();
}

void SignInDialog::reject() {
    if (showsSuccess())
        return dismiss();
    page_->pin()->take();
    Q_EMIT canceled();
}

/// A user who keeps typing has seen enough.
void SignInDialog::keyPressEvent(QKeyEvent *event) {
    if (showsSuccess() && InputGuard::isTyped(event))
        return dismiss();
    PromptDialog::keyPressEvent(event);
}

void SignInDialog::mousePressEvent(QMouseEvent *event) {
    if (showsSuccess())
        return dismiss();
    PromptDialog::mousePressEvent(event);
}

} // namespace vouch::ui
