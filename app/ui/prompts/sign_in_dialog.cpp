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
/// A title bar and a panel have to find room on a low screen too.
constexpr int roomForOthers = 64;
/// After this a window that may come to the front is there.
constexpr auto timeToTheFront = 500ms;

bool asksPin(Kind kind) {
    return kind == Kind::Pin || kind == Kind::CheckingPin;
}

/// What the default button does.
enum class WayOn { None, Pin, Account, TryAgain, OtherKey, SetPin, ChangePin };

WayOn wayOn(Kind kind) {
    switch (kind) {
    case Kind::Pin:
    case Kind::CheckingPin:
        return WayOn::Pin;
    case Kind::ChooseAccount:
        return WayOn::Account;
    case Kind::NotTouched:
    case Kind::KeyBusy:
        return WayOn::TryAgain;
    case Kind::PinNotSet:
        return WayOn::SetPin;
    case Kind::PinOutdated:
        return WayOn::ChangePin;
    case Kind::PinBlocked:
    case Kind::NotRegistered:
    case Kind::AlreadyRegistered:
    case Kind::KeyFull:
        return WayOn::OtherKey;
    default:
        return WayOn::None;
    }
}

} // namespace

SignInDialog::SignInDialog(Clock &clock, std::function<InputGuard::Instant()> ticks)
    : clock_(clock), asker_(new RequesterBar(this)), scroll_(new QScrollArea(this)),
      page_(new CeremonyPage(this)), buttons_(new QDialogButtonBox(this)),
      guard_(this, std::move(ticks)) {
    setWindowFlag(Qt::WindowContextHelpButtonHint, false);
    makeButtons();
    layOut();
    front_.setSingleShot(true);
    front_.setInterval(timeToTheFront);
    connect(&front_, &QTimer::timeout, this, &SignInDialog::lookWhetherInFront);
    connect(page_->pin(), &QLineEdit::textChanged, this, [this] { showButtons(); });
    guard_.setOpener(goOn_);
    guard_.setField(page_->pin());
    connect(&guard_, &InputGuard::strayed, this, [this] { page_->pin()->take(); });
    connect(&guard_, &InputGuard::changed, this, [this] { showButtons(); });
    connect(&guard_, &InputGuard::openedByKey, this, &SignInDialog::enterPin);
    auto *again = new QShortcut(Qt::Key_F5, this);
    connect(again, &QShortcut::activated, this, [this] {
        if (wayOn(state_.kind) == WayOn::TryAgain)
            goOn();
    });
}

void SignInDialog::makeButtons() {
    cancel_ = buttons_->addButton(QString(), QDialogButtonBox::RejectRole);
    goOn_ = buttons_->addButton(QString(), QDialogButtonBox::AcceptRole);
    howToReset_ = buttons_->addButton(QString(), QDialogButtonBox::HelpRole);
    register_ = buttons_->addButton(QString(), QDialogButtonBox::HelpRole);
    connect(register_, &QPushButton::clicked, this, &SignInDialog::registerWanted);
    connect(cancel_, &QPushButton::clicked, this, &SignInDialog::reject);
    connect(goOn_, &QPushButton::clicked, this, &SignInDialog::goOn);
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
    layout->addWidget(asker_);
    layout->addWidget(scroll_, 1);
    layout->addLayout(buttonRow);
    QWidget *order[] = {page_->pin(), page_->accounts(), goOn_,          cancel_,
                        howToReset_,  register_,         asker_->link(), asker_->others()};
    for (std::size_t i = 1; i < std::size(order); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void SignInDialog::name(QPushButton *button, const QString &text) {
    button->setText(text);
    button->setMinimumSize(button->fontMetrics().horizontalAdvance(QString(text).remove(u'&')) +
                               buttonPadding,
                           buttonHeight);
    button->setIcon(QIcon()); // some styles add one, which says nothing the text does not
}

void SignInDialog::fit() {
    const QList<CeremonyText> words = longestTexts({server_, clock_.now(), 1h});
    name(cancel_, tr("&Cancel"));
    name(howToReset_, tr("&How to reset"));
    name(register_, tr("&Register it…"));
    name(goOn_, tr("&Use another key")); // the moments with the most buttons
    const auto widthOf = [](const QPushButton *button) {
        return qMax(button->minimumWidth(), button->sizeHint().width());
    };
    const int buttons = 2 * margin + 2 * buttonSpacing + widthOf(cancel_) + widthOf(goOn_) +
                        qMax(widthOf(howToReset_), widthOf(register_));
    const int width = qMax(page_->neededWidth(words), buttons);
    asker_->fit();
    page_->fit(words, width);
    const int row = qMax(buttonHeight, cancel_->sizeHint().height());
    const int height = asker_->height() + page_->height() + row + bottomMargin;
    wholeSize_ = QSize(width, height);
    setFixedSize(width, qMin(height, screen()->availableGeometry().height() - roomForOthers));
}

void SignInDialog::present(const QString &server, std::optional<std::chrono::seconds> sessionLength,
                           bool byPerson) {
    const bool takesFocus = byPerson || (isAwaited(requesters_) && !state_.wrongPin);
    setAttribute(Qt::WA_ShowWithoutActivating, !takesFocus);
    if (!isVisible() || byPerson)
        takesFocus ? guard_.settle() : guard_.close();
    if (!isVisible()) {
        server_ = server;
        sessionLength_ = sessionLength;
        setWindowTitle((isAdding() ? tr("Add a key to %1") : tr("Sign in to %1")).arg(server));
        fit();
        if (!requesters_.isEmpty())
            asker_->setRequesters(requesters_, server_);
        sayState();
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
    // The window changed under the person's fingers. Not in the middle of a PIN: a key that was
    // lost there would make it a wrong one.
    if (joined && page_->pin()->text().isEmpty() && guard_.opensByItself())
        guard_.settle();
    if (isVisible() && !wasAwaited && isAwaited(requesters_) && !state_.wrongPin &&
        guard_.isClosed() && page_->pin()->text().isEmpty()) {
        guard_.settle();
        raise();
        activateWindow();
    }
    asker_->setRequesters(requesters, server_);
}

void SignInDialog::showState(const SignIn::CeremonyState &state) {
    const QString title = page_->title()->text();
    const SignIn::CeremonyState old = std::exchange(state_, state);
    const Kind before = old.kind;
    // What was typed for one key is not for the next one.
    if (asksPin(before) && (!asksPin(state.kind) || old.model != state.model))
        page_->pin()->take();
    if (state.kind == Kind::Pin && before != Kind::Pin) {
        // Nobody looks whether what is typed now was meant for it.
        if (state.wrongPin)
            guard_.close();
        else if (guard_.opensByItself())
            guard_.settle();
    }
    sayState();
    if (!isVisible())
        return;
    setFocusFor(state.kind);
    if (page_->title()->text() != title)
        announce(page_->title());
    if (state.kind == Kind::Pin && state.wrongPin && before != Kind::Pin)
        announce(page_->status());
}

void SignInDialog::sayState() {
    const CeremonyContext context{server_, clock_.now(), sessionLength_, isAdding()};
    page_->setState(state_, ceremonyText(state_, context), touchSecondsLeft(state_, context.now));
    showButtons();
    tick();
}

/// The seconds change while somebody can see them.
void SignInDialog::tick() {
    nextSecond_.reset();
    if (isVisible() && state_.kind == Kind::Touch && clock_.now() < state_.until)
        nextSecond_ = clock_.at(clock_.now() + 1s, [this] { sayState(); });
}

void SignInDialog::showButtons() {
    const Kind kind = state_.kind;
    const WayOn way = wayOn(kind);
    goOn_->setVisible(way != WayOn::None);
    const bool enters = kind == Kind::Pin && guard_.isClosed();
    name(goOn_, enters                    ? tr("Enter &PIN")
                : way == WayOn::TryAgain  ? tr("&Try again")
                : way == WayOn::OtherKey  ? tr("&Use another key")
                : way == WayOn::SetPin    ? tr("Set a &PIN…")
                : way == WayOn::ChangePin ? tr("Change &PIN…")
                                          : tr("C&ontinue"));
    goOn_->setEnabled(enters || !asksPin(kind) ||
                      (kind == Kind::Pin && page_->pin()->isComplete()));
    howToReset_->setVisible(kind == Kind::PinBlocked);
    register_->setVisible(kind == Kind::NotRegistered);
    // Also where it is hidden: with no default button the window would make one of Cancel, and a
    // second Enter after the PIN would press it.
    goOn_->setDefault(true);
}

void SignInDialog::setFocusFor(Kind kind) {
    if (asksPin(kind))
        page_->pin()->setFocus();
    else if (kind == Kind::ChooseAccount)
        page_->accounts()->setFocus();
    else if (wayOn(kind) != WayOn::None)
        goOn_->setFocus();
    else // not on Cancel, where a second Enter after the PIN would press it
        page_->setFocus();
    const QWidget *focus = focusWidget();
    scroll_->ensureWidgetVisible(focus != nullptr && page_->isAncestorOf(focus) ? focusWidget()
                                                                                : page_->title());
}

void SignInDialog::goOn() {
    switch (wayOn(state_.kind)) {
    case WayOn::None:
        return;
    case WayOn::Pin:
        if (guard_.isClosed())
            enterPin();
        else if (state_.kind == Kind::Pin && page_->pin()->isComplete())
            Q_EMIT pinEntered();
        return;
    case WayOn::Account:
        Q_EMIT accountChosen(page_->accounts()->currentIndex());
        return;
    case WayOn::TryAgain:
        Q_EMIT tryAgainWanted();
        return;
    case WayOn::OtherKey:
        Q_EMIT otherKeyWanted();
        return;
    case WayOn::SetPin:
    case WayOn::ChangePin:
        Q_EMIT pinWanted();
        return;
    }
}

/// The person opens the field, by the button that says so.
void SignInDialog::enterPin() {
    guard_.open();
    if (asksPin(state_.kind))
        page_->pin()->setFocus(Qt::ShortcutFocusReason);
}

Secret SignInDialog::takePin() {
    return page_->pin()->take();
}

void SignInDialog::lookWhetherInFront() {
    if (!isVisible() || isActiveWindow() || requesters_.isEmpty())
        return;
    QApplication::alert(this);
    const Requester &who = requesters_.first();
    Q_EMIT attentionNeeded(requesterText(who, server_).first,
                           isProgram(who) ? tr("Touch your key to let it go on.")
                                          : tr("Touch your key to go on."));
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
    if (goOn_->isVisible())
        goOn_->click();
}

void SignInDialog::showEvent(QShowEvent *event) {
    QDialog::showEvent(event);
    setFocusFor(state_.kind);
    announce(page_->title());
    tick();
}

void SignInDialog::hideEvent(QHideEvent *event) {
    QDialog::hideEvent(event);
    nextSecond_.reset();
}

void SignInDialog::reject() {
    page_->pin()->take();
    Q_EMIT cancelled();
}

} // namespace vouch::ui
