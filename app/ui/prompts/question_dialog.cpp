// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/question_dialog.h"

#include "ui/prompts/question_page.h"
#include "ui/prompts/requester_bar.h"
#include "ui/text/question_text.h"
#include "ui/text/sign_in_text.h"
#include "ui/widgets/accessible.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace vouch::ui {

using namespace std::chrono_literals;

namespace {

constexpr int margin = 24;
constexpr int bottomMargin = 16;
constexpr int minWidth = 440;
constexpr int maxWidth = 560;
constexpr qreal usualFontHeight = 20; ///< that the widths are for; a larger one has more room
constexpr int buttonHeight = 32;
constexpr int buttonPadding = 28;
constexpr int buttonSpacing = 8;
/// A title bar and a panel have to find room on a low screen too.
constexpr int roomForOthers = 64;
/// After this a window that may come to the front is there.
constexpr auto timeToTheFront = 500ms;

void name(QPushButton *button, const QString &text) {
    button->setText(text);
    button->setMinimumSize(button->fontMetrics().horizontalAdvance(QString(text).remove(u'&')) +
                               buttonPadding,
                           buttonHeight);
    button->setIcon(QIcon()); // some styles add one, which says nothing the text does not
}

/// Has the layouts measure anew what changed; by themselves they would when the event loop comes
/// round.
void settle(QWidget &page) {
    for (const QWidget *part : page.findChildren<QWidget *>())
        part->ensurePolished();
    for (QLayout *layout : page.findChildren<QLayout *>())
        layout->invalidate();
}

} // namespace

QuestionDialog::QuestionDialog(Clock &clock, std::function<InputGuard::Instant()> ticks)
    : asker_(new RequesterBar(this)),
      scroll_(new QScrollArea(this)), pages_{codePage(clock, this), choicePage(this),
                                             permissionPage(this), keysPage(this)},
      buttons_(new QDialogButtonBox(this)), guard_(this, std::move(ticks)) {
    setWindowFlag(Qt::WindowContextHelpButtonHint, false);
    refuse_ = buttons_->addButton(QString(), QDialogButtonBox::RejectRole);
    accept_ = buttons_->addButton(QString(), QDialogButtonBox::AcceptRole);
    connect(refuse_, &QPushButton::clicked, this, &QuestionDialog::reject);
    connect(accept_, &QPushButton::clicked, this, &QuestionDialog::accept);
    layOut();
    for (const QuestionPage *page : pages_) {
        connect(page, &QuestionPage::edited, this, &QuestionDialog::showButtons);
        connect(page, &QuestionPage::accepted, this, &QuestionDialog::accept);
    }
    guard_.setOpener(accept_);
    connect(&guard_, &InputGuard::changed, this, &QuestionDialog::showButtons);
    connect(&guard_, &InputGuard::openedByKey, this, &QuestionDialog::enterIt);
    front_.setSingleShot(true);
    front_.setInterval(timeToTheFront);
    connect(&front_, &QTimer::timeout, this, &QuestionDialog::lookWhetherInFront);
}

void QuestionDialog::layOut() {
    auto *inside = new QWidget;
    auto *pages = new QVBoxLayout(inside);
    pages->setContentsMargins(0, 0, 0, 0);
    for (QuestionPage *page : pages_) {
        page->hide();
        pages->addWidget(page);
    }
    scroll_->setWidget(inside);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
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
    setTabOrder(accept_, refuse_);
    setTabOrder(refuse_, asker_->link());
    setTabOrder(asker_->link(), asker_->others());
}

void QuestionDialog::showQuestion(const Questions::Question &question) {
    const bool isFirst = question_.requesters.isEmpty();
    const bool isNew = isFirst || !isSameQuestion(question_, question);
    const bool joined = question.requesters.size() > question_.requesters.size();
    if (isNew && !isFirst)
        page()->wipe(); // what was entered for one question is not for the next one
    const Questions::Question before = std::exchange(question_, question);
    for (QuestionPage *one : pages_)
        one->setVisible(one == page());
    page()->setQuestion(question_);
    asker_->setRequesters(question_.requesters, {});
    if (isNew)
        begin();
    else if (before.isBusy && !question_.isBusy && !question_.note.isEmpty())
        guard_.close(); // it was wrong: the next one is entered on purpose
    else if (joined && guard_.opensByItself() && !isSomethingTyped())
        guard_.settle(); // the window changed under the person's fingers
    fit();
    showButtons();
    if (!isVisible())
        return;
    if (isNew || before.isBusy != question_.isBusy)
        setFocusForIt();
    if (isNew)
        announce(page()->title(), page()->title()->text());
    if (!question_.note.isEmpty() && (isNew || question_.note != before.note || before.isBusy))
        announce(page()->note(), question_.note);
    if (isNew)
        front_.start();
}

/// A question that was not there before.
void QuestionDialog::begin() {
    const QuestionText words = questionText(question_);
    setWindowTitle(words.window);
    name(refuse_, words.refuse);
    name(accept_, words.accept);
    isAwaited(question_.requesters) ? guard_.settle() : guard_.close();
    wholeSize_ = {};
}

/// As high as the question needs, and not lower than it was for this question.
void QuestionDialog::fit() {
    const QRect available = screen()->availableGeometry();
    ensurePolished();
    asker_->fit();
    const qreal larger = std::max(1.0, fontMetrics().height() / usualFontHeight);
    const int least = int(minWidth * larger), most = int(maxWidth * larger);
    page()->fit(least);
    const int title = page()->title()->fontMetrics().horizontalAdvance(page()->title()->text());
    const int buttons =
        2 * margin + buttonSpacing + refuse_->sizeHint().width() + accept_->sizeHint().width();
    settle(*page());
    const int contents = page()->minimumSizeHint().width();
    const int wanted = std::clamp(title + 2 * margin + 2, least, most);
    const int seen = std::max(minWidth, available.width() - roomForOthers);
    const int width = std::max({std::min(wanted, seen), buttons, contents});
    page()->fit(width);
    const int row = std::max(buttonHeight, refuse_->sizeHint().height());
    settle(*page());
    const int content = std::max(page()->layout()->totalHeightForWidth(width),
                                 page()->layout()->totalMinimumSize().height());
    const int height = asker_->height() + content + row + bottomMargin;
    wholeSize_ = QSize(width, std::max(height, wholeSize_.height()));
    setFixedSize(wholeSize_.boundedTo(QSize(width, available.height() - roomForOthers)));
}

void QuestionDialog::present(bool byPerson) {
    const bool takesFocus = byPerson || isAwaited(question_.requesters);
    setAttribute(Qt::WA_ShowWithoutActivating, !takesFocus);
    if (!isVisible() || byPerson)
        takesFocus ? guard_.settle() : guard_.close();
    QDialog::show();
    raise();
    if (takesFocus)
        activateWindow();
    front_.start();
}

void QuestionDialog::dismiss() {
    page()->wipe();
    front_.stop();
    question_ = {};
    Q_EMIT attentionOver();
    hide();
}

void QuestionDialog::showButtons() {
    const bool opens = isToBeOpened();
    name(accept_, !opens                         ? questionText(question_).accept
                  : question_.kind == Kind::Keys ? tr("&Enter keys")
                                                 : tr("&Enter code"));
    accept_->setEnabled(opens || (!question_.isBusy && page()->isComplete()));
    // Enter by mistake must not give anything away; elsewhere it goes on, or does nothing.
    accept_->setDefault(!refusesByDefault());
    refuse_->setDefault(refusesByDefault());
}

void QuestionDialog::setFocusForIt() {
    QWidget *input = page()->input();
    if (input != nullptr && input->isEnabled())
        input->setFocus();
    else if (refusesByDefault() && !question_.isBusy)
        refuse_->setFocus();
    else // not on Cancel, where a second Enter would press it
        page()->setFocus();
    scroll_->ensureWidgetVisible(input != nullptr ? input : page()->title());
}

void QuestionDialog::accept() {
    if (isToBeOpened())
        return enterIt();
    if (question_.isBusy || !page()->isComplete())
        return;
    Q_EMIT answered(page()->take());
}

/// Something is to be typed, and the window was not opened for that yet.
bool QuestionDialog::isToBeOpened() const {
    return guard_.isClosed() && !question_.isBusy && !page()->isComplete() &&
           (question_.kind == Kind::Code || question_.kind == Kind::Keys);
}

/// Another asker must not cost a key in the midst of a code: that would make it a wrong one.
bool QuestionDialog::isSomethingTyped() const {
    const auto *field = qobject_cast<const QLineEdit *>(page()->input());
    return field != nullptr && !field->text().isEmpty();
}

void QuestionDialog::enterIt() {
    guard_.open();
    if (QWidget *input = page()->input(); input != nullptr && input->isEnabled())
        input->setFocus(Qt::ShortcutFocusReason);
}

void QuestionDialog::reject() {
    page()->wipe();
    Q_EMIT declined(question_.number);
}

void QuestionDialog::lookWhetherInFront() {
    if (!isVisible() || isActiveWindow() || question_.requesters.isEmpty())
        return;
    QApplication::alert(this);
    Q_EMIT attentionNeeded(requesterText(question_.requesters.first(), {}).first,
                           questionText(question_).notice, question_.number);
}

void QuestionDialog::announce(QWidget *label, const QString &words) {
    ui::announce(label);
    Q_EMIT announced(words);
}

bool QuestionDialog::event(QEvent *event) {
    if (event->type() == QEvent::WindowActivate)
        Q_EMIT attentionOver();
    return QDialog::event(event);
}

void QuestionDialog::keyPressEvent(QKeyEvent *event) {
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter)
        return QDialog::keyPressEvent(event);
    if (refusesByDefault())
        reject();
    else
        accept();
}

void QuestionDialog::showEvent(QShowEvent *event) {
    QDialog::showEvent(event);
    setFocusForIt();
    announce(page()->title(), page()->title()->text());
}

} // namespace vouch::ui
