// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/sign_in_dialog.h"

#include "ui/prompts/ceremony_page.h"
#include "ui/prompts/requester_bar.h"
#include "ui/text/sign_in_text.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/reset_help.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include <utility>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Kind = SignIn::CeremonyState::Kind;

namespace {

constexpr int margin = 24;
constexpr int bottomMargin = 16;
constexpr int buttonHeight = 32;
constexpr int buttonPadding = 28;
constexpr int buttonSpacing = 8;
/// Left free on a low screen for the title bar and the desktop's panel.
constexpr int screenMargin = 64;
/// Within this time, the desktop brings a window to the front if it allows that at all.
constexpr auto activationTime = 500ms;

bool asksPin(Kind kind) {
    return kind == Kind::Pin || kind == Kind::CheckingPin;
}

/// What the default button does.
enum class Action { None, Pin, Account, TryAgain, OtherKey, SetPin, ChangePin };

Action actionFor(Kind kind) {
    switch (kind) {
    case Kind::Pin:
    case Kind::CheckingPin:
        return Action::Pin;
    case Kind::ChooseAccount:
        return Action::Account;
    case Kind::NotTouched:
    case Kind::KeyBusy:
        return Action::TryAgain;
    case Kind::PinNotSet:
        return Action::SetPin;
    case Kind::PinOutdated:
        return Action::ChangePin;
    case Kind::PinBlocked:
    case Kind::NotRegistered:
    case Kind::AlreadyRegistered:
    case Kind::KeyFull:
        return Action::OtherKey;
    default:
        return Action::None;
    }
}

} // namespace

SignInDialog::SignInDialog(Clock &clock, std::function<InputGuard::Instant()> ticks)
    : clock_(clock), requesterBar_(new RequesterBar(this)), scroll_(new QScrollArea(this)),
      page_(new CeremonyPage(this)), buttons_(new QDialogButtonBox(this)),
      guard_(this, std::move(ticks)) {
    setWindowFlag(Qt::WindowContextHelpButtonHint, false);
    makeButtons();
    layOut();
    front_.setSingleShot(true);
    front_.setInterval(activationTime);
    connect(&front_, &QTimer::timeout, this, &SignInDialog::checkInFront);
    connect(page_->pin(), &QLineEdit::textChanged, this, [this] { showButtons(); });
    guard_.setOpener(proceed_);
    guard_.setField(page_->pin());
    connect(&guard_, &InputGuard::strayed, this, [this] { page_->pin()->take(); });
    connect(&guard_, &InputGuard::changed, this, [this] { showButtons(); });
    connect(&guard_, &InputGuard::openedByKey, this, &SignInDialog::unlockPin);
    auto *again = new QShortcut(Qt::Key_F5, this);
    connect(again, &QShortcut::activated, this, [this] {
        if (actionFor(state_.kind) == Action::TryAgain)
            proceed();
    });
}

void SignInDialog::makeButtons() {
    cancel_ = buttons_->addButton(QString(), QDialogButtonBox::RejectRole);
    proceed_ = buttons_->addButton(QString(), QDialogButtonBox::AcceptRole);
    howToReset_ = buttons_->addButton(QString(), QDialogButtonBox::HelpRole);
    register_ = buttons_->addButton(QString(), QDialogButtonBox::HelpRole);
    connect(register_, &QPushButton::clicked, this, &SignInDialog::registerWanted);
    connect(cancel_, &QPushButton::clicked, this, &SignInDialog::reject);
    connect(proceed_, &QPushButton::clicked, this, &SignInDialog::proceed);
    connect(howToReset_, &QPushButton::clicked, this, [this] { explainReset(this); });
}

void SignInDialog::layOut() {
    scroll_->setWidget(page_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->viewport()->setAutoFillBackground(false);
    page_->setAutoFillBackground(false);
    buttons_->layout()->setSpacing(buttonSpacing);
    auto *buttonRow = new QVBoxLayout;
    buttonRow->setContentsMargins(margin, 0, margin, bottomMargin);
    buttonRow->addWidget(buttons_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(requesterBar_);
    layout->addWidget(scroll_, 1);
    layout->addLayout(buttonRow);
    QWidget *order[] = {
        page_->pin(),          page_->accounts(),      proceed_, cancel_, howToReset_, register_,
        requesterBar_->link(), requesterBar_->others()};
    for (std::size_t i = 1; i < std::size(order); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void SignInDialog::name(QPushButton *button, const QString &text) {
    button->setText(text);
    button->setMinimumSize(button->fontMetrics().horizontalAdvance(QString(text).remove(u'&')) +
                               buttonPadding,
                           buttonHeight);
    button->setIcon(QIcon()); // which some styles add
}

void SignInDialog::fit() {
    const QList<CeremonyText> texts = longestTexts({server_, clock_.now(), 1h});
    name(cancel_, tr("&Cancel"));
    name(howToReset_, tr("&How to reset"));
    name(register_, tr("&Register it…"));
    name(proceed_, tr("&Use another key")); // the states with the most buttons
    const auto widthOf = [](const QPushButton *button) {
        return qMax(button->minimumWidth(), button->sizeHint().width());
    };
    const int buttons = 2 * margin + 2 * buttonSpacing + widthOf(cancel_) + widthOf(proceed_) +
                        qMax(widthOf(howToReset_), widthOf(register_));
    const int width = qMax(page_->neededWidth(texts), buttons);
    requesterBar_->fit();
    page_->fit(texts, width);
    const int row = qMax(buttonHeight, cancel_->sizeHint().height());
    const int height = requesterBar_->height() + page_->height() + row + bottomMargin;
    wholeSize_ = QSize(width, height);
    setFixedSize(width, qMin(height, screen()->availableGeometry().height() - screenMargin));
}

void SignInDialog::present(const QString &server, std::optional<std::chrono::seconds> sessionLength,
                           bool byUser) {
    const bool takesFocus = byUser || (isAwaited(requesters_) && !state_.wrongPin);
    setAttribute(Qt::WA_ShowWithoutActivating, !takesFocus);
    if (!isVisible() || byUser)
        takesFocus ? guard_.settle() : guard_.close();
    if (!isVisible()) {
        server_ = server;
        sessionLength_ = sessionLength;
        setWindowTitle((isAdding() ? tr("Add a key to %1") : tr("Sign in to %1")).arg(server));
        fit();
        if (!requesters_.isEmpty())
            requesterBar_->setRequesters(requesters_, server_);
        updateState();
    }
    QDialog::show();
    raise();
    if (takesFocus)
        activateWindow();
    front_.start();
}

void SignInDialog::dismiss() {
    page_->pin()->take();
    front_.stop();
    Q_EMIT attentionOver();
    hide();
}

void SignInDialog::showRequesters(const QList<Requester> &requesters) {
    const bool joined = requesters.size() > requesters_.size();
    const bool wasAwaited = isAwaited(requesters_);
    requesters_ = requesters;
    // The window changed while the user may be typing. Not in the middle of a PIN, though: a lost
    // character would make the PIN wrong.
    if (joined && page_->pin()->text().isEmpty() && guard_.opensByItself())
        guard_.settle();
    if (isVisible() && !wasAwaited && isAwaited(requesters_) && !state_.wrongPin &&
        guard_.isClosed() && page_->pin()->text().isEmpty()) {
        guard_.settle();
        raise();
        activateWindow();
    }
    requesterBar_->setRequesters(requesters, server_);
}

void SignInDialog::showState(const SignIn::CeremonyState &state) {
    const QString title = page_->title()->text();
    const SignIn::CeremonyState old = std::exchange(state_, state);
    const Kind before = old.kind;
    // A PIN typed for one key must not carry over to the next.
    if (asksPin(before) && (!asksPin(state.kind) || old.model != state.model))
        page_->pin()->take();
    if (state.kind == Kind::Pin && before != Kind::Pin) {
        // What the user is typing now may be meant for another window.
        if (state.wrongPin)
            guard_.close();
        else if (guard_.opensByItself())
            guard_.settle();
    }
    updateState();
    if (!isVisible())
        return;
    focusInput(state.kind);
    if (page_->title()->text() != title)
        announce(page_->title());
    if (state.kind == Kind::Pin && state.wrongPin && before != Kind::Pin)
        announce(page_->status());
}

void SignInDialog::updateState() {
    const CeremonyContext context{server_, clock_.now(), sessionLength_, isAdding()};
    page_->setState(state_, ceremonyText(state_, context), touchSecondsLeft(state_, context.now));
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
    proceed_->setVisible(action != Action::None);
    const bool unlocks = kind == Kind::Pin && guard_.isClosed();
    name(proceed_, unlocks                       ? tr("Enter &PIN")
                   : action == Action::TryAgain  ? tr("&Try again")
                   : action == Action::OtherKey  ? tr("&Use another key")
                   : action == Action::SetPin    ? tr("Set a &PIN…")
                   : action == Action::ChangePin ? tr("Change &PIN…")
                                                 : tr("C&ontinue"));
    proceed_->setEnabled(unlocks || !asksPin(kind) ||
                         (kind == Kind::Pin && page_->pin()->isComplete()));
    howToReset_->setVisible(kind == Kind::PinBlocked);
    register_->setVisible(kind == Kind::NotRegistered);
    // Even while hidden: without a default button, the dialog would choose Cancel, and a second
    // Enter after the PIN would press Cancel.
    proceed_->setDefault(true);
}

void SignInDialog::focusInput(Kind kind) {
    if (asksPin(kind))
        page_->pin()->setFocus();
    else if (kind == Kind::ChooseAccount)
        page_->accounts()->setFocus();
    else if (actionFor(kind) != Action::None)
        proceed_->setFocus();
    else // on Cancel, a second Enter after the PIN would press the button
        page_->setFocus();
    const QWidget *focus = focusWidget();
    scroll_->ensureWidgetVisible(focus != nullptr && page_->isAncestorOf(focus) ? focusWidget()
                                                                                : page_->title());
}

void SignInDialog::proceed() {
    switch (actionFor(state_.kind)) {
    case Action::None:
        return;
    case Action::Pin:
        if (guard_.isClosed())
            unlockPin();
        else if (state_.kind == Kind::Pin && page_->pin()->isComplete())
            Q_EMIT pinEntered();
        return;
    case Action::Account:
        Q_EMIT accountChosen(page_->accounts()->currentIndex());
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

/// The user chose to type the PIN, with the button or its shortcut.
void SignInDialog::unlockPin() {
    guard_.open();
    if (asksPin(state_.kind))
        page_->pin()->setFocus(Qt::ShortcutFocusReason);
}

Secret SignInDialog::takePin() {
    return page_->pin()->take();
}

void SignInDialog::checkInFront() {
    if (!isVisible() || isActiveWindow() || requesters_.isEmpty())
        return;
    QApplication::alert(this);
    const Requester &requester = requesters_.first();
    Q_EMIT attentionNeeded(requesterText(requester, server_).first,
                           isProgram(requester) ? tr("Touch your key to let it continue.")
                                                : tr("Touch your key to continue."));
}

void SignInDialog::announce(QLabel *label) {
    ui::announce(label);
    Q_EMIT announced(label->text());
}

bool SignInDialog::event(QEvent *event) {
    if (event->type() == QEvent::WindowActivate)
        Q_EMIT attentionOver();
    return QDialog::event(event);
}

void SignInDialog::keyPressEvent(QKeyEvent *event) {
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QDialog::keyPressEvent(event);
    if (proceed_->isVisible())
        proceed_->click();
}

void SignInDialog::showEvent(QShowEvent *event) {
    QDialog::showEvent(event);
    focusInput(state_.kind);
    announce(page_->title());
    tick();
}

void SignInDialog::hideEvent(QHideEvent *event) {
    QDialog::hideEvent(event);
    nextSecond_.reset();
}

void SignInDialog::reject() {
    page_->pin()->take();
    Q_EMIT canceled();
}

} // namespace vouch::ui
