// SPDX-License-Identifier: Apache-2.0
// What the panel does; panel_build.cpp has what it is made of.
#include "ui/panel/panel.h"

#include "ui/panel/panel_rows.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/session_ring.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int minWidth = 340;
constexpr int maxWidth = 420;
constexpr qreal usualFontHeight = 20; ///< the widths above are for this; they grow with the font
constexpr int distance = 8;           ///< from the screen's edges
constexpr qreal cornerRadius = 8;
constexpr float borderOpacity = 0.22F;

/// Updates the layouts now, innermost first. By themselves they update in the event loop.
void settle(QWidget &widget) {
    widget.ensurePolished();
    for (QObject *child : widget.children()) {
        if (child->isWidgetType() && !static_cast<QWidget *>(child)->isWindow())
            settle(*static_cast<QWidget *>(child));
    }
    if (widget.layout() != nullptr)
        widget.layout()->activate();
    widget.updateGeometry();
}

} // namespace

void Panel::setContent(const PanelContent &content) {
    if (content == content_)
        return;
    const PanelContent before = std::exchange(content_, content);
    account_->setText(content_.account);
    server_->setText(content_.server);
    signOut_->setVisible(content_.canSignOut);
    showTime();
    if (content_.notes != before.notes)
        showNotes();
    steps_->setRows(content_.steps);
    steps_->setVisible(!content_.steps.isEmpty());
    waiting_->setRows(content_.waiting);
    waiting_->setVisible(!content_.waiting.isEmpty());
    showActions();
    showRole();
    if (content_.snoozed != before.snoozed)
        showSnoozed();
    recentPart_->setVisible(content_.hasRecentUse);
    recent_->setRows(content_.recentUse);
    recentScroll_->setVisible(!content_.recentUse.isEmpty());
    nothingYet_->setVisible(content_.recentUse.isEmpty());
    allUse_->setVisible(!content_.recentUse.isEmpty());
    if (content_.state != before.state)
        showState(before);
    fit();
}

void Panel::showState(const PanelContent &before) {
    applyStyle();
    if (isActiveWindow())
        focusFirst();
    if (isWorthAnnouncing(before, content_))
        announce(ring_);
}

void Panel::showTime() {
    ring_->setPicture(content_.picture);
    ring_->setAccessibleDescription(content_.isTime ? content_.spokenTime : content_.title);
    time_->setVisible(content_.isTime);
    time_->setText(content_.isTime ? content_.title : QString());
    title_->setVisible(!content_.isTime);
    title_->setText(content_.isTime ? QString() : content_.title);
    text_->setText(content_.text);
    text_->setVisible(!content_.text.isEmpty());
}

void Panel::showActions() {
    const auto show = [](QPushButton *button, const QString &text) {
        if (!text.isEmpty())
            setButtonText(button, text);
        button->setVisible(!text.isEmpty());
    };
    const auto labels = [this]() -> std::pair<QString, QString> {
        switch (content_.state) {
        case State::NotSetUp:
            return {{}, content_.isProfilesOnly ? QString() : tr("Set &up Vouch")};
        case State::SignedOut:
            return {{}, tr("Sign &in")};
        case State::Soon:
        case State::Ending:
            return {{}, tr("Sign &in again")};
        case State::Waiting:
            return {tr("&Not now"), content_.isQuestion ? tr("&Answer…") : tr("Sign &in")};
        case State::Problem:
            return {tr("&Details"), tr("&Try again")};
        case State::Active:
            break;
        }
        return {};
    }();
    show(second_, labels.first);
    show(default_, labels.second);
    default_->setDefault(!labels.second.isEmpty());
    actions_->setVisible(!labels.second.isEmpty());
}

void Panel::showRole() {
    role_->setVisible(content_.role.has_value());
    if (!content_.role)
        return;
    const PanelContent::RolePart &role = *content_.role;
    roleName_->setText(role.name);
    roleDetails_->setText(role.details);
    roleDetails_->setVisible(!role.details.isEmpty());
    switch_->setVisible(role.choices.isThereAnother());
    credentialsRow_->setVisible(!role.credentials.isEmpty());
    credentialsLabel_->setText(role.credentialsLabel);
    credentials_->setText(role.credentials);
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
    setAttribute(Qt::WA_TranslucentBackground, composited_);
    setAttribute(Qt::WA_NoSystemBackground, composited_);
    setWindowFlags(form == Form::Popup ? popup : Qt::Window);
    fittedHeight_ = 0;
    if (wasVisible)
        show();
}

QSize Panel::fittingSize(const QSize &room) const {
    settle(*inside_);
    const qreal larger = std::max(1.0, fontMetrics().height() / usualFontHeight);
    const int most = std::max(int(maxWidth * larger), column_->minimumSize().width());
    const int width = std::min(std::clamp(column_->sizeHint().width(), minWidth, most),
                               room.width() - 2 * distance);
    const int height = column_->hasHeightForWidth() ? column_->heightForWidth(width)
                                                    : column_->sizeHint().height();
    return QSize(width, height).boundedTo(room - QSize(2 * distance, 2 * distance));
}

void Panel::fit() {
    const QSize size = fittingSize(screen()->availableSize());
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
    show();
    raise();
    activateWindow();
    focusFirst();
}

void Panel::focusFirst() {
    if (default_->isVisible())
        default_->setFocus(Qt::ActiveWindowFocusReason);
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
