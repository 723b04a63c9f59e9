// SPDX-License-Identifier: Apache-2.0
// Builds the panel from top to bottom. The order in which widgets are created is the order of the
// Tab key and of screen readers.
#include "ui/widgets/accessible.h"

#include "ui/panel/panel.h"
#include "ui/panel/panel_rows.h"
#include "ui/panel/panel_scroll.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/rule_line.h"
#include "ui/widgets/session_ring.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 16;
constexpr int around = 12; ///< space above and below a separator
constexpr int group = 16;
constexpr int related = 8;
constexpr int labelGap = 2;
constexpr int actionHeight = 32;
constexpr int rowButtonHeight = 28;
constexpr qreal bigFactor = 2.1;
constexpr qreal smallFactor = 0.92;
constexpr qreal titleFactor = 1.25;

QVBoxLayout *plainColumn(QWidget *parent = nullptr, int spacing = 0) {
    auto *column = new QVBoxLayout(parent);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

QHBoxLayout *plainRow(QWidget *parent = nullptr, int spacing = 0) {
    auto *row = new QHBoxLayout(parent);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing);
    return row;
}

/// Deleted later, because the click of a button inside may have led here.
void discard(QWidget *&rows) {
    if (rows == nullptr)
        return;
    rows->hide();
    rows->setParent(nullptr);
    rows->deleteLater();
    rows = nullptr;
}

/// The icon of a warning.
class WarningMark : public QWidget {
public:
    explicit WarningMark(QWidget *parent) : QWidget(parent) { setFixedSize(16, 16); }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter painter(this);
        paintTinted(painter, u"marks-16/warning"_s, rect(), toneColor(Tone::Soon, palette()));
    }
};

} // namespace

Panel::Panel() {
    setWindowTitle(tr("Vouch"));
    setFocusPolicy(Qt::StrongFocus);
    build();
    addShortcuts();
    applyStyle();
}

void Panel::build() {
    inside_ = new QWidget;
    column_ = plainColumn(inside_);
    column_->setContentsMargins(margin, margin, margin, 0);
    buildHeader();
    buildTime();
    buildActions();
    buildRole();
    buildLists();
    buildFooter();
    auto *whole = plainColumn(this);
    whole->addWidget(new ColumnScroll(inside_, this));
}

/// Appends a part to the column. With `above`, that much space and a separator come first.
QVBoxLayout *Panel::addPart(QWidget *&part, std::optional<int> above) {
    part = new QWidget(inside_);
    auto *layout = plainColumn(part);
    if (above) {
        layout->addSpacing(*above);
        layout->addWidget(new RuleLine(Qt::Horizontal, part));
    }
    column_->addWidget(part);
    return layout;
}

void Panel::buildHeader() {
    auto *row = plainRow(nullptr, related);
    addPart(header_)->addLayout(row);
    auto *lines = plainColumn(nullptr, labelGap);
    account_ = new ElidedLabel(Qt::ElideMiddle, header_);
    server_ = new ElidedLabel(Qt::ElideRight, header_);
    lines->addWidget(account_);
    lines->addWidget(server_);
    row->addLayout(lines, 1);
    signOut_ = newButton(header_, rowButtonHeight);
    connect(signOut_, &QPushButton::clicked, this, &Panel::signOutWanted);
    row->addWidget(signOut_, 0, Qt::AlignTop);
}

void Panel::buildTime() {
    auto *layout = addPart(timePart_, around);
    layout->addSpacing(group);
    auto *row = plainRow(nullptr, group);
    ring_ = new SessionRing(timePart_);
    setAccessibleRole(ring_, QAccessible::Graphic);
    ring_->setAccessibleName(tr("Session"));
    row->addWidget(ring_);
    auto *lines = plainColumn(nullptr, labelGap);
    lines->addStretch();
    time_ = new DigitsLabel(timePart_); // no accessible name: the ring has it
    lines->addWidget(time_);
    title_ = new WrappedLabel(timePart_);
    lines->addWidget(title_);
    text_ = new WrappedLabel(timePart_);
    lines->addWidget(text_);
    lines->addStretch();
    row->addLayout(lines, 1);
    layout->addLayout(row);
    layout->addSpacing(4);

    addPart(notes_);
    steps_ = new RowList(inside_);
    steps_->setContentsMargins(0, related, 0, 0);
    column_->addWidget(steps_);
    waiting_ = new RowList(inside_);
    waiting_->setContentsMargins(0, around, 0, 0);
    column_->addWidget(waiting_);
}

void Panel::buildActions() {
    auto *layout = addPart(actions_);
    layout->addSpacing(around);
    auto *row = plainRow(nullptr, related);
    second_ = newButton(actions_, actionHeight);
    default_ = newButton(actions_, actionHeight);
    row->addWidget(second_, 1);
    row->addWidget(default_, 1);
    layout->addLayout(row);
    layout->addSpacing(4);
    connect(second_, &QPushButton::clicked, this, [this] {
        if (content_.state == State::Problem)
            Q_EMIT detailsWanted();
        else
            Q_EMIT notNowWanted();
    });
    connect(default_, &QPushButton::clicked, this, [this] {
        switch (content_.state) {
        case State::NotSetUp:
            return setUpWanted();
        case State::Problem:
            return tryAgainWanted();
        case State::Waiting:
            return content_.isQuestion ? questionWanted() : signInWanted();
        default:
            return signInWanted();
        }
    });
}

void Panel::buildRole() {
    auto *layout = addPart(role_, around);
    layout->addSpacing(around);
    auto *row = plainRow(nullptr, related);
    auto *lines = plainColumn(nullptr, labelGap);
    roleName_ = new ElidedLabel(Qt::ElideRight, role_);
    roleDetails_ = new ElidedLabel(Qt::ElideRight, role_);
    lines->addWidget(roleName_);
    lines->addWidget(roleDetails_);
    row->addLayout(lines, 1);
    switch_ = newButton(role_, rowButtonHeight);
    roles_ = new QMenu(switch_);
    switch_->setMenu(roles_);
    row->addWidget(switch_, 0, Qt::AlignVCenter);
    layout->addLayout(row);
    connect(roles_, &QMenu::aboutToShow, this, [this] {
        fillRoleMenu(*roles_, content_.role->choices,
                     [this](const QString &name) { Q_EMIT roleWanted(name); });
    });

    credentialsRow_ = new QWidget(role_);
    auto *credentials = plainRow(credentialsRow_, related);
    credentials->setContentsMargins(0, related, 0, 0);
    credentialsLabel_ = new ElidedLabel(Qt::ElideRight, credentialsRow_);
    credentials_ = new ElidedLabel(Qt::ElideRight, credentialsRow_);
    credentials_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    credentials->addWidget(credentialsLabel_, 1);
    credentials->addWidget(credentials_);
    layout->addWidget(credentialsRow_);
}

void Panel::buildLists() {
    auto *snoozed = addPart(snooze_, around);
    snoozed->addSpacing(around);
    snoozedTitle_ = plainLabel(tr("Snoozed"), snooze_);
    snoozed->addWidget(snoozedTitle_);
    snoozed->addSpacing(labelGap);

    auto *layout = addPart(recentPart_, around);
    layout->addSpacing(related);
    auto *row = plainRow();
    recentTitle_ = plainLabel(tr("Recent activity"), recentPart_);
    row->addWidget(recentTitle_, 1);
    allUse_ = newFlatButton(tr("Show all"), recentPart_);
    connect(allUse_, &QToolButton::clicked, this, &Panel::allUseWanted);
    row->addWidget(allUse_);
    layout->addLayout(row);
    nothingYet_ = new WrappedLabel(recentPart_);
    nothingYet_->setText(tr("Nothing yet. Clone or pull a CodeCommit repository."));
    layout->addWidget(nothingYet_);
    recent_ = new RowList;
    recent_->setAccessibleName(tr("Recent activity"));
    recentScroll_ = new ListScroll(recent_, recentPart_);
    layout->addWidget(recentScroll_);
    column_->addStretch();
}

void Panel::buildFooter() {
    auto *layout = addPart(footer_, related);
    auto *row = plainRow(nullptr, related);
    row->setContentsMargins(0, 7, 0, 7);
    git_ = newFlatButton(tr("Set up &git"), footer_);
    git_->setMinimumHeight(rowButtonHeight);
    connect(git_, &QToolButton::clicked, this, &Panel::gitWanted);
    row->addWidget(git_);
    keys_ = newFlatButton(tr("&Keys"), footer_);
    keys_->setMinimumHeight(rowButtonHeight);
    connect(keys_, &QToolButton::clicked, this, &Panel::keysWanted);
    row->addWidget(keys_);
    settings_ = newFlatButton(tr("&Settings"), footer_);
    settings_->setMinimumHeight(rowButtonHeight);
    connect(settings_, &QToolButton::clicked, this, &Panel::settingsWanted);
    row->addWidget(settings_);
    row->addStretch();
    more_ = newFlatButton(u"⋯"_s, footer_);
    more_->setMinimumHeight(rowButtonHeight);
    more_->setAccessibleName(tr("More"));
    more_->setToolTip(tr("More"));
    more_->setPopupMode(QToolButton::InstantPopup);
    moreMenu_ = new QMenu(more_);
    moreMenu_->addAction(tr("&Why did git fail?"), this, &Panel::whyWanted);
    moreMenu_->addAction(tr("&About Vouch"), this, &Panel::aboutWanted);
    moreMenu_->addAction(tr("&Quit Vouch"), this, &Panel::quitWanted);
    connect(more_, &QToolButton::clicked, this,
            [this] { moreMenu_->popup(more_->mapToGlobal(QPoint(0, more_->height()))); });
    row->addWidget(more_);
    layout->addLayout(row);
}

void Panel::addShortcuts() {
    const auto add = [this](const QKeySequence &keys, auto pressed) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, pressed);
    };
    add(Qt::Key_F5, [this] {
        if (content_.state == State::Problem)
            Q_EMIT tryAgainWanted();
    });
    add(Qt::CTRL | Qt::Key_Comma, [this] { Q_EMIT settingsWanted(); });
    add(Qt::CTRL | Qt::Key_Q, [this] {
        if (form_ == Form::Window)
            Q_EMIT quitWanted();
    });
}

/// Fonts, colors, and the sizes that depend on them.
void Panel::applyStyle() {
    const auto timeTone = [this] {
        switch (content_.state) {
        case State::Soon:
            return toneColor(Tone::Soon, palette());
        case State::Ending:
            return toneColor(Tone::Stop, palette());
        default:
            return palette().color(QPalette::WindowText);
        }
    }();
    makeStrong(account_);
    makeStrong(roleName_);
    makeStrong(snoozedTitle_, smallFactor);
    makeStrong(recentTitle_, smallFactor);
    makeStrong(title_, titleFactor);
    time_->setFont(scaledFont(font(), bigFactor, QFont::Medium));
    QPalette timePalette = palette();
    timePalette.setColor(QPalette::WindowText, timeTone);
    time_->setPalette(timePalette);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{server_, roleDetails_, credentialsLabel_}) {
        makeSmall(widget);
        makeMuted(widget);
    }
    makeSmall(credentials_);
    makeMuted(text_);
    makeMuted(nothingYet_);
    setButtonText(signOut_, tr("Sign &out"));
    setButtonText(switch_, tr("S&witch"));
    makeLink(allUse_);
    showNotes();
    showSnoozed();
}

void Panel::showNotes() {
    notes_->setVisible(!content_.notes.isEmpty());
    discard(noteRows_);
    if (content_.notes.isEmpty())
        return;
    noteRows_ = new QWidget(notes_);
    auto *rows = plainColumn(noteRows_, related);
    rows->setContentsMargins(0, related, 0, 4);
    for (const PanelContent::Note &note : content_.notes) {
        auto *row = plainRow(nullptr, 10);
        row->addWidget(new WarningMark(noteRows_), 0, Qt::AlignTop);
        auto *lines = plainColumn();
        auto *title = new WrappedLabel(noteRows_);
        title->setText(note.title);
        auto *text = new WrappedLabel(noteRows_);
        text->setText(note.text);
        makeSmall(text);
        makeMuted(text);
        lines->addWidget(title);
        lines->addWidget(text);
        row->addLayout(lines, 1);
        rows->addLayout(row);
    }
    notes_->layout()->addWidget(noteRows_);
    noteRows_->show();
}

void Panel::showSnoozed() {
    snooze_->setVisible(!content_.snoozed.isEmpty());
    discard(snoozedRows_);
    if (content_.snoozed.isEmpty())
        return;
    snoozedRows_ = new QWidget(snooze_);
    auto *rows = plainColumn(snoozedRows_, related);
    for (const PanelContent::SnoozedRow &snoozed : content_.snoozed) {
        auto *row = plainRow(nullptr, related);
        auto *lines = plainColumn();
        auto *first = new ElidedLabel(Qt::ElideRight, snoozedRows_);
        first->setText(snoozed.first);
        auto *second = new ElidedLabel(Qt::ElideRight, snoozedRows_);
        second->setText(snoozed.second);
        makeSmall(second);
        makeMuted(second);
        lines->addWidget(first);
        lines->addWidget(second);
        row->addLayout(lines, 1);
        QToolButton *again = newFlatButton(tr("Ask again"), snoozedRows_);
        makeLink(again);
        again->setAccessibleDescription(snoozed.first);
        connect(again, &QToolButton::clicked, this,
                [this, entry = snoozed.entry] { Q_EMIT askAgainWanted(entry); });
        row->addWidget(again, 0, Qt::AlignVCenter);
        rows->addLayout(row);
    }
    snooze_->layout()->addWidget(snoozedRows_);
    snoozedRows_->show();
}

} // namespace vouch::ui
