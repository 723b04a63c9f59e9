// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/panel.h"

#include "platform/desktop_environment.h"
#include "ui/panel/account_section.h"
#include "ui/panel/actions_section.h"
#include "ui/panel/activity_section.h"
#include "ui/panel/footer_section.h"
#include "ui/panel/notes_section.h"
#include "ui/panel/panel_layout.h"
#include "ui/panel/panel_rows.h"
#include "ui/panel/panel_scroll.h"
#include "ui/panel/role_section.h"
#include "ui/panel/session_section.h"
#include "ui/panel/snoozed_section.h"
#include "ui/widgets/on_screen.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace vouch::ui {

namespace {

constexpr int panelMargin = 16;
constexpr int minWidth = 340;
constexpr int maxWidth = 420;
constexpr qreal usualFontHeight = 20; ///< the widths above are for this; they grow with the font
constexpr qreal cornerRadius = 8;
constexpr int cornerGap = 6; ///< that keeps a scroll bar out of the round corners
constexpr int borderWidth = 1;
constexpr float borderOpacity = 0.22F;

} // namespace

Panel::Panel() {
    setWindowTitle(tr("Vouch"));
    setFocusPolicy(Qt::StrongFocus);
    build();
    connectSections();
    addShortcuts();
    applyStyle();
}

/// The order in which the sections are created is the order of the Tab key and of screen readers.
void Panel::build() {
    inside_ = new QWidget;
    column_ = plainColumn(inside_);
    column_->setContentsMargins(panelMargin - borderWidth, panelMargin - cornerGap,
                                panelMargin - borderWidth, 0);
    const auto add = [this](auto *widget) {
        column_->addWidget(widget);
        return widget;
    };
    const auto addRows = [this, &add](int above) {
        RowList *rows = add(new RowList(inside_));
        rows->setContentsMargins(0, above, 0, 0);
        return rows;
    };
    account_ = add(new AccountSection(inside_));
    session_ = add(new SessionSection(inside_));
    notes_ = add(new NotesSection(inside_));
    steps_ = addRows(panelMetrics::relatedGap);
    waiting_ = addRows(panelMetrics::separatorGap);
    actions_ = add(new ActionsSection(inside_));
    role_ = add(new RoleSection(inside_));
    snoozed_ = add(new SnoozedSection(inside_));
    activity_ = add(new ActivitySection(inside_));
    column_->addStretch(1); // all the room that the user's own height of the window leaves
    auto *all = plainColumn(this);
    all->setContentsMargins(borderWidth, cornerGap, borderWidth, 0);
    scroll_ = new ColumnScroll(inside_, this);
    all->addWidget(scroll_, 1);
    footer_ = new FooterSection(this); // outside, so that it never scrolls away
    footer_->setContentsMargins(panelMargin - borderWidth, 0, panelMargin - borderWidth, 0);
    all->addWidget(footer_);
}

void Panel::connectSections() {
    connect(account_, &AccountSection::signOutWanted, this, &Panel::signOutWanted);
    connect(notes_, &NotesSection::restartWanted, this, &Panel::restartWanted);
    connect(actions_, &ActionsSection::signInWanted, this, &Panel::signInWanted);
    connect(actions_, &ActionsSection::questionWanted, this, &Panel::questionWanted);
    connect(actions_, &ActionsSection::notNowWanted, this, &Panel::notNowWanted);
    connect(actions_, &ActionsSection::tryAgainWanted, this, &Panel::tryAgainWanted);
    connect(actions_, &ActionsSection::detailsWanted, this, &Panel::detailsWanted);
    connect(actions_, &ActionsSection::setUpWanted, this, &Panel::setUpWanted);
    connect(role_, &RoleSection::roleWanted, this, &Panel::roleWanted);
    connect(snoozed_, &SnoozedSection::askAgainWanted, this, &Panel::askAgainWanted);
    connect(activity_, &ActivitySection::allUseWanted, this, &Panel::allUseWanted);
    connect(footer_, &FooterSection::gitWanted, this, &Panel::gitWanted);
    connect(footer_, &FooterSection::keysWanted, this, &Panel::keysWanted);
    connect(footer_, &FooterSection::settingsWanted, this, &Panel::settingsWanted);
    connect(actions_, &ActionsSection::consoleWanted, this, &Panel::consoleWanted);
    connect(footer_, &FooterSection::consoleWanted, this, &Panel::consoleWanted);
    connect(footer_, &FooterSection::whyWanted, this, &Panel::whyWanted);
    connect(footer_, &FooterSection::helpWanted, this, &Panel::helpWanted);
    connect(footer_, &FooterSection::aboutWanted, this, &Panel::aboutWanted);
    connect(footer_, &FooterSection::quitWanted, this, &Panel::quitWanted);
}

void Panel::addShortcuts() {
    const auto add = [this](const QKeySequence &keys, auto pressed) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, pressed);
    };
    add(Qt::Key_F5, [this] {
        if (content_.state == State::Problem)
            Q_EMIT tryAgainWanted();
    });
    add(Qt::Key_F1, [this] { Q_EMIT helpWanted(); });
    add(Qt::CTRL | Qt::Key_Comma, [this] { Q_EMIT settingsWanted(); });
    add(Qt::CTRL | Qt::Key_Q, [this] {
        if (form_ == Form::Window)
            Q_EMIT quitWanted();
    });
}

/// Fonts, colors, and the sizes that depend on them.
void Panel::applyStyle() {
    account_->applyStyle();
    session_->applyStyle();
    notes_->applyStyle();
    role_->applyStyle();
    snoozed_->applyStyle();
    activity_->applyStyle();
}

void Panel::setContent(const PanelContent &content) {
    if (content == content_)
        return;
    const PanelContent before = std::exchange(content_, content);
    account_->setContent(content_);
    session_->setContent(content_);
    notes_->setNotes(content_.notes);
    steps_->setRows(content_.steps);
    steps_->setVisible(!content_.steps.isEmpty());
    waiting_->setRows(content_.waiting);
    waiting_->setVisible(!content_.waiting.isEmpty());
    actions_->setContent(content_);
    role_->setRole(content_.role);
    snoozed_->setRows(content_.snoozed);
    activity_->setContent(content_);
    footer_->setContent(content_);
    if (content_.state != before.state)
        showState(before);
    fit();
}

void Panel::showState(const PanelContent &before) {
    applyStyle();
    if (isActiveWindow())
        focusFirst();
    if (isWorthAnnouncing(before, content_))
        session_->announceState();
}

void Panel::done(int result) {
    QDialog::done(result);
    Q_EMIT closed();
}

void Panel::setForm(Form form, bool composited) {
    if (form == form_ && composited == composited_ && testAttribute(Qt::WA_WState_Created))
        return;
    const bool wasVisible = isVisible();
    form_ = form;
    composited_ = composited && form == Form::Popup;
    // A tool window has no taskbar entry. The attributes must be set before the window is created.
    const auto popup = Qt::Tool | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint;
    // As a window it is as small as it can be, and comes back from where Vouch was started.
    const auto window = Qt::Window | Qt::CustomizeWindowHint | Qt::WindowTitleHint |
                        Qt::WindowSystemMenuHint | Qt::WindowCloseButtonHint;
    setAttribute(Qt::WA_TranslucentBackground, composited_);
    setAttribute(Qt::WA_NoSystemBackground, composited_);
    setWindowFlags(form == Form::Popup ? popup : window);
    fittedHeight_ = 0;
    if (wasVisible)
        show();
}

void Panel::setOffTaskbar(bool off) {
    isOffTaskbar_ = off;
    if (isVisible())
        platform::setOffTaskbar(*windowHandle(), off);
}

QSize Panel::fittingSize(const QSize &room) const {
    settle(*inside_);
    settle(*footer_);
    const QSize largest = room - QSize(2 * panelDistance, 2 * panelDistance);
    const QSize edges(2 * borderWidth, cornerGap);
    const qreal larger = std::max(1.0, fontMetrics().height() / usualFontHeight);
    const QSize footer = footer_->sizeHint();
    const int minimum = std::max(column_->minimumSize().width(), footer.width()) + edges.width();
    const int wanted = std::max(column_->sizeHint().width(), footer.width()) + edges.width();
    const int width = std::min(
        std::clamp(wanted, minWidth, std::max(int(maxWidth * larger), minimum)), largest.width());
    const int height =
        edges.height() + footer.height() +
        (column_->hasHeightForWidth() ? column_->heightForWidth(width - edges.width())
                                      : column_->sizeHint().height());
    const bool scrolls = height > largest.height(); // beside the words, not over them
    const int bar = scrolls ? scroll_->verticalScrollBar()->sizeHint().width() : 0;
    return QSize(width + bar, height).boundedTo(largest);
}

void Panel::fit() {
    const QSize size =
        fittingSize(form_ == Form::Window ? roomOnScreen(this) : screen()->availableSize());
    if (form_ == Form::Window) {
        // Keep the height if the user made the window taller.
        const bool resized = fittedHeight_ != 0 && height() != fittedHeight_;
        fittedHeight_ = size.height();
        setMinimumWidth(size.width());
        setMaximumWidth(size.width());
        resize(size.width(), resized ? std::max(height(), size.height()) : size.height());
        return;
    }
    setMinimumWidth(0);
    setMaximumWidth(QWIDGETSIZE_MAX);
    // Grow from the screen edge that the popup stands at.
    const QRect before = geometry();
    const QRect available = screen()->availableGeometry();
    resize(size);
    if (isVisible() && before.center().y() > available.center().y())
        move(before.left(), before.bottom() + 1 - size.height());
}

void Panel::present() {
    fit();
    if (!isVisible()) {
        winId(); // creates the window
        platform::setOffTaskbar(*windowHandle(), isOffTaskbar_ || form_ == Form::Popup);
    }
    show();
    raise();
    activateWindow();
    focusFirst();
}

void Panel::focusFirst() {
    if (actions_->defaultButton()->isVisible() && actions_->defaultButton()->isDefault())
        actions_->defaultButton()->setFocus(Qt::ActiveWindowFocusReason);
    else
        setFocus(Qt::ActiveWindowFocusReason);
}

void Panel::changeEvent(QEvent *event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyStyle();
        fit();
    }
    // Losing the focus closes the popup, except to the panel's own menus and dialogs.
    if (event->type() == QEvent::ActivationChange && form_ == Form::Popup && isVisible() &&
        !isActiveWindow() && QApplication::activePopupWidget() == nullptr &&
        QApplication::activeModalWidget() == nullptr)
        reject();
}

void Panel::showEvent(QShowEvent *event) {
    QDialog::showEvent(event);
    Q_EMIT visibleChanged(true);
}

void Panel::hideEvent(QHideEvent *event) {
    QDialog::hideEvent(event);
    Q_EMIT visibleChanged(false);
}

void Panel::paintEvent(QPaintEvent *event) {
    if (form_ == Form::Window)
        return QDialog::paintEvent(event);
    QPainter painter(this);
    QColor border = palette().color(QPalette::WindowText);
    border.setAlphaF(borderOpacity);
    painter.setPen(border);
    painter.setBrush(palette().color(QPalette::Window));
    const QRectF edge = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (!composited_) {
        painter.drawRect(edge);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawRoundedRect(edge, cornerRadius, cornerRadius);
}

} // namespace vouch::ui
