// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

class QWidget;

namespace vouch::ui {

/// How a window stays on a small screen: put what can grow into a ScrollingContent, keep the title
/// and the buttons outside of it, and call keepOnScreen() in the constructor. The window then opens
/// no higher and no wider than its screen, and the content scrolls while the buttons stay in sight:
///
///     auto *content = new ScrollingContent(page, this);
///     layout->addWidget(content, 1);
///     layout->addLayout(buttons);
///     keepOnScreen(this);
///
/// A window of a fixed size uses roomOnScreen() instead.

/// The largest size that a window can have without its frame leaving the screen's free area.
QSize roomOnScreen(const QWidget *window);

/// A window's usual size, grown with the user's font, so that it shows as much text.
QSize grownWithText(const QWidget *window, const QSize &size);

class ScrollingContent;

/// Makes the window at least this wide, and as high as all of `content` needs, which the window's
/// layout holds. `lines`: room for so many further lines, so that messages which come later do not
/// change the window's size. Call it in the constructor, before keepOnScreen().
void fitToContent(QWidget *window, const ScrollingContent &content, int width, int lines = 0);

/// Shrinks the window to roomOnScreen(), and moves it so that all of it can be seen, when it opens
/// and when it grows or comes to another screen by itself. The user may still move it anywhere.
void keepOnScreen(QWidget *window);

/// Content that scrolls up and down, never sideways, when there is less room than it needs. It
/// wants to be as high as its content. The focus scrolls into sight.
class ScrollingContent : public QScrollArea {
    Q_OBJECT
public:
    /// Takes ownership of `content`.
    explicit ScrollingContent(QWidget *content, QWidget *parent = nullptr);

    /// The height that shows all of the content in this width.
    int heightFor(int width) const;
    /// Of the scroll bar, if there is one.
    int barWidth() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace vouch::ui
