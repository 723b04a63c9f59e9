// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/on_screen.h"

#include <QApplication>
#include <QEvent>
#include <QLayout>
#include <QResizeEvent>
#include <QScreen>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QWindow>

#include <algorithm>

namespace vouch::ui {

namespace {

/// Of a usual window frame, until the desktop has told its own.
constexpr QMargins usualFrame(2, 36, 2, 4);
constexpr int minLines = 4; ///< that scrolling content shows at least

QMargins frameOf(const QWidget *window) {
    const QRect inside = window->geometry(), outside = window->frameGeometry();
    const QMargins own(inside.left() - outside.left(), inside.top() - outside.top(),
                       outside.right() - inside.right(), outside.bottom() - inside.bottom());
    return own.isNull() ? usualFrame : own;
}

/// Holds the content, and needs the height of all of it. Directly in the scroll area, text that
/// wraps inside of other widgets sometimes stayed squeezed after it had appeared.
class Whole : public QWidget {
public:
    /// `area` becomes the parent at once: without one, the content would be the last for Tab.
    Whole(QWidget *content, ScrollingContent &area) : QWidget(&area), area_(area) {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(content);
    }

    QSize minimumSizeHint() const override {
        const QSize room = area_.maximumViewportSize();
        QSize minimum = QWidget::minimumSizeHint();
        if (layout()->hasHeightForWidth()) {
            int height = layout()->totalHeightForWidth(room.width());
            if (height > room.height())
                height = layout()->totalHeightForWidth(room.width() - area_.barWidth());
            minimum.setHeight(std::max(height, minimum.height()));
        }
        return minimum;
    }

private:
    const ScrollingContent &area_;
};

class ScreenKeeper : public QObject {
public:
    explicit ScreenKeeper(QWidget *window) : QObject(window), window_(window) {
        window->installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override {
        switch (event->type()) {
        case QEvent::Show:
            // Of the window's first size, before it is on the screen.
            fit();
            break;
        case QEvent::Move: // also when the desktop has told the frame
        case QEvent::ScreenChangeInternal:
            if (window_->isVisible())
                shrink();
            break;
        case QEvent::Resize:
            if (window_->isVisible())
                fit();
            break;
        default:
            break;
        }
        return false;
    }

private:
    bool isFree() const { return !window_->isMaximized() && !window_->isFullScreen(); }

    void shrink() {
        const QSize size = window_->size().boundedTo(roomOnScreen(window_));
        if (isFree() && size != window_->size())
            window_->resize(size);
    }

    void fit() {
        if (!isFree() || isFitting_)
            return;
        isFitting_ = true;
        shrink();
        const QMargins frame = frameOf(window_);
        const QRect room = window_->screen()->availableGeometry().marginsRemoved(frame);
        const QRect now = window_->geometry();
        const bool isPlaced = window_->testAttribute(Qt::WA_Moved) || window_->isActiveWindow();
        if (isPlaced && now.bottom() > room.bottom() && now.top() > room.top()) {
            const int up = std::min(now.bottom() - room.bottom(), now.top() - room.top());
            window_->move(window_->pos() - QPoint(0, up));
        }
        isFitting_ = false;
    }

    QWidget *window_;
    bool isFitting_ = false;
};

} // namespace

QSize roomOnScreen(const QWidget *window) {
    return window->screen()->availableGeometry().marginsRemoved(frameOf(window)).size();
}

QSize grownWithText(const QWidget *window, const QSize &size) {
    constexpr qreal designHeight = 19; // of a line of text, which the sizes are for
    return size * std::max(1.0, window->fontMetrics().height() / designHeight);
}

void fitToContent(QWidget *window, const ScrollingContent &content, int width, int lines) {
    window->ensurePolished();
    const QSize hint = window->sizeHint();
    const int wide = std::max(width, hint.width());
    const QMargins margins = window->layout()->contentsMargins();
    const int inside = wide - margins.left() - margins.right();
    const int beside = hint.height() - content.sizeHint().height();
    const int spare =
        lines == 0 ? 0 : window->layout()->spacing() + lines * window->fontMetrics().lineSpacing();
    window->resize(wide, beside + content.heightFor(inside) + spare);
}

void keepOnScreen(QWidget *window) {
    new ScreenKeeper(window); // the window owns it
}

ScrollingContent::ScrollingContent(QWidget *content, QWidget *parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    setWidget(new Whole(content, *this));
    widget()->setAutoFillBackground(false); // which setWidget() turns on
    widget()->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now != nullptr && widget()->isAncestorOf(now))
            ensureWidgetVisible(now);
    });
}

/// With room for a scroll bar: Qt hides one only when the content fits beside it too.
int ScrollingContent::heightFor(int width) const {
    const QLayout *layout = widget()->layout();
    const int minimum = layout->totalMinimumSize().height();
    return std::max(layout->hasHeightForWidth() ? layout->totalHeightForWidth(width - barWidth())
                                                : layout->totalSizeHint().height(),
                    minimum);
}

int ScrollingContent::barWidth() const {
    return verticalScrollBar()->sizeHint().width();
}

QSize ScrollingContent::sizeHint() const {
    const int wanted = std::max(widget()->sizeHint().width(), minimumSizeHint().width());
    // Once it has a width, only the height for this width is of interest.
    return {wanted, heightFor(isVisible() ? std::max(width(), minimumSizeHint().width()) : wanted)};
}

QSize ScrollingContent::minimumSizeHint() const {
    const int width = widget()->minimumSizeHint().width() + barWidth();
    return {width, std::min(heightFor(width), minLines * fontMetrics().lineSpacing())};
}

bool ScrollingContent::eventFilter(QObject *watched, QEvent *event) {
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

void ScrollingContent::resizeEvent(QResizeEvent *event) {
    QScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

} // namespace vouch::ui
